//! Human handoff (转人工): when a machine must give a chat to a human. Each of these is a veto: none can be outweighed. A
//! machine only reports what it noticed; what the house knows itself (how long nobody answered, how often the customer
//! came) is not the machine's to say.

use serde::{Deserialize, Serialize};

use super::rule::HandoffRule;
use crate::code::codes;

codes! {
    /// Why a machine must hand off (GB/T 47746, 5.1.3 and 5.2.2.6).
    pub enum HandoffReason {
        /// Not understood as often as the threshold says.
        RecognitionFailures = "recognition_failures",
        /// The customer refuses to talk to a machine, or asks for a human.
        RefusesAi = "refuses_ai",
        /// It is about information security.
        InformationSecurity = "information_security",
        /// Somebody or something is in danger.
        Safety = "safety",
        /// No answer for longer than three minutes.
        Unanswered = "unanswered",
        /// Here for the third time in a day, and clearly dissatisfied.
        RepeatedVisits = "repeated_visits",
        /// Negative emotion or a complaint, and the customer confirmed that they want a human (5.2.2.7).
        Confirmed = "confirmed",
        /// Nothing known gives an answer (5.1.3).
        NoKnownAnswer = "no_known_answer",
        /// A problem that hardly ever came before (5.1.3).
        RareProblem = "rare_problem",
        /// The customer is a minor (5.1.3).
        Minor = "minor",
        /// The customer is elderly (5.1.3).
        Elderly = "elderly",
    }
}

codes! {
    /// What a chat touches that is not a machine's to answer.
    pub enum Content {
        /// Accounts, passwords, leaked or stolen data.
        InformationSecurity = "information_security",
        /// Danger to people or property.
        Safety = "safety",
    }
}

/// What is known of a chat that a machine answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signs {
    /// How often in a row the machine did not understand.
    pub recognition_failures: u32,
    /// The customer asked for a human or refuses the machine.
    pub refuses_ai: bool,
    /// What it touches.
    pub content: Vec<Content>,
    /// Negative emotion or the intent to complain.
    pub negative: bool,
    /// The customer was asked whether they want a human, and does.
    pub confirmed: bool,
    /// Clearly dissatisfied.
    pub dissatisfied: bool,
    /// How long the customer has been waiting for an answer; none when nothing is open.
    pub unanswered_ms: Option<i64>,
    /// Visits in the window of the rule, this one among them.
    pub visits: u32,
    /// Questions to which nothing known gave an answer.
    pub unknown_answers: u32,
    /// Other cases of the same category in the window of the rule; none when the category is not known, or when the record
    /// is younger than the window: then nothing can be said to be rare.
    pub alike: Option<u32>,
    /// The age the customer gave, in years.
    pub age_years: Option<u32>,
}

/// What follows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handoff {
    /// It must go to a human, for these reasons; empty: it need not.
    pub reasons: Vec<HandoffReason>,
    /// The customer is to be asked whether they want a human (5.2.2.7).
    pub ask_first: bool,
}

impl Handoff {
    /// It must.
    pub fn is_due(&self) -> bool {
        !self.reasons.is_empty()
    }
}

/// Whether a machine must hand off.
pub fn must_hand_off(signs: &Signs, rule: &HandoffRule) -> Handoff {
    use HandoffReason as R;
    let late = signs.unanswered_ms.is_some_and(|ms| ms > i64::from(rule.unanswered_s) * 1_000);
    let repeated = rule.visits > 0 && signs.visits >= rule.visits && signs.dissatisfied;
    let failed = rule.recognition_failures > 0 && signs.recognition_failures >= rule.recognition_failures;
    let unknown = rule.unknown_answers > 0 && signs.unknown_answers >= rule.unknown_answers;
    let rare = rule.rare_cases > 0 && signs.alike.is_some_and(|cases| cases <= rule.rare_cases);
    let minor = signs.age_years.is_some_and(|age| age < rule.minor_under);
    let elderly = rule.elderly_from > 0 && signs.age_years.is_some_and(|age| age >= rule.elderly_from);
    let all = [
        (R::RecognitionFailures, failed),
        (R::RefusesAi, signs.refuses_ai),
        (R::InformationSecurity, signs.content.contains(&Content::InformationSecurity)),
        (R::Safety, signs.content.contains(&Content::Safety)),
        (R::Unanswered, late),
        (R::RepeatedVisits, repeated),
        (R::Confirmed, signs.negative && signs.confirmed),
        (R::NoKnownAnswer, unknown),
        (R::RareProblem, rare),
        (R::Minor, minor),
        (R::Elderly, elderly),
    ];
    let reasons: Vec<R> = all.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect();
    let ask_first = reasons.is_empty() && signs.negative;
    Handoff { reasons, ask_first }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(change: impl FnOnce(&mut Signs)) -> Handoff {
        let mut signs = Signs { visits: 1, ..Signs::default() };
        change(&mut signs);
        must_hand_off(&signs, &HandoffRule::default())
    }

    #[test]
    fn b_8_each_veto_alone_hands_off_and_nothing_short_of_it_does() {
        use HandoffReason as R;
        assert_eq!(given(|s| s.recognition_failures = 2), Handoff::default());
        assert_eq!(given(|s| s.recognition_failures = 3).reasons, [R::RecognitionFailures]);
        assert_eq!(given(|s| s.refuses_ai = true).reasons, [R::RefusesAi]);
        assert_eq!(given(|s| s.content = vec![Content::InformationSecurity]).reasons, [R::InformationSecurity]);
        assert_eq!(given(|s| s.content = vec![Content::Safety]).reasons, [R::Safety]);
        // No answer for *more* than three minutes.
        assert_eq!(given(|s| s.unanswered_ms = Some(180_000)), Handoff::default());
        assert_eq!(given(|s| s.unanswered_ms = Some(180_001)).reasons, [R::Unanswered]);
    }

    #[test]
    fn b_8_the_third_visit_in_a_day_hands_off_only_the_dissatisfied() {
        assert!(!given(|s| s.visits = 3).is_due());
        assert!(!given(|s| (s.visits, s.dissatisfied) = (2, true)).is_due());
        assert_eq!(given(|s| (s.visits, s.dissatisfied) = (3, true)).reasons, [HandoffReason::RepeatedVisits]);
    }

    #[test]
    fn b_8_bad_feeling_is_asked_first_and_handed_off_when_confirmed() {
        let asked = given(|s| s.negative = true);
        assert!(asked.ask_first && !asked.is_due());
        let confirmed = given(|s| (s.negative, s.confirmed) = (true, true));
        assert_eq!((confirmed.reasons, confirmed.ask_first), (vec![HandoffReason::Confirmed], false));
    }

    #[test]
    fn b_8_what_nothing_known_answers_goes_to_a_human() {
        assert!(!given(|s| s.unknown_answers = 0).is_due());
        assert_eq!(given(|s| s.unknown_answers = 1).reasons, [HandoffReason::NoKnownAnswer]);
    }

    #[test]
    fn b_8_a_problem_that_came_three_times_in_a_year_is_rare_and_one_nobody_can_count_is_not() {
        assert_eq!(given(|s| s.alike = Some(0)).reasons, [HandoffReason::RareProblem]);
        assert_eq!(given(|s| s.alike = Some(3)).reasons, [HandoffReason::RareProblem]);
        assert!(!given(|s| s.alike = Some(4)).is_due());
        assert!(!given(|s| s.alike = None).is_due());
    }

    #[test]
    fn b_8_minors_and_the_elderly_are_a_humans() {
        assert_eq!(given(|s| s.age_years = Some(17)).reasons, [HandoffReason::Minor]);
        assert!(!given(|s| s.age_years = Some(18)).is_due());
        assert!(!given(|s| s.age_years = Some(59)).is_due());
        assert_eq!(given(|s| s.age_years = Some(60)).reasons, [HandoffReason::Elderly]);
        assert!(!given(|s| s.age_years = None).is_due());
    }

    #[test]
    fn a_threshold_of_nought_switches_a_sign_off() {
        let rule = HandoffRule {
            unknown_answers: 0,
            rare_cases: 0,
            minor_under: 0,
            elderly_from: 0,
            ..HandoffRule::default()
        };
        for age in [0, 100] {
            let signs = Signs { unknown_answers: 9, alike: Some(0), age_years: Some(age), ..Signs::default() };
            assert_eq!(must_hand_off(&signs, &rule), Handoff::default());
        }
    }

    #[test]
    fn a_policy_moves_the_thresholds() {
        let rule = HandoffRule { recognition_failures: 1, unanswered_s: 60, ..HandoffRule::default() };
        let signs = Signs { recognition_failures: 1, unanswered_ms: Some(61_000), ..Signs::default() };
        let reasons = must_hand_off(&signs, &rule).reasons;
        assert_eq!(reasons, [HandoffReason::RecognitionFailures, HandoffReason::Unanswered]);
    }
}

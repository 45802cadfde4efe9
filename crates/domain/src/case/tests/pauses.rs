//! What a wait does to the clocks: golden scenarios of C.4 in the machine.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::{Classification, ClosureReason};
use crate::case::stage::WaitReason;
use crate::trade::{Complexity, Kind, Severity};

const HANDLED: &str = "quality_feedback.handled";

/// 48 h on 24x7 from Monday 10:00; a wait for the customer pauses it for 48 h at most.
fn asked() -> Story {
    given("quality_feedback").registered(complaint()).done(question()).due(HANDLED, "2026-11-04T10:00:00+08:00")
}

fn demanded(severity: Severity) -> Classification {
    Classification { remedy_demanded: true, ..judged(severity) }
}

#[test]
fn c_4_a_pause_moves_the_due_time_by_exactly_its_length() {
    asked()
        .later(2 * HOUR)
        .done(pause(WaitReason::Customer))
        .standing(HANDLED, Standing::Paused)
        .later(3 * HOUR)
        .done(CaseCommand::Resume {})
        .due(HANDLED, "2026-11-04T13:00:00+08:00");
}

#[test]
fn c_4_only_the_listed_reasons_pause_a_clock() {
    asked().done(pause(WaitReason::Parts)).standing(HANDLED, Standing::Running);
    asked().done(pause(WaitReason::OnHold)).standing(HANDLED, Standing::Running);
}

#[test]
fn c_4_two_pauses_add_up() {
    asked()
        .done(pause(WaitReason::Customer))
        .later(HOUR)
        .done(CaseCommand::Resume {})
        .later(HOUR)
        .done(pause(WaitReason::Customer))
        .later(2 * HOUR)
        .done(CaseCommand::Resume {})
        .due(HANDLED, "2026-11-04T13:00:00+08:00");
}

#[test]
fn c_4_beyond_its_longest_total_the_clock_runs_on_though_the_case_still_waits() {
    let story = asked().later(HOUR).done(pause(WaitReason::Customer)).later(48 * HOUR).ticked();
    assert!(story.case().waiting.is_some(), "the wait may last 72 h");
    let story = story.due(HANDLED, "2026-11-06T10:00:00+08:00").standing(HANDLED, Standing::Running);
    let story = story.later(20 * HOUR).done(CaseCommand::Resume {}).due(HANDLED, "2026-11-06T10:00:00+08:00");
    story.done(pause(WaitReason::Customer)).standing(HANDLED, Standing::Running);
}

#[test]
fn c_4_a_longest_pause_noticed_late_is_no_longer_for_it() {
    asked()
        .done(pause(WaitReason::Customer))
        .later(60 * HOUR)
        .ticked()
        .due(HANDLED, "2026-11-06T10:00:00+08:00")
        .so(|c| assert_eq!(c.clock(HANDLED).unwrap().pauses[0].length_ms(c.touched_at.plus_ms(99 * DAY)), 48 * HOUR));
}

#[test]
fn c_4_a_pause_after_the_due_time_does_not_undo_the_breach() {
    let story = asked().at("2026-11-04T10:00:00.001+08:00").ticked().standing(HANDLED, Standing::Overdue);
    story
        .done(pause(WaitReason::Customer))
        .later(DAY)
        .done(CaseCommand::Resume {})
        .standing(HANDLED, Standing::Overdue);
    // Nor a breach that nobody has seen yet.
    let story = asked().at("2026-11-04T10:00:00.001+08:00").done(pause(WaitReason::Customer));
    story.standing(HANDLED, Standing::Running).ticked().standing(HANDLED, Standing::Overdue);
}

#[test]
fn c_4_a_pause_that_began_before_the_clock_counts_from_the_clocks_own_start() {
    // S0-30 starts when the case is found complex, from receipt; the wait that is on since 14:00 counts from 14:00.
    let complex = Classification { complexity: Some(Complexity::Complex), ..judged(Severity::General) };
    let story = given("general").registered(complaint()).done(question()).at("2026-11-02T14:00:00+08:00");
    let story = story.done(pause(WaitReason::Customer)).at("2026-11-02T16:00:00+08:00").done(judge(complex.clone()));
    let story = story.happens(&["clock_started"]);
    // Judging moved the case on, which ends the wait; a case already triaged keeps waiting.
    assert!(story.case().waiting.is_none());
    let story = given("general").registered(complaint()).done(classify(Severity::General)).done(question());
    let story = story.at("2026-11-02T14:00:00+08:00").done(pause(WaitReason::Customer));
    let story = story.at("2026-11-02T16:00:00+08:00").done(judge(complex)).happens(&["clock_started", "clock_paused"]);
    assert_eq!(story.clock("general.solution_complex").pauses[0].from, t("2026-11-02T14:00:00+08:00"));
    // Of the two midnights only the one that ends Tuesday moves the end: the first day does not count anyway (art. 201).
    story
        .at("2026-11-04T14:00:00+08:00")
        .done(customer_writes())
        .due("general.solution_complex", "2026-11-07T00:00:00+08:00");
}

#[test]
fn the_legal_red_line_runs_through_every_pause() {
    for reason in WaitReason::ALL {
        let story = given("general").registered(complaint()).done(judge(demanded(Severity::General))).done(question());
        let due = story.clock("law.redline_15d").due.clone();
        let story = story.done(pause(*reason)).later(10 * DAY).ticked();
        assert_eq!(story.clock("law.redline_15d").due, due, "{reason}");
        story.standing("law.redline_15d", Standing::Running);
    }
}

#[test]
fn the_law_counts_fifteen_days_and_warns_on_the_seventh_tenth_and_thirteenth() {
    let story = given("general").registered(complaint()).done(judge(demanded(Severity::General)));
    let story = story.due("law.redline_15d", "2026-11-18T00:00:00+08:00");
    assert_eq!(story.clock("law.redline_15d").due.as_ref().unwrap().warn.len(), 3);
}

#[test]
fn the_refund_of_the_law_waits_for_the_goods_alone() {
    let story = given("ecommerce").registered(of_kind(Kind::Rma)).done(judge(demanded(Severity::General)));
    let promise = story.now.plus_ms(20 * DAY);
    let story = story.all_done([propose(1, promise), answer(1, crate::case::event::Answer::Accepted)]);
    let story = story.due("law.refund_7d", "2026-11-10T00:00:00+08:00").done(pause(WaitReason::ThirdParty));
    story.later(3 * DAY).done(CaseCommand::Resume {}).due("law.refund_7d", "2026-11-12T00:00:00+08:00");
}

#[test]
fn closing_while_it_waits_leaves_nothing_standing_still() {
    asked()
        .done(pause(WaitReason::Customer))
        .later(HOUR)
        .done(close(ClosureReason::Withdrawn))
        .standing(HANDLED, Standing::Cancelled);
}

#[test]
fn met_while_it_stands_still_is_met_in_time_and_met_after_the_longest_pause_is_judged() {
    let steps = |story: Story| {
        let now = story.now;
        story.all_done([verify(), spoken(now), propose(1, now.plus_ms(DAY))])
    };
    steps(asked().done(pause(WaitReason::Customer)).later(47 * HOUR)).standing(HANDLED, Standing::Met);
    // 48 h of pause and 48 h of target used up, nobody's ticker looked.
    steps(asked().done(pause(WaitReason::OnHold)).later(49 * HOUR)).standing(HANDLED, Standing::MetLate);
}

#[test]
fn c_4_each_reason_has_its_own_longest_pause_on_a_clock() {
    let rule = r#"
[[clock]]
id = "own.answer"
milestone = "definite_answer"
target = "PT24H"
calendar = "24x7"
start = "received"
stop = ["definite_answer"]
pause = [{ reason = "waiting_customer", max = "PT2H" }, { reason = "waiting_parts", max = "PT6H" }]
basis = "test"
"#;
    let story = given_house(own_house("general", rule)).registered(complaint()).done(question());
    let story = story.done(pause(WaitReason::Customer)).later(10 * HOUR).ticked().done(CaseCommand::Resume {});
    let story = story.due("own.answer", "2026-11-03T12:00:00+08:00").done(pause(WaitReason::Parts)).later(4 * HOUR);
    let story = story.done(CaseCommand::Resume {}).due("own.answer", "2026-11-03T16:00:00+08:00");
    let story = story.done(question()).done(pause(WaitReason::Customer)).standing("own.answer", Standing::Running);
    let story = story.done(CaseCommand::Resume {}).done(pause(WaitReason::Parts)).later(3 * HOUR).ticked();
    story.due("own.answer", "2026-11-03T18:00:00+08:00").standing("own.answer", Standing::Running);
}

//! Rules that act by themselves: on what they fire, when a time comes, what they ask of a case, and what is no rule.

use serde_json::json;

use super::kit::*;
use crate::actor::{Actor, Who};
use crate::automation::{
    Action, Conditions, Ground, Happening, Moment, Named, Rule, RuleCondition, RuleFlaw, RuleTerms, Subject, Trigger,
    fired, flaws, standing, windows,
};
use crate::case::Case;
use crate::case::command::CaseCommand;
use crate::case::event::EscalationCause;
use crate::custom_field::{CustomField, FieldNames, FieldSort, FieldValue};
use crate::ids::Id;
use crate::policy::Condition;
use crate::time::UtcMs;
use crate::trade::{Channel, Priority, Role, Severity};

const PRICE: Id = Id::from_i64(7_001);

fn price() -> CustomField {
    let name = || "Price".to_owned();
    CustomField {
        id: PRICE,
        code: "price".into(),
        sort: FieldSort::Number,
        names: FieldNames { zh_hans: name(), zh_hant: name(), en: name() },
        options: Vec::new(),
        decimals: 2,
        currency: None,
        when: Condition::default(),
        units: Vec::new(),
        fields: Vec::new(),
        required_before: Vec::new(),
        sensitive: false,
        archived: false,
    }
}

fn is(on: Subject, values: &[&str]) -> RuleCondition {
    RuleCondition { on, field: None, any_of: values.iter().map(|v| (*v).to_owned()).collect(), not: false }
}

fn not(condition: RuleCondition) -> RuleCondition {
    RuleCondition { not: true, ..condition }
}

fn all(conditions: &[RuleCondition]) -> Conditions {
    Conditions { all: conditions.to_vec(), any: Vec::new() }
}

fn ground<'a>(case: &'a Case, lineage: &'a [Id], fields: &'a [CustomField]) -> Ground<'a> {
    Ground { case, lineage, fields, says: &|_| false }
}

fn rule(n: i64, happenings: &[Happening], conditions: Conditions) -> Rule {
    let terms = RuleTerms {
        trigger: Trigger::Event { happenings: happenings.to_vec() },
        conditions,
        actions: vec![Action::Escalate { cause: EscalationCause::Publicity }],
        otherwise: false,
    };
    Rule { id: Id::from_i64(n), name: format!("r{n}"), enabled: true, terms }
}

fn shop() -> Story {
    given("general").at("2026-03-02T09:00:00+08:00").registered(complaint()).done(classify(Severity::General))
}

#[test]
fn a_rule_holds_when_all_and_any_hold_and_says_what_it_found() {
    let case = shop().case().clone();
    let lineage = [STATION, REGION];
    let conditions = Conditions {
        all: vec![
            is(Subject::Kind, &["inquiry", "complaint"]),
            is(Subject::Category, &["product_quality"]),
            is(Subject::Unit, &[&REGION.to_string()]),
            not(is(Subject::BrandRisk, &["yes"])),
            is(Subject::Handler, &["none"]),
        ],
        any: vec![is(Subject::Severity, &["critical"]), is(Subject::Channel, &["phone"])],
    };
    let verdict = conditions.judge(&ground(&case, &lineage, &[]));
    assert!(verdict.holds, "{verdict:?}");
    let told: Vec<_> = verdict.any.iter().map(|e| (e.found.join(","), e.holds)).collect();
    assert_eq!(told, [("general".to_owned(), false), ("phone".to_owned(), true)]);
    assert!(!all(&[not(is(Subject::Kind, &["complaint"]))]).judge(&ground(&case, &lineage, &[])).holds);
    assert!(!all(&[is(Subject::EscalationLevel, &["1"])]).judge(&ground(&case, &lineage, &[])).holds);
    let mut risen = case;
    risen.escalation_level = 2;
    assert!(all(&[is(Subject::EscalationLevel, &["1"])]).judge(&ground(&risen, &lineage, &[])).holds, "at least");
}

#[test]
fn what_was_said_is_asked_word_by_word_and_only_the_rules_own_words_are_written_down() {
    let case = shop().case().clone();
    let says = |word: &str| "洗衣机冒烟".contains(word);
    let ground = Ground { says: &says, ..ground(&case, &[], &[]) };
    let asks = |condition| all(&[condition]).judge(&ground);
    let fire = asks(is(Subject::Words, &["起火", "冒烟", "none"]));
    assert_eq!((fire.holds, fire.all[0].found.join(" ")), (true, "冒烟".to_owned()));
    assert!(!asks(is(Subject::Words, &["none"])).holds, "a word like any other");
    assert!(asks(not(is(Subject::Words, &["起火"]))).holds);
}

#[test]
fn a_canned_text_goes_to_the_customer_where_a_channel_carries_it_and_stops_no_clock() {
    let case = shop().case().clone();
    let say = Action::SendText { text: Id::from_i64(8) };
    let by = |channel| say.command(&case, &[], Id::from_i64(50), Some(text(51)), channel);
    let Some(CaseCommand::RecordMessage(message)) = by(Some(Channel::Email)) else { panic!("no message") };
    assert_eq!((message.channel, message.substantive), (Channel::Email, false));
    assert!(matches!(by(None), Some(CaseCommand::Note { .. })));
}

#[test]
fn an_own_field_is_asked_in_the_words_of_its_definition() {
    let mut case = shop().case().clone();
    case.fields.insert(PRICE, FieldValue::Number(1_250));
    let fields = [price()];
    let asks = |wanted: &str| {
        let condition = RuleCondition { field: Some(PRICE), ..is(Subject::OwnField, &[wanted]) };
        all(&[condition]).judge(&ground(&case, &[], &fields))
    };
    let shown: Vec<_> = ["10..12.5", "12.51..", "12.5", "none"]
        .iter()
        .map(|w| (asks(w).holds, asks(w).all[0].found.join("")))
        .collect();
    assert_eq!(shown.iter().map(|s| s.0).collect::<Vec<_>>(), [true, false, true, false]);
    assert!(shown.iter().all(|s| s.1 == "12.5"), "{shown:?}");
}

#[test]
fn rules_fire_in_their_order_and_never_on_what_they_caused() {
    let case = shop().case().clone();
    let on = [Happening::Registered, Happening::Classified];
    let mut off = rule(3, &on, Conditions::default());
    off.enabled = false;
    let rules = [
        rule(1, &[Happening::Classified], all(&[is(Subject::Kind, &["complaint"])])),
        rule(2, &[Happening::Closed], Conditions::default()),
        off,
        rule(4, &on, all(&[is(Subject::Kind, &["praise"])])),
        rule(5, &on, Conditions::default()),
    ];
    let ids = |causes: &[Id]| {
        let fired =
            fired(&rules, &[Happening::Classified, Happening::StageEntered], causes, &ground(&case, &[STATION], &[]));
        fired.iter().map(|f| f.rule.id.as_i64()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[]), [1, 5]);
    assert_eq!(ids(&[Id::from_i64(1), Id::from_i64(9)]), [5]);
}

#[test]
fn what_a_rule_asks_is_decided_like_everybodys_and_does_not_count_as_touching_the_case() {
    let story = shop().later(3 * HOUR).by(Actor::everything(Who::Rule(Id::from_i64(5))));
    let (case, touched) = (story.case().clone(), story.case().touched_at);
    let wants = |action: &Action| action.command(&case, &[], Id::from_i64(50), Some(text(51)), None).unwrap();
    let note = Action::Note { text: "看一下".into(), mentions: Vec::new() };
    assert_eq!(note.words("r", &[]), Some("看一下"));
    assert_eq!(Action::SetPriority { priority: Priority::High }.words("r", &[]), Some("r"), "its name is the reason");
    let story = story
        .when(wants(&Action::SetPriority { priority: Priority::High }))
        .happens(&["classified"])
        .so(|c| assert_eq!(c.priority, Priority::High))
        .when(wants(&Action::Assign { handler: COLLEAGUE, unit: None }))
        .happens(&["assigned"])
        .when(wants(&note))
        .happens(&["noted"]);
    let case = story.case();
    assert_eq!(case.touched_at, touched, "nobody looked at it");
    let tell = Action::Notify { users: Vec::new(), roles: vec![Role::Supervisor] };
    assert_eq!(tell.command(case, &[], Id::from_i64(50), None, None), None);
    let field = Action::SetField { field: PRICE, value: json!(12.5) };
    let values = [(PRICE, Some(FieldValue::Number(1_250)))].into();
    assert_eq!(field.command(case, &[price()], Id::from_i64(50), None, None), Some(CaseCommand::SetFields { values }));
}

#[test]
fn a_time_comes_once_for_each_moment_and_the_latest_of_several_counts() {
    let case = shop().case().clone();
    let at = |hours: i64| case.received_at.plus_ms(hours * HOUR);
    let stands = |moment, minutes, now: UtcMs| standing(&windows(&case, Some(at(1)), moment, minutes), now);
    assert_eq!(stands(Moment::AfterReceived, 120, at(1)).next, Some(at(2)));
    assert_eq!(stands(Moment::AfterReceived, 120, at(1)).since, None);
    assert_eq!(stands(Moment::AfterReceived, 120, at(9)).since, Some(at(2)));
    assert_eq!(stands(Moment::InStage, 60, at(9)).since, Some(at(2)));
    assert_eq!(stands(Moment::Waiting, 60, at(9)), crate::automation::Standing::default(), "it does not wait");
    let mut dues: Vec<UtcMs> = case.open_clocks().filter_map(|c| c.due.as_ref().map(|d| d.at)).collect();
    dues.sort_unstable();
    let (first, last) = (dues[0], dues[dues.len() - 1]);
    assert_eq!(stands(Moment::BeforeDue, 30, first).since, Some(first.plus_ms(-30 * MINUTE)));
    assert_ne!(
        stands(Moment::BeforeDue, 30, first.plus_ms(1)).since,
        Some(first.plus_ms(-30 * MINUTE)),
        "too late now"
    );
    assert_eq!(stands(Moment::AfterDue, 0, first).since, None, "in time while not later");
    assert_eq!(stands(Moment::AfterDue, 0, last.plus_ms(1)).since, Some(last.plus_ms(1)));
    let mut closed = case;
    closed.stage = crate::case::stage::Stage::Closed;
    assert!(windows(&closed, None, Moment::AfterReceived, 1).is_empty());
}

#[test]
fn a_flaw_names_its_field() {
    let fields = [price()];
    let named = Named { fields: &fields, is_category: &|c| c == "product_quality", is_unit: &|u| u == STATION };
    let own = |field, wanted: &str| RuleCondition { field, ..is(Subject::OwnField, &[wanted]) };
    let terms = RuleTerms {
        trigger: Trigger::Time { moment: Moment::Untouched, minutes: 0 },
        conditions: Conditions {
            all: vec![is(Subject::Kind, &["ticket"]), is(Subject::Category, &["product_quality"]), own(None, "1")],
            any: vec![
                own(Some(PRICE), "cheap"),
                own(Some(PRICE), "1..2"),
                is(Subject::Stage, &[]),
                is(Subject::Words, &["！"]),
            ],
        },
        actions: vec![
            Action::Assign { handler: AGENT, unit: Some(CASE) },
            Action::Note { text: " ".into(), mentions: Vec::new() },
            Action::SetField { field: PRICE, value: json!("1") },
            Action::Notify { users: Vec::new(), roles: Vec::new() },
        ],
        otherwise: true,
    };
    let found = flaws(&terms, &named);
    let told: Vec<_> = found.iter().map(|RuleFlaw { at, code }| format!("{at} {code}")).collect();
    assert_eq!(
        told,
        [
            "trigger.minutes out_of_range",
            "otherwise only_on_events",
            "conditions.all.0.any_of bad_value",
            "conditions.all.2.field missing",
            "conditions.any.0.any_of bad_value",
            "conditions.any.2.any_of empty",
            "conditions.any.3.any_of bad_value",
            "actions.0.unit unknown_unit",
            "actions.1.text bad_text",
            "actions.2.value bad_value",
            "actions.3.users empty",
        ]
    );
}

#[test]
fn terms_survive_json_and_refuse_what_they_do_not_know() {
    let told = json!({
        "trigger": { "kind": "event", "happenings": ["registered"] },
        "conditions": { "all": [{ "on": "brand_risk", "any_of": ["yes"] }] },
        "actions": [{ "kind": "escalate", "cause": "publicity" }],
    });
    let terms: RuleTerms = serde_json::from_value(told.clone()).unwrap();
    assert_eq!(serde_json::to_value(&terms).unwrap(), told);
    let mut odd = told;
    odd["actions"][0]["loudly"] = json!(true);
    assert!(serde_json::from_value::<RuleTerms>(odd).is_err());
}

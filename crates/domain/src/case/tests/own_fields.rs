//! The organisation's own fields: shown where they stand, asked for before a step, and never a way around it.

use std::collections::BTreeMap;

use serde_json::json;

use super::kit::*;
use crate::case::actions::actions;
use crate::case::command::CaseCommand;
use crate::case::refusal::Refusal;
use crate::custom_field::{CustomField, FieldIs, FieldNames, FieldOption, FieldSort, FieldValue, Gate};
use crate::ids::Id;
use crate::policy::Condition;
use crate::trade::Kind;

const LEAK: Id = Id::from_i64(7001);
const WHERE: Id = Id::from_i64(7002);

fn names(text: &str) -> FieldNames {
    FieldNames { zh_hans: text.into(), zh_hant: text.into(), en: text.into() }
}

fn field(id: Id, code: &str, sort: FieldSort) -> CustomField {
    CustomField {
        id,
        code: code.into(),
        sort,
        names: names(code),
        options: Vec::new(),
        decimals: 0,
        currency: None,
        when: Condition { kinds: vec![Kind::Complaint], ..Condition::default() },
        units: Vec::new(),
        fields: Vec::new(),
        required_before: Vec::new(),
        sensitive: false,
        archived: false,
    }
}

/// Does it leak; and if it does, where: needed before the facts are recorded as found.
fn leaks() -> Vec<CustomField> {
    let option = |code: &str| FieldOption { code: code.into(), names: names(code), retired: code == "hose" };
    vec![
        field(LEAK, "leaks", FieldSort::YesNo),
        CustomField {
            options: vec![option("door"), option("pump"), option("hose")],
            fields: vec![FieldIs { field: LEAK, any_of: vec!["yes".into()] }],
            required_before: vec![Gate::Investigate],
            ..field(WHERE, "leaks_where", FieldSort::Choice)
        },
    ]
}

fn shop() -> Story {
    let mut story = given("general");
    story.fields = leaks();
    story.registered(complaint()).done(classify(crate::trade::Severity::General)).done(assign(AGENT))
}

fn set(values: &[(Id, Option<FieldValue>)]) -> CaseCommand {
    CaseCommand::SetFields { values: values.iter().cloned().collect::<BTreeMap<_, _>>() }
}

fn yes() -> (Id, Option<FieldValue>) {
    (LEAK, Some(FieldValue::YesNo(true)))
}

fn at(code: &str) -> (Id, Option<FieldValue>) {
    (WHERE, Some(FieldValue::Choice(code.into())))
}

#[test]
fn a_step_waits_for_the_fields_that_are_shown_and_says_which() {
    let story = shop().when(CaseCommand::Investigate {}).happens(&["stage_entered"]);
    drop(story);
    let story = shop().done(set(&[yes()])).when(CaseCommand::Investigate {}).refused("fields_missing");
    assert_eq!(story.refusal(), &Refusal::FieldsMissing { fields: vec!["leaks_where".into()] });
    let told = actions(story.case(), &story.facts()).into_iter().find(|a| a.name == "investigate").unwrap();
    assert_eq!((told.allowed, told.reason.map(|r| r.code())), (false, Some("fields_missing".into())));
    story.done(set(&[at("door")])).when(CaseCommand::Investigate {}).happens(&["stage_entered"]);
}

#[test]
fn only_a_field_that_stands_for_the_case_takes_a_value_of_its_own() {
    shop().when(set(&[at("door")])).refused("field_not_here");
    let story = shop().when(set(&[yes(), at("door")])).happens(&["fields_set"]);
    let story = story.when(set(&[yes()])).refused("nothing_changes");
    let story = story.when(set(&[at("roof")])).refused("field_not_here");
    let story = story.when(set(&[at("hose")])).refused("field_not_here");
    let story = story.when(set(&[(LEAK, Some(FieldValue::Number(1)))])).refused("field_not_here");
    story.when(set(&[(WHERE, None)])).happens(&["fields_set"]).so(|case| assert_eq!(case.fields.len(), 1));
    let mut suggestion = given("general");
    suggestion.fields = leaks();
    suggestion.registered(of_kind(Kind::Inquiry)).when(set(&[yes()])).refused("field_not_here");
}

#[test]
fn an_archived_field_is_not_asked_for_and_keeps_its_values() {
    let mut story = shop().done(set(&[yes(), at("door")]));
    story.fields.iter_mut().for_each(|f| f.archived = true);
    let story = story.when(set(&[at("pump")])).refused("field_not_here");
    story.when(CaseCommand::Investigate {}).happens(&["stage_entered"]).so(|case| assert_eq!(case.fields.len(), 2));
}

#[test]
fn a_definition_says_what_is_wrong_with_it_and_what_never_changes() {
    let all = leaks();
    let flaw = |f: &CustomField, others: &[CustomField]| f.flaw(others).map(|f| (f.part, f.code));
    assert_eq!(flaw(&all[1], &all[..1]), None);
    assert_eq!(flaw(&all[1], &[]), Some(("fields", "bad_reference")));
    let circle = CustomField { fields: vec![FieldIs { field: WHERE, any_of: vec!["door".into()] }], ..all[0].clone() };
    assert_eq!(flaw(&circle, &all[1..]), Some(("fields", "bad_reference")));
    assert_eq!(flaw(&CustomField { code: "Leaks".into(), ..all[0].clone() }, &[]), Some(("code", "bad_code")));
    assert_eq!(flaw(&CustomField { options: vec![], ..all[1].clone() }, &all[..1]), Some(("options", "empty")));
    assert_eq!(flaw(&CustomField { names: names(" "), ..all[0].clone() }, &[]), Some(("names", "bad_name")));
    let keeps = |f: CustomField, before: &CustomField| f.keeps(before).map(|f| (f.part, f.code));
    let without = CustomField { options: all[1].options[1..].to_vec(), ..all[1].clone() };
    assert_eq!(keeps(without, &all[1]), Some(("options", "retired_not_removed")));
    assert_eq!(
        keeps(CustomField { sort: FieldSort::Text, ..all[0].clone() }, &all[0]),
        Some(("sort", "never_changed"))
    );
}

#[test]
fn what_is_written_is_read_again() {
    let number = CustomField { decimals: 2, ..field(LEAK, "litres", FieldSort::Number) };
    for (field, given) in [
        (&number, json!(12.5)),
        (&field(LEAK, "day", FieldSort::Date), json!("2026-11-22")),
        (&field(LEAK, "yes", FieldSort::YesNo), json!(true)),
        (&field(LEAK, "who", FieldSort::User), json!(LEAK.to_string())),
        (&leaks()[1], json!("pump")),
    ] {
        let crate::custom_field::Given::Value(value) = field.read(&given).unwrap() else { panic!("words") };
        assert_eq!(field.write(&value, |_| None), given);
    }
    assert!(number.read(&json!("12.5")).is_err() && leaks()[1].read(&json!("roof")).is_err());
}

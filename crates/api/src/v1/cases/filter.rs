//! The filter of lists, counts and saved views: one table of its fields makes the query parameters, the schema of the
//! JSON, and the checks of both.

use std::borrow::Cow;
use std::sync::LazyLock;

use bihuan_app::cases::find::Filter;
use bihuan_domain::case::stage::{Stage, WaitReason};
use bihuan_domain::complaint::dispute::DisputeWay;
use bihuan_domain::complaint::escalation::{EscalationOrigin, EscalationStanding};
use bihuan_domain::trade::{Channel, EmotionalState, Kind, Priority, Severity};
use serde_json::{Map, Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};

use crate::codes::{self, Coded};
use crate::endpoint::{Endpoint, ident, text};
use crate::input::Query;
use crate::problem::Problem;

/// A field: name, what it asks, its schema.
struct Field {
    name: &'static str,
    says: &'static str,
    schema: Value,
}

/// Days a filter may look back, minutes it may look ahead.
const MOST_DAYS: u32 = 3_650;
const MOST_MINUTES: u32 = 525_600;

static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let truth = || json!({ "type": "boolean" });
    let instant = || json!({ "type": "string", "format": "date-time", "maxLength": 40 });
    let number = |least: u32, most: u32| json!({ "type": "integer", "minimum": least, "maximum": most });
    let many = |item: Value| {
        let most = item["enum"].as_array().map_or(1, Vec::len);
        json!({ "type": "array", "items": item, "maxItems": most, "uniqueItems": true })
    };
    let whom = |nobody: bool| {
        let nobody = if nobody { "|none" } else { "" };
        json!({ "type": "string", "minLength": 2, "maxLength": 13, "pattern": format!("^(me{nobody}|[0-7][0-9A-HJKMNP-TV-Z]{{12}})$") })
    };
    // A view keeps what it was given; a value that is none matches nothing.
    let own = json!({ "type": "string" });
    let statuses = json!({ "type": "string", "enum": statuses() });
    let fields = [
        ("open", "Open, or not", truth()),
        ("overdue", "Past due", truth()),
        ("emergency", "Emergencies", truth()),
        ("kind", "Any of these kinds", many(codes::list::<Kind>())),
        ("channel", "Any of these channels", many(codes::list::<Channel>())),
        ("stage", "Any of these stages", many(codes::list::<Stage>())),
        ("status", "Any of these stages or waits", many(statuses)),
        ("priority", "Any of these priorities", many(codes::list::<Priority>())),
        ("severity", "Any of these severities", many(codes::list::<Severity>())),
        ("severity_at_least", "At least this severe", number(1, 4)),
        ("category", "A category or its children", text(200)),
        ("unit", "In this unit or below it", ident()),
        ("handler", "Handled by this user, by whoever asks, or by nobody", whom(true)),
        ("owner", "Owned by this user, or by whoever asks", whom(false)),
        ("mine", "Handled or owned by whoever asks", truth()),
        ("unassigned", "Nobody handles it", truth()),
        ("unread", "Something happened that whoever asks has not read", truth()),
        ("customer", "Of this customer", ident()),
        ("received_from", "Received at or after", instant()),
        ("received_before", "Received before", instant()),
        ("received_within_days", "Received within so many days", number(1, MOST_DAYS)),
        ("touched_from", "Touched at or after", instant()),
        ("touched_before", "Touched before", instant()),
        ("untouched_for_days", "Untouched for so many days", number(1, MOST_DAYS)),
        ("closed_from", "Closed at or after", instant()),
        ("closed_before", "Closed before", instant()),
        ("closed_within_days", "Closed within so many days", number(1, MOST_DAYS)),
        ("due_before", "Due before", instant()),
        ("due_within_minutes", "Overdue, or due within so many minutes", number(1, MOST_MINUTES)),
        ("escalated_at_least", "At least this level", number(0, 9)),
        ("escalated_by", "Who first wanted it to go up", many(codes::list::<EscalationOrigin>())),
        ("escalation", "How the escalation in force stands", many(codes::list::<EscalationStanding>())),
        ("dispute", "A dispute goes on, the gravest of them one of these ways", many(codes::list::<DisputeWay>())),
        ("paused", "It waits for something", truth()),
        ("emotional_state", "Any of these states of the customer", many(codes::list::<EmotionalState>())),
        ("brand_risk", "May harm the brand", truth()),
        ("satisfied", "What the customer said of the result", truth()),
        ("reopened", "Reopened at least once", truth()),
        ("offered_to_me", "A transfer to whoever asks, or to their unit, waits for an answer", truth()),
        ("offered_to", "Offered to this user", ident()),
        ("policy", "Opened under this policy", text(100)),
        (
            "field",
            "Values of own fields: `code:option`, `code:yes`, `code:2026-01-01..2026-01-31`, `code:10..20`; all must fit",
            json!({ "type": "array", "items": own }),
        ),
        ("source", "Imported from this system", text(100)),
        ("q", "Holds all these words; of the thousand cases that held them last", text(200)),
    ];
    fields.into_iter().map(|(name, says, schema)| Field { name, says, schema }).collect()
});

fn statuses() -> Vec<&'static str> {
    Stage::ALL.iter().map(|s| s.code()).chain(WaitReason::ALL.iter().map(|w| w.code())).collect()
}

/// Stands for the statuses in `GET /codes`.
pub struct Status;

impl Coded for Status {
    const NAME: &'static str = "Status";
    fn codes() -> Vec<&'static str> {
        statuses()
    }
}

/// An endpoint with the filter's query parameters.
pub fn filters(endpoint: Endpoint) -> Endpoint {
    FIELDS.iter().fold(endpoint, |e, f| e.query(f.name, f.says, f.schema.clone()))
}

/// The filter in a query string.
///
/// # Errors
/// 422 with the parameter.
pub fn filter(query: &mut Query) -> Result<Filter, Problem> {
    let mut whole = Map::new();
    for field in FIELDS.iter() {
        if field.schema["type"] == "array" {
            let given = query.many(field.name);
            if !given.is_empty() {
                whole.insert(field.name.to_owned(), given.into());
            }
        } else if let Some(given) = query.one(field.name)? {
            let bad = || Problem::field(field.name, "bad_value", given.clone());
            let value = match field.schema["type"].as_str() {
                Some("boolean") => given.parse::<bool>().map_err(|_| bad())?.into(),
                Some("integer") => given.parse::<u32>().map_err(|_| bad())?.into(),
                _ => given.clone().into(),
            };
            whole.insert(field.name.to_owned(), value);
        }
    }
    checked(&Value::Object(whole), "")
}

/// The filter in a body; `inside` is the name of the field that holds it.
///
/// # Errors
/// 422 with the field.
pub fn checked(given: &Value, inside: &str) -> Result<Filter, Problem> {
    let at = |name: &str| if inside.is_empty() { name.to_owned() } else { format!("{inside}.{name}") };
    let whole = given.as_object().ok_or_else(|| Problem::field(inside, "bad_value", "an object"))?;
    for (name, value) in whole {
        let Some(field) = FIELDS.iter().find(|f| f.name == name) else {
            return Err(Problem::field(&at(name), "unknown_field", ""));
        };
        let schema = &field.schema;
        if let Value::Array(list) = value
            && schema["items"]["enum"].is_array()
        {
            let known = &schema["items"]["enum"];
            if let Some(bad) = list.iter().find(|v| !known.as_array().is_some_and(|k| k.contains(v))) {
                return Err(Problem::field(&at(name), "unknown_code", bad.as_str().unwrap_or_default()));
            }
            if let Some(twice) = list.iter().enumerate().find_map(|(i, v)| list[..i].contains(v).then_some(v)) {
                return Err(Problem::field(&at(name), "given_twice", twice.as_str().unwrap_or_default()));
            }
        }
        if let (Some(n), Some(least), Some(most)) =
            (value.as_u64(), schema["minimum"].as_u64(), schema["maximum"].as_u64())
            && !(least..=most).contains(&n)
        {
            return Err(Problem::field(&at(name), "out_of_bounds", format!("{least}–{most}")));
        }
        if let (Some(text), Some(most)) = (value.as_str(), schema["maxLength"].as_u64())
            && text.chars().count() as u64 > most
        {
            return Err(Problem::field(&at(name), "too_long", most.to_string()));
        }
    }
    serde_path_to_error::deserialize(given).map_err(|e| {
        let path = e.path().to_string();
        Problem::field(&at(path.split(['.', '[']).next().unwrap_or_default()), "bad_value", e.into_inner().to_string())
    })
}

/// The filter in the document.
#[derive(Debug)]
pub struct FilterSchema;

impl PartialSchema for FilterSchema {
    fn schema() -> RefOr<Schema> {
        let properties: Map<String, Value> = FIELDS
            .iter()
            .map(|f| {
                let mut schema = f.schema.clone();
                schema["description"] = f.says.into();
                (f.name.to_owned(), schema)
            })
            .collect();
        let whole = json!({
            "type": "object", "additionalProperties": false, "properties": properties,
            "description": "Which cases: every field given must fit; the same names as the parameters of `GET /cases`.",
        });
        serde_json::from_value(whole).unwrap_or_else(|_| RefOr::T(Schema::default()))
    }
}

impl ToSchema for FilterSchema {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Filter")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_table_has_every_field_of_the_filter_and_no_other() {
        let example = |f: &Field| match f.schema["type"].as_str().unwrap() {
            "boolean" => json!(true),
            "integer" => f.schema["minimum"].clone(),
            "array" if f.schema["items"]["enum"].is_array() => json!([f.schema["items"]["enum"][0]]),
            "array" => json!(["colour:red"]),
            _ if f.schema["format"] == "date-time" => json!("2026-11-22T00:00:00.000Z"),
            _ if f.schema["pattern"].is_string() => json!("0000000000001"),
            _ => json!("x"),
        };
        let all: Map<String, Value> = FIELDS.iter().map(|f| (f.name.to_owned(), example(f))).collect();
        let all = Value::Object(all);
        let filter = checked(&all, "").unwrap();
        assert_eq!(serde_json::to_value(&filter).unwrap(), all);
        assert!(matches!(FilterSchema::schema(), RefOr::T(Schema::Object(o)) if o.properties.len() == FIELDS.len()));
    }

    #[test]
    fn what_does_not_fit_is_named_by_its_field() {
        let code = |given: Value| {
            let problem = checked(&given, "filter").unwrap_err();
            format!("{} {}", problem.errors[0].field, problem.errors[0].code)
        };
        assert_eq!(code(json!({ "colour": "red" })), "filter.colour unknown_field");
        assert_eq!(code(json!({ "kind": ["rant"] })), "filter.kind unknown_code");
        assert_eq!(code(json!({ "severity_at_least": 9 })), "filter.severity_at_least out_of_bounds");
        assert_eq!(code(json!({ "handler": "you" })), "filter.handler bad_value");
        assert_eq!(code(json!({ "channel": ["app", "app"] })), "filter.channel given_twice");
        assert_eq!(code(json!({ "open": "yes" })), "filter.open bad_value");
    }
}

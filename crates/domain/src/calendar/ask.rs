//! Questions to the arithmetic as lines of JSON, so that anyone can check it from outside (`bihuan clock`). Pure: a line
//! in, a line out. Whatever comes in, an answer goes out: a mistake is answered by `{"id":…,"error":{"code":…,"detail":…}}`,
//! never by a panic, a silence or an endless search.
//!
//! ```json
//! {"id":1,"op":"due","from":"2026-02-13T16:00:00+08:00","span":"P3D","calendar":{"kind":"working_day","region":"CN","zone":"Asia/Shanghai"}}
//! {"id":2,"op":"elapsed","from":"2010-12-24T10:00:00+01:00","to":"2010-12-27T10:00:00+01:00","calendar":{"kind":"business_hours","zone":"Europe/Rome","week":{"fri":[["09:00","12:00"]],"mon":[["09:00","12:00"]]}}}
//! ```
//! Operations: `due` (span, optional pauses and roll), `elapsed` (to, optional pauses), `is_open`, `next_open`,
//! `business_days_between` (to), `month` (year, month).

use super::day::RollScope;
use super::due::Outcome;
use super::error::ScheduleError;
use super::pause::Pause;
use super::resolved::{Calendar, Calendars};
use super::span::Span;
use super::spec::CalendarSpec;
use super::zone::Zone;
use crate::time::UtcMs;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The longest line that is read, in bytes.
pub const MOST_LINE_BYTES: usize = 256 * 1024;

/// Why a question is not answered.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("the line is longer than {MOST_LINE_BYTES} bytes")]
    LineTooLong,
    #[error("not a JSON object: {0}")]
    BadJson(String),
    #[error("{0}")]
    BadRequest(String),
    #[error("unknown op {0:?}; one of: due, elapsed, is_open, next_open, business_days_between, month")]
    UnknownOp(String),
    #[error("{0:?} is missing")]
    MissingField(&'static str),
    #[error("{0}")]
    BadInstant(crate::time::BadInstant),
    #[error("calendar: {0}")]
    BadCalendar(String),
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
}

impl Refusal {
    const fn code(&self) -> &'static str {
        match self {
            Self::LineTooLong => "line_too_long",
            Self::BadJson(_) => "bad_json",
            Self::BadRequest(_) => "bad_request",
            Self::UnknownOp(_) => "unknown_op",
            Self::MissingField(_) => "missing_field",
            Self::BadInstant(_) => "bad_instant",
            Self::BadCalendar(_) => "bad_calendar",
            Self::Schedule(e) => e.code(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    #[serde(rename = "id", default)]
    _id: Value,
    op: Option<String>,
    from: Option<String>,
    to: Option<String>,
    span: Option<String>,
    #[serde(default)]
    calendar: Value,
    #[serde(default)]
    pauses: Vec<PauseGiven>,
    roll: Option<RollScope>,
    year: Option<i16>,
    month: Option<i8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PauseGiven {
    from: String,
    to: Option<String>,
    reason: Option<String>,
}

/// Answers one line; the answer is one line of JSON without its end.
pub fn answer(line: &[u8], calendars: &Calendars) -> String {
    let mut id = Value::Null;
    let result = read(line, &mut id).and_then(|question| reply(&question, calendars));
    let mut answer = Map::new();
    answer.insert("id".to_owned(), id);
    match result {
        Ok(fields) => answer.extend(fields),
        Err(refusal) => {
            let detail: String = refusal.to_string().chars().take(240).collect();
            answer.insert("error".to_owned(), json!({"code": refusal.code(), "detail": detail}));
        }
    }
    Value::Object(answer).to_string()
}

fn read(line: &[u8], id: &mut Value) -> Result<Question, Refusal> {
    if line.len() > MOST_LINE_BYTES {
        return Err(Refusal::LineTooLong);
    }
    // Nesting is bounded by the reader (128), so a bomb of brackets is a refusal too.
    let value: Value = serde_json::from_slice(line).map_err(|e| Refusal::BadJson(e.to_string()))?;
    let Value::Object(fields) = &value else { return Err(Refusal::BadJson("it is something else".to_owned())) };
    *id = fields.get("id").cloned().unwrap_or_default();
    serde_json::from_value(value).map_err(|e| Refusal::BadRequest(e.to_string()))
}

fn reply(question: &Question, calendars: &Calendars) -> Result<Map<String, Value>, Refusal> {
    let op = question.op.as_deref().ok_or(Refusal::MissingField("op"))?;
    if !["due", "elapsed", "is_open", "next_open", "business_days_between", "month"].contains(&op) {
        return Err(Refusal::UnknownOp(op.chars().take(60).collect()));
    }
    let calendar = calendar_of(&question.calendar, calendars)?;
    if op == "month" {
        let year = question.year.ok_or(Refusal::MissingField("year"))?;
        let month = question.month.ok_or(Refusal::MissingField("month"))?;
        return Ok(fields(json!({"days": calendar.month_preview(year, month)?})));
    }
    let from = instant(question.from.as_deref(), "from")?;
    let pauses = question.pauses.iter().map(pause).collect::<Result<Vec<_>, _>>()?;
    Ok(fields(match op {
        "due" => {
            let span: Span = question.span.as_deref().ok_or(Refusal::MissingField("span"))?.parse()?;
            due(&calendar, from, &span, &pauses, question.roll)?
        }
        "is_open" => json!({"open": calendar.is_open(from)?}),
        "next_open" => json!({"next_open": calendar.next_open(from)?}),
        _ => {
            let to = instant(question.to.as_deref(), "to")?;
            let missing = calendar.years_not_covered(from, to);
            let mut reply = match op {
                "elapsed" => fields(json!({"elapsed_ms": calendar.elapsed(from, to, &pauses)?})),
                _ => fields(json!({"days": calendar.days_between(from, to)?})),
            };
            reply.insert("provisional".to_owned(), json!(!missing.is_empty()));
            Value::Object(reply)
        }
    }))
}

fn due(
    calendar: &Calendar,
    from: UtcMs,
    span: &Span,
    pauses: &[Pause],
    roll: Option<RollScope>,
) -> Result<Value, Refusal> {
    let due = calendar.due_rolled(from, span, pauses, roll)?;
    let frozen = match due.outcome {
        Outcome::At(_) => Value::Null,
        Outcome::Frozen { since, left } => json!({"since": since, "left": left}),
    };
    Ok(json!({
        "due": due.at(),
        "due_local": due.at().map(|at| calendar.zone().written(at)),
        "frozen": frozen,
        "provisional": due.provisional,
        "explain": due.explain,
    }))
}

/// A calendar written out, or the name of one.
fn calendar_of(given: &Value, calendars: &Calendars) -> Result<Arc<Calendar>, Refusal> {
    match given {
        Value::Null => Err(Refusal::MissingField("calendar")),
        Value::String(name) => Ok(Arc::clone(calendars.named(name)?)),
        given => {
            // Asked first, so that an unknown zone has its own code.
            if let Some(Value::String(zone)) = given.get("zone") {
                Zone::named(zone)?;
            }
            let spec = CalendarSpec::deserialize(given).map_err(|e| Refusal::BadCalendar(e.to_string()))?;
            Ok(Arc::new(calendars.resolve(&spec)?))
        }
    }
}

fn instant(given: Option<&str>, field: &'static str) -> Result<UtcMs, Refusal> {
    given.ok_or(Refusal::MissingField(field))?.parse().map_err(Refusal::BadInstant)
}

fn pause(given: &PauseGiven) -> Result<Pause, Refusal> {
    let from = instant(Some(&given.from), "from")?;
    let to = given.to.as_deref().map(|to| instant(Some(to), "to")).transpose()?;
    Ok(Pause { from, to, reason: given.reason.clone() })
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn ask(line: &str) -> Value {
        serde_json::from_str(&answer(line.as_bytes(), &Calendars::embedded())).unwrap()
    }

    #[test]
    fn the_two_questions_of_the_handbook_are_answered() {
        let due = ask(
            r#"{"id":1,"op":"due","from":"2026-02-13T16:00:00+08:00","span":"P3D","calendar":{"kind":"working_day","region":"CN","zone":"Asia/Shanghai"}}"#,
        );
        assert_eq!(due["id"], 1);
        assert_eq!(due["due"], "2026-02-25T16:00:00.000Z");
        assert_eq!(due["due_local"], "2026-02-26T00:00:00+08:00");
        assert_eq!(due["provisional"], false);
        assert!(due["explain"].as_array().unwrap().len() > 4);
        let elapsed = ask(
            r#"{"id":"x","op":"elapsed","from":"2010-12-24T10:00:00+01:00","to":"2010-12-27T10:00:00+01:00",
            "pauses":[{"from":"2010-12-24T10:30:00+01:00","to":"2010-12-24T11:00:00+01:00"}],
            "calendar":{"kind":"business_hours","zone":"Europe/Rome","week":{"mon":[["09:00","12:00"],["13:00","18:00"]],
            "fri":[["09:00","12:00"],["13:00","18:00"]],"sat":[["09:00","12:00"]]},"holidays":["2010-12-25"]}}"#,
        );
        // Friday 10-12 without the half hour, and 13-18; Saturday is Christmas; Monday 9-10.
        assert_eq!(elapsed, json!({"id": "x", "elapsed_ms": (90 + 300 + 60) * 60_000, "provisional": false}));
    }

    #[test]
    fn a_due_time_under_a_running_pause_is_frozen() {
        let reply = ask(r#"{"id":2,"op":"due","from":"2026-03-02T09:00:00Z","span":"PT2H","calendar":{"kind":"24x7"},
            "pauses":[{"from":"2026-03-02T10:00:00Z"}]}"#);
        assert_eq!(reply["due"], Value::Null);
        assert_eq!(reply["frozen"], json!({"since": "2026-03-02T10:00:00.000Z", "left": {"ms": 3_600_000}}));
    }

    #[test]
    fn openings_days_and_months_can_be_asked_too() {
        let on = |op: &str, rest: &str| {
            ask(&format!(
                r#"{{"op":"{op}","from":"2026-02-15T10:00:00+08:00"{rest},"calendar":{{"kind":"working_day","region":"CN","zone":"Asia/Shanghai"}}}}"#
            ))
        };
        assert_eq!(on("is_open", "")["open"], false);
        assert_eq!(on("next_open", "")["next_open"], "2026-02-23T16:00:00.000Z");
        let between = on("business_days_between", r#","to":"2027-01-04T10:00:00+08:00""#);
        assert_eq!(between["provisional"], true);
        let month = on("month", r#","year":2026,"month":2"#);
        assert_eq!(month["days"][13]["kind"], "makeup_workday");
        assert_eq!(month["days"][14]["name"], "春节");
    }

    #[test]
    fn absurd_questions_get_a_code_and_never_a_panic() {
        let cal = r#"{"kind":"24x7"}"#;
        let from = r#""from":"2026-01-01T00:00:00Z""#;
        let code =
            |line: &str| ask(line)["error"]["code"].as_str().map(str::to_owned).unwrap_or_else(|| panic!("{line}"));
        let due = |span: &str| format!(r#"{{"id":1,"op":"due",{from},"span":"{span}","calendar":{cal}}}"#);
        assert_eq!(code(&due("P1000000000000Y")), "span_too_long");
        assert_eq!(code(&due("P1DT2H")), "mixed_span");
        assert_eq!(code(&due("PT0S")), "span_not_positive");
        assert_eq!(code(&due(&"9".repeat(1_000_000))), "line_too_long");
        assert_eq!(code(&due(&"9".repeat(100_000))), "bad_span");
        assert_eq!(code(&"[".repeat(100_000)), "bad_json");
        assert_eq!(code(&format!(r#"{{"id":1,"calendar":{}1{}}}"#, "[".repeat(120), "]".repeat(120))), "missing_field");
        assert_eq!(code(""), "bad_json");
        assert_eq!(code("[]"), "bad_json");
        assert_eq!(code(r#"{"id":1,"op":"due""#), "bad_json");
        assert_eq!(code(r#"{"id":1}"#), "missing_field");
        assert_eq!(code(r#"{"id":1,"op":"guess"}"#), "unknown_op");
        assert_eq!(code(r#"{"id":1,"op":"due","pause":[]}"#), "bad_request");
        assert_eq!(
            code(&format!(
                r#"{{"op":"due",{from},"span":"PT1H","calendar":{{"kind":"working_day","zone":"Mars/Base"}}}}"#
            )),
            "unknown_zone"
        );
        assert_eq!(
            code(&format!(r#"{{"op":"due",{from},"span":"PT1H","calendar":{{"kind":"working_day"}}}}"#)),
            "zone_missing"
        );
        assert_eq!(
            code(&format!(r#"{{"op":"due",{from},"span":"PT1H","calendar":{{"kind":"moon"}}}}"#)),
            "bad_calendar"
        );
        assert_eq!(
            code(&format!(r#"{{"op":"due",{from},"span":"PT1H","calendar":{{"kind":"24x7","region":"XX"}}}}"#)),
            "unknown_region"
        );
        assert_eq!(code(&format!(r#"{{"op":"due",{from},"span":"PT1H","calendar":"night"}}"#)), "unknown_calendar");
        assert_eq!(
            code(&format!(r#"{{"op":"elapsed",{from},"to":"1999-01-01T00:00:00Z","calendar":{cal}}}"#)),
            "reversed_interval"
        );
        assert_eq!(code(r#"{"op":"is_open","from":"2026-13-01","calendar":{"kind":"24x7"}}"#), "bad_instant");
        assert_eq!(
            code(r#"{"op":"month","from":"x","year":2026,"month":13,"calendar":{"kind":"24x7"}}"#),
            "beyond_range"
        );
        let reply = answer(&[0xff, 0xfe, b'{'], &Calendars::embedded());
        assert!(reply.starts_with(r#"{"error":{"code":"bad_json""#) || reply.contains(r#""code":"bad_json""#));
        assert_eq!(ask(r#"{"id":7,"op":"due","span":3}"#)["id"], 7, "the id survives a wrong type");
    }
}

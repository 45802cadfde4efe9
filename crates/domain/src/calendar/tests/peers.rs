//! Calendar and SLA vectors from our peers' tests, by number; UTC unless said.
use super::*;

const MINUTE: i64 = 60_000;

fn office() -> Calendar {
    let day = r#"[["09:00","17:00"]]"#;
    hours("UTC", &format!(r#"{{"mon":{day},"tue":{day},"wed":{day},"thu":{day},"fri":{day}}}"#))
}

fn eight_to_six() -> Calendar {
    let day = r#"[["08:00","18:00"]]"#;
    hours("UTC", &format!(r#"{{"mon":{day},"tue":{day},"wed":{day},"thu":{day},"fri":{day}}}"#))
}

#[test]
fn vector_1_three_targets_within_one_day() {
    let created = at("2013-03-21T09:30:00Z");
    for (length, expected) in [("PT60M", "10:30"), ("PT120M", "11:30"), ("PT180M", "12:30")] {
        assert_eq!(due(&eight_to_six(), created, length, &[]), at(&format!("2013-03-21T{expected}:00Z")));
    }
}

#[test]
fn vector_2_minutes_used_and_minutes_over() {
    let used = eight_to_six().elapsed(at("2013-03-21T09:30:00Z"), at("2013-03-21T14:00:00Z"), &[]).unwrap();
    assert_eq!((used / MINUTE, used / MINUTE - 60), (270, 210));
}

#[test]
fn vector_3_a_span_asked_for_in_the_middle_waits_for_the_pause() {
    let t = at("2026-03-02T10:00:00Z");
    let pauses = [pause(t.plus_ms(90 * MINUTE), t.plus_ms(120 * MINUTE))];
    assert_eq!(due(&eight_to_six(), t.plus_ms(75 * MINUTE), "PT30M", &pauses), t.plus_ms(135 * MINUTE));
}

#[test]
fn vector_4_nineteen_hours_over_a_week_of_unequal_days_and_back() {
    let week = hours(
        "UTC",
        r#"{"mon":[["09:00","17:00"]],"tue":[["10:00","16:00"]],"wed":[["09:00","17:00"]],
            "thu":[["10:00","16:00"]],"fri":[["09:00","17:00"]],"sat":[["11:00","14:30"]]}"#,
    );
    let (from, to) = (at("2006-01-02T11:00:00Z"), at("2006-01-04T16:00:00Z"));
    assert_eq!(due(&week, from, "PT19H", &[]), to);
    assert_eq!(week.elapsed(from, to, &[]).unwrap(), 19 * 60 * MINUTE);
}

#[test]
fn vector_5_fifteen_hours_on_two_days() {
    let two = hours("UTC", r#"{"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]]}"#);
    assert_eq!(due(&two, at("2023-10-10T09:00:00Z"), "PT900M", &[]), at("2023-10-11T16:00:00Z"));
}

#[test]
fn vector_6_the_only_open_weekday_is_a_holiday() {
    let week = serde_json::from_str(r#"{"tue":[["09:00","17:00"]]}"#).unwrap();
    let mut spec = CalendarSpec::new(CalendarKind::BusinessHours, Zone::utc()).open(week);
    spec.holidays.push("2023-10-10".parse().unwrap());
    let calendar = Calendars::embedded().resolve(&spec).unwrap();
    assert_eq!(due(&calendar, at("2023-10-10T09:00:00Z"), "PT60M", &[]), at("2023-10-17T10:00:00Z"));
}

#[test]
fn vector_7_friday_afternoon_runs_over_into_monday() {
    assert_eq!(due(&office(), at("2026-03-06T16:30:00Z"), "PT1H", &[]), at("2026-03-09T09:30:00Z"));
}

#[test]
fn vector_8_no_open_day_is_an_error_and_so_are_spans_that_are_not_positive() {
    let spec = CalendarSpec::new(CalendarKind::BusinessHours, Zone::utc()).open(Week::default());
    assert_eq!(Calendars::embedded().resolve(&spec).unwrap_err(), ScheduleError::NoOpenTime);
    for zero in ["PT0S", "P0D", "P0M", "-PT5M"] {
        assert_eq!(zero.parse::<Span>().unwrap_err().code(), "span_not_positive");
    }
    for wrong in [Span::Duration(0), Span::Duration(-1), Span::Days(0), Span::Months(0)] {
        assert_eq!(office().due(at("2026-03-06T16:30:00Z"), &wrong, &[]).unwrap_err().code(), "span_not_positive");
    }
}

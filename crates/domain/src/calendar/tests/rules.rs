//! The rules around the golden tests: hours against days, closing time, midnights in pauses, sites, clock changes.
use super::*;

const HOUR: i64 = 3_600_000;

fn site() -> CalendarSpec {
    let day = r#"[["09:00","12:00"],["13:00","18:00"]]"#;
    let week = serde_json::from_str(&format!(
        r#"{{"mon":{day},"tue":{day},"wed":{day},"thu":{day},"fri":{day},"sat":[["10:00","14:00"]]}}"#
    ));
    CalendarSpec::new(CalendarKind::BusinessHours, shanghai()).in_region("CN").open(week.unwrap())
}

fn resolve(spec: &CalendarSpec) -> Calendar {
    Calendars::embedded().resolve(spec).unwrap()
}

#[test]
fn days_on_business_hours_end_at_close_of_business() {
    assert_eq!(due(&resolve(&site()), cst("2026-03-05 20:00"), "P2D", &[]), cst("2026-03-07 14:00"), "Saturday");
}

#[test]
fn a_start_outside_hours_moves_to_the_next_opening() {
    let result = resolve(&site()).due(cst("2026-03-08 03:00"), &span("PT4H"), &[]).unwrap();
    assert_eq!(result.at().unwrap(), cst("2026-03-09 14:00"), "Monday, with the lunch break");
    assert!(result.explain.contains(&Step::MovedToOpening { at: cst("2026-03-09 09:00") }));
    let lunch = resolve(&site()).due(cst("2026-03-09 12:30"), &span("PT1H"), &[]).unwrap();
    assert_eq!(lunch.at().unwrap(), cst("2026-03-09 14:00"));
}

#[test]
fn hours_that_end_at_closing_time_are_due_at_closing_time() {
    assert_eq!(due(&resolve(&site()), cst("2026-03-09 09:00"), "PT8H", &[]), cst("2026-03-09 18:00"));
}

#[test]
fn hours_on_working_days_leave_out_the_holiday() {
    let calendar = china(CalendarKind::WorkingDay);
    assert_eq!(due(&calendar, cst("2026-02-14 12:00"), "PT24H", &[]), cst("2026-02-24 12:00"));
}

#[test]
fn a_make_up_sunday_has_the_hours_of_a_weekday_and_a_make_up_saturday_its_own() {
    let calendar = resolve(&site());
    assert!(calendar.is_open(cst("2026-01-04 17:00")).unwrap(), "Sunday 2026-01-04 is a make-up day");
    assert!(!calendar.is_open(cst("2026-02-14 17:00")).unwrap(), "Saturday has hours of its own");
    assert!(calendar.is_open(cst("2026-02-14 13:00")).unwrap());
    let mut spec = site();
    spec.makeup_hours = serde_json::from_str(r#"[["09:00","17:30"]]"#).unwrap();
    assert!(resolve(&spec).is_open(cst("2026-02-14 17:00")).unwrap());
}

#[test]
fn closures_and_hours_of_single_dates_stand_above_the_week_and_the_notice() {
    let mut spec = site();
    spec.closures.push(Closure {
        from: "2026-03-10".parse().unwrap(),
        to: "2026-03-11".parse().unwrap(),
        name: Some("stock-taking".into()),
    });
    spec.overrides.insert("2026-10-01".parse().unwrap(), serde_json::from_str(r#"[["10:00","12:00"]]"#).unwrap());
    spec.overrides.insert("2026-03-12".parse().unwrap(), Vec::new());
    let calendar = resolve(&spec);
    let result = calendar.due(cst("2026-03-09 17:00"), &span("PT2H"), &[]).unwrap();
    assert_eq!(result.at().unwrap(), cst("2026-03-13 10:00"));
    assert!(calendar.is_open(cst("2026-10-01 11:00")).unwrap());
    let march = calendar.month_preview(2026, 3).unwrap();
    assert_eq!(march.len(), 31);
    assert_eq!((march[9].kind, march[9].name.as_deref()), (DayKind::Closed, Some("stock-taking")));
    assert_eq!(calendar.month_preview(2026, 10).unwrap()[0].kind, DayKind::SpecialHours);
    assert!(!calendar.month_preview(2027, 1).unwrap()[0].covered);
}

#[test]
fn a_pause_adds_a_day_for_each_midnight_that_ends_a_day_that_counts() {
    let calendar = china(CalendarKind::WorkingDay);
    let from = cst("2026-03-02 10:00");
    let with = |a: &str, b: &str| due(&calendar, from, "P3D", &[pause(cst(a), cst(b))]);
    assert_eq!(due(&calendar, from, "P3D", &[]), cst("2026-03-06 00:00"));
    assert_eq!(with("2026-03-03 09:00", "2026-03-03 20:00"), cst("2026-03-06 00:00"), "no midnight");
    assert_eq!(with("2026-03-03 20:00", "2026-03-04 08:00"), cst("2026-03-07 00:00"), "Tuesday's midnight");
    assert_eq!(
        with("2026-03-02 20:00", "2026-03-03 08:00"),
        cst("2026-03-06 00:00"),
        "the first day counts for nothing"
    );
    assert_eq!(with("2026-03-03 00:00", "2026-03-04 00:00"), cst("2026-03-07 00:00"), "exactly one whole day");
    // Thursday is the last day; its midnight is crossed, then the weekend does not count, Monday does.
    assert_eq!(with("2026-03-05 20:00", "2026-03-08 08:00"), cst("2026-03-10 00:00"));
}

/// Art. 202: where the corresponding day is missing the month's last day takes its place, so two starts may share it. A
/// pause over the end of the later first day (which is not counted, art. 201) lengthens only the earlier period.
#[test]
fn two_starts_that_share_a_last_day() {
    let always = china(CalendarKind::AlwaysOpen);
    let (earlier, later) = (cst("2008-02-28 12:00"), cst("2008-02-29 01:00"));
    for from in [earlier, later] {
        assert_eq!(due(&always, from, "P12M", &[]), cst("2009-03-01 00:00"));
    }
    let over_midnight = [pause(cst("2008-02-29 10:00"), cst("2008-03-01 00:30"))];
    assert_eq!(due(&always, earlier, "P12M", &over_midnight), cst("2009-03-02 00:00"));
    assert_eq!(due(&always, later, "P12M", &over_midnight), cst("2009-03-01 00:00"));
}

#[test]
fn days_and_months_freeze_under_a_running_pause() {
    let calendar = china(CalendarKind::WorkingDay);
    let pauses = [running(cst("2026-03-04 10:00"))];
    let result = calendar.due(cst("2026-03-02 10:00"), &span("P3D"), &pauses).unwrap();
    assert_eq!(result.outcome, Outcome::Frozen { since: cst("2026-03-04 10:00"), left: Left::Days(2) });
    assert!(calendar.due(cst("2026-03-02 10:00"), &span("P1M"), &pauses).unwrap().at().is_none());
    assert!(calendar.due(cst("2026-03-04 11:00"), &span("end_of_civil_day"), &pauses).unwrap().at().is_none());
    // A pause over five midnights moves the end of a month by five days.
    let over = [pause(cst("2026-03-04 10:00"), cst("2026-03-09 10:00"))];
    assert_eq!(due(&calendar, cst("2026-03-02 10:00"), "P1M", &over), cst("2026-04-08 00:00"));
}

#[test]
fn same_day_on_working_days_is_the_next_working_day_when_received_on_a_rest_day() {
    let calendar = china(CalendarKind::WorkingDay);
    assert_eq!(due(&calendar, cst("2026-02-16 10:00"), "end_of_civil_day", &[]), cst("2026-02-25 00:00"));
    assert_eq!(due(&calendar, cst("2026-03-06 21:00"), "end_of_civil_day/20:00/12:00", &[]), cst("2026-03-09 12:00"));
}

#[test]
fn rolling_has_two_scopes_and_refuses_hours() {
    let calendar = china(CalendarKind::CivilDay);
    let sunday = "2026-03-08".parse().unwrap();
    let roll = |date, scope| calendar.roll_if_rest_day(date, scope).unwrap().to_string();
    assert_eq!(roll(sunday, RollScope::AllRestDays), "2026-03-09");
    assert_eq!(roll(sunday, RollScope::StatutoryHolidays), "2026-03-08");
    assert_eq!(roll("2026-02-28".parse().unwrap(), RollScope::AllRestDays), "2026-02-28", "a make-up Saturday");
    let mut closed_on_monday = site();
    closed_on_monday.overrides.insert("2026-03-09".parse().unwrap(), Vec::new());
    let rolled = resolve(&closed_on_monday).roll_if_rest_day(sunday, RollScope::AllRestDays).unwrap();
    assert_eq!(rolled.to_string(), "2026-03-09", "a site's own closure is no rest day in law");
    let refused = calendar.due_rolled(cst("2026-03-01 10:00"), &span("PT24H"), &[], Some(RollScope::AllRestDays));
    assert_eq!(refused.unwrap_err(), ScheduleError::RollNeedsDays);
    let into_2027 = calendar.due_rolled(cst("2026-12-25 10:00"), &span("P7D"), &[], Some(RollScope::AllRestDays));
    assert!(into_2027.unwrap().provisional, "whether 2027-01-01 is a rest day stands in no notice yet");
}

#[test]
fn a_schedule_that_cannot_be_is_refused_by_code() {
    let code = |json: &str| Calendars::embedded().resolve(&serde_json::from_str(json).unwrap()).unwrap_err().code();
    assert_eq!(code(r#"{"kind":"business_hours","zone":"UTC"}"#), "week_missing");
    assert_eq!(code(r#"{"kind":"business_hours","zone":"UTC","week":{}}"#), "no_open_time");
    assert_eq!(code(r#"{"kind":"business_hours","zone":"UTC","week":{"mon":[["22:00","06:00"]]}}"#), "bad_period");
    assert_eq!(code(r#"{"kind":"24x7","week":{"mon":[]}}"#), "key_not_used");
    assert_eq!(
        code(r#"{"kind":"civil_day","zone":"UTC","closures":[{"from":"2026-01-01","to":"2026-01-02"}]}"#),
        "key_not_used"
    );
    assert_eq!(
        code(r#"{"kind":"working_day","zone":"UTC","holidays":["2026-01-01"],"makeup_days":["2026-01-01"]}"#),
        "conflicting_day"
    );
    let long = |to: &str| {
        code(&format!(r#"{{"kind":"working_day","zone":"UTC","closures":[{{"from":"2026-01-01","to":"{to}"}}]}}"#))
    };
    assert_eq!(long("2025-12-31"), "reversed_closure");
    assert_eq!(long("9999-12-31"), "too_many");
    assert!(serde_json::from_str::<CalendarSpec>(r#"{"kind":"24x7","holiday":[]}"#).is_err(), "a misspelt key");
}

#[test]
fn a_rare_opening_ends_the_search_with_an_error() {
    let rare = hours("UTC", r#"{"mon":[["09:00","09:01"]]}"#);
    let result = rare.due(at("2026-01-01T00:00:00Z"), &span("PT876000H"), &[]);
    assert_eq!(result.unwrap_err(), ScheduleError::BeyondRange);
    let last = china(CalendarKind::WorkingDay).due(at("9999-12-28T00:00:00Z"), &span("P9D"), &[]);
    assert_eq!(last.unwrap_err(), ScheduleError::BeyondRange);
    assert!(china(CalendarKind::WorkingDay).is_open(UtcMs::new(0)).is_ok(), "the first day of 1970 began in 1969 UTC");
}

#[test]
fn in_a_night_of_clock_change_open_time_is_what_the_clock_on_the_wall_shows() {
    let night = hours("Europe/Rome", r#"{"sun":[["01:00","05:00"]],"mon":[["00:00","24:00"]]}"#);
    let elapsed = |from, to| night.elapsed(at(from), at(to), &[]).unwrap();
    assert_eq!(elapsed("2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00"), 3 * HOUR, "02-03 does not exist");
    assert_eq!(elapsed("2026-10-25T00:00:00+02:00", "2026-10-25T12:00:00+01:00"), 5 * HOUR, "02-03 comes twice");
    let gap = hours("America/New_York", r#"{"sun":[["02:15","02:45"]],"mon":[["09:00","10:00"]]}"#);
    assert_eq!(gap.next_open(at("2026-03-08T00:00:00-05:00")).unwrap(), at("2026-03-08T03:15:00-04:00"));
}

#[test]
fn a_long_explanation_is_abridged_and_still_ends_with_the_due_time() {
    let result = resolve(&site()).due(cst("2005-03-07 09:00"), &span("PT40000H"), &[]).unwrap();
    assert!(result.explain.len() < 240, "{}", result.explain.len());
    assert!(result.explain.iter().any(|s| matches!(s, Step::Abridged { .. })));
    assert_eq!(result.explain.last(), Some(&Step::DueAt { at: result.at().unwrap() }));
}

#[test]
fn targets_and_calendars_are_written_the_same_way_in_toml_and_json() {
    let target: Target = toml::from_str("span = \"P3D\"\ncalendar = \"civil_day\"\nroll = \"all_rest_days\"").unwrap();
    assert_eq!((target.span, target.pausable), (Span::Days(3), true));
    let spec: CalendarSpec = toml::from_str(&toml::to_string(&site()).unwrap()).unwrap();
    assert_eq!(spec, site());
    assert_eq!(serde_json::from_str::<CalendarSpec>(&serde_json::to_string(&site()).unwrap()).unwrap(), spec);
    let calendars = Calendars::of_china(&shanghai()).unwrap();
    assert!(calendars.named("civil_day").is_ok());
    assert_eq!(calendars.named("lunar").unwrap_err().code(), "unknown_calendar");
}

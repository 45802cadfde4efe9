//! The golden clock tests, all in Asia/Shanghai.
use super::*;

fn date(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

#[test]
fn three_working_days_over_a_make_up_saturday_and_the_spring_festival() {
    let result = china(CalendarKind::WorkingDay).due(cst("2026-02-13 16:00"), &span("P3D"), &[]).unwrap();
    assert_eq!(result.at().unwrap(), cst("2026-02-26 00:00"), "24:00 of 2026-02-25");
    assert!(!result.provisional);
    let counted = |from, to, count, makeup| Step::CountedDays { from: date(from), to: date(to), count, makeup };
    assert_eq!(
        result.explain,
        [
            Step::Start { at: cst("2026-02-13 16:00"), date: date("2026-02-13") },
            Step::DayTable { region: "CN".into(), version: DayTable::cn().version().into() },
            Step::FirstDayNotCounted { date: date("2026-02-13") },
            counted("2026-02-14", "2026-02-14", 1, true),
            Step::SkippedDays {
                from: date("2026-02-15"),
                to: date("2026-02-23"),
                reason: DayKind::Holiday,
                name: Some("春节".into())
            },
            counted("2026-02-24", "2026-02-25", 2, false),
            Step::DueAt { at: cst("2026-02-26 00:00") },
        ]
    );
}

#[test]
fn ten_minutes_contact_at_23_55() {
    assert_eq!(due(&china(CalendarKind::AlwaysOpen), cst("2026-03-10 23:55"), "PT10M", &[]), cst("2026-03-11 00:05"));
}

#[test]
fn same_day_at_23_59_59() {
    let day = china(CalendarKind::CivilDay);
    assert_eq!(due(&day, cst("2026-03-10 23:59:59"), "end_of_civil_day", &[]), cst("2026-03-11 00:00"));
    assert_eq!(due(&day, cst("2026-03-10 00:00"), "end_of_civil_day", &[]), cst("2026-03-11 00:00"));
    let option = "end_of_civil_day/20:00/12:00";
    assert_eq!(due(&day, cst("2026-03-10 19:59:59"), option, &[]), cst("2026-03-11 00:00"));
    assert_eq!(due(&day, cst("2026-03-10 20:00"), option, &[]), cst("2026-03-11 12:00"));
}

#[test]
fn twenty_four_hours_across_the_end_of_a_month() {
    assert_eq!(due(&china(CalendarKind::AlwaysOpen), cst("2026-02-28 09:30"), "PT24H", &[]), cst("2026-03-01 09:30"));
}

#[test]
fn a_pause_before_the_start_does_not_count() {
    let pauses = [pause(cst("2026-03-02 08:00"), cst("2026-03-02 09:00"))];
    assert_eq!(
        due(&china(CalendarKind::AlwaysOpen), cst("2026-03-02 09:00"), "PT2H", &pauses),
        cst("2026-03-02 11:00")
    );
    let begun = [pause(cst("2026-03-02 08:00"), cst("2026-03-02 09:30"))];
    assert_eq!(due(&china(CalendarKind::AlwaysOpen), cst("2026-03-02 09:00"), "PT2H", &begun), cst("2026-03-02 11:30"));
}

#[test]
fn a_double_pause_counts_once() {
    let pauses = [
        pause(cst("2026-03-02 09:30"), cst("2026-03-02 10:30")),
        pause(cst("2026-03-02 10:00"), cst("2026-03-02 11:00")),
    ];
    assert_eq!(
        due(&china(CalendarKind::AlwaysOpen), cst("2026-03-02 09:00"), "PT2H", &pauses),
        cst("2026-03-02 12:30")
    );
}

#[test]
fn a_pause_open_at_breach_freezes_the_clock() {
    let result = china(CalendarKind::AlwaysOpen)
        .due(cst("2026-03-02 09:00"), &span("PT2H"), &[running(cst("2026-03-02 10:59"))])
        .unwrap();
    assert_eq!(result.outcome, Outcome::Frozen { since: cst("2026-03-02 10:59"), left: Left::Ms(60_000) });
    assert_eq!(result.at(), None);
    // One that begins when the span is already used up changes nothing.
    assert_eq!(
        due(&china(CalendarKind::AlwaysOpen), cst("2026-03-02 09:00"), "PT2H", &[running(cst("2026-03-02 11:00"))]),
        cst("2026-03-02 11:00")
    );
}

#[test]
fn resuming_after_the_breach_does_not_undo_it() {
    let pauses = [pause(cst("2026-03-02 12:00"), cst("2026-03-02 13:00"))];
    let calendar = china(CalendarKind::AlwaysOpen);
    assert_eq!(due(&calendar, cst("2026-03-02 09:00"), "PT2H", &pauses), cst("2026-03-02 11:00"));
    assert_eq!(calendar.elapsed(cst("2026-03-02 09:00"), cst("2026-03-02 14:00"), &pauses).unwrap(), 4 * 3_600_000);
}

#[test]
fn twenty_working_days_into_a_year_without_a_notice_are_provisional() {
    let result = china(CalendarKind::WorkingDay).due(cst("2026-12-15 10:00"), &span("P20D"), &[]).unwrap();
    assert_eq!(result.at().unwrap(), cst("2027-01-13 00:00"));
    assert!(result.provisional);
    assert!(result.explain.contains(&Step::YearNotCovered { year: 2027 }));
    // An imported notice makes it certain and moves it.
    let mut calendars = Calendars::embedded();
    let notice = r#"{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}"#;
    calendars.set_table("CN", DayTable::cn().with(&DayTable::parse(notice).unwrap()).into());
    let spec = CalendarSpec::new(CalendarKind::WorkingDay, shanghai()).in_region("CN");
    let again = calendars.resolve(&spec).unwrap().due(cst("2026-12-15 10:00"), &span("P20D"), &[]).unwrap();
    assert_eq!((again.at().unwrap(), again.provisional), (cst("2027-01-14 00:00"), false));
}

#[test]
fn three_months_from_2026_11_30_end_with_february() {
    let result = china(CalendarKind::CivilDay).due(cst("2026-11-30 10:00"), &span("P3M"), &[]).unwrap();
    assert_eq!(result.at().unwrap(), cst("2027-03-01 00:00"), "24:00 of 2027-02-28");
    assert!(result.explain.contains(&Step::LastDayOfMonth { date: date("2027-02-28") }));
    assert!(!result.provisional, "civil days need no notice");
}

#[test]
fn a_seven_day_return_signed_on_2026_09_26_rolls_out_of_the_national_holiday() {
    let calendar = china(CalendarKind::CivilDay);
    let target =
        Target { span: span("P7D"), calendar: "civil_day".into(), roll: Some(RollScope::AllRestDays), pausable: false };
    let result = target.due(&calendar, cst("2026-09-26 14:00"), &[]).unwrap();
    assert_eq!(result.at().unwrap(), cst("2026-10-09 00:00"), "24:00 of 2026-10-08");
    assert!(result.explain.contains(&Step::Rolled {
        from: date("2026-10-03"),
        to: date("2026-10-08"),
        reason: DayKind::Holiday,
        name: Some("国庆节".into())
    }));
    assert_eq!(due(&calendar, cst("2026-09-26 14:00"), "P7D", &[]), cst("2026-10-04 00:00"), "not statutory: stays");
}

#[test]
fn repair_time_of_120_hours_is_five_days_and_a_minute_more_is_six() {
    const HOUR: i64 = 3_600_000;
    assert_eq!(repair_days(120 * HOUR), 5);
    assert_eq!(repair_days(120 * HOUR + 60_000), 6, "from day six: loaner car (art. 21)");
    assert_eq!((repair_days(0), repair_days(-1), repair_days(1), repair_days(24 * HOUR)), (0, 0, 1, 1));
}

#[test]
fn the_fifteen_day_red_line_runs_inside_a_pause() {
    let calendar = china(CalendarKind::CivilDay);
    let pauses = [running(cst("2026-03-03 10:00"))];
    let line = Target { span: span("P15D"), calendar: "civil_day".into(), roll: None, pausable: false };
    assert_eq!(line.due(&calendar, cst("2026-03-02 10:00"), &pauses).unwrap().at().unwrap(), cst("2026-03-18 00:00"));
    let ordinary = Target { pausable: true, ..line };
    assert_eq!(ordinary.due(&calendar, cst("2026-03-02 10:00"), &pauses).unwrap().at(), None);
}

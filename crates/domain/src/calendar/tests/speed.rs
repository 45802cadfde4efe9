//! That a due time is cheap enough to replay a quarter of cases. The bound is generous so that a busy machine passes and
//! a walk that became quadratic, or parses its table again, does not.
use super::*;
use std::time::Instant;

#[test]
fn twenty_working_days_are_counted_in_microseconds() {
    let calendar = china(CalendarKind::WorkingDay);
    let from = cst("2026-02-02 10:00");
    let mut best = f64::MAX;
    for _ in 0..20 {
        let begun = Instant::now();
        for i in 0..500 {
            let due = calendar.due_brief(from.plus_ms(i), &Span::Days(20), &[], None).unwrap();
            assert!(due.at().unwrap() > from);
        }
        best = best.min(begun.elapsed().as_secs_f64() * 1e6 / 500.0);
    }
    println!("due_brief, 20 working days: {best:.2} µs");
    assert!(best < 100.0, "{best} µs");
}

//! Properties over random calendars, spans, instants and pauses, in zones with and without clock changes.
use super::*;
use proptest::prelude::*;

const ZONES: [&str; 5] =
    ["Asia/Shanghai", "Europe/Rome", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe"];
/// 2004 to 2030.
const START: std::ops::Range<i64> = 1_072_915_200_000..1_893_456_000_000;
const HOUR: i64 = 3_600_000;

fn periods() -> impl Strategy<Value = Vec<Period>> {
    prop::collection::vec((0_i64..95, 1_i64..40), 0..3).prop_map(|all| {
        let quarter = |n: i64| LocalTime::from_ms(n * 900_000);
        all.into_iter().map(|(start, length)| Period(quarter(start), quarter((start + length).min(96)))).collect()
    })
}

fn calendar() -> impl Strategy<Value = Calendar> {
    let week = prop::array::uniform7(periods()).prop_map(|[mon, tue, wed, thu, fri, sat, sun]| Week {
        mon,
        tue,
        wed,
        thu,
        fri,
        sat,
        sun,
    });
    (0_usize..4, 0..ZONES.len(), any::<bool>(), week).prop_filter_map("never open", |(kind, zone, cn, week)| {
        let kind = CalendarKind::ALL[kind];
        let mut spec = CalendarSpec::new(kind, Zone::named(ZONES[zone]).unwrap());
        spec.region = cn.then(|| "CN".to_owned());
        spec.week = (kind == CalendarKind::BusinessHours).then_some(week);
        Calendars::embedded().resolve(&spec).ok()
    })
}

fn pauses() -> impl Strategy<Value = Vec<Pause>> {
    prop::collection::vec((0_i64..40 * 24 * HOUR, 0_i64..5 * 24 * HOUR), 0..4).prop_map(|all| {
        let base = START.start;
        all.into_iter().map(|(from, length)| pause(UtcMs::new(base + from), UtcMs::new(base + from + length))).collect()
    })
}

/// The pauses moved to where the clock starts.
fn moved(pauses: &[Pause], to: i64) -> Vec<Pause> {
    let by = to - START.start - 5 * 24 * HOUR;
    pauses.iter().map(|p| Pause { from: p.from.plus_ms(by), to: p.to.map(|t| t.plus_ms(by)), reason: None }).collect()
}

fn any_span() -> impl Strategy<Value = Span> {
    prop_oneof![
        (1_i64..300 * HOUR).prop_map(Span::Duration),
        (1_u32..60).prop_map(Span::Days),
        (1_u32..14).prop_map(Span::Months),
        Just(Span::SAME_DAY),
    ]
}

fn instant(calendar: &Calendar, from: i64, span: &Span, pauses: &[Pause]) -> i64 {
    calendar.due_brief(UtcMs::new(from), span, pauses, None).unwrap().at().unwrap().ms()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_later_start_is_never_due_earlier(c in calendar(), a in START, step in 0_i64..80 * HOUR, s in any_span(), p in pauses()) {
        // The 28th and the 29th of February end on one day a year later (art. 202), so a pause that only the earlier start
        // crossed puts it behind: months are in order without pauses, `rules::two_starts_that_share_a_last_day`.
        let p = if matches!(s, Span::Months(_)) { Vec::new() } else { moved(&p, a) };
        prop_assert!(instant(&c, a, &s, &p) <= instant(&c, a + step, &s, &p));
    }

    #[test]
    fn a_longer_span_is_never_due_earlier(c in calendar(), a in START, n in 1_u32..60, more in 0_u32..9, p in pauses()) {
        let p = moved(&p, a);
        prop_assert!(instant(&c, a, &Span::Days(n), &p) <= instant(&c, a, &Span::Days(n + more), &p));
        let ms = |n: u32| Span::Duration(i64::from(n) * 1_234_567);
        prop_assert!(instant(&c, a, &ms(n), &p) <= instant(&c, a, &ms(n + more), &p));
    }

    #[test]
    fn hours_add_up(c in calendar(), a in START, x in 1_i64..200 * HOUR, y in 1_i64..200 * HOUR, p in pauses()) {
        let p = moved(&p, a);
        let first = instant(&c, a, &Span::Duration(x), &p);
        prop_assert_eq!(instant(&c, first, &Span::Duration(y), &p), instant(&c, a, &Span::Duration(x + y), &p));
    }

    #[test]
    fn the_time_elapsed_until_due_is_the_span(c in calendar(), a in START, x in 1_i64..300 * HOUR, p in pauses()) {
        let p = moved(&p, a);
        let due = instant(&c, a, &Span::Duration(x), &p);
        prop_assert_eq!(c.elapsed(UtcMs::new(a), UtcMs::new(due), &p).unwrap(), x);
        prop_assert!(c.is_open(UtcMs::new(due - 1)).unwrap(), "the last millisecond was open");
        let unpaused = p.iter().all(|p| due - 1 < p.from.ms() || p.to.is_some_and(|t| t.ms() < due));
        prop_assert!(unpaused, "and not paused");
    }

    #[test]
    fn elapsed_time_adds_up_and_is_never_more_than_the_gross_time(c in calendar(), a in START, x in 0_i64..900 * HOUR, y in 0_i64..900 * HOUR, p in pauses()) {
        let p = moved(&p, a);
        let net = |from: i64, to: i64| c.elapsed(UtcMs::new(from), UtcMs::new(to), &p).unwrap();
        prop_assert_eq!(net(a, a + x) + net(a + x, a + x + y), net(a, a + x + y));
        prop_assert!((0..=x).contains(&net(a, a + x)));
    }

    #[test]
    fn a_pause_never_brings_a_due_time_earlier(c in calendar(), a in START, s in any_span(), p in pauses()) {
        let p = moved(&p, a);
        for fewer in 0..p.len() {
            prop_assert!(instant(&c, a, &s, &p[..fewer]) <= instant(&c, a, &s, &p));
        }
    }

    #[test]
    fn an_explanation_ends_with_the_due_time_and_changes_nothing(c in calendar(), a in START, s in any_span(), p in pauses()) {
        let p = moved(&p, a);
        let told = c.due(UtcMs::new(a), &s, &p).unwrap();
        prop_assert_eq!(told.at().unwrap().ms(), instant(&c, a, &s, &p));
        let last = Step::DueAt { at: told.at().unwrap() };
        prop_assert_eq!(told.explain.last(), Some(&last));
    }

    #[test]
    fn the_hours_of_clock_changes_neither_panic_nor_loop(c in calendar(), year in 2005_i16..2030, spring in any::<bool>(), hour in 0_i64..240, x in 1_i64..30 * HOUR) {
        let (month, day) = if spring { (3, 25) } else { (10, 25) };
        let from = c.zone().day_start(jiff::civil::Date::new(year, month, day).unwrap()).unwrap().plus_ms(hour * HOUR);
        let due = c.due(from, &Span::Duration(x), &[]).unwrap().at().unwrap();
        prop_assert_eq!(c.elapsed(from, due, &[]).unwrap(), x);
        let next = c.next_open(from).unwrap();
        prop_assert!(next >= from && c.is_open(next).unwrap());
    }

    #[test]
    fn any_line_is_answered_with_one_line_of_json(line in "\\PC{0,200}") {
        let reply = ask::answer(line.as_bytes(), &Calendars::embedded());
        prop_assert!(!reply.contains('\n'));
        prop_assert!(serde_json::from_str::<serde_json::Value>(&reply).unwrap().is_object());
    }
}

//! By when a customer hears from us again.
use super::kit::*;
use crate::case::closing::silent_from;
use crate::case::event::Answer;
use crate::case::stage::Signal;
use crate::time::UtcMs;
use crate::trade::Severity;

fn at(text: &str) -> Option<UtcMs> {
    Some(text.parse().unwrap())
}

#[test]
fn s2_03_the_first_clock_a_customer_notices_says_by_when_they_hear_from_us() {
    let story = given("auto_station").at("2026-11-02T09:00:00+08:00").registered(complaint());
    assert_eq!(story.case().answer_due_at(), at("2026-11-02T09:10:00+08:00"), "S3-10: ten minutes");
    // What we do among ourselves (naming a handler, S3-41, one hour) is not noticed, so until it is judged nothing is
    // promised; then the answer in 24 hours is (S3-12).
    let spoken_at = story.now.plus_ms(MINUTE);
    let story = story.later(MINUTE).done(spoken(spoken_at));
    assert_eq!(story.case().answer_due_at(), None);
    let story = story.done(classify(Severity::General));
    assert_eq!(story.case().answer_due_at(), at("2026-11-03T09:00:00+08:00"));
}

#[test]
fn s2_26_what_was_promised_counts_when_it_comes_first() {
    let story =
        given("general").at("2026-11-02T09:00:00+08:00").registered(complaint()).done(classify(Severity::General));
    let soon = story.now.plus_ms(2 * HOUR);
    let story = story.done(propose(1, soon));
    assert_eq!(story.case().answer_due_at(), Some(soon));
    let now = story.now;
    let story = story.all_done([answer(1, Answer::Accepted), spoken(now), resolve()]);
    assert_ne!(story.case().answer_due_at(), Some(soon), "kept: nothing is promised by then any more");
}

#[test]
fn nothing_is_promised_of_a_case_that_is_over() {
    assert_eq!(closed("general").case().answer_due_at(), None);
}

#[test]
fn s3_02_a_resolved_case_says_when_silence_may_end_it_until_the_customer_has_answered() {
    let from = |story: &Story| silent_from(story.case(), &story.facts());
    let story = resolved("general", Severity::General);
    let spoke = story.case().signal(Signal::TwoWayContact).unwrap();
    assert_eq!(
        from(&story),
        Some(spoke.plus_ms(168 * HOUR)).max(story.case().course.informed_at.map(|t| t.plus_ms(168 * HOUR)))
    );
    assert_eq!(from(&story.later(MINUTE).done(confirm(true))), None);
    assert_eq!(from(&given("general").registered(complaint())), None, "not resolved");
}

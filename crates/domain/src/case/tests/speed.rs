//! How long a decision takes; a number to read, and a bound that only an accident of complexity would break.
use super::kit::*;
use crate::case::evolve::{Decided, fold};
use crate::trade::Severity;

#[test]
fn a_decision_on_a_busy_case_is_a_matter_of_microseconds() {
    let mut story = given("ecommerce").registered(complaint()).done(classify(Severity::General)).done(question());
    for _ in 0..10 {
        story = story.later(MINUTE).done(reply());
    }
    let command = reply();
    let facts = story.facts();
    let when = Decided { case: CASE, at: facts.now, by: facts.actor.who };
    let rounds = 200;
    let begun = std::time::Instant::now();
    for _ in 0..rounds {
        let events = crate::case::decide(story.case.as_ref(), &command, &facts).unwrap();
        assert!(fold(story.case.clone(), &events, &when).is_some());
    }
    let each = begun.elapsed() / rounds;
    println!("decide and evolve, {} clocks: {each:?}", story.case().clocks.len());
    assert!(each < std::time::Duration::from_millis(5), "{each:?}");
}

//! Whether a rule may stand: what it says is judged by the domain, the people it names are looked up here.

use bihuan_domain::automation::{Action, Conditions, Named, RuleTerms, condition_flaws, flaws};
use bihuan_domain::case::event::Party;
use bihuan_domain::ids::Id;
use bihuan_store::Conn;
use bihuan_store::nouns::user;

use super::say;
use crate::failure::Failure;
use crate::world::World;

fn with_named<T>(world: &World, judge: impl FnOnce(&Named<'_>) -> T) -> T {
    judge(&Named {
        fields: &world.fields,
        is_category: &|code| world.own_categories.knows(code),
        is_unit: &|unit| world.lineages.contains_key(&unit),
    })
}

fn answer(flaws: Vec<(String, &'static str)>) -> Result<(), Failure> {
    if flaws.is_empty() { Ok(()) } else { Err(Failure::Flaws(flaws)) }
}

/// Refuses conditions that cannot stand.
///
/// # Errors
/// `Flaws`.
pub(super) fn conditions(world: &World, given: &Conditions) -> Result<(), Failure> {
    answer(with_named(world, |named| condition_flaws(given, named)).into_iter().map(|f| (f.at, f.code)).collect())
}

/// Refuses a rule that cannot stand.
///
/// # Errors
/// `Flaws`; faults.
pub(super) fn whole(conn: &mut Conn, world: &World, terms: &RuleTerms) -> Result<(), Failure> {
    let mut found: Vec<(String, &'static str)> =
        with_named(world, |named| flaws(terms, named)).into_iter().map(|f| (f.at, f.code)).collect();
    if found.is_empty() {
        for (n, action) in terms.actions.iter().enumerate() {
            let (part, people): (&str, Vec<Id>) = match action {
                Action::Assign { handler, .. } => ("handler", vec![*handler]),
                Action::OfferTransfer { to: Party::User(user), .. } => ("to", vec![*user]),
                Action::Note { mentions, .. } => ("mentions", mentions.clone()),
                Action::Notify { users, .. } => ("users", users.clone()),
                Action::SendText { text } => {
                    if say::shared(conn, *text)?.is_none() {
                        found.push((format!("actions.{n}.text"), "unknown_text"));
                    }
                    continue;
                }
                _ => continue,
            };
            for id in people {
                match user::load(conn, id)? {
                    None => found.push((format!("actions.{n}.{part}"), "unknown_user")),
                    Some(user) if !user.active => found.push((format!("actions.{n}.{part}"), "inactive_user")),
                    Some(_) => {}
                }
            }
        }
    }
    answer(found)
}

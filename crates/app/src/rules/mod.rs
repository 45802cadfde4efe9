//! Rules that act by themselves: written by an administrator, in an order, on or off. What happens is heard from the
//! journal (`hear`), what time brings by timers (`ring`); both let a rule act on one case (`act`), by commands through the
//! same door as everybody's, and write it into a log (`log`). `preview` says what a rule would hold for now.

mod act;
mod check;
mod hear;
mod log;
mod look;
mod preview;
mod ring;
mod say;

use bihuan_domain::actor::Actor;
use bihuan_domain::automation::{MOST_RULES, Rule, RuleEvent, RuleTerms};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::rule::{self, Stored};
use bihuan_store::{Conn, Fault, Tx, follower, jobs};
use sha2::{Digest as _, Sha256};

pub use self::log::{Account, ActionOutcome, RunShown};
pub use self::preview::Previewed;
pub(crate) use self::ring::{ARM, WAKE, ring};
use crate::app::App;
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::record::record;
use crate::sign_in::{decision, first, lock_version};
use crate::webhooks::permit;

/// The stream kind of rules.
pub const KIND: &str = "rule";
/// The follower's name.
const FOLLOWER: &str = "rules";
const NOTHING: Failure = Failure::NotFound { what: "rule" };

/// A rule as an administrator gives it.
#[derive(Debug, Clone)]
pub struct NewRule {
    /// What it is called.
    pub name: String,
    /// It acts.
    pub enabled: bool,
    /// What it says.
    pub terms: RuleTerms,
}

/// A rule with how it goes.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The rule.
    pub stored: Stored,
    /// When it last fired.
    pub last_run: Option<UtcMs>,
}

fn seen(conn: &mut Conn, stored: Stored) -> Result<Seen, Fault> {
    let last_run = rule::last_run(conn, stored.rule.id)?;
    Ok(Seen { stored, last_run })
}

fn digest(rule: &Rule) -> Result<String, Fault> {
    let kept = format!("{}\n{}", rule.name, rule::text(&rule.terms)?);
    Ok(Sha256::digest(kept.as_bytes()).iter().map(|b| format!("{b:02x}")).collect())
}

fn load(conn: &mut Conn, id: Id) -> Result<Stored, Failure> {
    rule::all(conn)?.into_iter().find(|s| s.rule.id == id).ok_or(NOTHING)
}

/// A time rule that is new or says something else: open cases get their timers.
fn arm_later(tx: &mut Tx, terms: &RuleTerms, key: &str) -> Result<(), Fault> {
    if terms.time().is_some() {
        let now = tx.now();
        jobs::enqueue(tx, ARM, key, "{}", now)?;
    }
    Ok(())
}

impl App {
    /// Every rule, in its order.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn rules(&self, actor: &Actor) -> Result<Vec<Seen>, Failure> {
        permit(actor)?;
        let read = |c: &mut Conn| rule::all(c)?.into_iter().map(|s| seen(c, s)).collect::<Result<Vec<_>, Fault>>();
        Ok(self.db().read(read).await?)
    }

    /// One rule.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn rule(&self, actor: &Actor, id: Id) -> Result<Seen, Failure> {
        permit(actor)?;
        self.db()
            .read(move |c| {
                let found = load(c, id)?;
                Ok::<_, Failure>(seen(c, found)?)
            })
            .await
    }

    /// Writes a rule; it comes last.
    ///
    /// # Errors
    /// `NotPermitted`; `Input`; `Flaws` with each field that is wrong; faults.
    pub async fn create_rule(&self, actor: &Actor, new: NewRule) -> Result<Seen, Failure> {
        permit(actor)?;
        check_name("name", &new.name)?;
        let (world, by) = (self.world(), actor.who);
        self.db()
            .write("rule.create", move |tx| {
                check::whole(tx, &world, &new.terms)?;
                rule::lock_all(tx)?;
                let others = rule::all(tx)?;
                if others.len() >= MOST_RULES {
                    return Err(Failure::input("name", "too_many", MOST_RULES.to_string()));
                }
                follower::begin(tx, FOLLOWER)?;
                let place = others.last().map_or(0, |s| s.place + 1);
                let rule =
                    Rule { id: tx.new_id(), name: new.name.trim().to_owned(), enabled: new.enabled, terms: new.terms };
                let stored = Stored { rule, version: 1, place, created_at: tx.now() };
                let events = [RuleEvent::Created { digest: digest(&stored.rule)?, enabled: stored.rule.enabled }];
                let stream = Stream::new(KIND, stored.rule.id);
                record(tx, &first(&stream, tx.now(), by, "create_rule", &events), |tx, proof| {
                    Ok(rule::insert(tx, proof, &stored)?)
                })?;
                if stored.rule.enabled {
                    arm_later(tx, &stored.rule.terms, &format!("arm:{}:1", stored.rule.id))?;
                }
                Ok(Seen { stored, last_run: None })
            })
            .await
    }

    /// Changes a rule: its name, what it says, whether it acts.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Stale`; `Input`; `Flaws`; faults.
    pub async fn change_rule(
        &self,
        actor: &Actor,
        id: Id,
        version: Option<i64>,
        new: NewRule,
    ) -> Result<Seen, Failure> {
        permit(actor)?;
        check_name("name", &new.name)?;
        let (world, by) = (self.world(), actor.who);
        self.db()
            .write("rule.change", move |tx| {
                let stream = Stream::new(KIND, id);
                let current = lock_version(tx, &stream)?;
                let mut stored = load(tx, id)?;
                if version.is_some_and(|v| v != current) {
                    return Err(Failure::Stale { current });
                }
                // What is switched off may stand as it is, though somebody it names has left meanwhile.
                if new.enabled || new.terms != stored.rule.terms {
                    check::whole(tx, &world, &new.terms)?;
                }
                let changed = Rule { id, name: new.name.trim().to_owned(), enabled: new.enabled, terms: new.terms };
                if changed == stored.rule {
                    return Ok(seen(tx, stored)?);
                }
                let events = [RuleEvent::Changed { digest: digest(&changed)?, enabled: changed.enabled }];
                let change = decision(&stream, current, tx, by, "change_rule", &events);
                record(tx, &change, |tx, proof| Ok(rule::change(tx, proof, &changed)?))?;
                arm_later(tx, &changed.terms, &format!("arm:{id}:{}", current + 1))?;
                (stored.rule, stored.version) = (changed, current + 1);
                Ok(seen(tx, stored)?)
            })
            .await
    }

    /// Puts the rules in order: every one of them, first to last.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` (`not_all`) when one is missing, unknown or named twice; faults.
    pub async fn order_rules(&self, actor: &Actor, order: Vec<Id>) -> Result<Vec<Seen>, Failure> {
        permit(actor)?;
        let by = actor.who;
        self.db()
            .write("rule.order", move |tx| {
                let mut known = rule::lock_all(tx)?;
                let mut given = order.clone();
                given.sort_unstable();
                known.sort_unstable();
                if given != known {
                    return Err(Failure::input("rules", "not_all", "every rule once"));
                }
                let before = rule::all(tx)?;
                for (place, id) in (0u32..).zip(&order) {
                    if before.iter().any(|s| s.rule.id == *id && s.place == place) {
                        continue;
                    }
                    let stream = Stream::new(KIND, *id);
                    let current = lock_version(tx, &stream)?;
                    let events = [RuleEvent::Moved { place }];
                    let moved = decision(&stream, current, tx, by, "move_rule", &events);
                    record(tx, &moved, |tx, proof| Ok(rule::move_to(tx, proof, place)?))?;
                }
                Ok(rule::all(tx)?.into_iter().map(|s| seen(tx, s)).collect::<Result<Vec<_>, Fault>>()?)
            })
            .await
    }

    /// Ends a rule; its log stays.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn delete_rule(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        permit(actor)?;
        let by = actor.who;
        self.db()
            .write("rule.delete", move |tx| {
                let stream = Stream::new(KIND, id);
                let current = lock_version(tx, &stream)?;
                load(tx, id)?;
                let delete = decision(&stream, current, tx, by, "delete_rule", &[RuleEvent::Deleted {}]);
                record(tx, &delete, |tx, proof| Ok(rule::delete(tx, proof)?))
            })
            .await
    }
}

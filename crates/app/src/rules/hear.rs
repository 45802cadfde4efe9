//! Rules hear what happens to cases from the journal's feed: whoever closes or answers waits for no rule. A rule is judged
//! on the case as it stands when it is heard, and acts in the transaction that moves the follower's place, one case at a
//! time: exactly once on any number of nodes, and never with the heads of several cases locked.

use bihuan_domain::automation::{Happening, Rule};
use bihuan_domain::ids::Id;
use bihuan_store::journal::{self, EntryRow};
use bihuan_store::nouns::case as case_row;
use bihuan_store::nouns::rule::{self, Stored};
use bihuan_store::{Fault, Tx, follower};
use serde_json::Value;

use super::act::{Account, Cause, act};
use super::look::Look;
use super::ring::{arm, timed};
use super::{FOLLOWER, KIND};
use crate::app::App;
use crate::cases::write::{STREAM, Work};
use crate::failure::Failure;
use crate::world::World;

/// Decisions looked at in one transaction.
const PAGE: u32 = 200;
/// How often a decision that makes the machine fail is tried before it is passed over.
const MOST_FAILURES: i64 = 5;

impl App {
    /// Lets rules act on what happened since the last time; answers how many decisions were looked at.
    ///
    /// # Errors
    /// Faults; the decision that brought it is tried again, a bounded number of times.
    pub async fn hear_for_rules(&self) -> Result<usize, Failure> {
        let mut heard = 0;
        loop {
            // A look without a lock first: most of the time there is nothing new.
            let waiting = self.db().read(|c| {
                let Some(stand) = follower::peek(c, FOLLOWER)? else { return Ok::<_, Fault>(None) };
                Ok((!journal::after(c, stand.cursor, 1)?.is_empty()).then_some(stand))
            });
            let Some(stand) = waiting.await? else { return Ok(heard) };
            let world = self.world();
            match self.db().write("rules.hear", move |tx| hear(tx, &world)).await {
                Ok(0) => return Ok(heard),
                Ok(count) => heard += count,
                Err(failure) => {
                    self.db()
                        .write("rules.stumble", move |tx| {
                            Ok::<_, Failure>(follower::stumble(tx, FOLLOWER, stand.cursor)?)
                        })
                        .await?;
                    return Err(failure);
                }
            }
        }
    }
}

/// A stretch of the feed, up to and with the first decision on which a rule acts.
fn hear(tx: &mut Tx, world: &World) -> Result<usize, Failure> {
    let Some(stand) = follower::take(tx, FOLLOWER)? else { return Ok(0) };
    let page = journal::after(tx, stand.cursor, PAGE)?;
    let rules = rule::enabled(tx)?;
    let mut pass_over = stand.failures >= MOST_FAILURES;
    let mut last = None;
    let mut looked = 0;
    for entry in page {
        looked += 1;
        last = Some(entry.cursor);
        // History that comes in long after is no news.
        if entry.stream.kind != STREAM || entry.actor_kind == "import" || rules.is_empty() {
            continue;
        }
        if pass_over {
            tracing::error!(case = %entry.stream.id, version = entry.version, "rules pass over a decision");
            pass_over = false;
            continue;
        }
        // After a failure one at a time, so that the one that fails is found.
        if heard(tx, world, &rules, &entry)? || stand.failures > 0 {
            break;
        }
    }
    if let Some(last) = last {
        follower::advance(tx, FOLLOWER, last)?;
    }
    Ok(looked)
}

/// One decision; true when a rule looked at the case with its head locked.
fn heard(tx: &mut Tx, world: &World, all: &[Stored], entry: &EntryRow) -> Result<bool, Failure> {
    let events: Vec<Value> = serde_json::from_str(&entry.body).unwrap_or_default();
    let happened: Vec<Happening> = events.iter().filter_map(Happening::of).collect();
    // A rule hears nothing that happened before it was there.
    let since = |s: &&Stored| s.created_at.ms() <= entry.at_ms;
    let hearing: Vec<Rule> =
        all.iter().filter(since).map(|s| s.rule.clone()).filter(|r| r.terms.hears(&happened).is_some()).collect();
    let times = timed(all);
    if hearing.is_empty() && times.is_empty() {
        return Ok(false);
    }
    let Some(stored) = case_row::load(tx, entry.stream.id)? else { return Ok(false) };
    let behind = behind(tx, entry)?;
    let look = Look::of(tx, world, &stored.case, hearing.iter().map(|r| &r.terms.conditions))?;
    if look.fired(&stored.case, &hearing, &happened, &behind).is_empty() {
        arm(tx, world, &stored.case, &times)?;
        return Ok(false);
    }
    let now = tx.now();
    let mut work = Work::open(tx, world, entry.stream.id, None)?;
    work.ring(now)?;
    let mut routed = false;
    for rule in &hearing {
        // Each on the case as those before it left it.
        let Some(case) = work.case() else { break };
        // The fallback queue is for what nobody was found for (S1-15).
        if rule.terms.otherwise && routed {
            continue;
        }
        for one in look.fired(case, std::slice::from_ref(rule), &happened, &behind) {
            let key = format!("e:{}:{}:{}", rule.id, entry.stream.id, entry.version);
            let cause = Cause { code: one.happening.code(), key, behind: behind.clone() };
            routed |= act(tx, world, &mut work, rule, one.verdict, cause)?;
        }
    }
    let case = if work.has_decided() { Some(work.finish(tx)?.case) } else { work.case().cloned() };
    if let Some(case) = case {
        arm(tx, world, &case, &times)?;
    }
    Ok(true)
}

/// The rules that led to a decision; none when a person, a customer or a clock did.
fn behind(tx: &mut Tx, entry: &EntryRow) -> Result<Vec<Id>, Failure> {
    let (KIND, Some(rule)) = (entry.actor_kind.as_str(), entry.actor_id) else { return Ok(Vec::new()) };
    let run = rule::run_behind(tx, entry.stream.id, rule, entry.version)?;
    let account: Account = run.map(|r| serde_json::from_str(&r.detail)).transpose().ok().flatten().unwrap_or_default();
    let mut behind = account.behind;
    behind.push(rule);
    Ok(behind)
}

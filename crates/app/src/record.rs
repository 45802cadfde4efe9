//! THE write path. In one transaction: the version is checked, the decision goes into the journal, the row is saved
//! against the proof of that. Timers and outbox rows are written in the same transaction by the caller's `save`; after
//! the commit the feed wakes whoever listens. There is no other way to change a domain row: every noun's `save` demands
//! the [`Appended`] that only the journal makes.

use bihuan_domain::actor::Who;
use bihuan_domain::time::UtcMs;
use bihuan_store::Tx;
use bihuan_store::chain::Chain;
use bihuan_store::journal::{self, Appended, Entry, Stream};
use serde::Serialize;

use crate::failure::Failure;

/// One decision to record.
#[derive(Debug)]
pub struct Decision<'a, E> {
    /// Whose history it belongs to.
    pub stream: &'a Stream,
    /// The version it was made on; `None` for the first.
    pub expected_version: Option<i64>,
    /// When it was made: now, or for an import when it happened in the source.
    pub at: UtcMs,
    /// By whom.
    pub who: Who,
    /// The command's code.
    pub command: &'a str,
    /// `id@version` of the policy it looked at.
    pub policy: Option<&'a str>,
    /// What happened: codes, ids, amounts, instants and digests, never people's words.
    pub events: &'a [E],
}

/// Records a decision and saves what follows from it.
///
/// # Errors
/// `Stale` when somebody decided first; whatever `save` answers; faults.
pub fn record<E: Serialize, T>(
    tx: &mut Tx,
    decision: &Decision<'_, E>,
    save: impl FnOnce(&mut Tx, &Appended) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let proof = append(tx, decision)?;
    save(tx, &proof)
}

/// The journal part alone, for a chain of decisions on one aggregate in one transaction; its row is saved once, against
/// the proof of the last.
///
/// # Errors
/// As [`record`].
pub fn append<E: Serialize>(tx: &mut Tx, decision: &Decision<'_, E>) -> Result<Appended, Failure> {
    let body = body(decision)?;
    Ok(journal::append(tx, &entry(decision, &body))?)
}

/// Adds a decision to a chain that is written later; the chain's stream and version hold, not the decision's.
///
/// # Errors
/// Faults.
pub fn chain<E: Serialize>(chain: &mut Chain, decision: &Decision<'_, E>) -> Result<(), Failure> {
    let body = body(decision)?;
    chain.add(&entry(decision, &body));
    Ok(())
}

fn body<E: Serialize>(decision: &Decision<'_, E>) -> Result<String, Failure> {
    serde_json::to_string(decision.events)
        .map_err(|e| bihuan_store::Fault::Sql(format!("events cannot be written: {e}")).into())
}

fn entry<'a, E>(decision: &'a Decision<'a, E>, body: &'a str) -> Entry<'a> {
    Entry {
        stream: decision.stream,
        expected_version: decision.expected_version,
        at: decision.at,
        actor_kind: decision.who.kind(),
        actor_id: decision.who.id(),
        command: decision.command,
        policy: decision.policy,
        body,
    }
}

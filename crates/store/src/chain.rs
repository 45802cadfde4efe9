//! Several decisions on one stream, hashed before the transaction that writes them. A case told afterwards (an import, a
//! demonstration) has a dozen decisions at once: chained here, the writer's thread has one statement a decision and one
//! for the head, and no hash to compute. What is written is byte for byte what [`crate::journal::append`] would write.
//!
//! The head's version is checked at the end, in the statement that moves it, so a chain begun on a stale version is
//! refused as a whole.

use bihuan_domain::time::UtcMs;

use crate::db::Tx;
use crate::fault::Fault;
use crate::journal::{self, AppendError, Appended, Entry, GENESIS, Hashed, Stream, key, sql};
use crate::value::Value;

/// Where a stream stands: what the next decision is chained to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    version: i64,
    hash: [u8; 32],
}

impl Head {
    /// Before the first decision.
    pub const NONE: Self = Self { version: 0, hash: GENESIS };

    /// Its version; 0 before the first decision.
    pub const fn version(&self) -> i64 {
        self.version
    }
}

/// Locks a stream's head and reads it; `None` when there is no such stream.
///
/// # Errors
/// `Fault`.
pub fn head(tx: &mut Tx, stream: &Stream) -> Result<Option<Head>, Fault> {
    let Some(row) = tx.query_one_opt(&sql::head_locked, &key(stream))? else { return Ok(None) };
    Ok(Some(Head { version: row.int(0)?, hash: row.hash(1)? }))
}

/// Decisions on one stream, to be written together.
#[derive(Debug)]
pub struct Chain {
    stream: Stream,
    from: i64,
    head: Head,
    at: UtcMs,
    rows: Vec<[Value; 11]>,
}

impl Chain {
    /// Goes on from a head.
    pub const fn on(stream: Stream, head: Head) -> Self {
        Self { stream, from: head.version, head, at: UtcMs::new(0), rows: Vec::new() }
    }

    /// The version after the decisions added so far.
    pub const fn version(&self) -> i64 {
        self.head.version
    }

    /// Nothing was added.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a decision; `entry`'s stream and expected version are this chain's own.
    pub fn add(&mut self, entry: &Entry<'_>) {
        let version = self.head.version + 1;
        let hash = journal::hash(&Hashed {
            prev: &self.head.hash,
            stream: &self.stream,
            version,
            at_ms: entry.at.ms(),
            actor_kind: entry.actor_kind,
            actor_id: entry.actor_id,
            command: entry.command,
            policy: entry.policy,
            body: entry.body,
        });
        let [kind, id] = key(&self.stream);
        self.rows.push([
            kind,
            id,
            version.into(),
            entry.at.into(),
            entry.actor_kind.into(),
            entry.actor_id.into(),
            entry.command.into(),
            entry.policy.into(),
            entry.body.into(),
            self.head.hash.into(),
            hash.into(),
        ]);
        self.head = Head { version, hash };
        self.at = entry.at;
    }

    /// Writes the decisions and moves the head; `None` when there are none.
    ///
    /// # Errors
    /// `Stale` when somebody decided meanwhile; `Fault`.
    pub fn write(&self, tx: &mut Tx) -> Result<Option<Appended>, AppendError> {
        let Some((last, earlier)) = self.rows.split_last() else { return Ok(None) };
        let [kind, id] = key(&self.stream);
        let (version, hash) = (self.head.version.into(), self.head.hash.into());
        let moved = if self.from == 0 {
            tx.execute(&sql::head_begin, &[kind, id, version, hash])?
        } else {
            tx.execute(&sql::head_advance, &[kind, id, version, hash, self.from.into()])?
        };
        if moved == 0 {
            return Err(AppendError::Stale { current: journal::version(tx, &self.stream)? });
        }
        for row in earlier {
            tx.execute(&sql::append_row, row)?;
        }
        let row = tx.query_one(&sql::append, last)?;
        tx.journalled = true;
        Ok(Some(Appended {
            stream: self.stream.clone(),
            version: self.head.version,
            hash: self.head.hash,
            position: row.int(0)?,
            txid: row.int(1)?,
            at: self.at,
        }))
    }
}

//! What the callers know: each command they intended, and the answer to it if one came. An answered command must be kept
//! whatever happens to the server; an unanswered one may have happened once or not at all, never twice.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use bihuan_domain::ids::Id;
use serde_json::Value;

/// A command with its key.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Path below `/api/v1`.
    pub path: String,
    /// Its body.
    pub body: Value,
    /// Words in it that occur nowhere else.
    pub words: String,
    /// Case and version of the answer.
    pub answered: Option<(Id, i64)>,
    /// A rule said no: it never happened.
    pub refused: bool,
}

/// Shared by all callers of a test.
#[derive(Clone, Default)]
pub struct Ledger(Arc<Mutex<BTreeMap<String, Sent>>>);

impl Ledger {
    /// One with a single command in it.
    pub fn with(key: &str, sent: &Sent) -> Self {
        let ledger = Self::default();
        ledger.intend(key, sent.clone());
        ledger
    }

    /// Takes over what another knows.
    pub fn extend(&self, other: &Self) {
        self.0.lock().unwrap().extend(other.all());
    }

    /// Before it is sent.
    pub fn intend(&self, key: &str, sent: Sent) {
        self.0.lock().unwrap().insert(key.to_owned(), sent);
    }

    /// It was answered.
    pub fn answered(&self, key: &str, case: Id, version: i64) {
        self.0.lock().unwrap().get_mut(key).unwrap().answered = Some((case, version));
    }

    /// A rule said no.
    pub fn refused(&self, key: &str) {
        self.0.lock().unwrap().get_mut(key).unwrap().refused = true;
    }

    /// All of it.
    pub fn all(&self) -> BTreeMap<String, Sent> {
        self.0.lock().unwrap().clone()
    }

    /// How many were answered.
    pub fn count_answered(&self) -> usize {
        self.0.lock().unwrap().values().filter(|s| s.answered.is_some()).count()
    }
}

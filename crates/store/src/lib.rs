//! What is kept, and how: two engines behind one set of SQL, the journal, seals, timers, outbox, jobs, files, search.
//!
//! No business `if` lives here: the store checks versions, keys and hashes, and nothing of the trade. Every domain row
//! is written against the proof that its decision is in the journal ([`journal::Appended`]).

pub mod backup;
pub mod blobs;
pub mod chain;
pub mod db;
pub mod deliveries;
pub mod fault;
pub mod follower;
pub mod jobs;
pub mod journal;
pub mod journal_search;
pub mod lease;
pub mod nouns;
pub mod outbox;
pub mod seals;
pub mod search;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timers;
pub mod value;
pub mod vault;
pub mod verify;

pub use db::{Clock, Conn, Db, Engine, Location, Options, Query, QueryFile, Tx};
pub use fault::{ConstraintKind, Fault};
pub use value::{Row, Value};

/// Every `.sql` file of the store with its declared names; a test prepares them all on both engines.
pub fn registry() -> Vec<&'static QueryFile> {
    vec![
        &nouns::absence::sql::FILE,
        &nouns::approval::sql::FILE,
        &nouns::canned_text::sql::FILE,
        &nouns::category::sql::FILE,
        &nouns::channel::sql::FILE,
        &nouns::channel_health::sql::FILE,
        &vault::sql::FILE,
        &nouns::chat::sql::FILE,
        &nouns::counter::sql::FILE,
        &nouns::intake_code::sql::FILE,
        &nouns::public_page::sql::FILE,
        &nouns::customer::sql::FILE,
        &nouns::draft::sql::FILE,
        &nouns::duty::sql::FILE,
        &nouns::evidence_request::sql::FILE,
        &nouns::evidence_sending::sql::FILE,
        &nouns::loaner::sql::FILE,
        &nouns::notification::sql::FILE,
        &nouns::presence::sql::FILE,
        &nouns::sending::sql::FILE,
        &nouns::note::sql::FILE,
        &nouns::role::sql::FILE,
        &nouns::rule::sql::FILE,
        &nouns::second_factor::sql::FILE,
        &nouns::session::sql::FILE,
        &nouns::station::sql::FILE,
        &nouns::token::sql::FILE,
        &nouns::unit::sql::FILE,
        &nouns::user::sql::FILE,
        &deliveries::sql::FILE,
        &follower::sql::FILE,
        &nouns::webhook::sql::FILE,
        &nouns::mail::sql::FILE,
        &nouns::mailbox::sql::FILE,
        &nouns::field::sql::FILE,
        &nouns::gateway::sql::FILE,
        &nouns::messaging::sql::FILE,
        &nouns::portal::sql::FILE,
        &nouns::triage::sql::FILE,
        &nouns::view::sql::FILE,
        &jobs::sql::FILE,
        &nouns::case::sql::FILE,
        &nouns::policy::sql::FILE,
        &nouns::text::sql::FILE,
        &journal::sql::FILE,
        &outbox::sql::FILE,
        &seals::sql::FILE,
        &search::sql::FILE,
        &timers::sql::FILE,
        &verify::sql::FILE,
    ]
}

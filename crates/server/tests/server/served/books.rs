//! The books compared with the ledger, straight from the store: nothing answered is missing, nothing happened twice, and
//! the timers and outbox rows are exactly those that follow from the cases and their history.

use std::collections::{BTreeMap, BTreeSet};

use bihuan_app::App;
use bihuan_app::cases::write::WAKE;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::ids::Id;
use bihuan_domain::reactions::{alerts, next_wake};
use bihuan_store::blobs::Blobs;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::{case, text};
use bihuan_store::{Db, Fault, Options, Query, timers};

use super::Place;
use super::ledger::Ledger;

/// A case as the store has it.
struct Kept {
    stored: case::Stored,
    words: Vec<String>,
    timers: BTreeSet<(String, i64)>,
    alerts: BTreeSet<String>,
}

/// How much was compared.
#[derive(Debug, PartialEq, Eq)]
pub struct Compared {
    pub cases: usize,
    pub answered: usize,
    pub timers: usize,
    pub alerts: usize,
}

/// Panics where the store and the ledger differ, on one snapshot; a server may be running.
pub async fn compare(place: &Place, ledger: &Ledger) -> Compared {
    let db = Db::open(&place.location(), Options { read_only: true, ..Options::default() }).await.unwrap();
    let blobs = Blobs::local(&place.data.join("files"), 1 << 20).unwrap();
    let app = App::open(db, blobs).await.unwrap();
    let (kept, outbox) = app.db().read(|c| Ok::<_, Fault>((read(c)?, keys(c)?))).await.unwrap();

    let mut compared = Compared { cases: kept.len(), answered: 0, timers: 0, alerts: outbox.len() };
    for (key, sent) in ledger.all() {
        let found: Vec<&Id> =
            kept.iter().filter(|(_, k)| k.words.iter().any(|w| w.contains(&sent.words))).map(|(id, _)| id).collect();
        let worded = sent.body.to_string().contains(&sent.words);
        assert!(found.len() <= 1, "{key} happened twice: {found:?}");
        assert!(!sent.refused || found.is_empty(), "{key} was refused and happened all the same");
        let Some((id, version)) = sent.answered else { continue };
        compared.answered += 1;
        let case = kept.get(&id).unwrap_or_else(|| panic!("{key}: case {id} was answered and is not there"));
        assert!(case.stored.version >= version, "{key}: {id} was at {version}, is at {}", case.stored.version);
        assert!(!worded || found == [&id], "{key}: its words were answered and are not there");
    }
    let expected: BTreeSet<&String> = kept.values().flat_map(|k| &k.alerts).collect();
    let rows: BTreeSet<&String> = outbox.iter().collect();
    assert_eq!(rows.len(), outbox.len(), "an alert stands twice");
    assert_eq!(rows, expected, "outbox rows that are missing or that nobody decided");
    for (id, k) in &kept {
        let bound = app.world().pinned(&k.stored.case.policy, k.stored.case.received_at, k.stored.case.unit).unwrap();
        let stalled = bound.policy.policy.intake.stalled_after_hours;
        let want: BTreeSet<_> =
            next_wake(&k.stored.case, stalled).into_iter().map(|at| (WAKE.to_owned(), at.ms())).collect();
        assert_eq!(k.timers, want, "the timer of {id}");
        compared.timers += want.len();
    }
    app.db().close().await;
    compared
}

fn query(sql: &str) -> Query {
    Query::dynamic(sql.to_owned())
}

fn keys(c: &mut bihuan_store::Conn) -> Result<Vec<String>, Fault> {
    let ours = "SELECT key FROM outbox ORDER BY key";
    c.query(&query(ours), &[])?.iter().map(|r| r.text(0)).collect()
}

fn read(c: &mut bihuan_store::Conn) -> Result<BTreeMap<Id, Kept>, Fault> {
    let mut all = BTreeMap::new();
    let ids = c.query(&query("SELECT DISTINCT stream_id FROM journal WHERE stream_kind = 'case'"), &[])?;
    let rows = c.query_one(&query("SELECT count(*) FROM case_row"), &[])?.int(0)?;
    assert_eq!(rows, ids.len() as i64, "rows without a history, or histories without a row");
    for row in ids {
        let id = row.id(0)?;
        let stream = Stream::new("case", id);
        let Some(stored) = case::load(c, id)? else { panic!("case {id} has a history and no row") };
        let words = text::of_case(c, id)?.into_iter().filter_map(|t| t.body).collect();
        let timers = timers::of_stream(c, &stream)?.into_iter().map(|t| (t.key, t.due_at.ms())).collect();
        let mut rung = BTreeSet::new();
        for entry in journal::read(c, &stream)? {
            let events: Vec<CaseEvent> = serde_json::from_str(&entry.body).unwrap();
            let count = alerts(&events).len();
            rung.extend((0..count).map(|n| format!("{id}:{}:{n}", entry.version)));
        }
        all.insert(id, Kept { stored, words, timers, alerts: rung });
    }
    Ok(all)
}

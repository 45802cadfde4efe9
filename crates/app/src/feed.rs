//! The journal's feed as this node has read it: one reading a commit serves every open stream, with the case each decision
//! belongs to, so that a hundred consoles that listen cost one. Whoever asks for more than is kept reads for themselves.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bihuan_domain::case::Case;
use bihuan_domain::ids::Id;
use bihuan_store::journal::{self, Cursor, EntryRow};
use bihuan_store::nouns::{case as row, chat, counter};
use bihuan_store::{Conn, Fault};
use serde::Deserialize;
use tokio::sync::Mutex;

use crate::app::App;
use crate::cases::write::STREAM;
use crate::failure::Failure;

/// Decisions read at once, and answered at once.
const BATCH: u32 = 200;
/// Kept for streams that have not read on yet.
const KEPT: usize = 2_000;
/// Read again after this although nothing was told: on PostgreSQL a transaction elsewhere may have held something back.
const READ_AGAIN: Duration = Duration::from_millis(200);

/// A decision as it was read.
#[derive(Debug)]
pub struct Decided {
    /// The decision.
    pub entry: EntryRow,
    /// The case it belongs to, be it there or not; none where it belongs to none.
    pub case: Option<Id>,
    /// The codes of what happened.
    pub codes: Vec<String>,
}

/// A decision with what everybody who listens needs of it.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The decision.
    pub decided: Arc<Decided>,
    /// Its case as this node knows it last, whatever it was at the decision: who may hear of it is asked of what is.
    pub case: Option<Arc<Case>>,
}

type Cases = HashMap<Id, Arc<Case>>;

/// What this node has read.
#[derive(Debug, Default)]
pub(crate) struct Feed(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The change after which was last read, and when that was.
    at: Option<(u64, Instant)>,
    /// The place after which everything is kept.
    from: Cursor,
    end: Cursor,
    recent: VecDeque<Arc<Decided>>,
    /// The cases of what is kept, each as of its last decision.
    cases: Cases,
}

impl App {
    /// Some of the decisions after a place in the feed, in its order; empty when there are none.
    ///
    /// # Errors
    /// Faults.
    pub async fn heard_after(&self, after: Cursor) -> Result<Vec<Heard>, Failure> {
        let mut state = self.feed().0.lock().await;
        let now_at = *self.db().changes().borrow();
        if state.at.is_none() {
            let end = self.db().read(journal::latest).await?;
            (state.from, state.end) = (end, end);
        }
        if state.at.is_none_or(|(at, read)| at != now_at || read.elapsed() > READ_AGAIN) {
            self.read_feed(&mut state).await?;
            state.at = Some((now_at, Instant::now()));
        }
        if after >= state.from {
            let first = state.recent.partition_point(|d| d.entry.cursor <= after);
            let some = state.recent.range(first..).take(BATCH as usize);
            return Ok(some.map(|d| with_case(Arc::clone(d), &state.cases)).collect());
        }
        drop(state);
        let own = self.db().read(move |c| {
            let rows = journal::after(c, after, BATCH)?;
            decided(c, rows)
        });
        let (all, cases) = own.await?;
        Ok(all.into_iter().map(|d| with_case(Arc::new(d), &cases)).collect())
    }

    async fn read_feed(&self, state: &mut State) -> Result<(), Failure> {
        loop {
            let end = state.end;
            let page = self.db().read(move |c| {
                let rows = journal::after(c, end, BATCH)?;
                decided(c, rows)
            });
            let (page, cases) = page.await?;
            let full = page.len() == BATCH as usize;
            state.cases.extend(cases);
            for one in page {
                state.end = one.entry.cursor;
                state.recent.push_back(Arc::new(one));
                if state.recent.len() > KEPT
                    && let Some(oldest) = state.recent.pop_front()
                {
                    state.from = oldest.entry.cursor;
                }
            }
            if state.cases.len() > 2 * KEPT {
                let State { recent, cases, .. } = &mut *state;
                let kept: HashSet<Id> = recent.iter().filter_map(|d| d.case).collect();
                cases.retain(|id, _| kept.contains(id));
            }
            if !full {
                return Ok(());
            }
        }
    }
}

fn with_case(decided: Arc<Decided>, cases: &Cases) -> Heard {
    let case = decided.case.and_then(|id| cases.get(&id).cloned());
    Heard { decided, case }
}

/// Decisions with their cases, each loaded once.
fn decided(conn: &mut Conn, rows: Vec<EntryRow>) -> Result<(Vec<Decided>, Cases), Fault> {
    let mut cases = Cases::new();
    let mut out = Vec::with_capacity(rows.len());
    for entry in rows {
        let case = match entry.stream.kind.as_ref() {
            STREAM => Some(entry.stream.id),
            // A visit belongs to its case.
            crate::chat::KIND => chat::load(conn, entry.stream.id)?.map(|visit| visit.chat.case),
            crate::counter::KIND => counter::load(conn, entry.stream.id)?.map(|row| row.visit.case),
            _ => None,
        };
        if let Some(id) = case
            && !cases.contains_key(&id)
            && let Some(stored) = row::load(conn, id)?
        {
            cases.insert(id, Arc::new(stored.case));
        }
        out.push(Decided { codes: codes(&entry.body), case, entry });
    }
    Ok((out, cases))
}

fn codes(body: &str) -> Vec<String> {
    #[derive(Deserialize)]
    struct Happened {
        event: Option<String>,
    }
    let events: Vec<Happened> = serde_json::from_str(body).unwrap_or_default();
    events.into_iter().filter_map(|e| e.event).collect()
}

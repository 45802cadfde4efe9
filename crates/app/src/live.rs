//! What is live and in no journal: who is at a case, and what people are told. One reading a change serves every open
//! stream of this node; each stream takes what is its own from memory. A reader that was away asks the lists again:
//! nothing here is kept to be resumed.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use bihuan_domain::case::Case;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::Fault;
use bihuan_store::nouns::case as row;
use bihuan_store::nouns::chat::{self, ChatLive};
use bihuan_store::nouns::notification::{self, Notification};
use bihuan_store::nouns::presence::{self, Presence};
use tokio::sync::Mutex;

use crate::app::App;
use crate::failure::Failure;

/// How far back one reading looks: clocks of nodes differ, and a commit may be slow.
const WINDOW_MS: i64 = 10_000;
/// Kept for streams that have not read on yet.
const KEPT: usize = 4_096;

/// Something live.
#[derive(Debug, Clone)]
pub enum Live {
    /// Somebody came, typed, or left. With the case, so that each reader's right is judged without asking the store.
    Presence(Presence, Arc<Case>),
    /// Somebody is told something.
    Told(Notification),
    /// A visitor of chat typed, read, came back or went away.
    Visitor(ChatLive, Arc<Case>),
}

/// The readings of this node.
#[derive(Debug, Default)]
pub(crate) struct Readings(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The change after which was last read.
    at: Option<u64>,
    last: u64,
    recent: VecDeque<(u64, Arc<Live>)>,
    present: HashMap<(Id, Id), (String, UtcMs)>,
    told: HashMap<Id, UtcMs>,
    visitors: HashMap<Id, ChatLive>,
}

impl State {
    fn add(&mut self, live: Live) {
        self.last += 1;
        self.recent.push_back((self.last, Arc::new(live)));
        if self.recent.len() > KEPT {
            self.recent.pop_front();
        }
    }
}

impl App {
    /// What is live after a place in this node's readings, and the place reached; the first call with `None` answers only
    /// the place.
    ///
    /// # Errors
    /// Faults.
    pub async fn live(&self, after: Option<u64>) -> Result<(Vec<Arc<Live>>, u64), Failure> {
        let mut state = self.readings().0.lock().await;
        let now_at = *self.db().changes().borrow();
        if state.at != Some(now_at) {
            let first = state.at.is_none();
            self.read_on(&mut state, first).await?;
            state.at = Some(now_at);
        }
        let Some(after) = after else { return Ok((Vec::new(), state.last)) };
        // Counted one by one: the newest stand at the end.
        let fresh = usize::try_from(state.last.saturating_sub(after)).unwrap_or(usize::MAX);
        let first = state.recent.len().saturating_sub(fresh);
        Ok((state.recent.range(first..).map(|(_, l)| Arc::clone(l)).collect(), state.last))
    }

    async fn read_on(&self, state: &mut State, first: bool) -> Result<(), Failure> {
        let since = self.db().now().plus_ms(-WINDOW_MS);
        let (present, told, visitors) = self
            .db()
            .read(move |c| {
                let told = notification::created_since(c, since)?;
                Ok::<_, Fault>((presence::changed_since(c, since)?, told, chat::live_since(c, since)?))
            })
            .await?;
        let mut news = Vec::new();
        for p in present {
            let is = (p.state.clone(), p.changed_at);
            if state.present.get(&(p.case, p.user)) != Some(&is) {
                state.present.insert((p.case, p.user), is);
                news.push(p);
            }
        }
        let visitors: Vec<ChatLive> =
            visitors.into_iter().filter(|v| state.visitors.insert(v.chat, v.clone()).as_ref() != Some(v)).collect();
        if !(first || news.is_empty() && visitors.is_empty()) {
            let ids: Vec<Id> = news.iter().map(|p| p.case).chain(visitors.iter().map(|v| v.case)).collect();
            let cases = self.db().read(move |c| {
                let mut cases: HashMap<Id, Arc<Case>> = HashMap::new();
                for id in ids {
                    if let std::collections::hash_map::Entry::Vacant(place) = cases.entry(id)
                        && let Some(stored) = row::load(c, id)?
                    {
                        place.insert(Arc::new(stored.case));
                    }
                }
                Ok::<_, Fault>(cases)
            });
            let cases = cases.await?;
            for p in news {
                if let Some(case) = cases.get(&p.case) {
                    state.add(Live::Presence(p, Arc::clone(case)));
                }
            }
            for v in visitors {
                if let Some(case) = cases.get(&v.case) {
                    state.add(Live::Visitor(v, Arc::clone(case)));
                }
            }
        }
        for n in told {
            if state.told.insert(n.id, n.created_at).is_none() && !first {
                state.add(Live::Told(n));
            }
        }
        // What lies before the window cannot be read again.
        state.present.retain(|_, (_, at)| *at > since);
        state.told.retain(|_, at| *at > since);
        state.visitors.retain(|_, v| v.changed_at > since);
        Ok(())
    }
}

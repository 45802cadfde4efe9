//! Who must look again. Thousands of visitors listen; if each read the journal at every commit, the store would do nothing
//! else. One task a node reads what is new and touches those whom it concerns; a visitor's stream then reads its own visit.
//! The task lives while somebody listens.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::Conn;
use bihuan_store::journal::{self, Cursor};
use bihuan_store::nouns::chat::{self as rows, ChatLive};
use bihuan_store::nouns::presence;
use tokio::sync::watch;

use super::KIND;
use super::agents::Queue;
use crate::app::App;
use crate::cases::write::STREAM;
use crate::failure::Failure;
use crate::world::World;

/// Journal rows read at once.
const BATCH: u32 = 500;
/// How far back working state is looked at: clocks of nodes differ, and a commit may be slow.
const WINDOW_MS: i64 = 5_000;

/// Those who listen on this node, by case.
#[derive(Debug, Default)]
pub(crate) struct Hub(Mutex<Listeners>);

#[derive(Debug, Default)]
struct Listeners {
    by_case: HashMap<Id, watch::Sender<u64>>,
    /// Where everybody stands who waits.
    queue: watch::Sender<Arc<Places>>,
    is_running: bool,
}

/// Where those stand who wait, by visit: their place, and how long it will take where that is known. Made once for all.
pub type Places = HashMap<Id, (u32, Option<i64>)>;

/// One who listens.
#[derive(Debug)]
pub struct Watching {
    /// Moves when something of the case happened.
    pub case: watch::Receiver<u64>,
    /// The queue as it stands.
    pub queue: watch::Receiver<Arc<Places>>,
}

impl Hub {
    fn lock(&self) -> std::sync::MutexGuard<'_, Listeners> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Listens for a case; to be called before its state is read.
    pub(crate) fn watch_chat(&self, case: Id) -> Watching {
        let mut all = self.hub().lock();
        let sender = all.by_case.entry(case).or_default();
        let watching = Watching { case: sender.subscribe(), queue: all.queue.subscribe() };
        if !std::mem::replace(&mut all.is_running, true) {
            tokio::spawn(follow(self.clone()));
        }
        watching
    }
}

/// Nobody listens any more: the task ends.
fn nobody_left(app: &App) -> bool {
    let mut all = app.hub().lock();
    all.by_case.retain(|_, sender| sender.receiver_count() > 0);
    all.is_running = !all.by_case.is_empty();
    !all.is_running
}

async fn follow(app: App) {
    let mut changes = app.db().changes();
    let mut seen = Seen::default();
    loop {
        changes.borrow_and_update();
        match seen.read_on(&app).await {
            Ok(()) => {}
            // Streams come back with what they saw last; nothing is lost but a moment.
            Err(failure) => {
                tracing::warn!(%failure, "following chats");
                tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            }
        }
        if nobody_left(&app) {
            return;
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            // To notice that the last one left although nothing happens.
            () = tokio::time::sleep(std::time::Duration::from_secs(30)) => {}
        }
    }
}

#[derive(Default)]
struct Seen {
    cursor: Option<Cursor>,
    live: HashMap<Id, ChatLive>,
    present: HashMap<(Id, Id), (String, UtcMs)>,
}

impl Seen {
    async fn read_on(&mut self, app: &App) -> Result<(), Failure> {
        let first = self.cursor.is_none();
        let since = app.db().now().plus_ms(-WINDOW_MS);
        let mut cursor = match self.cursor {
            Some(cursor) => cursor,
            // A little back: whoever began to listen while this task was starting is touched once too often.
            None => app.db().read(journal::latest).await?,
        };
        let (mut touched, mut chats): (Vec<Id>, Vec<Id>) = (Vec::new(), Vec::new());
        loop {
            let page = app.db().read(move |c| journal::after(c, cursor, BATCH)).await?;
            let full = page.len() == BATCH as usize;
            for row in page {
                cursor = row.cursor;
                match row.stream.kind.as_ref() {
                    STREAM => touched.push(row.stream.id),
                    KIND => chats.push(row.stream.id),
                    _ => {}
                }
            }
            if !full {
                break;
            }
        }
        self.cursor = Some(cursor);
        let (world, now) = (app.world(), app.db().now());
        let (cases, places, live, present) = app
            .db()
            .read(move |c| {
                let places = if first || !chats.is_empty() { Some(places(c, &world, now)?) } else { None };
                let mut cases = Vec::with_capacity(chats.len());
                for chat in chats {
                    cases.extend(rows::load(c, chat)?.map(|row| row.chat.case));
                }
                Ok::<_, Failure>((cases, places, rows::live_since(c, since)?, presence::changed_since(c, since)?))
            })
            .await?;
        touched.extend(cases);
        for one in live {
            if self.live.get(&one.chat) != Some(&one) {
                touched.push(one.case);
                self.live.insert(one.chat, one);
            }
        }
        for one in present {
            let is = (one.state, one.changed_at);
            if self.present.insert((one.case, one.user), is.clone()) != Some(is) {
                touched.push(one.case);
            }
        }
        self.live.retain(|_, one| one.changed_at > since);
        self.present.retain(|_, (_, at)| *at > since);
        let all = app.hub().lock();
        if let Some(places) = places {
            all.queue.send_replace(Arc::new(places));
        }
        if first {
            // What happened before the first reading is not known: everybody looks once.
            all.by_case.values().for_each(|sender| sender.send_modify(|n| *n += 1));
        } else {
            for case in touched {
                if let Some(sender) = all.by_case.get(&case) {
                    sender.send_modify(|n| *n += 1);
                }
            }
        }
        Ok(())
    }
}

fn places(conn: &mut Conn, world: &World, now: UtcMs) -> Result<Places, Failure> {
    let mut queue = Queue::new(conn, now)?;
    let mut places = Places::new();
    for (chat, unit) in queue.all() {
        if let (Some(place), wait) = queue.of(conn, world, chat, unit)? {
            places.insert(chat, (place, wait));
        }
    }
    Ok(places)
}

//! A visit as it goes on: Server-Sent Events whose id is the version of the case. A page that was away names the last one it
//! saw, by `Last-Event-ID` or `?after=`, and misses nothing. Read by `fetch`, because the key stands in a header and never
//! in an address. `visit` brings the whole state and what was said since; `queue` only another place.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use bihuan_app::Failure;
use bihuan_app::chat::{Here, Places, Watching};
use bihuan_app::portal::Guest;
use bihuan_domain::chat::ChatState;
use bihuan_domain::ids::Id;
use futures::Stream;
use serde_json::json;
use tokio::sync::watch;

use super::visit::VisitView;
use crate::endpoint::{Access, Answers, Endpoint};
use crate::input::Query;
use crate::problem::Answer;
use crate::v1::portal::Opened;
use crate::visitor::Visitor;
use crate::web::Web;

const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends after this and the page comes back: so that nobody listens on with a key that was taken back.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// The endpoint.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/chat/visit/events",
            Access::Guest,
            "The visit as it goes on; resumes after Last-Event-ID",
            listen,
        )
        .limited()
        .answers(Answers::Stream)
        .query("after", "Resume after this version", json!({ "type": "integer", "minimum": 0 })),
    ]
}

/// After this one looks whether an agent still types.
const TYPES_ON: Duration = Duration::from_secs(10);

struct Listening {
    web: Web,
    guest: Guest,
    watching: Watching,
    here: Here,
    closing: watch::Receiver<bool>,
    until: tokio::time::Instant,
    after: i64,
    /// Whether the visit is to be read.
    look: bool,
    /// The visit and its place, while it waits.
    waits: Option<(Id, Option<u32>, Option<i64>)>,
    /// When to look although nothing was told: an agent who typed may have stopped without a word.
    again: Option<tokio::time::Instant>,
    /// What was sent last, without words.
    last: String,
}

async fn listen(
    State(web): State<Web>,
    Opened(guest): Opened,
    visitor: Visitor,
    headers: HeaderMap,
    mut query: Query,
) -> Answer<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    let asked = query.parsed::<i64>("after")?;
    query.done()?;
    let last = headers.get("last-event-id").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    // Listening begins before the visit is read: what commits between the two is not missed.
    let (watching, here) = web.chats().watch(&guest, visitor.0.address).await?;
    here.arrived().await?;
    let listening = Listening {
        closing: web.closing(),
        until: tokio::time::Instant::now() + LONGEST,
        after: last.or(asked).unwrap_or(0).max(0),
        look: true,
        waits: None,
        again: None,
        last: String::new(),
        web,
        guest,
        watching,
        here,
    };
    let stream = futures::stream::unfold(listening, |mut l| async move { Some((Ok(l.next().await?), l)) });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("heartbeat")))
}

impl Listening {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if *self.closing.borrow() || tokio::time::Instant::now() >= self.until {
                return None;
            }
            if std::mem::take(&mut self.look) {
                match self.read().await {
                    Ok(Some(event)) => return Some(event),
                    Ok(None) => {}
                    // The page comes back with its last version when the store is there again.
                    Err(failure) => {
                        tracing::warn!(%failure, "a visit's stream ends");
                        return None;
                    }
                }
            }
            let waits = self.waits.is_some();
            let again = self.again.unwrap_or(self.until);
            tokio::select! {
                changed = self.watching.case.changed() => { changed.ok()?; self.look = true; }
                changed = self.watching.queue.changed(), if waits => {
                    changed.ok()?;
                    if let Some(event) = self.place() {
                        return Some(event);
                    }
                }
                () = tokio::time::sleep_until(again), if self.again.is_some() => { self.again = None; self.look = true; }
                _ = self.closing.changed() => return None,
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
    }

    /// Reads the visit; an event when anything of it is new.
    async fn read(&mut self) -> Result<Option<Event>, Failure> {
        self.watching.case.borrow_and_update();
        let places: Arc<Places> = Arc::clone(&self.watching.queue.borrow_and_update());
        let shown = self.web.chats().shown(&self.guest, self.after, Some(places)).await?;
        if shown.is_away {
            // Another page of the same visit was closed; this one is still open.
            self.here.arrived().await?;
        }
        self.waits =
            (shown.state == ChatState::Waiting).then_some((shown.chat, shown.position, shown.expected_wait_ms));
        self.again = shown.agent_typing.then(|| tokio::time::Instant::now() + TYPES_ON);
        let mut view = VisitView::from(shown);
        let entries = std::mem::take(&mut view.entries);
        let version = view.version;
        let state = serde_json::to_string(&view).unwrap_or_default();
        if entries.is_empty() && state == self.last {
            self.after = version;
            return Ok(None);
        }
        (self.last, self.after, view.entries) = (state, version, entries);
        let data = serde_json::to_string(&view).unwrap_or_default();
        Ok(Some(Event::default().id(version.to_string()).event("visit").data(data)))
    }

    /// An event when their place is another.
    fn place(&mut self) -> Option<Event> {
        let places = Arc::clone(&self.watching.queue.borrow_and_update());
        let (chat, position, wait) = self.waits.as_mut()?;
        let (now_at, will_take) = places.get(chat).copied()?;
        if (*position, *wait) == (Some(now_at), will_take) {
            return None;
        }
        (*position, *wait) = (Some(now_at), will_take);
        let data = json!({ "position": now_at, "expected_wait_ms": will_take });
        Some(Event::default().event("queue").data(data.to_string()))
    }
}

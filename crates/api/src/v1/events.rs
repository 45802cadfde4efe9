//! What happens, as it happens: Server-Sent Events whose id is the place in the journal. A reader that was away names
//! the last id it saw and misses nothing. Between them, without an id: who is at a case (`presence`) and what one is told
//! (`notification`); a reader that was away asks their lists. Each sees only what they may: a case's event when they may read the case, the
//! rest when they may read the journal.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use bihuan_app::Failure;
use bihuan_app::cases::{find, show};
use bihuan_app::feed::Decided;
use bihuan_app::live::Live;
use bihuan_domain::actor::{Actor, Permission as P};
use bihuan_store::journal::{self, Cursor};
use futures::Stream;
use serde_json::json;
use tokio::sync::watch;

use crate::auth::Caller;
use crate::endpoint::{Access, Answers, Endpoint, cursor};
use crate::input::Query;
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// Comment that keeps proxies from closing a quiet stream.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A stream ends after this and the reader comes back with its last id: so that nobody listens on with rights they lost.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// The endpoint.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get(
            "/events",
            Access::May(P::CaseRead),
            "What happens, as it happens; resumes after Last-Event-ID",
            listen,
        )
        .answers(Answers::Stream)
        .query("after", "Resume after this event id, as Last-Event-ID would", cursor()),
    ]
}

struct Listening {
    web: Web,
    actor: Arc<Actor>,
    cursor: Cursor,
    /// The place in what is live and in no journal.
    live: u64,
    ready: VecDeque<Event>,
    changes: watch::Receiver<u64>,
    closing: watch::Receiver<bool>,
    until: tokio::time::Instant,
}

async fn listen(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    mut query: Query,
) -> Answer<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    let asked = query.one("after")?;
    query.done()?;
    let last = headers.get("last-event-id").and_then(|v| v.to_str().ok()).map(str::to_owned);
    let db = web.app().db().clone();
    // Subscribed before the end is read: what commits between the two is not missed.
    let changes = db.changes();
    let cursor = match last.or(asked) {
        Some(given) => given.parse().map_err(|_| Problem::field("after", "bad_value", "an event id as it was sent"))?,
        None => db.read(journal::latest).await?,
    };
    let (_, live) = web.app().live(None).await?;
    let closing = web.closing();
    let until = tokio::time::Instant::now() + LONGEST;
    let listening =
        Listening { web, actor: caller.actor, cursor, live, ready: VecDeque::new(), changes, closing, until };
    let stream = futures::stream::unfold(listening, |mut l| async move { Some((Ok(l.next().await?), l)) });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("heartbeat")))
}

impl Listening {
    /// The next event, or the end of the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if *self.closing.borrow() || tokio::time::Instant::now() >= self.until {
                return None;
            }
            self.changes.borrow_and_update();
            match self.read_all().await {
                Ok(true) => continue,
                Ok(false) => {}
                // The reader comes back with its last id when the store is there again.
                Err(failure) => {
                    tracing::warn!(%failure, "event stream ends");
                    return None;
                }
            }
            tokio::select! {
                changed = self.changes.changed() => changed.ok()?,
                _ = self.closing.changed() => return None,
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
    }

    /// Reads what is new in the journal and beside it; whether there was anything.
    async fn read_all(&mut self) -> Result<bool, Failure> {
        let journalled = self.read().await?;
        let (news, place) = self.web.app().live(Some(self.live)).await?;
        self.live = place;
        let world = self.web.app().world();
        for one in news {
            match &*one {
                Live::Presence(p, case) => {
                    let other = self.actor.user() != Some(p.user);
                    if other && find::permit_read(&world, &self.actor, case).is_ok() {
                        let data = json!({ "case": p.case, "user": p.user, "name": p.name, "state": p.state,
                            "since": p.changed_at, "until": p.until });
                        self.ready.push_back(Event::default().event("presence").data(data.to_string()));
                    }
                }
                Live::Told(n) if self.actor.user() == Some(n.user) => {
                    let data = json!({ "id": n.id, "kind": n.kind, "case": n.case, "at": n.created_at });
                    self.ready.push_back(Event::default().event("notification").data(data.to_string()));
                }
                Live::Told(_) => {}
                Live::Visitor(v, case) => {
                    if find::permit_read(&world, &self.actor, case).is_ok() {
                        let data = json!({ "chat": v.chat, "case": v.case, "typing_until": v.typing_until,
                            "read": v.visitor_read, "away_since": v.away_since });
                        self.ready.push_back(Event::default().event("visitor").data(data.to_string()));
                    }
                }
            }
        }
        Ok(journalled || !self.ready.is_empty())
    }

    /// Takes what is new in the journal; whether there was anything.
    async fn read(&mut self) -> Result<bool, Failure> {
        let world = self.web.app().world();
        let heard = self.web.app().heard_after(self.cursor).await?;
        let any = !heard.is_empty();
        for one in heard {
            self.cursor = one.decided.entry.cursor;
            let may = match (&one.case, one.decided.case) {
                (Some(case), _) => find::permit_read(&world, &self.actor, case).is_ok(),
                (None, Some(_)) => false,
                (None, None) => show::may_audit(&self.actor),
            };
            if may {
                self.ready.push_back(event(&one.decided));
            }
        }
        Ok(any)
    }
}

fn event(decided: &Decided) -> Event {
    let entry = &decided.entry;
    let at = bihuan_domain::time::UtcMs::new(entry.at_ms);
    let data = json!({
        "stream": entry.stream.kind, "id": entry.stream.id, "version": entry.version, "at": at,
        "actor_kind": entry.actor_kind, "actor": entry.actor_id, "command": entry.command, "events": decided.codes,
    });
    Event::default().id(entry.cursor.to_string()).event(entry.stream.kind.as_ref()).data(data.to_string())
}

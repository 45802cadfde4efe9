//! What a visitor sees of their visit: where it stands, their place and the expected wait, whether the agent types and how
//! far they have read, and what was said after a version. A page that was away names the last version it saw and misses
//! nothing, because the words are the case's own.

use std::net::IpAddr;
use std::sync::Arc;

use bihuan_domain::case::stage::Stage;
use bihuan_domain::chat::{ChatEnd, ChatState, ClosingQuestion};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::{case as case_row, chat as rows, presence};

use super::agents::Queue;
use super::hub::Places;
use super::{Chats, Watching};
use crate::cases::presence::LASTS_MS;
use crate::failure::Failure;
use crate::portal::{Guest, OwnEntry, entries_after};

/// How long an agent counts as typing without saying so again: a little more than the console's beat.
const TYPING_LASTS_MS: i64 = 18_000;

/// Something that was said or done, with its place in the case.
#[derive(Debug, Clone)]
pub struct VisitEntry {
    /// The version of the case with it.
    pub version: i64,
    /// The message, where it is one.
    pub message: Option<Id>,
    /// What.
    pub entry: OwnEntry,
}

/// A visit as the visitor sees it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The visit.
    pub chat: Id,
    /// Number of its case.
    pub number: CaseNumber,
    /// Where it stands.
    pub state: ChatState,
    /// Their place, while they wait.
    pub position: Option<u32>,
    /// How long that will take; none: unknown.
    pub expected_wait_ms: Option<i64>,
    /// The agent asks whether it may end.
    pub asked: Option<ClosingQuestion>,
    /// Until when there is time to say no.
    pub answer_until: Option<UtcMs>,
    /// The agent types.
    pub agent_typing: bool,
    /// The version of the case that the agent has seen.
    pub agent_read: i64,
    /// How it ended.
    pub ended: Option<ChatEnd>,
    /// By when something is to be heard (S2-28).
    pub expected_at: Option<UtcMs>,
    /// What they rated.
    pub stars: Option<u8>,
    /// What was said and done after the version asked for, oldest first.
    pub entries: Vec<VisitEntry>,
    /// No page of it is open, as far as is known.
    pub is_away: bool,
    /// The case is over for good: nothing more is taken.
    pub is_archived: bool,
    /// The version reached.
    pub version: i64,
}

impl Chats {
    /// Listens to a visit; to be called before it is read first. The visitor is there until this is dropped.
    ///
    /// # Errors
    /// `TooMany` for whoever opens one stream after the other; faults.
    pub async fn watch(&self, guest: &Guest, address: Option<IpAddr>) -> Result<(Watching, Here), Failure> {
        self.portal.allow_stream(guest.case(), address).await?;
        let here = Here { chats: self.clone(), case: guest.case() };
        Ok((self.app.watch_chat(guest.case()), here))
    }

    /// The visit, with what was said after a version.
    ///
    /// # Errors
    /// `NotFound` when the case has no visit; faults.
    pub async fn shown(&self, guest: &Guest, after: i64, places: Option<Arc<Places>>) -> Result<Shown, Failure> {
        let (world, now, case) = (self.app.world(), self.app.db().now(), guest.case());
        self.app
            .db()
            .read(move |c| {
                let none = || Failure::NotFound { what: "chat" };
                let stored = case_row::load(c, case)?.ok_or_else(none)?;
                let row = rows::of_case(c, case)?.ok_or_else(none)?;
                let live = rows::live(c, row.id)?;
                let entries = if stored.version > after { entries_after(c, case, after)? } else { Vec::new() };
                let known = places.and_then(|p| p.get(&row.id).copied());
                let (position, expected_wait_ms) = match (row.chat.state, known) {
                    (ChatState::Waiting, Some((place, wait))) => (Some(place), wait),
                    (ChatState::Waiting, None) => Queue::new(c, now)?.of(c, &world, row.id, row.chat.unit)?,
                    _ => (None, None),
                };
                let agent = row.chat.agent.filter(|_| row.chat.state == ChatState::Served);
                // Whoever types says so again and again; what was said long ago may be of a console that is gone.
                let types =
                    |p: &presence::Presence| p.state == "typing" && p.until.plus_ms(TYPING_LASTS_MS - LASTS_MS) > now;
                let agent_typing = match agent {
                    Some(agent) => presence::of_case(c, case, now)?.iter().any(|p| p.user == agent && types(p)),
                    None => false,
                };
                let bound = super::decide::bound(&world, row.chat.unit, row.chat.began_at)?;
                Ok(Shown {
                    chat: row.id,
                    number: stored.case.number.clone(),
                    state: row.chat.state,
                    position,
                    expected_wait_ms,
                    asked: row.chat.asked.map(|a| a.why),
                    answer_until: row.chat.answer_until(&bound.policy.policy.chat),
                    agent_typing,
                    is_away: live.as_ref().is_some_and(|l| l.away_since.is_some()),
                    agent_read: live.map_or(0, |l| l.agent_read),
                    ended: row.chat.ended.map(|(_, how)| how),
                    expected_at: stored.case.answer_due_at(),
                    stars: row.chat.stars,
                    entries,
                    is_archived: stored.case.stage == Stage::Archived,
                    version: stored.version,
                })
            })
            .await
    }
}

/// A visitor's page that is open.
pub struct Here {
    chats: Chats,
    case: Id,
}

crate::secrets::discreet!(Here);

impl Here {
    /// Says that it is there.
    ///
    /// # Errors
    /// Faults.
    pub async fn arrived(&self) -> Result<(), Failure> {
        self.chats.is_here(self.case, true).await
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        let (chats, case) = (self.chats.clone(), self.case);
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            // Another page of the same visit may still be open: it says so again when it next hears something.
            if let Err(failure) = chats.is_here(case, false).await {
                tracing::debug!(%failure, "a visitor left");
            }
        });
    }
}

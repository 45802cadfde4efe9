//! A machine that answers a chat is a client of the API like any other. It asks here whether it must give the chat to a
//! human, and cannot keep one that it must: what follows from the answer is done in the same transaction.

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::case::event::{CaseEvent, Direction};
use bihuan_domain::chat::{ChatEvent, Content, Handoff, HandoffReason, Signs, must_hand_off};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::chat as rows;
use bihuan_store::{Conn, Fault};

use super::decide::Visit;
use super::{Chats, KIND};
use crate::cases::drafts::readable;
use crate::cases::show::entry;
use crate::cases::write::STREAM;
use crate::failure::Failure;

/// What a machine noticed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reported {
    /// How often in a row it did not understand.
    pub recognition_failures: u32,
    /// The customer asked for a human or refuses it.
    pub refuses_ai: bool,
    /// What is touched.
    pub content: Vec<Content>,
    /// Negative emotion or the intent to complain.
    pub negative: bool,
    /// The customer confirmed that they want a human.
    pub confirmed: bool,
    /// Clearly dissatisfied.
    pub dissatisfied: bool,
    /// Questions to which nothing known gave an answer.
    pub unknown_answers: u32,
    /// The age the customer gave, in years.
    pub age_years: Option<u32>,
}

impl Chats {
    /// Whether a machine must hand a chat off; if so it is handed off: it waits for a human, before the others.
    ///
    /// # Errors
    /// `NotFound`; `NotPermitted`; `ChatEnded`; faults.
    pub async fn hand_off(&self, actor: &Actor, chat: Id, reported: Reported) -> Result<Handoff, Failure> {
        let (world, actor) = (self.app.world(), actor.clone());
        let handoff = self
            .app
            .db()
            .write("chat.handoff", move |tx| {
                let mut visit = Visit::open(tx, &world, chat)?;
                let case = readable(tx, &world, &actor, visit.row.chat.case).map_err(|_| NO_CHAT)?.case;
                let lineage = world.lineage(case.unit);
                let place =
                    Place { owner: case.owner.user(), handler: case.handler, unit: case.unit, lineage: &lineage };
                if !actor.may(Permission::CaseMessage, &place) {
                    return Err(Failure::NotPermitted(Permission::CaseMessage));
                }
                let (now, rule) = (tx.now(), visit.rule().handoff.clone());
                let since = now.plus_ms(-i64::from(rule.visits_within_h) * 3_600_000);
                let within_d = now.plus_ms(-i64::from(rule.rare_within_d) * 24 * 3_600_000);
                let alike = match &case.classification.category {
                    Some(category) if rule.rare_cases > 0 => {
                        let bound = rule.rare_cases.saturating_add(1);
                        rows::alike(tx, category, within_d, visit.row.chat.case, bound)?
                    }
                    _ => None,
                };
                let signs = Signs {
                    recognition_failures: reported.recognition_failures,
                    refuses_ai: reported.refuses_ai,
                    content: reported.content,
                    negative: reported.negative,
                    confirmed: reported.confirmed,
                    dissatisfied: reported.dissatisfied,
                    unanswered_ms: unanswered_since(tx, visit.row.chat.case)?.map(|at| now.since(at)),
                    visits: rows::visits(tx, visit.row.customer, since)?,
                    unknown_answers: reported.unknown_answers,
                    alike,
                    age_years: reported.age_years,
                };
                let handoff = must_hand_off(&signs, &rule);
                if handoff.is_due() {
                    let events = visit.row.chat.hand_off(handoff.reasons.clone())?;
                    visit.decide(tx, actor.who, "hand_off_chat", &events)?;
                }
                Ok::<_, Failure>(handoff)
            })
            .await?;
        if handoff.is_due() {
            self.offer().await;
        }
        Ok(handoff)
    }
}

const NO_CHAT: Failure = Failure::NotFound { what: "chat" };
/// Decisions looked at, newest first.
const LOOKED_AT: u32 = 200;

/// Since when the customer waits: their first message after the last answer; none when nothing is open.
fn unanswered_since(conn: &mut Conn, case: Id) -> Result<Option<UtcMs>, Fault> {
    let mut since = None;
    for row in journal::page(conn, &Stream::new(STREAM, case), (0, i64::MAX), true, LOOKED_AT)? {
        let entry = entry(row)?;
        for event in entry.events.iter().rev() {
            match event {
                CaseEvent::MessageRecorded { direction: Direction::Outbound, .. } => return Ok(since),
                CaseEvent::MessageRecorded { direction: Direction::Inbound, .. } | CaseEvent::Registered { .. } => {
                    since = Some(entry.at);
                }
                _ => {}
            }
        }
    }
    Ok(since)
}

/// Why a machine handed a visit off, the latest time; empty: it did not.
pub(super) fn handed_off_for(conn: &mut Conn, chat: Id) -> Result<Vec<HandoffReason>, Fault> {
    for row in journal::page(conn, &Stream::new(KIND, chat), (0, i64::MAX), true, LOOKED_AT)? {
        let events: Vec<ChatEvent> =
            serde_json::from_str(&row.body).map_err(|e| Fault::Corrupt(format!("chat {chat}: {e}")))?;
        for event in events.into_iter().rev() {
            if let ChatEvent::HandedOff { reasons } = event {
                return Ok(reasons);
            }
        }
    }
    Ok(Vec::new())
}

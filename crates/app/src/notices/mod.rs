//! Telling people outside the console: by e-mail, by text message, and a group of staff through its robot. Nothing of a
//! customer's goes out: a line has what happened, the number of the case and its clock; who may read more opens it.
//!
//! What somebody is told has a key of its own in the outbox, written in the transaction of what it tells of, and its row's id
//! goes out with it: should we end between the other side's yes and our note of it, the repeat carries the same id. What
//! waits for the morning or for the hour leaves in one message.

mod gateways;
mod groups;
mod words;

use bihuan_domain::calendar::Zone;
use bihuan_domain::ids::Id;
use bihuan_domain::notification::{NoticeWay, NotificationKind as Kind};
use bihuan_domain::time::UtcMs;
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::notification::{self, Notification};
use bihuan_store::nouns::{case as row, gateway, user};
use bihuan_store::{Fault, Tx, outbox};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::cases::evidence_link;
use crate::channels::trial;
use crate::failure::Failure;
use crate::mail::{Went, Writing};
use crate::notifications::Preferences;
use crate::portal::code_message;

pub use gateways::{GatewayShown, GatewayTerms, HowAsked, NewGateway, TRY};

/// The outbox topic of what people are told outside.
pub const NOTICE: &str = "notice";
/// The outbox topic of what groups are told.
pub const GROUP: &str = "group";
/// The topics that [`App::send_notice`] carries.
pub const TOPICS: [&str; 6] = [NOTICE, GROUP, TRY, code_message::TOPIC, trial::TOPIC, evidence_link::TOPIC];
/// What is to be carried; none: nothing any more; otherwise why it cannot be.
pub(crate) type Said = Result<Option<Carried>, &'static str>;

/// A row of [`NOTICE`]: what leaves for somebody.
#[derive(Serialize, Deserialize)]
struct NoticeRow {
    user: Id,
    way: NoticeWay,
    at: UtcMs,
    /// Alone; otherwise all that leaves at that instant.
    only: Option<Id>,
}

/// What is to be said through a gateway.
#[derive(Debug, Clone)]
pub struct Speaking {
    /// The gateway, with what it is asked with.
    pub gateway: GatewayShown,
    /// The telephone; a group needs none.
    pub phone: String,
    /// What is said.
    pub text: String,
    /// The same at each attempt.
    pub id: Id,
}

/// What is carried outside.
#[derive(Debug)]
pub enum Carried {
    /// By a mailbox.
    Letter(Box<Writing>),
    /// By a gateway.
    Words(Box<Speaking>),
}

/// Notes that somebody is told outside too, as they wish.
///
/// # Errors
/// Faults.
pub(crate) fn leave(tx: &mut Tx, wishes: &Preferences, zone: &Zone, told: &Notification) -> Result<(), Fault> {
    for way in NoticeWay::ALL.iter().copied() {
        let place = match way {
            NoticeWay::Email => &wishes.outside.email,
            NoticeWay::Sms => &wishes.outside.phone,
        };
        if place.is_none() || !wishes.wish(told.kind).by(way) {
            continue;
        }
        let leaving = wishes.outside.leaving(told.kind, way, told.created_at, zone);
        notification::leaves(tx, told.id, way, told.user, leaving.at)?;
        let only = (!leaving.together).then_some(told.id);
        let key = match only {
            Some(id) => format!("{way}:{id}"),
            None => format!("{way}:{}:{}", told.user, leaving.at.ms()),
        };
        let payload = serde_json::to_string(&NoticeRow { user: told.user, way, at: leaving.at, only })
            .map_err(|e| Fault::Sql(format!("notice: {e}")))?;
        outbox::enqueue(tx, NOTICE, &key, &payload, leaving.at)?;
    }
    Ok(())
}

impl App {
    /// Carries what a claimed outbox row of one of [`TOPICS`] tells, and notes how it went.
    ///
    /// # Errors
    /// Faults of the store; what goes wrong outside is noted.
    pub async fn send_notice<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Carried) -> T,
        T: Future<Output = Went>,
    {
        let said = match claimed.topic.as_str() {
            GROUP => self.group_words(&claimed).await?,
            code_message::TOPIC => self.portal_code(&claimed).await?,
            trial::TOPIC => return self.send_trial(claimed, carry).await,
            evidence_link::TOPIC => return self.send_link(claimed, carry).await,
            TRY => {
                let said = self.words_to_try(&claimed).await?;
                // A try is one: whoever made it looks at how it went, and tries again.
                let once = |carried| async { Went { permanent: true, ..carry(carried).await } };
                return self.carried(claimed, said, once).await;
            }
            _ => match serde_json::from_str::<NoticeRow>(&claimed.payload) {
                Ok(row) => self.notice(claimed.id, row).await?,
                Err(_) => Err("it cannot be read"),
            },
        };
        self.carried(claimed, said, carry).await
    }

    async fn carried<F, T>(&self, claimed: Claimed, said: Said, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Carried) -> T,
        T: Future<Output = Went>,
    {
        let mut through = None;
        let went = match said {
            // Read meanwhile: there is nothing to tell.
            Ok(None) => Went { error: None, permanent: false },
            Ok(Some(carried)) => {
                if let Carried::Words(words) = &carried {
                    through = Some(words.gateway.gateway.id);
                }
                carry(carried).await
            }
            Err(why) => Went { error: Some(why.to_owned()), permanent: true },
        };
        let done = move |tx: &mut Tx| {
            if let Some(id) = through {
                gateway::went(tx, id, went.error.as_deref())?;
            }
            match &went.error {
                Some(error) if !went.permanent => {
                    outbox::failed(tx, &claimed, error)?;
                }
                error => {
                    if let Some(error) = error {
                        tracing::warn!(topic = %claimed.topic, key = %claimed.key, %error, "given up");
                    }
                    outbox::sent(tx, &claimed)?;
                }
            }
            Ok::<_, Fault>(())
        };
        Ok(self.db().write("notice.went", done).await?)
    }

    async fn notice(&self, id: Id, due: NoticeRow) -> Result<Said, Failure> {
        let (who, way, at, only) = (due.user, due.way, due.at, due.only);
        let found = self.db().read(move |c| {
            let Some(person) = user::load(c, who)?.filter(|u| u.active) else { return Ok::<_, Fault>(None) };
            let rows = notification::leaving(c, who, way, at)?;
            let mut told: Vec<(Kind, Option<String>, String)> = Vec::new();
            for one in rows.into_iter().filter(|n| only.is_none_or(|id| n.id == id)) {
                let number = match one.case {
                    Some(case) => row::load(c, case)?.map(|s| s.case.number.to_string()),
                    None => None,
                };
                told.push((one.kind, number, one.data));
            }
            Ok(Some((person.language, Preferences::of(c, who)?.outside, told)))
        });
        let Some((language, outside, told)) = found.await? else { return Ok(Ok(None)) };
        if told.is_empty() {
            return Ok(Ok(None));
        }
        let lines: Vec<String> = told.iter().map(|(k, n, d)| words::line(&language, *k, n.as_deref(), d)).collect();
        Ok(match (way, outside.email, outside.phone) {
            (NoticeWay::Email, Some(to), _) => {
                let subject = words::subject(&language, &lines);
                let letter = self.letter_of_ours(format!("notice.{id}"), to, subject, lines.join("\n")).await?;
                letter.map(|l| Some(Carried::Letter(Box::new(l)))).ok_or("no mailbox that sends")
            }
            (NoticeWay::Sms, _, Some(phone)) => {
                let text = words::short(&language, &lines);
                let words = self.text_message(id, phone, text).await?;
                words.map(|w| Some(Carried::Words(Box::new(w)))).ok_or("no gateway for text messages")
            }
            // They took the address away meanwhile.
            _ => Ok(None),
        })
    }

    /// Words for a telephone, through the first gateway for text messages that is used.
    pub(crate) async fn text_message(&self, id: Id, phone: String, text: String) -> Result<Option<Speaking>, Failure> {
        let found = self.gateways_in_use().await?.into_iter().find(|g| !g.gateway.kind.is_robot());
        Ok(found.map(|gateway| Speaking { gateway, phone, text, id }))
    }
}

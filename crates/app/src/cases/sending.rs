//! Held back for a moment: what was written leaves after some seconds, and until then its writer may take it back. It
//! leaves through the ordinary command in the writer's name, with the rights they have then. A refusal puts it back into
//! their draft and tells them. Taking the row away and saying it are one transaction: it is said once, also when a node
//! dies in between or two nodes try.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::text::WritingSort;
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NotificationKind;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use bihuan_store::lease::{ATTEMPTS, back_off_ms};
use bihuan_store::nouns::draft::{self, Place};
use bihuan_store::nouns::sending::{self, Sending};
use bihuan_store::nouns::text::NewText;
use bihuan_store::{Conn, Fault, Tx};

use super::drafts::{DraftShown, person, put_back, readable};
use super::find::permit_read;
use super::write::Work;
use super::written::Written;
use super::{newer, parties};
use crate::access::actor_in;
use crate::app::App;
use crate::failure::Failure;
use crate::notifications;
use crate::world::World;

/// The longest hold in seconds.
pub const LONGEST_HOLD_S: u32 = 60;
/// Held back by one person at most.
const MOST: i64 = 50;
/// Sent in one go.
const BATCH: u32 = 100;

/// Something held back, as its writer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Identifier.
    pub id: Id,
    /// Reply or note.
    pub sort: WritingSort,
    /// What was written.
    pub written: Written,
    /// Its plain words.
    pub plain: String,
    /// Since when.
    pub held_at: UtcMs,
    /// When it leaves.
    pub leaves_at: UtcMs,
}

impl Held {
    fn of(row: Sending) -> Result<Self, Fault> {
        let written = Written::read(&row.content)?;
        let plain = match written.format {
            bihuan_domain::case::text::TextFormat::Plain => written.text.clone(),
            bihuan_domain::case::text::TextFormat::Html => crate::rich::clean(&written.text).plain,
        };
        let Sending { id, sort, held_at, leaves_at, .. } = row;
        Ok(Self { id, sort, written, plain, held_at, leaves_at })
    }
}

/// What is to be held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHold {
    /// Reply or note.
    pub sort: WritingSort,
    /// What was written.
    pub written: Written,
    /// For how many seconds, at most [`LONGEST_HOLD_S`].
    pub hold_seconds: u32,
    /// The version the writer saw.
    pub seen: Option<i64>,
    /// The draft it comes from goes with it, with saves up to this counter.
    pub draft_counter: Option<i64>,
}

/// How a trial ended; an error either way, so that nothing of it stays.
enum Trial {
    Good,
    Refused(Failure),
}

impl From<Fault> for Trial {
    fn from(fault: Fault) -> Self {
        Self::Refused(fault.into())
    }
}

/// What somebody holds back in a case.
pub(crate) fn held_by(conn: &mut Conn, user: Id, case: Id) -> Result<Vec<Held>, Fault> {
    sending::of_user(conn, user, case)?.into_iter().map(Held::of).collect()
}

impl App {
    /// Holds a reply or note back. It is asked already now whether it might be said, so that a refusal comes at once.
    ///
    /// # Errors
    /// As saying it: the rule's refusal, `Newer`, `Input`, `NotFound`; faults.
    pub async fn hold(&self, actor: &Actor, case: Id, new: NewHold) -> Result<Held, Failure> {
        if !(1..=LONGEST_HOLD_S).contains(&new.hold_seconds) {
            return Err(Failure::input("hold_seconds", "out_of_bounds", format!("1–{LONGEST_HOLD_S}")));
        }
        let written = new.written.checked(new.sort)?;
        let words = written.words(self)?;
        let content = written.stored()?;
        let (world, user, actor, sort) = (self.world(), person(actor)?, actor.clone(), new.sort);
        let held = self.db().write("sending.hold", move |tx| {
            readable(tx, &world, &actor, case)?;
            // Said for trial and undone: the rules, the people and the files are asked as they will be.
            let tried: Result<(), Trial> = tx.attempt(|tx| {
                let said = say(tx, &world, &actor, case, new.seen, sort, &written, words);
                Err(said.map_or_else(Trial::Refused, |()| Trial::Good))
            });
            if let Err(Trial::Refused(refused)) = tried {
                return Err(refused);
            }
            if sending::count_of_user(tx, user)? >= MOST {
                return Err(Failure::input("sort", "too_many", MOST.to_string()));
            }
            let now = tx.now();
            let row = Sending {
                id: tx.new_id(),
                user,
                case,
                sort,
                content,
                seen: new.seen,
                held_at: now,
                leaves_at: now.plus_ms(i64::from(new.hold_seconds) * 1_000),
                attempts: 0,
            };
            sending::insert(tx, &row)?;
            if let Some(counter) = new.draft_counter {
                draft::remove(tx, Place { user, case, sort }, counter)?;
            }
            Ok(row)
        });
        Ok(Held::of(held.await?)?)
    }

    /// What one holds back in a case.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn held(&self, actor: &Actor, case: Id) -> Result<Vec<Held>, Failure> {
        let (world, user, actor) = (self.world(), person(actor)?, actor.clone());
        self.db()
            .read(move |c| {
                readable(c, &world, &actor, case)?;
                Ok(held_by(c, user, case)?)
            })
            .await
    }

    /// Takes something back into the draft, before what was begun there since.
    ///
    /// # Errors
    /// `NotFound` when it has left, or is not one's own; faults.
    pub async fn take_back(&self, actor: &Actor, case: Id, id: Id) -> Result<DraftShown, Failure> {
        let user = person(actor)?;
        self.db()
            .write("sending.take_back", move |tx| {
                let none = || Failure::NotFound { what: "sending" };
                let held = sending::load(tx, id)?.filter(|h| h.user == user && h.case == case).ok_or_else(none)?;
                if !sending::take(tx, id)? {
                    return Err(none());
                }
                put_back(tx, Place { user, case, sort: held.sort }, Written::read(&held.content)?)
            })
            .await
    }

    /// Says what was held back until now; answers how many were handled.
    ///
    /// # Errors
    /// Faults of the store; one text's trouble does not stop the rest.
    pub async fn send_held(&self) -> Result<usize, Failure> {
        let now = self.db().now();
        let due = self.db().read(move |c| sending::due(c, now, BATCH)).await?;
        let count = due.len();
        for held in due {
            let (id, attempts) = (held.id, held.attempts);
            if let Err(failure) = self.let_go(held, None).await {
                tracing::warn!(sending = %id, %failure, "a held text could not leave");
                if attempts + 1 < ATTEMPTS {
                    let again = now.plus_ms(back_off_ms(attempts + 1));
                    self.db().write("sending.later", move |tx| sending::later(tx, id, again)).await?;
                } else if let Some(held) = self.db().read(move |c| sending::load(c, id)).await? {
                    self.let_go(held, Some("store_unavailable")).await?;
                }
            }
        }
        Ok(count)
    }

    /// Says one text, or with `refused` puts it back into its draft.
    async fn let_go(&self, held: Sending, refused: Option<&'static str>) -> Result<(), Failure> {
        let written = Written::read(&held.content)?;
        let words = written.words(self)?;
        let world = self.world();
        self.db()
            .write("sending.leave", move |tx| {
                // Taken first: another node's attempt waits here and then finds nothing.
                if !sending::take(tx, held.id)? {
                    return Ok(());
                }
                let (code, data) = match refused {
                    Some(code) => (code.to_owned(), serde_json::Value::Null),
                    None => {
                        let said: Result<(), Failure> = tx.attempt(|tx| {
                            let actor = actor_in(tx, held.user)?.ok_or(Failure::NotSignedIn)?;
                            say(tx, &world, &actor, held.case, held.seen, held.sort, &written, words)
                        });
                        match said {
                            Ok(()) => return Ok(()),
                            Err(Failure::Fault(fault)) => return Err(fault.into()),
                            Err(refusal) => told(&refusal),
                        }
                    }
                };
                put_back(tx, Place { user: held.user, case: held.case, sort: held.sort }, written)?;
                let data = serde_json::json!({ "sort": held.sort, "code": code, "data": data });
                let key = format!("held:{}", held.id);
                let (kind, case) = (NotificationKind::HeldRefused, Some(held.case));
                let news = notifications::News { kind, case, by: None, data: &data, key: &key };
                notifications::tell(tx, &world.zone, held.user, news)?;
                tx.stir();
                Ok(())
            })
            .await
    }
}

#[allow(clippy::too_many_arguments, reason = "one sentence: who says what where, having seen what")]
fn say(
    tx: &mut Tx,
    world: &World,
    actor: &Actor,
    case: Id,
    seen: Option<i64>,
    sort: WritingSort,
    written: &Written,
    words: NewText,
) -> Result<(), Failure> {
    let now = tx.now();
    let mut work = Work::open(tx, world, case, None)?;
    let mut own = Channel::Phone;
    if let Some(case) = work.case() {
        permit_read(world, actor, case)?;
        own = case.channel;
    }
    newer::check(tx, actor, case, seen)?;
    let command = written.command(sort, tx.new_id(), words.reference.clone(), own);
    parties::check(tx, world, actor, work.case(), &command, now)?;
    work.keep([words]);
    work.step(tx, actor, now, &command)?;
    work.finish(tx).map(|_| ())
}

/// Code and data of a refusal, as its problem would have them.
pub(crate) fn told(refusal: &Failure) -> (String, serde_json::Value) {
    let none = serde_json::Value::Null;
    match refusal {
        Failure::Refused(r) => {
            let data = serde_json::to_value(r).ok().and_then(|mut v| v.get_mut("data").map(serde_json::Value::take));
            (r.code().to_string(), data.unwrap_or(none))
        }
        Failure::Newer { events } => ("newer_events".into(), serde_json::json!({ "count": events.len() })),
        Failure::NotFound { .. } => ("not_found".into(), none),
        Failure::NotPermitted(p) => ("not_permitted".into(), serde_json::json!({ "permission": p })),
        Failure::Input { field, code, .. } => {
            ("unusable_input".into(), serde_json::json!({ "field": field, "code": code }))
        }
        _ => ("not_permitted".into(), none),
    }
}

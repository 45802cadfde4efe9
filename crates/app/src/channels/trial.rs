//! Trying a channel from inside (S1-12, S4-05). By mail: a message of ours through the mailbox to itself, recognised by its
//! Message-ID when it arrives, so that it makes no case. By rehearsal: a case is taken in by the ordinary rules and undone
//! with its transaction. What no program can try somebody tries, and says how it went. Each is recorded with who and when.

use std::time::Instant;

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::event::{Classification, Complainant};
use bihuan_domain::case::text::Field;
use bihuan_domain::channel::health::{ChannelHealthEvent, ChannelTestStanding, ChannelTestStep, ChannelTestWay};
use bihuan_domain::contact::email_key;
use bihuan_domain::ids::Id;
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::journal::Stream;
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::channel::{self, UnitChannel};
use bihuan_store::nouns::channel_health::{self as rows, Test};
use bihuan_store::{Fault, Tx, outbox, timers};
use serde::{Deserialize, Serialize};

use super::health::{KIND, begin, decide};
use super::starts_with;
use crate::app::App;
use crate::cases::change::{NewCase, prepare};
use crate::cases::write::Work;
use crate::customers::{NewCustomer, ensure_in};
use crate::failure::Failure;
use crate::mail::{MailboxShown, Went, Writing};
use crate::notices::Carried;
use crate::secrets::Secret;
use crate::world::World;

/// The outbox topic of messages that try a mailbox.
pub const TOPIC: &str = "channel_test";
/// How long a message may take to arrive.
const ARRIVES_WITHIN_MS: i64 = 10 * 60_000;
/// How long tests are kept.
const KEPT_MS: i64 = 400 * 24 * 3_600_000;
const NOTHING: Failure = Failure::NotFound { what: "channel" };

#[derive(Serialize, Deserialize)]
struct TrialRow {
    test: Id,
    mailbox: Id,
}

/// Why a rehearsal came to its end; it is undone either way.
enum Undone {
    Fine,
    Refused(Failure),
}

impl From<Fault> for Undone {
    fn from(fault: Fault) -> Self {
        Self::Refused(fault.into())
    }
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

impl App {
    /// Tries a channel. `answered` is what somebody who tried it says, where no program can; otherwise it is left out.
    ///
    /// # Errors
    /// `NotPermitted`/`NotFound` without `UserAdmin` at the unit; `Input`; faults. That it does not work is no error.
    pub async fn test_channel(&self, actor: &Actor, id: Id, answered: Option<bool>) -> Result<Test, Failure> {
        let found = self.db().read(move |c| channel::load(c, id)).await?.ok_or(NOTHING)?;
        self.administers_unit(actor, found.unit).map_err(|f| match f {
            Failure::NotFound { .. } => NOTHING,
            other => other,
        })?;
        let by = actor.user().ok_or(Failure::NotSignedIn)?;
        let way = ChannelTestWay::of(found.channel);
        match (way, answered) {
            (ChannelTestWay::Confirmation, None) => return Err(Failure::input("answered", "missing_field", "")),
            (ChannelTestWay::Mail | ChannelTestWay::Rehearsal, Some(_)) => {
                return Err(Failure::input("answered", "bad_value", "it is tried by the program"));
            }
            _ => {}
        }
        let mailbox = if way == ChannelTestWay::Mail { self.mailbox_to_try(found.unit).await? } else { None };
        let (app, world, who, secret) = (self.clone(), self.world(), actor.who, Secret::draw()?);
        self.db()
            .write("channel.test", move |tx| {
                let now = tx.now();
                let mut test = Test {
                    id: tx.new_id(),
                    channel: id,
                    way,
                    standing: ChannelTestStanding::Running,
                    mark: String::new(),
                    by,
                    begun_at: now,
                    done_at: None,
                    took_ms: None,
                    step: None,
                    fault: None,
                };
                test.mark = test.id.to_string();
                match way {
                    ChannelTestWay::Confirmation if answered == Some(false) => {
                        failed(&mut test, ChannelTestStep::NotAnswered, String::new());
                    }
                    ChannelTestWay::Confirmation => test.standing = ChannelTestStanding::Passed,
                    ChannelTestWay::Rehearsal => rehearsed(tx, &app, &world, &found, &mut test)?,
                    ChannelTestWay::Mail => match &mailbox {
                        None => failed(&mut test, ChannelTestStep::NoMailbox, String::new()),
                        Some(mailbox) => {
                            let host = email_key(&mailbox.mailbox.address);
                            let host = host.as_deref().and_then(|a| a.rsplit_once('@')).map_or("localhost", |(_, h)| h);
                            test.mark = format!("<bh-test-{}-{}@{host}>", test.id, secret.reveal());
                        }
                    },
                }
                if test.standing != ChannelTestStanding::Running {
                    test.done_at = Some(now);
                }
                record_test(tx, &world, &found, who, &test)?;
                if let (ChannelTestStanding::Running, Some(mailbox)) = (test.standing, mailbox) {
                    let row = TrialRow { test: test.id, mailbox: mailbox.mailbox.id };
                    let row = serde_json::to_string(&row).map_err(|e| Fault::Sql(e.to_string()))?;
                    outbox::enqueue(tx, TOPIC, &format!("channel_test:{}", test.id), &row, now)?;
                    let late = now.plus_ms(ARRIVES_WITHIN_MS);
                    timers::set(tx, &Stream::new(KIND, id), &test.id.to_string(), late)?;
                }
                Ok(test)
            })
            .await
    }

    /// The newest tests of a channel.
    ///
    /// # Errors
    /// As [`App::channel`].
    pub async fn channel_tests(&self, actor: &Actor, id: Id) -> Result<Vec<Test>, Failure> {
        self.channel(actor, id).await?;
        Ok(self.db().read(move |c| rows::tests(c, id)).await?)
    }

    /// The mailbox of a unit that is read and sent from.
    async fn mailbox_to_try(&self, unit: Id) -> Result<Option<MailboxShown>, Failure> {
        let both = |b: &MailboxShown| b.mailbox.enabled && b.terms.incoming.is_some() && b.terms.outgoing.is_some();
        Ok(self.every_mailbox().await?.into_iter().find(|b| b.mailbox.unit == unit && both(b)))
    }

    /// Sends the message of a test, once, and notes when it could not be sent.
    pub(crate) async fn send_trial<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Carried) -> T,
        T: Future<Output = Went>,
    {
        let row = serde_json::from_str::<TrialRow>(&claimed.payload).ok();
        let mailboxes = self.every_mailbox().await?;
        let mailbox = row.as_ref().and_then(|r| mailboxes.into_iter().find(|b| b.mailbox.id == r.mailbox));
        let Some((row, mailbox)) = row.zip(mailbox) else {
            return Ok(self.db().write("channel.tested", move |tx| outbox::sent(tx, &claimed).map(|_| ())).await?);
        };
        let id = row.test;
        let test = self.db().read(move |c| rows::test(c, id)).await?;
        let renews = mailbox.terms.renews(mailbox.terms.outgoing.as_ref());
        let went = match (test, mailbox.terms.outgoing) {
            (Some(test), Some(server)) => {
                let (box_, words) =
                    (mailbox.mailbox, "A message by which bihuan tries this mailbox. It makes no case.");
                let writing = Writing {
                    server,
                    mailbox: box_.id,
                    secret: box_.outgoing_secret,
                    renews,
                    message_id: test.mark,
                    from_name: box_.name,
                    from: box_.address.clone(),
                    reply_to: None,
                    to_name: String::new(),
                    to: box_.address,
                    subject: format!("bihuan {id}"),
                    text: words.to_owned(),
                    html: None,
                    in_reply_to: None,
                    references: Vec::new(),
                    automatic: true,
                    files: Vec::new(),
                };
                carry(Carried::Letter(Box::new(writing))).await
            }
            _ => Went { error: None, permanent: false },
        };
        self.db()
            .write("channel.tested", move |tx| {
                outbox::sent(tx, &claimed)?;
                match &went.error {
                    Some(error) => end(tx, id, Some((ChannelTestStep::Sending, error))),
                    None => Ok(()),
                }
            })
            .await
    }
}

fn failed(test: &mut Test, step: ChannelTestStep, fault: String) {
    (test.standing, test.step) = (ChannelTestStanding::Failed, Some(step));
    test.fault = Some(fault).filter(|f| !f.is_empty());
}

/// Takes a case in by the ordinary rules, looks how long it took, and undoes it.
fn rehearsed(tx: &mut Tx, app: &App, world: &World, of: &UnitChannel, test: &mut Test) -> Result<(), Failure> {
    let begun = Instant::now();
    let outcome = rehearsal(tx, app, world, of.unit, of.channel)?;
    test.took_ms = Some(i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX));
    match outcome {
        Ok(()) => test.standing = ChannelTestStanding::Passed,
        Err(refused) => failed(test, ChannelTestStep::Intake, refused),
    }
    Ok(())
}

/// Takes a case in by the ordinary rules and undoes it; inside: what the rules say against it.
///
/// # Errors
/// Faults.
pub(crate) fn rehearsal(
    tx: &mut Tx,
    app: &App,
    world: &World,
    unit: Id,
    channel: Channel,
) -> Result<Result<(), String>, Fault> {
    let undone =
        tx.attempt(|tx| Err::<(), Undone>(rehearse(tx, app, world, unit, channel).err().unwrap_or(Undone::Fine)));
    match undone {
        Ok(()) | Err(Undone::Fine) => Ok(Ok(())),
        Err(Undone::Refused(Failure::Fault(fault))) => Err(fault),
        Err(Undone::Refused(failure)) => Ok(Err(failure.to_string())),
    }
}

fn rehearse(tx: &mut Tx, app: &App, world: &World, unit: Id, channel: Channel) -> Result<(), Undone> {
    let now = tx.now();
    let reference = format!("channel_test:{}", tx.new_id());
    let new = NewCustomer { external_ref: Some(reference), ..NewCustomer::default() };
    let customer = ensure_in(tx, Who::System, now, &new)?;
    let new = NewCase {
        kind: Kind::Inquiry,
        channel,
        complainant: Complainant::Customer { id: customer },
        reachable: true,
        received_at: None,
        occurred: None,
        unit,
        owner: starts_with(tx, world, unit, channel, now)?,
        texts: vec![(Field::Subject, "-".to_owned()), (Field::Verbatim, "-".to_owned())],
        source: None,
        classification: Classification::default(),
        wished: Vec::new(),
        fields: std::collections::BTreeMap::new(),
        terms: None,
    };
    let actor = Actor::customer(customer);
    let (command, texts) = prepare(app, &actor, new, now)?;
    let mut work = Work::new(world, tx.new_id());
    work.keep(texts);
    work.step(tx, &actor, now, &command)?;
    work.finish(tx)?;
    Ok(())
}

fn record_test(tx: &mut Tx, world: &World, channel: &UnitChannel, who: Who, test: &Test) -> Result<(), Failure> {
    let mut health = match rows::load(tx, channel.id)? {
        Some(health) => health,
        None => begin(tx, world, channel)?,
    };
    rows::prune_tests(tx, channel.id, tx.now().plus_ms(-KEPT_MS))?;
    let event = ChannelHealthEvent::Tested { test: test.id, way: test.way, standing: test.standing };
    decide(tx, &mut health, who, "test_channel", event)?;
    Ok(rows::begin_test(tx, test)?)
}

/// A test that ran is over; what is known already stays.
fn end(tx: &mut Tx, id: Id, trouble: Option<(ChannelTestStep, &str)>) -> Result<(), Failure> {
    let Some(test) = rows::test(tx, id)? else { return Ok(()) };
    let took_ms = tx.now().since(test.begun_at);
    if !rows::end_test(tx, id, took_ms, trouble)? {
        return Ok(());
    }
    timers::cancel(tx, &Stream::new(KIND, test.channel), &id.to_string())?;
    let Some(mut health) = rows::load(tx, test.channel)? else { return Ok(()) };
    let standing = if trouble.is_some() { ChannelTestStanding::Failed } else { ChannelTestStanding::Passed };
    let event = ChannelHealthEvent::Tested { test: id, way: test.way, standing };
    decide(tx, &mut health, Who::System, "channel_tested", event)
}

/// Whether a message that came is one of ours by which a mailbox is tried; then it arrived.
///
/// # Errors
/// Faults.
pub(crate) fn arrived(tx: &mut Tx, message_id: &str) -> Result<bool, Failure> {
    let Some(test) = rows::test_by_mark(tx, message_id)? else { return Ok(false) };
    end(tx, test.id, None)?;
    Ok(true)
}

/// A test has waited long enough.
///
/// # Errors
/// Faults.
pub(crate) fn ring(tx: &mut Tx, key: &str) -> Result<(), Failure> {
    match key.parse() {
        Ok(id) => end(tx, id, Some((ChannelTestStep::Arrival, ""))),
        Err(_) => Ok(()),
    }
}

//! What came into a case by mail, as it came: pictures that lie elsewhere are brought only when somebody asks and are files
//! of the case from then on; the raw message is shown for a recorded reason, and goes for one or when its customer is erased.

use bihuan_domain::actor::{Actor, Permission, Place, Scope, Who};
use bihuan_domain::case::actions::Action;
use bihuan_domain::case::refusal::Refusal;
use bihuan_domain::case::{Case, CaseCommand};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{CustomerEvent, CustomerField};
use bihuan_store::blobs::{BlobError, Digest};
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::mail::{self, Came};
use bihuan_store::nouns::note::{self, NewNote};
use bihuan_store::nouns::text::NewText;
use bihuan_store::nouns::{case as case_row, customer};
use bihuan_store::{Fault, Tx, outbox};
use bytes::Bytes;
use serde_json::{Value, json};

use super::MailFile;
use crate::app::App;
use crate::cases::files::file_name;
use crate::cases::write::Work;
use crate::customers::{existing, reason_of};
use crate::failure::Failure;
use crate::record::record;
use crate::sign_in::decision;
use crate::world::World;

/// The topic of pictures that are to be brought.
pub const PICTURES: &str = "mail_pictures";
/// The topic of raw messages whose files are to go.
pub const ERASED: &str = "mail_erased";

const NOTHING: Failure = Failure::NotFound { what: "mail" };

/// Pictures that were brought, and why others were not.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Those that came.
    pub files: Vec<MailFile>,
    /// Why the last that did not come failed.
    pub trouble: Option<String>,
}

/// A message that came into a case, with what somebody may do about it now.
#[derive(Debug)]
pub struct CaseMail {
    /// The message.
    pub came: Came,
    /// `pictures`, `raw` and `erasure` where there is something to do; refused with the reason where it is not for them.
    pub actions: Vec<Action>,
}

impl App {
    /// What came into a case by mail, newest first.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn mail_of_case(&self, actor: &Actor, case: &str) -> Result<Vec<CaseMail>, Failure> {
        let case = self.case(actor, case).await?.case;
        let may_note = may_note(actor, &self.world(), &case);
        let (may_see, may_erase) = (actor.may_somewhere(Permission::CustomerReveal), may_erase(actor));
        let id = case.id;
        let all = self.db().read(move |c| mail::of_case(c, id)).await?;
        let shown = |came: Came| {
            let (asked, kept) = (came.pictures_standing.as_deref(), came.digest.is_some());
            let of_somebody = kept && came.customer.is_some();
            let probes = [
                (
                    came.pictures > 0 && kept && matches!(asked, None | Some("failed")),
                    "pictures",
                    may_note,
                    Permission::CaseNote,
                ),
                (of_somebody, "raw", may_see, Permission::CustomerReveal),
                (of_somebody, "erasure", may_erase, Permission::CustomerErase),
            ];
            let named = probes.into_iter().filter(|p| p.0).map(|(_, name, allowed, permission)| Action {
                name: name.to_owned(),
                allowed,
                reason: (!allowed).then_some(Refusal::NotPermitted { permission }),
            });
            CaseMail { actions: named.collect(), came }
        };
        Ok(all.into_iter().map(shown).collect())
    }

    async fn mail_in_case(&self, actor: &Actor, case: &str, id: Id) -> Result<Came, Failure> {
        let case = self.case(actor, case).await?.case.id;
        let found = self.db().read(move |c| mail::load(c, id)).await?;
        found.filter(|m| m.case == Some(case)).ok_or(NOTHING)
    }

    /// Asks for the pictures of a message: they are brought soon and become files of the case, in the name of whoever asked.
    /// Asked again while they are on their way or there, nothing happens.
    ///
    /// # Errors
    /// `NotPermitted` without the right to add files; `NotFound`; faults.
    pub async fn ask_pictures(&self, actor: &Actor, case: &str, id: Id) -> Result<(), Failure> {
        let came = self.mail_in_case(actor, case, id).await?;
        let (world, by, asker) = (self.world(), actor.user().ok_or(NOTHING)?, actor.clone());
        let (Some(case), true, Some(_)) = (came.case, came.pictures > 0, came.digest) else { return Err(NOTHING) };
        self.db()
            .write("mail.pictures", move |tx| {
                let stored = case_row::load(tx, case)?.ok_or(Failure::NotFound { what: "case" })?;
                if !may_note(&asker, &world, &stored.case) {
                    return Err(Failure::NotPermitted(Permission::CaseNote));
                }
                if mail::ask_pictures(tx, id, by)? {
                    let (key, now) = (format!("{PICTURES}:{}", tx.new_id()), tx.now());
                    outbox::enqueue(tx, PICTURES, &key, &json!({ "mail": id, "by": by }).to_string(), now)?;
                }
                Ok(())
            })
            .await
    }

    /// Brings the pictures of an outbox row through `carry`, which is given the raw message.
    ///
    /// # Errors
    /// Faults of the store; what goes wrong outside is noted at the message.
    pub async fn bring_pictures<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Bytes) -> T,
        T: Future<Output = Pictures>,
    {
        let row: Option<Value> = serde_json::from_str(&claimed.payload).ok();
        let named = |name| row.as_ref()?.get(name)?.as_str()?.parse::<Id>().ok();
        let found = match named("mail") {
            Some(id) => self.db().read(move |c| mail::load(c, id)).await?,
            None => None,
        };
        let wanted = found.and_then(|m| Some((m.id, m.case?, m.digest?.parse::<Digest>().ok()?))).zip(named("by"));
        let Some(((id, case, digest), by)) = wanted else {
            return Ok(self.db().write("mail.done", move |tx| outbox::sent(tx, &claimed).map(|_| ())).await?);
        };
        let raw = match self.blobs().get(digest).await {
            Ok(raw) => raw,
            Err(BlobError::Missing) => Bytes::new(),
            Err(e) => return Err(Failure::Fault(e.into())),
        };
        let mut kept = Vec::new();
        let Pictures { files, trouble } = carry(raw).await;
        for file in files {
            match self.blobs().put(file.bytes.clone()).await {
                Ok(digest) => kept.push((file, digest.to_string())),
                Err(BlobError::TooLarge { .. }) => {}
                Err(e) => return Err(Failure::Fault(e.into())),
            }
        }
        let world = self.world();
        self.db()
            .write("mail.pictures.brought", move |tx| {
                // Marked first: a lease that ran out meanwhile means that another worker has it.
                if !outbox::sent(tx, &claimed)? {
                    return Ok(());
                }
                let attached = tx.attempt(|tx| attach(tx, &world, case, by, &kept));
                match attached {
                    Err(Failure::Fault(fault)) => Err(fault.into()),
                    Ok(files) if !files.is_empty() => {
                        let files = serde_json::to_string(&files).map_err(|e| Fault::Sql(e.to_string()))?;
                        Ok(mail::pictures_stand(tx, id, "shown", &files, trouble.as_deref())?)
                    }
                    Ok(_) => Ok(mail::pictures_stand(tx, id, "failed", "[]", trouble.as_deref())?),
                    // The case took no file any more, as one that is archived.
                    Err(_) => Ok(mail::pictures_stand(tx, id, "failed", "[]", Some("case"))?),
                }
            })
            .await
    }

    /// The raw message; who saw it and why stands at the customer before anything is answered.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerReveal`; `NotFound`; `Input` for a reason under four characters; faults.
    pub async fn raw_mail(&self, actor: &Actor, case: &str, id: Id, reason: &str) -> Result<Bytes, Failure> {
        if !actor.may_somewhere(Permission::CustomerReveal) {
            return Err(Failure::NotPermitted(Permission::CustomerReveal));
        }
        let reason = reason_of(reason)?;
        let came = self.mail_in_case(actor, case, id).await?;
        let (digest, whose) = (came.digest.and_then(|d| d.parse::<Digest>().ok()), came.customer);
        let (digest, whose) = digest.zip(whose).ok_or(NOTHING)?;
        let raw = self.blobs().get(digest).await.map_err(|e| match e {
            BlobError::Missing => NOTHING,
            other => Failure::Fault(other.into()),
        })?;
        let (words, who) = (NewNote::new(self.db().new_id(), reason), actor.who);
        self.db()
            .write("mail.raw", move |tx| {
                let (stream, customer) = existing(tx, whose)?;
                let fields = vec![CustomerField::Mail];
                let events = [CustomerEvent::Revealed { fields, reason: words.reference.clone() }];
                let decision = decision(&stream, customer.version, tx, who, "reveal_customer", &events);
                record(tx, &decision, |tx, proof| {
                    note::save(tx, proof, &words)?;
                    Ok::<_, Failure>(customer::touch(tx, proof)?)
                })
            })
            .await?;
        Ok(raw)
    }

    /// Erases a raw message by itself, for a recorded reason: what the case says of it stays, and so do its files there.
    ///
    /// # Errors
    /// `NotPermitted` without `CustomerErase` everywhere; `NotFound`, also when it is not kept any more; `Input` for a reason
    /// under four characters; faults.
    pub async fn erase_mail(&self, actor: &Actor, case: &str, id: Id, reason: &str) -> Result<(), Failure> {
        if !may_erase(actor) {
            return Err(Failure::NotPermitted(Permission::CustomerErase));
        }
        let reason = reason_of(reason)?;
        let came = self.mail_in_case(actor, case, id).await?;
        let (digest, whose) = came.digest.zip(came.customer).ok_or(NOTHING)?;
        let (words, who) = (NewNote::new(self.db().new_id(), reason), actor.who);
        self.db()
            .write("mail.erase", move |tx| {
                let (stream, customer) = existing(tx, whose)?;
                if !mail::erase_raw(tx, id)? {
                    return Err(NOTHING);
                }
                let events = [CustomerEvent::MailErased { mail: id, reason: words.reference.clone() }];
                let decision = decision(&stream, customer.version, tx, who, "erase_mail", &events);
                record(tx, &decision, |tx, proof| {
                    note::save(tx, proof, &words)?;
                    Ok::<_, Failure>(customer::touch(tx, proof)?)
                })?;
                let payload = serde_json::to_string(&[digest]).map_err(|e| Fault::Sql(e.to_string()))?;
                let now = tx.now();
                Ok(outbox::enqueue(tx, ERASED, &format!("{ERASED}:{id}"), &payload, now)?)
            })
            .await?;
        Ok(())
    }

    /// Takes away the files of an outbox row that nobody's mail is kept in any more.
    ///
    /// # Errors
    /// Faults.
    pub async fn drop_raw(&self, claimed: Claimed) -> Result<(), Failure> {
        let digests: Vec<String> = serde_json::from_str(&claimed.payload).unwrap_or_default();
        for text in digests {
            let Ok(digest) = text.parse::<Digest>() else { continue };
            if !self.db().read(move |c| mail::raw_is_kept(c, &text)).await? {
                self.blobs().remove(digest).await.map_err(|e| Failure::Fault(e.into()))?;
            }
        }
        Ok(self.db().write("mail.erased", move |tx| outbox::sent(tx, &claimed).map(|_| ())).await?)
    }
}

/// With a customer go the raw messages they wrote: the rows forget them at once, the files follow.
///
/// # Errors
/// Faults.
pub(crate) fn forget_raw(tx: &mut Tx, whose: Id) -> Result<(), Fault> {
    let digests = mail::forget_raw(tx, whose)?;
    if !digests.is_empty() {
        let payload = serde_json::to_string(&digests).map_err(|e| Fault::Sql(e.to_string()))?;
        let (key, now) = (format!("{ERASED}:{whose}"), tx.now());
        outbox::enqueue(tx, ERASED, &key, &payload, now)?;
    }
    Ok(())
}

fn may_note(actor: &Actor, world: &World, case: &Case) -> bool {
    let lineage = world.lineage(case.unit);
    let place = Place { owner: case.owner.user(), handler: case.handler, unit: case.unit, lineage: &lineage };
    actor.may(Permission::CaseNote, &place)
}

fn may_erase(actor: &Actor) -> bool {
    actor.scopes(Permission::CustomerErase).any(|scope| scope == Scope::All)
}

/// Makes files of the case of them; answers their ids.
fn attach(tx: &mut Tx, world: &World, case: Id, by: Id, files: &[(MailFile, String)]) -> Result<Vec<Id>, Failure> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    // They might when they asked; a permission that ended meanwhile does not unask it.
    let (now, actor) = (tx.now(), Actor::everything(Who::User(by)));
    let mut work = Work::open(tx, world, case, None)?;
    let mut made = Vec::new();
    for (file, digest) in files {
        let name = NewText::new(tx.new_id(), file_name(&file.name));
        let attachment = tx.new_id();
        made.push(attachment);
        let command = CaseCommand::Attach {
            attachment,
            digest: digest.clone(),
            bytes: file.bytes.len() as u64,
            media_type: file.media_type.clone(),
            name: name.reference.clone(),
        };
        work.keep([name]);
        work.step(tx, &actor, now, &command)?;
    }
    work.finish(tx)?;
    Ok(made)
}

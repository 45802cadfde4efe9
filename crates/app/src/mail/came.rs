//! What came into a case by mail, as it came: pictures that lie elsewhere are brought only when somebody asks and are files
//! of the case from then on; the raw message is shown for a recorded reason and goes when its customer is erased.

use bihuan_domain::actor::{Actor, Permission, Place, Who};
use bihuan_domain::case::CaseCommand;
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

impl App {
    /// What came into a case by mail, newest first.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn mail_of_case(&self, actor: &Actor, case: &str) -> Result<Vec<Came>, Failure> {
        let case = self.case(actor, case).await?.case.id;
        Ok(self.db().read(move |c| mail::of_case(c, case)).await?)
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
                let (case, lineage) = (&stored.case, world.lineage(stored.case.unit));
                let (owner, handler, unit) = (case.owner.user(), case.handler, case.unit);
                if !asker.may(Permission::CaseNote, &Place { owner, handler, unit, lineage: &lineage }) {
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
        for file in carry(raw).await.files {
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
                    Ok(true) => Ok(mail::pictures_stand(tx, id, "shown")?),
                    Ok(false) | Err(_) => Ok(mail::pictures_stand(tx, id, "failed")?),
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

fn attach(tx: &mut Tx, world: &World, case: Id, by: Id, files: &[(MailFile, String)]) -> Result<bool, Failure> {
    if files.is_empty() {
        return Ok(false);
    }
    // They might when they asked; a permission that ended meanwhile does not unask it.
    let (now, actor) = (tx.now(), Actor::everything(Who::User(by)));
    let mut work = Work::open(tx, world, case, None)?;
    for (file, digest) in files {
        let name = NewText::new(tx.new_id(), file_name(&file.name));
        let command = CaseCommand::Attach {
            attachment: tx.new_id(),
            digest: digest.clone(),
            bytes: file.bytes.len() as u64,
            media_type: file.media_type.clone(),
            name: name.reference.clone(),
        };
        work.keep([name]);
        work.step(tx, &actor, now, &command)?;
    }
    work.finish(tx)?;
    Ok(true)
}

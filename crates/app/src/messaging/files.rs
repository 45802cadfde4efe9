//! Files that came through an account: the platform's request names one, and it is fetched soon after from the platform's
//! API and attached to the case, typed by what its bytes are. That it could not be fetched is noted at the account; the
//! words of the message still name it.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::CaseCommand;
use bihuan_domain::case::event::Complainant;
use bihuan_domain::ids::Id;
use bihuan_store::blobs::BlobError;
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::case as case_row;
use bihuan_store::nouns::messaging::{self as rows, Account, Token};
use bihuan_store::nouns::text::NewText;
use bihuan_store::{Fault, Tx, outbox};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::cases::files::file_name;
use crate::cases::write::Work;
use crate::failure::Failure;
use crate::mail::MailFile;

/// The topic of the outbox.
pub const FILE: &str = "messaging_file";

/// A file that a message names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameFile {
    /// The platform's id of the file, or where it is.
    pub media: String,
    /// The platform's id of the message.
    pub message: String,
    /// `image`, `voice`, `video` or `file`.
    pub sort: String,
    /// Its name.
    pub name: String,
}

#[derive(Serialize, Deserialize)]
struct FileRow {
    account: Id,
    case: Id,
    file: CameFile,
}

/// How fetching went.
#[derive(Debug)]
pub struct Brought {
    /// The file; or why not, and whether trying again may help.
    pub file: Result<MailFile, (String, bool)>,
    /// A new access token.
    pub token: Option<Token>,
}

/// A file is to be fetched; once a delivery.
///
/// # Errors
/// Faults.
pub(super) fn wanted(tx: &mut Tx, account: Id, case: Id, key: &str, file: &CameFile) -> Result<(), Fault> {
    let row = FileRow { account, case, file: file.clone() };
    let payload = serde_json::to_string(&row).map_err(|e| Fault::Sql(e.to_string()))?;
    let now = tx.now();
    outbox::enqueue(tx, FILE, key, &payload, now).map(|_| ())
}

impl App {
    /// Fetches the file of an outbox row through `carry` and attaches it.
    ///
    /// # Errors
    /// Faults of the store; what goes wrong outside is noted.
    pub async fn bring_file<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Account, CameFile) -> T,
        T: Future<Output = Brought>,
    {
        let row = serde_json::from_str::<FileRow>(&claimed.payload).ok();
        let account = match &row {
            Some(row) => {
                let id = row.account;
                self.db().read(move |c| rows::load(c, id)).await?
            }
            None => None,
        };
        let Some((row, account)) = row.zip(account) else {
            return Ok(self.db().write("messaging.done", move |tx| outbox::sent(tx, &claimed).map(|_| ())).await?);
        };
        let id = account.id;
        let Brought { file, token } = carry(account, row.file.clone()).await;
        let kept = match file {
            Ok(file) => match self.blobs().put(file.bytes.clone()).await {
                Ok(digest) => Ok((file, digest.to_string())),
                Err(BlobError::TooLarge { .. }) => Err(("the file is too large".to_owned(), false)),
                Err(e) => return Err(Failure::Fault(e.into())),
            },
            Err(why) => Err(why),
        };
        let world = self.world();
        self.db()
            .write("messaging.file", move |tx| {
                if let Some(token) = &token {
                    rows::keep_token(tx, id, token)?;
                }
                let (file, digest) = match kept {
                    Ok(kept) => kept,
                    Err((why, passes)) => {
                        rows::account_went(tx, id, Some(&why))?;
                        if passes {
                            outbox::failed(tx, &claimed, &why)?;
                        } else {
                            outbox::sent(tx, &claimed)?;
                        }
                        return Ok(());
                    }
                };
                // Marked first: a lease that ran out meanwhile means that another worker has it.
                if !outbox::sent(tx, &claimed)? {
                    return Ok(());
                }
                let attached = tx.attempt(|tx| attach(tx, &world, row.case, &file, digest));
                match attached {
                    Err(Failure::Fault(fault)) => Err(fault.into()),
                    // Archived meanwhile: the words of the message name it.
                    Ok(()) | Err(_) => Ok(()),
                }
            })
            .await
    }
}

fn attach(tx: &mut Tx, world: &crate::world::World, case: Id, file: &MailFile, digest: String) -> Result<(), Failure> {
    let stored = case_row::load(tx, case)?.ok_or(Failure::NotFound { what: "case" })?;
    let actor = match stored.case.complainant {
        Complainant::Customer { id } => Actor::customer(id),
        _ => Actor::system(),
    };
    let now = tx.now();
    let name = NewText::new(tx.new_id(), file_name(&file.name));
    let mut work = Work::open(tx, world, case, None)?;
    let command = CaseCommand::Attach {
        attachment: tx.new_id(),
        digest,
        bytes: file.bytes.len() as u64,
        media_type: file.media_type.clone(),
        name: name.reference.clone(),
    };
    work.keep([name]);
    work.step(tx, &actor, now, &command)?;
    work.finish(tx).map(|_| ())
}

//! What a customer says and does in their own case: each is an ordinary command, given by themselves.

use std::collections::BTreeSet;

use bihuan_domain::case::CaseCommand;
use bihuan_domain::case::command::Message;
use bihuan_domain::case::event::{Answer, ClosureReason, EscalationCause};
use bihuan_domain::ids::Id;
use bihuan_domain::trade::Channel;
use bihuan_store::nouns::text::NewText;
use bihuan_store::nouns::{case as row, portal as kept};
use bihuan_store::{Conn, Fault};

use super::own::OwnFile;
use super::{Guest, Portal, USED_EVERY_MS};
use crate::cases::write::Work;
use crate::failure::Failure;

/// Characters of one message.
pub const MOST_CHARS: usize = 10_000;
/// Files a customer adds to one case at most.
const MOST_FILES: usize = 40;

/// What a customer says or does.
#[derive(Debug, Clone)]
pub enum Said {
    /// A message, with files that they added before.
    Message {
        /// Its words.
        text: String,
        /// Files.
        files: Vec<Id>,
    },
    /// Asks how it stands (催单).
    Chase,
    /// Answers the proposal on the table.
    Answer {
        /// Which.
        proposal: Id,
        /// How.
        answer: Answer,
    },
    /// Whether the result is right.
    Confirm {
        /// It is.
        satisfied: bool,
    },
    /// How the service was.
    Rate {
        /// The outcome, 1 to 5.
        stars: u8,
        /// How it was handled, 1 to 5.
        process: Option<u8>,
        /// They would use us again.
        would_return: Option<bool>,
        /// What could be better, in their own words.
        text: Option<String>,
    },
    /// Demands that it goes up (S0-56, S4-23).
    Escalate,
    /// Takes it back.
    Withdraw,
}

impl Portal {
    /// The customer says or does something; their key is looked at again in the same transaction.
    ///
    /// # Errors
    /// `Input`; the rule's refusal; `NotSignedIn` when the key was taken back meanwhile; faults.
    pub async fn say(&self, guest: &Guest, said: Said) -> Result<(), Failure> {
        let (command, words) = self.command(said)?;
        self.write(guest, command, words).await
    }

    /// Adds a file that was stored under its digest.
    ///
    /// # Errors
    /// As [`Self::say`].
    pub async fn attach(&self, guest: &Guest, file: OwnFile, digest: String) -> Result<Id, Failure> {
        let case = guest.case;
        let there =
            self.app.db().read(move |c| Ok::<_, Failure>(c.query(&row::sql::case_attachments, &[case.into()])?.len()));
        if there.await? >= MOST_FILES {
            return Err(Failure::input("file", "too_many", MOST_FILES.to_string()));
        }
        let (name, id) = (self.app.words("file", &file.name)?, self.app.db().new_id());
        let bytes = u64::try_from(file.bytes).unwrap_or_default();
        let reference = name.reference.clone();
        let command =
            CaseCommand::Attach { attachment: id, digest, bytes, media_type: file.media_type, name: reference };
        self.write(guest, command, vec![name]).await?;
        Ok(id)
    }

    fn command(&self, said: Said) -> Result<(CaseCommand, Vec<NewText>), Failure> {
        let db = self.app.db();
        let channel = Channel::Web;
        Ok(match said {
            Said::Message { text, files } => {
                if text.chars().count() > MOST_CHARS {
                    return Err(Failure::input("text", "too_long", MOST_CHARS.to_string()));
                }
                let words = self.app.words("text", &text)?;
                let message = Message::inbound(db.new_id(), channel, words.reference.clone(), files);
                (CaseCommand::RecordMessage(Box::new(message)), vec![words])
            }
            Said::Chase => (CaseCommand::Chase { by: None }, Vec::new()),
            Said::Answer { proposal, answer } => {
                (CaseCommand::AnswerProposal { proposal, answer, channel }, Vec::new())
            }
            Said::Confirm { satisfied } => (CaseCommand::ConfirmResult { satisfied, channel }, Vec::new()),
            Said::Rate { stars, process, would_return, text } => {
                let words = text.filter(|t| !t.trim().is_empty()).map(|t| self.app.words("text", &t)).transpose()?;
                let reference = words.as_ref().map(|w| w.reference.clone());
                (
                    CaseCommand::Rate { stars, process, would_return, channel, text: reference },
                    words.into_iter().collect(),
                )
            }
            Said::Escalate => {
                (CaseCommand::Escalate { cause: EscalationCause::CustomerDemand, reason: None }, Vec::new())
            }
            Said::Withdraw => (CaseCommand::Close { reason: ClosureReason::Withdrawn, ground: None }, Vec::new()),
        })
    }

    async fn write(&self, guest: &Guest, command: CaseCommand, words: Vec<NewText>) -> Result<(), Failure> {
        if !bihuan_domain::portal::is_theirs(&command) {
            return Err(Fault::Corrupt(format!("{} is not a customer's to give", command.code())).into());
        }
        let (world, guest) = (self.app.world(), guest.clone());
        self.app
            .db()
            .write("portal.say", move |tx| {
                let now = tx.now();
                kept::used(tx, guest.key, now.plus_ms(-USED_EVERY_MS))?;
                if let CaseCommand::RecordMessage(message) = &command {
                    own_files(tx, guest.case, &message.attachments)?;
                }
                let mut work = Work::open(tx, &world, guest.case, None)?;
                work.keep(words);
                work.step(tx, &guest.actor, now, &command)?;
                work.finish(tx).map(|_| ())
            })
            .await
    }
}

/// Files named in a message are files of the case.
pub(crate) fn own_files(conn: &mut Conn, case: Id, named: &[Id]) -> Result<(), Failure> {
    if named.is_empty() {
        return Ok(());
    }
    let there: BTreeSet<Id> = conn
        .query(&row::sql::case_attachments, &[case.into()])?
        .iter()
        .map(|r| r.id(0))
        .collect::<Result<_, Fault>>()?;
    match named.iter().find(|id| !there.contains(id)) {
        Some(id) => Err(Failure::input("files", "unknown_attachment", id.to_string())),
        None => Ok(()),
    }
}

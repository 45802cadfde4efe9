//! Trying a mailbox: whether both its servers can be reached and take name and password. Nothing is read and nothing sent;
//! how it went stands at the mailbox.

use bihuan_domain::actor::Actor;
use bihuan_domain::ids::Id;
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::mailbox;
use bihuan_store::{Tx, outbox};
use serde_json::json;

use super::MailboxShown;
use crate::app::App;
use crate::failure::Failure;
use crate::webhooks::permit;

/// The topic of the outbox.
pub const TRY: &str = "mailbox_test";

/// Why reading and sending do not work; none: they do, or are not wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignedIn {
    /// By IMAP.
    pub incoming: Option<String>,
    /// By SMTP.
    pub outgoing: Option<String>,
}

impl App {
    /// Tries a mailbox, soon and once; how it went then stands at the mailbox.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn test_mailbox(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        permit(actor)?;
        self.db()
            .write("mailbox.try", move |tx| {
                mailbox::load(tx, id)?.ok_or(Failure::NotFound { what: "mailbox" })?;
                let (key, now) = (format!("{TRY}:{}", tx.new_id()), tx.now());
                outbox::enqueue(tx, TRY, &key, &json!({ "mailbox": id }).to_string(), now)?;
                Ok(())
            })
            .await
    }

    /// Tries the mailbox of an outbox row: `carry` knows the servers.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn try_mailbox<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(MailboxShown) -> T,
        T: Future<Output = SignedIn>,
    {
        let id = serde_json::from_str::<serde_json::Value>(&claimed.payload).ok();
        let id: Option<Id> = id.and_then(|v| v.get("mailbox")?.as_str()?.parse().ok());
        let found = self.every_mailbox().await?.into_iter().find(|b| Some(b.mailbox.id) == id);
        let went = match found {
            Some(shown) => Some((shown.mailbox.id, carry(shown).await)),
            None => None,
        };
        let note = move |tx: &mut Tx| {
            outbox::sent(tx, &claimed)?;
            match &went {
                Some((id, how)) => mailbox::tested(tx, *id, how.incoming.as_deref(), how.outgoing.as_deref()),
                None => Ok(()),
            }
        };
        Ok(self.db().write("mailbox.tested", note).await?)
    }
}

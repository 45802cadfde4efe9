//! Trying an account: a request signed with its own secrets goes through the door that the platform uses, a case is taken
//! in and undone, and the platform is asked for an access token. The request is made and read by whoever knows the
//! platform; how it went stands at the account.

use std::time::Instant;

use bihuan_domain::actor::Actor;
use bihuan_domain::ids::Id;
use bihuan_domain::messaging::MessagingTestStep;
use bihuan_domain::trade::Channel;
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::messaging::{self as rows, Account, Token};
use bihuan_store::{Fault, Tx, outbox};
use serde_json::json;

use super::NOTHING;
use crate::app::App;
use crate::channels::trial::rehearsal;
use crate::failure::Failure;
use crate::webhooks::permit;

/// The topic of the outbox.
pub const TRY: &str = "messaging_test";

/// How the platform's side of a test went.
#[derive(Debug, Default)]
pub struct Tried {
    /// Where it failed, and what was said.
    pub failed: Option<(MessagingTestStep, String)>,
    /// A new access token.
    pub token: Option<Token>,
}

impl App {
    /// Tries an account, soon and once; how it went then stands at the account.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn test_messaging_account(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        permit(actor)?;
        self.db()
            .write("messaging.try", move |tx| {
                rows::load(tx, id)?.ok_or(NOTHING)?;
                let (key, now) = (format!("{TRY}:{}", tx.new_id()), tx.now());
                outbox::enqueue(tx, TRY, &key, &json!({ "account": id }).to_string(), now)?;
                Ok(())
            })
            .await
    }

    /// Tries the account of an outbox row: `carry` knows the platform.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn try_account<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Account) -> T,
        T: Future<Output = Tried>,
    {
        let id = serde_json::from_str::<serde_json::Value>(&claimed.payload).ok();
        let id: Option<Id> = id.and_then(|v| v.get("account")?.as_str()?.parse().ok());
        let account = match id {
            Some(id) => self.db().read(move |c| rows::load(c, id)).await?,
            None => None,
        };
        let Some(account) = account else {
            return Ok(self.db().write("messaging.done", move |tx| outbox::sent(tx, &claimed).map(|_| ())).await?);
        };
        let (begun, id, unit) = (Instant::now(), account.id, account.unit);
        let mut tried = carry(account).await;
        if !matches!(tried.failed, Some((MessagingTestStep::Signature, _))) {
            let (app, world) = (self.clone(), self.world());
            let refused = self.db().write("messaging.rehearse", move |tx| {
                Ok::<_, Failure>(rehearsal(tx, &app, &world, unit, Channel::Chat)?.err())
            });
            if let Some(refused) = refused.await? {
                tried.failed = Some((MessagingTestStep::Intake, refused));
            }
        }
        let ms = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
        let note = move |tx: &mut Tx| {
            outbox::sent(tx, &claimed)?;
            if let Some(token) = &tried.token {
                rows::keep_token(tx, id, token)?;
            }
            rows::tested(tx, id, ms, tried.failed.as_ref().map(|(step, fault)| (step.code(), fault.as_str())))
        };
        Ok(self.db().write("messaging.tested", note).await.map_err(|f: Fault| f)?)
    }
}

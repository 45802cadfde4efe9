//! Access tokens of mailboxes that are renewed: before one ends, and at once when a server does not take it. What goes wrong
//! stands at the mailbox, which is tried again and never stops in silence.

use bihuan_domain::ids::Id;
use bihuan_store::nouns::mailbox::{self, Renewal};
use tokio::sync::Mutex;

use super::boxes::terms_of;
use crate::app::App;
use crate::failure::Failure;

/// What a failed renewal is called at its mailbox.
pub const RENEWAL: &str = "renewal";

/// Whether what stands at a mailbox is that its token could not be renewed.
pub(crate) fn is_renewal(error: &str) -> bool {
    error.strip_prefix(RENEWAL).is_some_and(|rest| rest.starts_with(':'))
}

/// A token is renewed this long before it ends: longer than a mailbox is waited at for news.
const BEFORE_END_MS: i64 = 6 * 60_000;
/// How long a token is believed when its provider does not say.
const USUAL_S: i64 = 3_600;

/// One at a time: a refresh token may be good for once.
static ONE: Mutex<()> = Mutex::const_new(());

/// What renewal needs.
#[derive(Clone)]
pub struct Renewing {
    /// The provider's token endpoint.
    pub endpoint: String,
    /// The client.
    pub client_id: String,
    /// Its secret; empty: a public client.
    pub client_secret: String,
    /// The refresh token.
    pub refresh_token: String,
    /// Scope; empty: as it was granted.
    pub scope: String,
}

/// A new access token.
#[derive(Clone)]
pub struct Renewed {
    /// The token.
    pub access_token: String,
    /// Seconds it is good for.
    pub lasts_s: Option<i64>,
    /// Another refresh token, which ends the one before.
    pub refresh_token: Option<String>,
}

crate::secrets::discreet!(Renewing, Renewed);

impl App {
    /// An access token of a mailbox that is good now; `carry` asks the provider where it must be renewed, `anew` when a
    /// server did not take the one there is. The inner error is why there is none; it stands at the mailbox too.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn mail_access<F, T>(&self, id: Id, anew: bool, carry: F) -> Result<Result<String, String>, Failure>
    where
        F: FnOnce(Renewing) -> T,
        T: Future<Output = Result<Renewed, String>>,
    {
        let _one = ONE.lock().await;
        let found = self.db().read(move |c| mailbox::load(c, id)).await?;
        let mailbox = found.ok_or(Failure::NotFound { what: "mailbox" })?;
        let now = self.db().now();
        let good = mailbox.access_until.is_some_and(|until| until > now.plus_ms(BEFORE_END_MS));
        if good && !anew {
            return Ok(Ok(mailbox.renewal.access_token));
        }
        let kept = mailbox.renewal.clone();
        let outcome = match terms_of(&mailbox)?.renewal {
            None => Err("nothing renews it".to_owned()),
            Some(_) if kept.refresh_token.is_empty() => Err("the refresh token is missing".to_owned()),
            Some(terms) => {
                carry(Renewing {
                    endpoint: terms.token_endpoint,
                    client_id: terms.client_id,
                    client_secret: kept.client_secret.clone(),
                    refresh_token: kept.refresh_token.clone(),
                    scope: terms.scope,
                })
                .await
            }
        };
        match outcome {
            Ok(new) => {
                let until = now.plus_ms(new.lasts_s.unwrap_or(USUAL_S).clamp(0, 1 << 31) * 1_000);
                let token = new.access_token.clone();
                let renewal = Renewal {
                    client_secret: kept.client_secret,
                    refresh_token: new.refresh_token.unwrap_or(kept.refresh_token),
                    access_token: new.access_token,
                };
                self.db().write("mailbox.renewed", move |tx| mailbox::renewed(tx, id, &renewal, Some(until))).await?;
                Ok(Ok(token))
            }
            Err(why) => {
                let told = format!("{RENEWAL}: {why}");
                self.mailbox_looked(id, Some(told.clone())).await?;
                // The one there is may still be good for a while.
                let still = mailbox.access_until.is_some_and(|until| until > now);
                if still && !anew { Ok(Ok(mailbox.renewal.access_token)) } else { Ok(Err(told)) }
            }
        }
    }
}

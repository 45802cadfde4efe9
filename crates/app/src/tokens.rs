//! API tokens: made by a user for themselves, shown once, never more than their user may.

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::TokenEvent;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::token::{self, Token};
use bihuan_store::nouns::user;
use serde::Deserialize;

use crate::access::{Access, SignedIn};
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::paging::{Page, PageAsk};
use crate::record::record;
use crate::secrets::Secret;
use crate::sign_in::{decision, first, lock_version};

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// What it is narrowed to; none: all its user may.
    #[serde(default)]
    pub permissions: Option<Vec<Permission>>,
    /// Until when it is good; none: until revoked.
    #[serde(default)]
    pub expires_at: Option<UtcMs>,
}

impl Access {
    /// Makes a token for oneself; the secret is shown this once. Only a session may: a token makes no tokens, so a narrowed
    /// one cannot widen itself.
    ///
    /// # Errors
    /// `NotSignedIn` for a token; `Input`; faults.
    pub async fn create_token(&self, who: &SignedIn, new: NewToken) -> Result<(Id, Secret), Failure> {
        who.session.ok_or(Failure::NotSignedIn)?;
        if who.must_change_password || who.must_enrol {
            return Err(Failure::NotSignedIn);
        }
        self.issue_token(&who.actor, who.user, new).await
    }

    /// Makes a token for a user whoever asks: for the command line of the machine's own administrator.
    ///
    /// # Errors
    /// `NotFound` when there is no such active user; `Input`; faults.
    pub async fn issue_token(&self, actor: &Actor, user: Id, new: NewToken) -> Result<(Id, Secret), Failure> {
        check_name("name", &new.name)?;
        if new.expires_at.is_some_and(|end| end <= self.db().now()) {
            return Err(Failure::input("expires_at", "in_the_past", ""));
        }
        let (secret, by) = (Secret::draw()?, actor.who);
        let hash = secret.digest();
        let permissions = new.permissions.map(|mut list| {
            list.sort();
            list.dedup();
            list
        });
        let made = self.db().write("token.create", move |tx| {
            user::load(tx, user)?.filter(|u| u.active).ok_or(Failure::NotFound { what: "user" })?;
            let token = Token {
                id: tx.new_id(),
                version: 1,
                user,
                name: new.name.trim().to_owned(),
                permissions,
                created_at: tx.now(),
                expires_at: new.expires_at,
                revoked_at: None,
                last_used_at: None,
            };
            let stream = Stream::new("token", token.id);
            let events =
                [TokenEvent::Created { user, permissions: token.permissions.clone(), expires_at: token.expires_at }];
            record(tx, &first(&stream, tx.now(), by, "create_token", &events), |tx, proof| {
                token::insert(tx, proof, &token, &hash)?;
                Ok::<_, Failure>(token.id)
            })
        });
        Ok((made.await?, secret))
    }

    /// A page of somebody's tokens: one's own, or with `UserAdmin` at their unit.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn tokens(&self, actor: &Actor, user: Id, ask: PageAsk) -> Result<Page<Token>, Failure> {
        self.user(actor, user).await?;
        let rows = self.db().read(move |conn| token::of_user(conn, user, ask.after, ask.rows())).await?;
        Ok(Page::of(rows, ask, |t| t.id))
    }

    /// Revokes a token: one's own, or with `UserAdmin` at its user's unit. A token already revoked is no error.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn revoke_token(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        let nothing = || Failure::NotFound { what: "token" };
        let found = self.db().read(move |conn| token::load(conn, id)).await?.ok_or_else(nothing)?;
        self.user(actor, found.user).await.map_err(|failure| match failure {
            Failure::NotFound { .. } => nothing(),
            other => other,
        })?;
        let by = actor.who;
        let revoked = self.db().write("token.revoke", move |tx| {
            let stream = Stream::new("token", id);
            let version = lock_version(tx, &stream)?;
            if token::load(tx, id)?.is_none_or(|t| t.revoked_at.is_some()) {
                return Ok::<_, Failure>(());
            }
            let decision = decision(&stream, version, tx, by, "revoke_token", &[TokenEvent::Revoked {}]);
            record(tx, &decision, |tx, proof| Ok(token::revoke(tx, proof).map(|_| ())?))
        });
        revoked.await?;
        self.forget();
        Ok(())
    }
}

//! Making something once: an `Idempotency-Key` names one attempt of one caller. The same key with the same request gets
//! what the first got; with another request it is refused. What was answered is remembered in the transaction of the
//! creation itself (issue item 5), as identifier and version only: people's words are not kept twice.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use bihuan_app::cases::change::Remember;
use bihuan_domain::actor::Actor;
use sha2::{Digest as _, Sha256};

use crate::problem::Problem;

/// The key of a request, if it has one, with the path it is for.
pub struct Once {
    key: Option<String>,
    path: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Once {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let path = parts.uri.path().to_owned();
        let Some(given) = parts.headers.get("idempotency-key") else { return Ok(Self { key: None, path }) };
        let given = given.to_str().unwrap_or_default().trim();
        if given.is_empty() || given.len() > 200 {
            return Err(Problem::field("Idempotency-Key", "bad_value", "1 to 200 visible ASCII characters"));
        }
        Ok(Self { key: Some(given.to_owned()), path })
    }
}

impl Once {
    /// What to remember for this request; nothing without a key.
    pub fn remember<T>(&self, actor: &Actor, body: &[u8], answer: fn(&T) -> (u16, String)) -> Option<Remember<T>> {
        let key = self.key.as_ref()?;
        let mut bound = Sha256::new();
        bound.update(actor.who.kind());
        bound.update(actor.who.id().map_or(0, |id| id.as_i64()).to_be_bytes());
        bound.update(key);
        let mut request = Sha256::new();
        request.update(&self.path);
        request.update([0]);
        request.update(body);
        let hex = bound.finalize().iter().map(|b| format!("{b:02x}")).collect();
        Some(Remember { key: hex, request_digest: request.finalize().to_vec(), answer })
    }
}

/// The key was used for another request.
pub fn reused() -> Problem {
    Problem::of(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused")
}

//! One's second factor, and the second step of signing in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use bihuan_app::second_factor::{Proof, RECOVERY_CODES};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::{SessionView, begun};
use crate::auth::Caller;
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query};
use crate::problem::{Answer, Problem};
use crate::visitor::Visitor;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let own = Access::SignedIn;
    vec![
        Endpoint::post(
            "/session/second-factor",
            Access::Public,
            "The second step of signing in: a code, or a recovery code",
            sign_in_further,
        )
        .takes::<ProofBody>()
        .gives::<SessionView>(201),
        Endpoint::get("/me/second-factor", own, "Whether one has a second factor", show)
            .gives::<SecondFactorView>(200)
            .tag("session"),
        Endpoint::post("/me/second-factor", own, "Begins to set up a second factor; the secret is shown once", begin)
            .gives::<EnrolmentView>(201)
            .tag("session"),
        Endpoint::put(
            "/me/second-factor",
            own,
            "Proves it with a code; the recovery codes are shown this once",
            confirm,
        )
        .takes::<CodeBody>()
        .gives::<RecoveryCodesView>(200)
        .tag("session"),
        Endpoint::delete("/me/second-factor", own, "Takes it away, with password and code", remove)
            .takes::<RemovalBody>()
            .tag("session"),
        Endpoint::post("/me/recovery-codes", own, "Draws the recovery codes anew; those before are void", renew)
            .takes::<CodeBody>()
            .gives::<RecoveryCodesView>(201)
            .tag("session"),
    ]
}

/// The second step: one of `code` and `recovery_code`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SecondFactorProof)]
pub struct ProofBody {
    /// From the answer to the first step.
    #[schema(max_length = 200)]
    ticket: String,
    /// The code of the moment.
    #[schema(max_length = 20)]
    code: Option<String>,
    /// A recovery code.
    #[schema(max_length = 64)]
    recovery_code: Option<String>,
}

async fn sign_in_further(State(web): State<Web>, visitor: Visitor, query: Query, body: Body<ProofBody>) -> Answer {
    query.done()?;
    let proof = match (body.value.code, body.value.recovery_code) {
        (Some(code), None) => Proof::Code(code),
        (None, Some(code)) => Proof::Recovery(code),
        _ => return Err(Problem::field("code", "missing_field", "one of code and recovery_code")),
    };
    let session = web.access().sign_in_further(&body.value.ticket, proof, visitor.0).await?;
    Ok(begun(&web, StatusCode::CREATED, session))
}

/// Whether one has a second factor.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SecondFactor)]
pub struct SecondFactorView {
    /// It is asked at sign-in.
    pub on: bool,
    /// A role asks for it: it must be set up, and cannot be taken away.
    pub required: bool,
    /// Recovery codes left.
    #[schema(maximum = 10)]
    pub recovery_codes_left: u64,
}

async fn show(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<SecondFactorView>> {
    query.done()?;
    let standing = web.access().second_factor(&caller.known).await?;
    let (on, required, recovery_codes_left) = (standing.on, standing.required, standing.codes_left);
    Ok(Json(SecondFactorView { on, required, recovery_codes_left }))
}

/// A set-up begun.
#[derive(Serialize, ToSchema)]
#[schema(as = SecondFactorSecret)]
pub struct EnrolmentView {
    /// The secret in base32, to be typed into an authenticator; shown this once.
    pub secret: String,
    /// The same as an `otpauth:` address, to be drawn as a QR code.
    pub uri: String,
}

async fn begin(State(web): State<Web>, caller: Caller, query: Query) -> Answer<(StatusCode, Json<EnrolmentView>)> {
    query.done()?;
    let begun = web.access().begin_second_factor(&caller.known).await?;
    Ok((StatusCode::CREATED, Json(EnrolmentView { secret: begun.secret, uri: begun.uri })))
}

/// A code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SecondFactorCode)]
pub struct CodeBody {
    /// The code of the moment.
    #[schema(max_length = 20)]
    code: String,
}

/// Recovery codes.
#[derive(Serialize, ToSchema)]
#[schema(as = RecoveryCodes)]
pub struct RecoveryCodesView {
    /// Ten; each opens once. Shown this once.
    #[schema(min_items = 10, max_items = 10)]
    pub codes: Vec<String>,
}

const _: () = assert!(RECOVERY_CODES == 10, "the schema says ten");

async fn confirm(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<CodeBody>,
) -> Answer<Json<RecoveryCodesView>> {
    query.done()?;
    let codes = web.access().confirm_second_factor(&caller.known, &body.value.code).await?;
    Ok(Json(RecoveryCodesView { codes: codes.0 }))
}

/// Password and code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SecondFactorRemoval)]
pub struct RemovalBody {
    /// The password.
    #[schema(max_length = 1024)]
    password: String,
    /// The code of the moment.
    #[schema(max_length = 20)]
    code: String,
}

async fn remove(State(web): State<Web>, caller: Caller, query: Query, body: Body<RemovalBody>) -> Answer<StatusCode> {
    query.done()?;
    web.access().remove_second_factor(&caller.known, &body.value.password, &body.value.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn renew(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<CodeBody>,
) -> Answer<(StatusCode, Json<RecoveryCodesView>)> {
    query.done()?;
    let codes = web.access().renew_recovery_codes(&caller.known, &body.value.code).await?;
    Ok((StatusCode::CREATED, Json(RecoveryCodesView { codes: codes.0 })))
}

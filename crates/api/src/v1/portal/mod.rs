//! The customers' doors, under `/portal`, at which anybody may knock after a little work; and below them the one case that
//! a key opens. What is shown and what may be done is decided in `bihuan_app::portal`.

mod own;

pub(crate) use own::{FileView, NewFileView, Opened, attach, fetch};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::portal::{self, NewLink, Solved, Submission};
use bihuan_domain::case::event::Remedy;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::codes::{Instant, KindCode, RemedyCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query};
use crate::problem::Answer;
use crate::visitor::Visitor;
use crate::web::{MOST_FILE_BYTES, Web};

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let anybody = Access::Public;
    let mut all = vec![
        Endpoint::get("/portal", anybody, "What the portal's pages need to know", about).gives::<PortalView>(200),
        Endpoint::post("/portal/challenges", anybody, "A little work to be done before one of the doors", challenge)
            .gives::<ChallengeView>(201),
        Endpoint::post("/portal/cases", anybody, "Submits a case; the answer has the key to it", submit)
            .takes::<SubmissionBody>()
            .limited()
            .gives::<SubmittedView>(201),
        Endpoint::post(
            "/portal/codes",
            anybody,
            "Sends a code to a contact of the case; the answer is the same whether there is one or not",
            send_code,
        )
        .takes::<CodeBody>()
        .limited(),
        Endpoint::post("/portal/keys", anybody, "A key for a case number and its code", open)
            .takes::<OpenBody>()
            .limited()
            .gives::<KeyView>(201),
    ];
    all.extend(own::endpoints());
    all
}

/// What the pages need to know.
#[derive(Serialize, ToSchema)]
#[schema(as = Portal)]
pub struct PortalView {
    /// Name of the organisation.
    company: Option<String>,
    /// Business time zone, an IANA name.
    time_zone: String,
    /// What may be submitted.
    #[schema(value_type = Vec<KindCode>)]
    kinds: Vec<Kind>,
    /// The largest file in bytes.
    most_file_bytes: usize,
}

async fn about(State(web): State<Web>, query: Query) -> Answer<Json<PortalView>> {
    query.done()?;
    let known = web.access().about().await?;
    Ok(Json(PortalView {
        company: known.company,
        time_zone: web.app().world().zone.name().to_owned(),
        kinds: portal::KINDS.to_vec(),
        most_file_bytes: MOST_FILE_BYTES,
    }))
}

/// A little work.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalChallenge)]
pub struct ChallengeView {
    /// Find a text so that SHA-256 of `challenge:answer` begins with `bits` zero bits.
    challenge: String,
    /// Zero bits.
    bits: u32,
}

pub(crate) async fn challenge(State(web): State<Web>) -> Answer {
    let made = web.portal().challenge().await?;
    Ok((StatusCode::CREATED, Json(ChallengeView { challenge: made.text, bits: made.bits })).into_response())
}

/// A challenge with its answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalSolved)]
pub struct SolvedBody {
    /// The challenge as it was given; good once, for an hour.
    #[schema(min_length = 1, max_length = 200)]
    challenge: String,
    /// What was found.
    #[schema(min_length = 1, max_length = 200)]
    answer: String,
}

impl From<SolvedBody> for Solved {
    fn from(body: SolvedBody) -> Self {
        Self { challenge: body.challenge, answer: body.answer }
    }
}

/// A submission.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalSubmission)]
pub struct SubmissionBody {
    /// What it is.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// What happened, in their own words.
    #[schema(min_length = 1, max_length = 10000)]
    text: String,
    /// What they want.
    #[schema(max_length = 10000)]
    demand: Option<String>,
    /// The same, as remedies (S2-21).
    #[serde(default)]
    #[schema(value_type = Vec<RemedyCode>, max_items = 13)]
    wished: Vec<Remedy>,
    /// Name.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// Telephone; this or an e-mail address is needed.
    #[schema(max_length = 100)]
    phone: Option<String>,
    /// E-mail address.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// Order number.
    #[schema(max_length = 1000)]
    order_ref: Option<String>,
    /// Product or service.
    #[schema(max_length = 1000)]
    product: Option<String>,
    /// Serial number.
    #[schema(max_length = 1000)]
    serial: Option<String>,
    /// Code of the unit whose leaflet or counter was scanned.
    #[schema(max_length = 40)]
    unit: Option<String>,
    /// What stands in the address of a scanned code.
    #[schema(max_length = 60)]
    code: Option<String>,
    /// They give no contact, and know that nobody can call them back.
    #[serde(default)]
    anonymous: bool,
    /// Version of `GET /portal/promise` that stood beside the form; the case keeps which one its customer saw.
    #[schema(minimum = 1)]
    terms: Option<i64>,
    /// Language of the page, a BCP 47 tag.
    #[schema(max_length = 35)]
    language: String,
    /// The work done.
    challenge: SolvedBody,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalSubmitted)]
pub struct SubmittedView {
    /// The case number.
    number: String,
    /// The key to it; shown once.
    key: String,
    /// For whoever gave no contact: opens the case together with its number; shown once.
    code: Option<String>,
    /// By when something is to be heard.
    #[schema(value_type = Option<Instant>)]
    expected_at: Option<UtcMs>,
}

pub(crate) fn of_bounds(field: &'static str, text: &Option<String>, longest: usize) -> Answer<()> {
    match text {
        Some(text) if text.chars().count() > longest => {
            Err(crate::problem::Problem::field(field, "too_long", longest.to_string()))
        }
        _ => Ok(()),
    }
}

async fn submit(State(web): State<Web>, visitor: Visitor, body: Body<SubmissionBody>) -> Answer {
    let given = body.value;
    for (field, text, longest) in [
        ("demand", &given.demand, 10_000),
        ("name", &given.name, 200),
        ("phone", &given.phone, 100),
        ("email", &given.email, 254),
        ("order_ref", &given.order_ref, 1_000),
        ("product", &given.product, 1_000),
        ("serial", &given.serial, 1_000),
        ("unit", &given.unit, 40),
        ("code", &given.code, 60),
    ] {
        of_bounds(field, text, longest)?;
    }
    let submission = Submission {
        kind: Some(given.kind),
        name: given.name,
        phone: given.phone,
        email: given.email,
        order_ref: given.order_ref,
        product: given.product,
        serial: given.serial,
        text: given.text,
        demand: given.demand,
        wished: given.wished,
        language: given.language,
        unit: given.unit,
        code: given.code,
        is_anonymous: given.anonymous,
        terms: given.terms,
    };
    let made = web.portal().submit(submission, &given.challenge.into(), visitor.0.address).await?;
    let view = SubmittedView {
        number: made.number.to_string(),
        key: made.link.key.reveal().to_owned(),
        code: made.code.map(|code| code.reveal().to_owned()),
        expected_at: made.expected_at,
    };
    Ok((StatusCode::CREATED, Json(view)).into_response())
}

/// For whom a code is asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalCodeAsked)]
pub struct CodeBody {
    /// Case number.
    #[schema(min_length = 1, max_length = 40)]
    number: String,
    /// Telephone or e-mail address given with the case.
    #[schema(min_length = 1, max_length = 254)]
    contact: String,
    /// Language of the message.
    #[schema(max_length = 35)]
    language: String,
    /// The work done.
    challenge: SolvedBody,
}

async fn send_code(State(web): State<Web>, visitor: Visitor, body: Body<CodeBody>) -> Answer<StatusCode> {
    let given = body.value;
    let solved = given.challenge.into();
    web.portal().send_code(&given.number, &given.contact, &given.language, &solved, visitor.0.address).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A number and its code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PortalOpening)]
pub struct OpenBody {
    /// Case number.
    #[schema(min_length = 1, max_length = 40)]
    number: String,
    /// The six digits that were sent; or what was shown to whoever gave no contact.
    #[schema(min_length = 1, max_length = 40)]
    code: String,
}

/// A key.
#[derive(Serialize, ToSchema)]
#[schema(as = PortalKey)]
pub struct KeyView {
    /// For `X-Portal-Key`.
    key: String,
    /// Until when it is good.
    #[schema(value_type = Instant)]
    expires_at: UtcMs,
}

async fn open(State(web): State<Web>, visitor: Visitor, body: Body<OpenBody>) -> Answer {
    let NewLink { key, expires_at } =
        web.portal().open(&body.value.number, &body.value.code, visitor.0.address).await?;
    Ok((StatusCode::CREATED, Json(KeyView { key: key.reveal().to_owned(), expires_at })).into_response())
}

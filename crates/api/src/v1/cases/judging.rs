//! Judging a case: its texts, its classification, its kind, its emergency, and an earlier promise for a clock.

use axum::extract::{Path, State};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::event::Remedy;
use bihuan_domain::case::text::Field;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use serde::Deserialize;
use utoipa::ToSchema;

use super::register::{ClassificationBody, longest};
use super::{Change, changes, may};
use crate::auth::Caller;
use crate::codes::{Instant, KindCode, RemedyCode};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen, bounded};
use crate::problem::{Answer, Problem};
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let judge = may(P::CaseClassify);
    vec![
        changes(Endpoint::put(
            "/cases/{case}/texts/{field}",
            judge,
            "Writes or corrects a text; the verbatim never",
            set_text,
        ))
        .takes::<TextBody>(),
        changes(Endpoint::put(
            "/cases/{case}/wish",
            judge,
            "Records what the customer wishes for, as remedies beside their words; none = not said (S2-21)",
            wish,
        ))
        .takes::<WishBody>(),
        changes(Endpoint::put("/cases/{case}/classification", judge, "Judges it; what is left out stays", classify))
            .takes::<ClassifyBody>(),
        changes(Endpoint::put("/cases/{case}/kind", judge, "Changes what it is", convert)).takes::<KindBody>(),
        changes(Endpoint::delete(
            "/cases/{case}/emergency",
            may(P::CaseLower),
            "Lowers an emergency, with a reason",
            lower,
        ))
        .takes::<ReasonBody>(),
        changes(Endpoint::put(
            "/cases/{case}/clocks/{clock}/due",
            judge,
            "Promises an earlier due time by hand",
            bring_forward,
        ))
        .takes::<DueBody>(),
    ]
}

/// A text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewText)]
pub struct TextBody {
    /// The words.
    #[schema(min_length = 1, max_length = 262144)]
    pub text: String,
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Reason)]
pub struct ReasonBody {
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    pub reason: String,
}

impl ReasonBody {
    /// The reason, if it says something.
    ///
    /// # Errors
    /// 422.
    pub fn checked(&self) -> Result<&str, Problem> {
        bounded("reason", &self.reason, 4_000)?;
        Ok(&self.reason)
    }
}

async fn set_text(
    State(web): State<Web>,
    caller: Caller,
    Path((case, field)): Path<(String, String)>,
    seen: Seen,
    body: Json<TextBody>,
) -> Answer {
    let field: Field = field.parse().map_err(|_| Problem::field("field", "unknown_code", field))?;
    bounded("text", &body.value.text, longest(field))?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let text = change.words("text", &body.value.text)?;
    change.make(C::SetText { field, text: text.reference.clone() }, vec![text]).await
}

/// What a customer wishes for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWish)]
pub struct WishBody {
    /// Remedies; none = not said.
    #[schema(value_type = Vec<RemedyCode>, max_items = 13)]
    wished: Vec<Remedy>,
}

async fn wish(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<WishBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.make(C::RecordWish { wished: body.value.wished }, Vec::new()).await
}

/// A judgement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewJudgement)]
pub struct ClassifyBody {
    /// What is judged; what is left out stays as it is.
    classification: ClassificationBody,
    /// Why; needed when category, severity or priority change.
    #[schema(min_length = 1, max_length = 4000)]
    reason: Option<String>,
}

async fn classify(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<ClassifyBody>,
) -> Answer {
    let shown = web.app().case(&caller.actor, &case).await?;
    let classification = body.value.classification.over(&shown.case.classification)?;
    // What is left out is taken from what was just read: it must still be so when it is written.
    let seen = Seen(Some(seen.0.unwrap_or(shown.version)));
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let mut texts = Vec::new();
    if let Some(reason) = &body.value.reason {
        bounded("reason", reason, 4_000)?;
        texts.push(change.words("reason", reason)?);
    }
    let reason = texts.first().map(|t| t.reference.clone());
    change.make(C::Classify { classification, reason }, texts).await
}

/// A kind, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewKind)]
pub struct KindBody {
    /// What it is now.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
}

async fn convert(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<KindBody>,
) -> Answer {
    bounded("reason", &body.value.reason, 4_000)?;
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.words("reason", &body.value.reason)?;
    change.make(C::Convert { to: body.value.kind, reason: reason.reference.clone() }, vec![reason]).await
}

async fn lower(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<ReasonBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let reason = change.words("reason", body.value.checked()?)?;
    change.make(C::LowerEmergency { reason: reason.reference.clone() }, vec![reason]).await
}

/// A due time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDue)]
pub struct DueBody {
    /// Earlier than it is now (A.7).
    #[schema(value_type = Instant)]
    due_at: UtcMs,
}

async fn bring_forward(
    State(web): State<Web>,
    caller: Caller,
    Path((case, clock)): Path<(String, String)>,
    seen: Seen,
    body: Json<DueBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.make(C::BringForward { clock, due_at: body.value.due_at }, Vec::new()).await
}

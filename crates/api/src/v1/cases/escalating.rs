//! Escalations: taking a case a level up, taking it up there, and naming who leads a major one (S0-56…58, S3-29, S4-23).

use axum::extract::{Path, State};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::event::EscalationCause;
use bihuan_domain::complaint::escalation::{Escalation, EscalationEnd, EscalationOrigin, Sponsorship};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::owing::PlanView;
use super::view::{PartyView, Words};
use super::{Change, adds, changes, may};
use crate::auth::Caller;
use crate::codes::{EscalationCauseCode, EscalationEndCode, EscalationOriginCode, Ident, Instant, RoleCode};
use crate::endpoint::Endpoint;
use crate::input::{Json, Seen};
use crate::once::Once;
use crate::problem::Answer;
use crate::web::Web;

/// The longest words with an escalation, in characters.
const MOST: usize = 262_144;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        adds(Endpoint::post("/cases/{case}/escalations", may(P::CaseEscalate), "Takes it a level up", escalate))
            .takes::<EscalationBody>(),
        changes(Endpoint::put(
            "/cases/{case}/escalation",
            may(P::CaseNote),
            "Takes up the escalation that waits: the caller is accountable from then on, or whom they name",
            take_up,
        ))
        .takes::<TakeUpBody>(),
        changes(Endpoint::put(
            "/cases/{case}/sponsor",
            may(P::CaseApprove),
            "Names who leads a major case (S3-29)",
            name_sponsor,
        ))
        .takes::<SponsorBody>(),
    ]
}

/// An escalation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewEscalation)]
pub struct EscalationBody {
    /// Why.
    #[schema(value_type = EscalationCauseCode)]
    cause: EscalationCause,
    /// In words.
    #[schema(max_length = 262144)]
    reason: Option<String>,
}

async fn escalate(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    once: Once,
    body: Json<EscalationBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    let given = body.value.reason.as_deref().filter(|r| !r.trim().is_empty());
    let text = given.map(|r| change.must("reason", r, MOST)).transpose()?;
    let reason = text.as_ref().map(|t| t.reference.clone());
    change.add(&once, &body.bytes, C::Escalate { cause: body.value.cause, reason }, text.into_iter().collect()).await
}

/// Who is accountable from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TakeUp)]
pub struct TakeUpBody {
    /// The user; the caller if not given.
    #[schema(value_type = Option<Ident>)]
    owner: Option<Id>,
}

async fn take_up(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<TakeUpBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.make(C::TakeUp { owner: body.value.owner }, Vec::new()).await
}

/// Who leads a major case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSponsor)]
pub struct SponsorBody {
    /// The user; not the one who handles it.
    #[schema(value_type = Ident)]
    sponsor: Id,
}

async fn name_sponsor(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    body: Json<SponsorBody>,
) -> Answer {
    let change = Change { web: &web, caller: &caller, case: &case, seen };
    change.make(C::NameSponsor { sponsor: body.value.sponsor }, Vec::new()).await
}

/// An escalation as it stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Escalation)]
pub struct EscalationView {
    /// The level it went to.
    level: u8,
    /// The role of that level.
    #[schema(value_type = Option<RoleCode>)]
    to: Option<Role>,
    /// Why.
    #[schema(value_type = EscalationCauseCode)]
    cause: EscalationCause,
    /// Who wanted it.
    #[schema(value_type = EscalationOriginCode)]
    origin: EscalationOrigin,
    /// In words; null without, or once erased.
    reason: Option<String>,
    /// The user who raised it; null if a rule or the customer did.
    #[schema(value_type = Option<Ident>)]
    by: Option<Id>,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Who was accountable then.
    from: PartyView,
    /// The unit it was in.
    #[schema(value_type = Ident)]
    unit: Id,
    /// Until when somebody of the level must take it up.
    #[schema(value_type = Option<Instant>)]
    due_at: Option<UtcMs>,
    /// How often the last level was told again.
    reminders: u8,
    /// Who took it up.
    #[schema(value_type = Option<Ident>)]
    taken_by: Option<Id>,
    /// When.
    #[schema(value_type = Option<Instant>)]
    taken_at: Option<UtcMs>,
    /// In whose absence they did, as the deputy.
    #[schema(value_type = Option<Ident>)]
    taken_for: Option<Id>,
    /// Who is accountable from then on.
    #[schema(value_type = Option<Ident>)]
    owner: Option<Id>,
    /// How it ended.
    #[schema(value_type = Option<EscalationEndCode>)]
    ended: Option<EscalationEnd>,
    /// When.
    #[schema(value_type = Option<Instant>)]
    ended_at: Option<UtcMs>,
    /// Whoever took it up owes a remedy plan (S0-58).
    owes_plan: bool,
    /// The plan.
    plan: Option<PlanView>,
}

impl EscalationView {
    pub(super) fn of(e: &Escalation, words: &Words) -> Self {
        Self {
            level: e.level,
            to: e.to,
            cause: e.cause,
            origin: e.cause.origin(),
            reason: e.reason.as_ref().and_then(|t| words.get(&t.id).cloned()),
            by: e.by,
            at: e.at,
            from: e.from.into(),
            unit: e.unit,
            due_at: e.due_at,
            reminders: e.reminders,
            taken_by: e.taken.and_then(|t| t.by),
            taken_at: e.taken.map(|t| t.at),
            taken_for: e.taken.and_then(|t| t.for_user),
            owner: e.taken.map(|t| t.owner),
            ended: e.ended.map(|(_, how)| how),
            ended_at: e.ended.map(|(at, _)| at),
            owes_plan: e.owes_plan,
            plan: e.plan.as_ref().map(|p| PlanView::of(p, words)),
        }
    }
}

/// Who leads a major case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sponsorship)]
pub struct SponsorshipView {
    /// By when somebody must be named.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// Its time passed with nobody named.
    overdue: bool,
    /// Who was named.
    #[schema(value_type = Option<Ident>)]
    sponsor: Option<Id>,
    /// When.
    #[schema(value_type = Option<Instant>)]
    named_at: Option<UtcMs>,
}

impl From<&Sponsorship> for SponsorshipView {
    fn from(s: &Sponsorship) -> Self {
        Self {
            due_at: s.due_at,
            overdue: s.overdue,
            sponsor: s.sponsor.map(|(who, _)| who),
            named_at: s.sponsor.map(|(_, at)| at),
        }
    }
}

//! Showing one case: itself, its clocks with their reasons, what may be done now.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_app::cases::show::ClockShown;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::view::{CaseView, ClockLine, PolicyView};
use super::{answer, may};
use crate::auth::Caller;
use crate::codes::{Ident, Instant};
use crate::endpoint::Endpoint;
use crate::input::Query;
use crate::problem::Answer;
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let read = may(P::CaseRead);
    vec![
        Endpoint::get("/cases/{case}", read, "A case with its words", show).gives::<CaseView>(200),
        Endpoint::get("/cases/{case}/clocks", read, "Its clocks, each due time with its reasons", clocks)
            .gives::<Clocks>(200),
        Endpoint::get("/cases/{case}/actions", read, "What may be done now, and why not", actions)
            .lists::<ActionView>(),
    ]
}

async fn show(State(web): State<Web>, caller: Caller, Path(case): Path<String>, query: Query) -> Answer {
    query.done()?;
    let shown = web.app().case(&caller.actor, &case).await?;
    let view = CaseView::of(&shown.case, shown.version, &shown.words, &shown.linked_from);
    Ok(answer(StatusCode::OK, &view.in_world(&web, Some(&caller.actor), &shown.case, &shown.words)))
}

/// The clocks of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Clocks {
    /// The policy they come from.
    pub policy: PolicyView,
    /// The clocks.
    pub clocks: Vec<ClockExplained>,
}

/// A clock, and why it is due when it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockExplained {
    /// The clock.
    pub clock: ClockLine,
    /// Requirement ids or articles of its rule.
    pub basis: String,
    /// The calendar it runs on.
    pub calendar: String,
    /// The target as written, e.g. `P3D`.
    pub target: String,
    /// The rule is a default of ours, not from the source (A.8).
    pub default: bool,
    /// Time the customer lived through so far, in milliseconds.
    pub gross_ms: i64,
    /// Time that counts, without pauses and closed hours, in milliseconds.
    pub net_ms: i64,
    /// The channel whose limit is the target here, because it is stricter than the rule (S2-09).
    #[schema(value_type = Option<Ident>)]
    pub channel: Option<Id>,
    /// The rule's own target, where the channel's limit took its place.
    pub rule_target: Option<String>,
    /// When it warns.
    #[schema(value_type = Vec<Instant>)]
    pub warn_at: Vec<UtcMs>,
    /// Times it stood still.
    pub pauses: Vec<PauseView>,
    /// How the due time came about, step by step; each has `step`, its code, and the data of it.
    #[schema(value_type = Vec<BTreeMap<String, Value>>)]
    pub explain: Vec<Value>,
    /// Brought forward by hand: the explanation is of the rule, the due time is earlier.
    pub by_hand: bool,
    /// Region and version of the calendar data it was computed with.
    pub day_table: Option<DayTableView>,
}

/// A time a clock stood still.
#[derive(Debug, Serialize, ToSchema)]
pub struct PauseView {
    /// Why; null for the time between a resolution and a reopening.
    pub reason: Option<&'static str>,
    /// From.
    #[schema(value_type = Instant)]
    pub from: UtcMs,
    /// To; null while it lasts.
    #[schema(value_type = Option<Instant>)]
    pub to: Option<UtcMs>,
}

/// Which calendar data.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayTableView {
    /// Region.
    pub region: String,
    /// Version of the data.
    pub version: String,
}

impl From<ClockShown> for ClockExplained {
    fn from(shown: ClockShown) -> Self {
        let pause = |p: &bihuan_domain::case::clock::ClockPause| PauseView {
            reason: p.reason.map(|r| r.code()),
            from: p.from,
            to: p.to,
        };
        Self {
            clock: (&shown.clock).into(),
            basis: shown.basis,
            calendar: shown.calendar,
            target: shown.target,
            channel: shown.channel.as_ref().map(|(id, _)| *id),
            rule_target: shown.channel.map(|(_, target)| target),
            default: shown.default,
            gross_ms: shown.gross_ms,
            net_ms: shown.net_ms,
            warn_at: shown.clock.due.as_ref().map(|d| d.warn.clone()).unwrap_or_default(),
            pauses: shown.clock.pauses.iter().map(pause).collect(),
            explain: shown.explain.iter().filter_map(|s| serde_json::to_value(s).ok()).collect(),
            by_hand: shown.by_hand,
            day_table: shown.day_table.map(|(region, version)| DayTableView { region, version }),
        }
    }
}

async fn clocks(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Clocks>> {
    query.done()?;
    let (policy, clocks) = web.app().clocks(&caller.actor, &case).await?;
    let policy = PolicyView { id: policy.id, version: policy.version };
    Ok(Json(Clocks { policy, clocks: clocks.into_iter().map(Into::into).collect() }))
}

/// One thing that may or may not be done now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionView {
    /// Code of the command, with its variant after a dot where that decides: `pause.waiting_customer`.
    pub name: String,
    /// Whether it may be done now.
    pub allowed: bool,
    /// Why not: `code`, and `data` where it has some; as in the problem that trying would answer.
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    pub reason: Option<Value>,
}

impl From<bihuan_domain::case::actions::Action> for ActionView {
    fn from(a: bihuan_domain::case::actions::Action) -> Self {
        Self { name: a.name, allowed: a.allowed, reason: a.reason.and_then(|r| serde_json::to_value(r).ok()) }
    }
}

async fn actions(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<ActionView>>> {
    query.done()?;
    let actions = web.app().actions(&caller.actor, &case).await?;
    Ok(Json(actions.into_iter().map(ActionView::from).collect()))
}

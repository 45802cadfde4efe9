//! Triage: what is proposed for a case, and what it learned. A proposal is accepted by the ordinary change of whoever
//! accepts it; there is no endpoint that accepts.

use axum::Json;
use axum::extract::{Path, State};
use bihuan_app::triage::{LEAST_CASES, LabelQuality, Overview, Seen as Version};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::time::UtcMs;
use bihuan_domain::triage::TriageSubject;
use bihuan_store::nouns::triage::Proposal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes::{Instant, TriageSubjectCode};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::AutomationAdmin);
    let proposed = "What triage proposes for it and is not settled yet, with the words that led to it";
    vec![
        Endpoint::get("/cases/{case}/triage", Access::May(P::CaseRead), proposed, of_case).lists::<ProposalView>(),
        Endpoint::get("/triage", admin, "What triage learned, and how good each version is", show)
            .gives::<TriageView>(200),
        Endpoint::put("/triage", admin, "Switches proposals on or off; what was learned stays", switch)
            .takes::<TriageBody>()
            .gives::<TriageView>(200),
        Endpoint::post("/triage/learning", admin, "Lets it learn anew from the judged cases, soon", learn)
            .takes::<LearningBody>()
            .gives::<TriageView>(202),
    ]
}

/// What is proposed for a case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TriageProposal)]
pub struct ProposalView {
    /// Of what.
    #[schema(value_type = TriageSubjectCode)]
    pub subject: TriageSubject,
    /// The code that is proposed: a category, priority or emotional state; a unit's id; `true` for a safety risk.
    pub label: String,
    /// How sure the model is, 0 to 1; null: found by a list of words.
    #[schema(minimum = 0, maximum = 1)]
    pub share: Option<f64>,
    /// The words that led to it, as the customer wrote them, the strongest first.
    pub words: Vec<String>,
    /// Version of the model; null: found by a list of words.
    #[schema(minimum = 1)]
    pub model: Option<i64>,
    /// When it was proposed.
    #[schema(value_type = Instant)]
    pub at: UtcMs,
}

impl From<Proposal> for ProposalView {
    fn from(p: Proposal) -> Self {
        Self {
            subject: p.subject,
            label: p.label,
            share: p.share_permille.map(|s| s as f64 / 1_000.0),
            words: p.words,
            model: p.model_number,
            at: p.made_at,
        }
    }
}

/// Triage as an administrator sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Triage)]
pub struct TriageView {
    /// Proposals are made.
    pub on: bool,
    /// It is about to learn.
    pub learning: bool,
    /// Judged cases to learn from, counted up to 10,000.
    #[schema(minimum = 0)]
    pub judged: usize,
    /// Fewer teach nothing; then lists of words propose.
    #[schema(minimum = 0)]
    pub least: usize,
    /// The versions, by subject, the newest first.
    pub versions: Vec<VersionView>,
}

/// A version that was learned.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TriageVersion)]
pub struct VersionView {
    /// Of what.
    #[schema(value_type = TriageSubjectCode)]
    pub subject: TriageSubject,
    /// Its number, from 1 for each subject.
    #[schema(minimum = 1)]
    pub number: i64,
    /// It is better than always saying the most frequent label. The newest is used if so.
    pub better: bool,
    /// When it was learned.
    #[schema(value_type = Instant)]
    pub learned_at: UtcMs,
    /// Cases it learned from.
    #[schema(minimum = 0)]
    pub texts: i64,
    /// Share of cases it got right that it had not learned from.
    #[schema(minimum = 0, maximum = 1)]
    pub accuracy: f64,
    /// Mean of the labels' F1.
    #[schema(minimum = 0, maximum = 1)]
    pub macro_f1: f64,
    /// Each label.
    pub labels: Vec<LabelView>,
    /// Rows: what it was; columns: what it said; in the order of `labels`.
    pub confusion: Vec<Vec<u32>>,
}

/// How good a version is on one label.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TriageLabel)]
pub struct LabelView {
    /// The label.
    pub label: String,
    /// Cases that have it.
    #[schema(minimum = 0)]
    pub texts: u32,
    /// Of those said to have it, the share that has.
    #[schema(minimum = 0, maximum = 1)]
    pub precision: f64,
    /// Of those that have it, the share said to.
    #[schema(minimum = 0, maximum = 1)]
    pub recall: f64,
    /// Harmonic mean of both.
    #[schema(minimum = 0, maximum = 1)]
    pub f1: f64,
}

impl From<LabelQuality> for LabelView {
    fn from(l: LabelQuality) -> Self {
        Self { label: l.label, texts: l.texts, precision: l.precision, recall: l.recall, f1: l.f1 }
    }
}

impl From<Version> for VersionView {
    fn from(Version { version, quality }: Version) -> Self {
        Self {
            subject: version.subject,
            number: version.number,
            better: version.in_use,
            learned_at: version.learned_at,
            texts: version.texts,
            accuracy: quality.accuracy,
            macro_f1: quality.macro_f1,
            labels: quality.labels.into_iter().map(LabelView::from).collect(),
            confusion: quality.confusion,
        }
    }
}

impl From<Overview> for TriageView {
    fn from(o: Overview) -> Self {
        let versions = o.versions.into_iter().map(VersionView::from).collect();
        Self { on: o.on, learning: o.learning, judged: o.judged, least: LEAST_CASES, versions }
    }
}

/// Whether proposals are made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTriage)]
pub struct TriageBody {
    /// They are.
    on: bool,
}

/// To learn; nothing to choose yet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTriageLearning)]
pub struct LearningBody {}

async fn of_case(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<ProposalView>>> {
    query.done()?;
    let proposed = web.app().triage_of(&caller.actor, &case).await?;
    Ok(Json(proposed.into_iter().map(ProposalView::from).collect()))
}

async fn show(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<TriageView>> {
    query.done()?;
    Ok(Json(web.app().triage(&caller.actor).await?.into()))
}

async fn switch(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<TriageBody>,
) -> Answer<Json<TriageView>> {
    query.done()?;
    Ok(Json(web.app().switch_triage(&caller.actor, body.value.on).await?.into()))
}

async fn learn(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<LearningBody>,
) -> Answer<(axum::http::StatusCode, Json<TriageView>)> {
    query.done()?;
    let LearningBody {} = body.value;
    let asked = web.app().ask_triage_to_learn(&caller.actor).await?;
    Ok((axum::http::StatusCode::ACCEPTED, Json(asked.into())))
}

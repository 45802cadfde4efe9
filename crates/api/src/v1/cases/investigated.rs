//! An investigation as its page shows it, and who else may be hit.

use axum::Json as Out;
use axum::extract::{Path, State};
use bihuan_app::cases::cluster::Like;
use bihuan_app::cases::investigating::{Came, InvestigationShown, StepShown};
use bihuan_domain::case::event::ContactResult;
use bihuan_domain::case::stage::Stage;
use bihuan_domain::case::text::{Field, TextRef};
use bihuan_domain::complaint::checklist::{StepSort, StepStanding};
use bihuan_domain::complaint::evidence_request::{EvidenceRequest, LinkStanding, RequestStanding};
use bihuan_domain::complaint::liability::EvidenceSource;
use bihuan_domain::complaint::visit::{SupportRequest, Visit, VisitStanding};
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NoticeWay;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{BehaviouralCause, Channel};
use bihuan_store::nouns::evidence_sending::Sending;
use serde::Serialize;
use utoipa::ToSchema;

use super::timeline::FileView;
use crate::auth::Caller;
use crate::codes::{
    BehaviouralCauseCode, ChannelCode, ContactResultCode, EvidenceSourceCode, FieldCode, Ident, Instant,
    LinkStandingCode, NoticeWayCode, RequestStandingCode, StageCode, StepSortCode, StepStandingCode, VisitStandingCode,
};
use crate::input::Query;
use crate::problem::Answer;
use crate::v1::flows::WordsView;
use crate::web::Web;

/// Who did something, and when.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Deed)]
pub struct DeedView {
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Their name; null: the system, or somebody outside.
    by_name: Option<String>,
    /// Words; null without, or once erased.
    text: Option<String>,
}

/// A step of the checklist.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InvestigationStep)]
pub struct StepView {
    /// Identifier.
    id: String,
    /// What it is called.
    name: WordsView,
    /// What fulfils it.
    #[schema(value_type = StepSortCode)]
    sort: StepSort,
    /// The stage it bars.
    #[schema(value_type = Option<StageCode>)]
    before: Option<Stage>,
    /// How it stands.
    #[schema(value_type = StepStandingCode)]
    standing: StepStanding,
    /// By whom, when, with which result or reason.
    deed: Option<DeedView>,
    /// Attempts to reach the customer since they were last reached.
    attempts: u32,
    /// So many count as done; 0 = none do.
    attempts_needed: u32,
}

/// An attempt to reach the customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContactAttempt)]
pub struct AttemptView {
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// How.
    #[schema(value_type = ChannelCode)]
    channel: Channel,
    /// With which result.
    #[schema(value_type = ContactResultCode)]
    result: ContactResult,
    /// By whom.
    by_name: Option<String>,
}

/// What came to a request.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EvidenceAnswer)]
pub struct CameView {
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// It was declined.
    declined: bool,
    /// Its words; null once erased.
    text: Option<String>,
    /// Files of the case that came with it.
    #[schema(value_type = Vec<Ident>)]
    files: Vec<Id>,
    /// Who answered.
    by_name: Option<String>,
}

/// A request for evidence.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EvidenceRequest)]
pub struct RequestView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Whose evidence.
    #[schema(value_type = EvidenceSourceCode)]
    source: EvidenceSource,
    /// The unit asked, by name; or the name and address outside.
    whom: Option<String>,
    /// Somebody outside is asked.
    outside: bool,
    /// What is asked; null once erased.
    text: Option<String>,
    /// Who asked.
    by_name: Option<String>,
    /// When.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// By when.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// How far up the ladder it went, overdue; 0 = in time.
    level: u8,
    /// How it stands.
    #[schema(value_type = RequestStandingCode)]
    standing: RequestStanding,
    /// What came, in order.
    answers: Vec<CameView>,
    /// Links that were sent outside, in order.
    sendings: Vec<SendingView>,
}

/// A link that was sent to whoever is asked outside.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EvidenceSending)]
pub struct SendingView {
    /// Since when.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// By letter or text message.
    #[schema(value_type = NoticeWayCode)]
    way: NoticeWay,
    /// They were asked before.
    reminder: bool,
    /// How it stands.
    #[schema(value_type = LinkStandingCode)]
    standing: LinkStanding,
    /// Why it could not be sent: `no_public_url`, `no_mailbox`, `no_gateway`, or what the other side said.
    fault: Option<String>,
}

/// A visit on site.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SiteVisit)]
pub struct VisitView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Planned for, or made at.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// Where; null once erased.
    place: Option<String>,
    /// Who goes.
    visitor_name: Option<String>,
    /// How it stands.
    #[schema(value_type = VisitStandingCode)]
    standing: VisitStanding,
    /// What was found, or why not.
    text: Option<String>,
    /// Files of the case that belong to it.
    #[schema(value_type = Vec<Ident>)]
    files: Vec<Id>,
    /// The same files, with what shows them.
    photos: Vec<FileView>,
    /// Its time passed without a record.
    overdue: bool,
}

/// A question to head office.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupportRequest)]
pub struct SupportView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// What is asked.
    asked: DeedView,
    /// By when.
    #[schema(value_type = Instant)]
    due_at: UtcMs,
    /// The answer.
    answer: Option<DeedView>,
    /// Its time passed unanswered.
    overdue: bool,
}

/// An emergency.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Emergency)]
pub struct EmergencyView {
    /// Since when.
    #[schema(value_type = Instant)]
    since: UtcMs,
    /// The how-manyeth of the roster is asked.
    turn: u32,
    /// Until when they may accept.
    #[schema(value_type = Instant)]
    until: UtcMs,
    /// Who accepted.
    accepted: Option<DeedView>,
}

/// Whether a product risk is reported.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SafetyAssessment)]
pub struct SafetyView {
    /// It is.
    report: bool,
    /// Number of the report.
    document: Option<String>,
    /// By whom, when and why.
    deed: DeedView,
}

/// A substitute for the time being.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Substitute)]
pub struct SubstituteView {
    /// One was offered.
    offered: bool,
    /// When, and which or why none.
    deed: DeedView,
}

/// An investigation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Investigation)]
pub struct InvestigationView {
    /// The checklist, in order.
    steps: Vec<StepView>,
    /// Attempts to reach the customer, latest first.
    attempts: Vec<AttemptView>,
    /// Requests for evidence, in order.
    requests: Vec<RequestView>,
    /// Visits, in order.
    visits: Vec<VisitView>,
    /// Questions to head office, in order.
    supports: Vec<SupportView>,
    /// What keeps the damage from growing, in order.
    containments: Vec<DeedView>,
    /// The behaviour that caused it (S3-06).
    #[schema(value_type = Vec<BehaviouralCauseCode>)]
    causes: Vec<BehaviouralCause>,
    /// The emergency, while it is one.
    emergency: Option<EmergencyView>,
    /// Whether the product risk is reported, as last decided.
    safety: Option<SafetyView>,
    /// A substitute for the time being, or why none.
    substitute: Option<SubstituteView>,
}

fn sent(s: &Sending) -> SendingView {
    let fault = s.fault.clone();
    SendingView { at: s.asked_at, way: s.way, reminder: s.is_reminder, standing: s.standing, fault }
}

struct Maker<'a>(&'a InvestigationShown);

impl Maker<'_> {
    fn word(&self, text: &TextRef) -> Option<String> {
        self.0.words.get(&text.id).cloned()
    }

    fn name(&self, by: Option<Id>) -> Option<String> {
        by.and_then(|id| self.0.people.get(&id).cloned())
    }

    fn deed(&self, at: UtcMs, by: Option<Id>, text: Option<&TextRef>) -> DeedView {
        DeedView { at, by_name: self.name(by), text: text.and_then(|t| self.word(t)) }
    }

    fn step(&self, step: &StepShown) -> StepView {
        StepView {
            id: step.rule.id.clone(),
            name: (&step.rule.name).into(),
            sort: step.rule.sort,
            before: step.rule.before,
            standing: step.standing,
            deed: step.mark.as_ref().map(|m| self.deed(m.at, m.by, m.text.as_ref())),
            attempts: step.attempts,
            attempts_needed: step.rule.attempts,
        }
    }

    fn came(&self, came: &Came) -> CameView {
        let given = came.name.and_then(|n| self.0.words.get(&n).cloned());
        CameView {
            at: came.at,
            declined: came.declined,
            text: self.0.words.get(&came.text).cloned(),
            files: came.files.clone(),
            by_name: self.name(came.by).or(given),
        }
    }

    fn request(&self, r: &EvidenceRequest) -> RequestView {
        let unit = r.unit.and_then(|u| self.0.units.get(&u).cloned());
        RequestView {
            id: r.id,
            source: r.source,
            whom: unit.or_else(|| r.outside.as_ref().and_then(|t| self.word(t))),
            outside: r.unit.is_none(),
            text: self.word(&r.text),
            by_name: self.name(r.by),
            at: r.at,
            due_at: r.due_at,
            level: r.level,
            standing: r.standing,
            answers: self.0.came.iter().filter(|c| c.request == r.id).map(|c| self.came(c)).collect(),
            sendings: self.0.sendings.iter().filter(|s| s.request == r.id).map(sent).collect(),
        }
    }

    fn visit(&self, v: &Visit) -> VisitView {
        VisitView {
            id: v.id,
            at: v.at,
            place: self.word(&v.place),
            visitor_name: self.name(Some(v.visitor)),
            standing: v.standing,
            text: v.text.as_ref().and_then(|t| self.word(t)),
            files: v.attachments.clone(),
            photos: v.attachments.iter().filter_map(|id| self.0.photos.get(id).cloned()).map(FileView::from).collect(),
            overdue: v.overdue,
        }
    }

    fn support(&self, s: &SupportRequest) -> SupportView {
        SupportView {
            id: s.id,
            asked: self.deed(s.at, s.by, Some(&s.text)),
            due_at: s.due_at,
            answer: s.answered.map(|(at, by)| self.deed(at, by, s.answer.as_ref())),
            overdue: s.overdue,
        }
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Out<InvestigationView>> {
    query.done()?;
    let investigated = web.app().investigation(&caller.actor, &case).await?;
    let make = Maker(&investigated);
    let course = &investigated.case.course;
    let found = &course.investigation;
    Ok(Out(InvestigationView {
        steps: investigated.steps.iter().map(|s| make.step(s)).collect(),
        attempts: investigated
            .attempts
            .iter()
            .map(|a| AttemptView { at: a.at, channel: a.channel, result: a.result, by_name: make.name(a.by) })
            .collect(),
        requests: found.requests.iter().map(|r| make.request(r)).collect(),
        visits: found.visits.iter().map(|v| make.visit(v)).collect(),
        supports: found.supports.iter().map(|s| make.support(s)).collect(),
        containments: found.containments.iter().map(|m| make.deed(m.at, m.by, Some(&m.text))).collect(),
        causes: investigated.case.classification.causes.clone(),
        emergency: course.emergency.as_ref().map(|e| EmergencyView {
            since: e.since,
            turn: e.turn,
            until: e.until,
            accepted: e.accepted.map(|(at, by)| make.deed(at, by, None)),
        }),
        safety: course.safety.as_ref().map(|s| SafetyView {
            report: s.report,
            document: s.document.as_ref().and_then(|t| make.word(t)),
            deed: make.deed(s.at, s.by, Some(&s.reason)),
        }),
        substitute: course
            .substitute
            .as_ref()
            .map(|s| SubstituteView { offered: s.offered, deed: make.deed(s.at, None, Some(&s.text)) }),
    }))
}

/// A case that may be hit by the same.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClusterCase)]
pub struct LikeView {
    /// Identifier.
    #[schema(value_type = Ident)]
    id: Id,
    /// Its number.
    number: String,
    /// Its subject; null once erased.
    subject: Option<String>,
    /// When it came in.
    #[schema(value_type = Instant)]
    received_at: UtcMs,
    /// Where it stands.
    #[schema(value_type = StageCode)]
    stage: Stage,
    /// It bears a safety risk too.
    safety_risk: bool,
    /// By what it is alike.
    #[schema(value_type = Vec<FieldCode>)]
    same: Vec<Field>,
}

impl From<Like> for LikeView {
    fn from(like: Like) -> Self {
        Self {
            id: like.case.id,
            number: like.case.number.to_string(),
            subject: like.subject,
            received_at: like.case.received_at,
            stage: like.case.stage,
            safety_risk: like.case.classification.safety_risk,
            same: like.same.into_iter().collect(),
        }
    }
}

/// Who else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Cluster)]
pub struct ClusterView {
    /// Days looked back.
    within_days: u32,
    /// Cases of the same product.
    product: usize,
    /// Cases of the same batch or serial number.
    serial: usize,
    /// How many of them bear a safety risk too.
    at_risk: usize,
    /// The latest, at most 50.
    cases: Vec<LikeView>,
}

pub(super) async fn cluster(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Out<ClusterView>> {
    query.done()?;
    let found = web.app().cluster(&caller.actor, &case).await?;
    let count = |field| found.counts.get(&field).copied().unwrap_or_default();
    Ok(Out(ClusterView {
        within_days: found.within_days,
        product: count(Field::Product),
        serial: count(Field::Serial),
        at_risk: found.at_risk,
        cases: found.cases.into_iter().map(Into::into).collect(),
    }))
}

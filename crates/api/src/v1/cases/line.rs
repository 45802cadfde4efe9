//! A case in a list: all that its three lines show, so that a page is one request.

use bihuan_app::cases::find::{Line, Preview};
use bihuan_app::world::World;
use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::clock::{Clock, Standing};
use bihuan_domain::case::event::{Direction, Party};
use bihuan_domain::case::stage::{Stage, WaitReason};
use bihuan_domain::complaint::dispute::DisputeWay;
use bihuan_domain::complaint::escalation::EscalationStanding;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::Milestone;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, EmotionalState, Kind, Priority};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::PartyView;
use crate::codes::{
    ChannelCode, DirectionCode, DisputeWayCode, EmotionalStateCode, EscalationStandingCode, Ident, Instant, KindCode,
    MilestoneCode, PriorityCode, StageCode, StandingCode, WaitReasonCode,
};
use crate::v1::flows::WordsView;

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseLine {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Number people use.
    pub number: String,
    /// Version.
    #[schema(minimum = 1)]
    pub version: i64,
    /// What it is.
    #[schema(value_type = KindCode)]
    pub kind: Kind,
    /// How it came in.
    #[schema(value_type = ChannelCode)]
    pub channel: Channel,
    /// Where it stands.
    #[schema(value_type = StageCode)]
    pub stage: Stage,
    /// The stage, or what it waits for.
    pub status: &'static str,
    /// What it waits for.
    #[schema(value_type = Option<WaitReasonCode>)]
    pub pause_reason: Option<WaitReason>,
    /// When the wait ends by itself.
    #[schema(value_type = Option<Instant>)]
    pub paused_until: Option<UtcMs>,
    /// Urgency.
    #[schema(value_type = PriorityCode)]
    pub priority: Priority,
    /// It is an emergency.
    pub emergency: bool,
    /// Severity, 1-4.
    #[schema(minimum = 1, maximum = 4)]
    pub severity: Option<u8>,
    /// What its policy calls that.
    pub severity_label: Option<WordsView>,
    /// Canonical category.
    pub category: Option<String>,
    /// The customer's state in the last contact.
    #[schema(value_type = Option<EmotionalStateCode>)]
    pub emotional_state: Option<EmotionalState>,
    /// May harm the brand.
    pub brand_risk: bool,
    /// One line that names the matter; null once erased.
    pub subject: Option<String>,
    /// The last message in short; the customer's own words while there is none.
    pub preview: Option<PreviewView>,
    /// Something happened that you have not read.
    pub unread: bool,
    /// You have begun to write something here.
    pub draft: bool,
    /// The customer; null for an anonymous one.
    pub customer: Option<CustomerLine>,
    /// Its unit.
    #[schema(value_type = Ident)]
    pub unit: Id,
    /// Name of its unit.
    pub unit_name: Option<String>,
    /// Who is accountable.
    pub owner: PartyView,
    /// Their name.
    pub owner_name: Option<String>,
    /// Who works on it.
    #[schema(value_type = Option<Ident>)]
    pub handler: Option<Id>,
    /// Their name.
    pub handler_name: Option<String>,
    /// A transfer to you, or to your unit, waits for an answer.
    pub offered_to_me: bool,
    /// When it came in.
    #[schema(value_type = Instant)]
    pub received_at: UtcMs,
    /// Last time anybody did anything.
    #[schema(value_type = Instant)]
    pub touched_at: UtcMs,
    /// When it was closed.
    #[schema(value_type = Option<Instant>)]
    pub closed_at: Option<UtcMs>,
    /// The earliest due time of its open clocks.
    #[schema(value_type = Option<Instant>)]
    pub next_due_at: Option<UtcMs>,
    /// The clock that is due then.
    pub next_clock: Option<NextClock>,
    /// Some open clock is past due.
    pub overdue: bool,
    /// The time last promised to the customer.
    #[schema(value_type = Option<Instant>)]
    pub promised_at: Option<UtcMs>,
    /// Escalation level.
    pub escalation_level: u8,
    /// How the escalation in force stands.
    #[schema(value_type = Option<EscalationStandingCode>)]
    pub escalation: Option<EscalationStanding>,
    /// The gravest dispute that goes on.
    #[schema(value_type = Option<DisputeWayCode>)]
    pub dispute: Option<DisputeWay>,
    /// Times reopened.
    pub reopen_count: u32,
    /// Times the customer asked about it (催单).
    pub chasers: u32,
}

/// The last message in short.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Preview)]
pub struct PreviewView {
    /// Its beginning without line breaks; null once erased.
    #[schema(max_length = 140)]
    pub text: Option<String>,
    /// Who spoke: inbound is the customer.
    #[schema(value_type = DirectionCode)]
    pub direction: Direction,
    /// When.
    #[schema(value_type = Instant)]
    pub at: UtcMs,
}

/// The customer of a case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerLine {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Name, masked; null without one, once erased, or without the permission to see customers.
    pub name: Option<String>,
}

/// The clock that is due first.
#[derive(Debug, Serialize, ToSchema)]
pub struct NextClock {
    /// Its name in the case.
    pub name: String,
    /// What it is about.
    #[schema(value_type = MilestoneCode)]
    pub milestone: Milestone,
    /// From the law.
    pub statutory: bool,
    /// When it began: with the due time, the share that is used.
    #[schema(value_type = Instant)]
    pub started_at: UtcMs,
    /// When it is due.
    #[schema(value_type = Instant)]
    pub due_at: UtcMs,
    /// How it stands.
    #[schema(value_type = StandingCode)]
    pub standing: Standing,
}

impl From<Preview> for PreviewView {
    fn from(p: Preview) -> Self {
        Self { text: p.text, direction: p.direction, at: p.at }
    }
}

fn next_clock(clock: &Clock) -> Option<NextClock> {
    Some(NextClock {
        name: clock.name.clone(),
        milestone: clock.milestone,
        statutory: clock.statutory,
        started_at: clock.started_at,
        due_at: clock.due.as_ref()?.at,
        standing: clock.standing(),
    })
}

/// What the policy of a case calls its severity.
fn label(case: &Case, world: &World) -> Option<WordsView> {
    let severity = case.classification.severity?;
    let bound = world.pinned(&case.policy, case.received_at, case.unit).ok()?;
    bound.policy.policy.severity_labels.get(severity.code()).map(Into::into)
}

impl CaseLine {
    /// A row as somebody sees it.
    pub fn of(line: Line, actor: &Actor, world: &World) -> Self {
        let severity_label = label(&line.case, world);
        let customer = line.customer().map(|id| CustomerLine { id, name: line.customer_name.clone() });
        let next_clock = line.next_clock().and_then(next_clock);
        let case = line.case;
        let offered_to_me = case.transfer.as_ref().is_some_and(|t| match t.to {
            Party::User(id) => actor.user() == Some(id),
            Party::Unit(id) => actor.unit == Some(id),
        });
        let (dispute, escalation) = (case.gravest_dispute(), case.escalation_standing());
        Self {
            id: case.id,
            number: case.number.to_string(),
            version: line.version,
            kind: case.kind,
            channel: case.channel,
            stage: case.stage,
            status: case.waiting.map_or(case.stage.code(), |w| w.reason.code()),
            pause_reason: case.waiting.map(|w| w.reason),
            paused_until: case.waiting.map(|w| w.until),
            priority: case.priority,
            emergency: case.priority == Priority::Emergency,
            severity: case.classification.severity.map(|s| s.level()),
            severity_label,
            next_due_at: case.next_due(),
            overdue: case.is_overdue(),
            emotional_state: case.classification.emotional_state,
            brand_risk: case.classification.brand_risk,
            category: case.classification.category,
            subject: line.subject,
            preview: line.preview.map(Into::into),
            unread: line.unread,
            draft: line.draft,
            customer,
            unit: case.unit,
            unit_name: line.unit_name,
            owner: case.owner.into(),
            owner_name: line.owner_name,
            handler: case.handler,
            handler_name: line.handler_name,
            offered_to_me,
            received_at: case.received_at,
            touched_at: case.touched_at,
            closed_at: case.closure.map(|c| c.at),
            next_clock,
            promised_at: case.promised_at,
            escalation_level: case.escalation_level,
            escalation,
            dispute,
            reopen_count: case.reopen_count,
            chasers: case.chasers,
        }
    }
}

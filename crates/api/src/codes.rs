//! Schemas of the closed lists and of the values every body shares. The domain knows nothing of OpenAPI; these types
//! stand for its own in the document only (`value_type`), and take their codes from the domain's lists.

use std::borrow::Cow;

use bihuan_domain::actor::Permission;
use bihuan_domain::automation::{Happening, Moment as RuleMoment, Subject as RuleSubject};
use bihuan_domain::calendar::{DayKind, RollScope};
use bihuan_domain::canned_text::{TextScope, TextVariable};
use bihuan_domain::case::clock::Standing;
use bihuan_domain::case::event::{
    AnonymousReason, Answer, CancelReason, ClosureReason, ContactResult, Direction, EscalationCause, FollowUpResult,
    LinkKind, MessageRole, RejectionGround, Remedy, RescheduleWhy, ResumeCause,
};
use bihuan_domain::case::pending::DecisionDue;
use bihuan_domain::case::refusal::{Step, TimeField};
use bihuan_domain::case::stage::{Signal, Stage, WaitReason};
use bihuan_domain::case::text::{Field, PresenceState, TextFormat, WritingSort};
use bihuan_domain::channel::ChannelFinding;
use bihuan_domain::channel::health::{ChannelTestStanding, ChannelTestStep, ChannelTestWay};
use bihuan_domain::chat::{ChatEnd, ChatState, ClosingQuestion, Content as ChatContent, HandoffReason};
use bihuan_domain::complaint::adjudication::{AdjudicationStanding, ReversalCause};
use bihuan_domain::complaint::approval::ApprovalStanding;
use bihuan_domain::complaint::care::CareResult;
use bihuan_domain::complaint::checklist::{StepSort, StepStanding};
use bihuan_domain::complaint::dispute::{DisputeGround, DisputeSide, DisputeStanding, DisputeWay, RoundResult};
use bihuan_domain::complaint::escalation::{EscalationEnd, EscalationOrigin, EscalationStanding};
use bihuan_domain::complaint::evidence_request::{LinkStanding, RequestStanding};
use bihuan_domain::complaint::liability::{Conduct, EvidenceSource, LiableParty};
use bihuan_domain::complaint::loaner::LoanerKind;
use bihuan_domain::complaint::remedy::LegalGround;
use bihuan_domain::complaint::visit::VisitStanding;
use bihuan_domain::counter::{CounterState, Move as CounterMove};
use bihuan_domain::custom_field::{FieldSort, Gate};
use bihuan_domain::gateway::{GatewayKind, GatewayWording};
use bihuan_domain::messaging::{MessagingPlatform, MessagingTestStep};
use bihuan_domain::notification::{Digest, NoticeWay, NotificationKind};
use bihuan_domain::organisation::{CustomerField, CustomerKind, Reach, UnitKind};
use bihuan_domain::policy::flow::{EdgeKind, StepKind};
use bihuan_domain::policy::{CloseNeeds, Effect, Gravity, Milestone, Period};
use bihuan_domain::public_page::{PageKind, PriceSort};
use bihuan_domain::station::PenaltyState;
use bihuan_domain::trade::{
    BehaviouralCause, Channel, Complexity, EmotionalState, Kind, Precision, Priority, Role, Severity,
};
use bihuan_domain::triage::TriageSubject;
use serde_json::{Value, json};
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// A closed list of codes.
pub trait Coded {
    /// Its name in the document.
    const NAME: &'static str;
    /// Its codes in order.
    fn codes() -> Vec<&'static str>;
}

macro_rules! coded {
    ($($list:ident as $shown:ident),+ $(,)?) => {
        $(
            impl Coded for $list {
                const NAME: &'static str = stringify!($list);
                fn codes() -> Vec<&'static str> { $list::ALL.iter().map(|c| c.code()).collect() }
            }

            #[doc = concat!("Stands for the codes of `", stringify!($list), "` in the document.")]
            #[derive(Debug)]
            pub struct $shown;

            impl PartialSchema for $shown {
                fn schema() -> RefOr<Schema> {
                    RefOr::T(Schema::Object(
                        ObjectBuilder::new().schema_type(Type::String).enum_values(Some($list::codes())).build(),
                    ))
                }
            }

            impl ToSchema for $shown {
                fn name() -> Cow<'static, str> { Cow::Borrowed(stringify!($list)) }
            }
        )+

        /// Every closed list: name and codes.
        pub fn all() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$((<$list as Coded>::NAME, $list::codes())),+]
        }
    };
}

coded! {
    LiableParty as LiablePartyCode, EvidenceSource as EvidenceSourceCode, Conduct as ConductCode,
    DisputeWay as DisputeWayCode, DisputeStanding as DisputeStandingCode, DisputeGround as DisputeGroundCode,
    EscalationOrigin as EscalationOriginCode, EscalationStanding as EscalationStandingCode,
    EscalationEnd as EscalationEndCode, DecisionDue as DecisionDueCode,
    PageKind as PageKindCode, PriceSort as PriceSortCode, RoundResult as RoundResultCode, DisputeSide as DisputeSideCode,
    AdjudicationStanding as AdjudicationStandingCode, ReversalCause as ReversalCauseCode, PenaltyState as PenaltyStateCode,
    LegalGround as LegalGroundCode, ApprovalStanding as ApprovalStandingCode,
    StepSort as StepSortCode, StepStanding as StepStandingCode, RequestStanding as RequestStandingCode,
    LinkStanding as LinkStandingCode, NoticeWay as NoticeWayCode,
    VisitStanding as VisitStandingCode, LoanerKind as LoanerKindCode,
    ChatState as ChatStateCode, ChatEnd as ChatEndCode, ClosingQuestion as ClosingQuestionCode,
    CounterState as CounterStateCode, CounterMove as CounterMoveCode,
    ChatContent as ChatContentCode, HandoffReason as HandoffReasonCode,
    TriageSubject as TriageSubjectCode, MessagingPlatform as MessagingPlatformCode,
    MessagingTestStep as MessagingTestStepCode,
    GatewayKind as GatewayKindCode, GatewayWording as GatewayWordingCode, Digest as DigestCode,
    Kind as KindCode, Channel as ChannelCode, Severity as SeverityCode, Priority as PriorityCode,
    Complexity as ComplexityCode, EmotionalState as EmotionalStateCode, BehaviouralCause as BehaviouralCauseCode,
    Precision as PrecisionCode, Role as RoleCode, Field as FieldCode, Stage as StageCode, WaitReason as WaitReasonCode,
    Signal as SignalCode, Standing as StandingCode, AnonymousReason as AnonymousReasonCode, Direction as DirectionCode,
    MessageRole as MessageRoleCode, ContactResult as ContactResultCode, Remedy as RemedyCode, Answer as AnswerCode,
    FollowUpResult as FollowUpResultCode, CareResult as CareResultCode, ClosureReason as ClosureReasonCode, RejectionGround as RejectionGroundCode,
    LinkKind as LinkKindCode, EscalationCause as EscalationCauseCode, CancelReason as CancelReasonCode,
    ResumeCause as ResumeCauseCode, RescheduleWhy as RescheduleWhyCode, Permission as PermissionCode,
    Milestone as MilestoneCode, Period as PeriodCode, CloseNeeds as CloseNeedsCode, DayKind as DayKindCode,
    TimeField as TimeFieldCode, Step as StepCode, UnitKind as UnitKindCode, CustomerKind as CustomerKindCode,
    CustomerField as CustomerFieldCode, Reach as ReachCode, StepKind as StepKindCode, EdgeKind as EdgeKindCode,
    Effect as EffectCode, Gravity as GravityCode, RollScope as RollScopeCode, ChannelFinding as ChannelFindingCode,
    ChannelTestWay as ChannelTestWayCode, ChannelTestStanding as ChannelTestStandingCode,
    ChannelTestStep as ChannelTestStepCode,
    TextFormat as TextFormatCode, WritingSort as WritingSortCode,
    PresenceState as PresenceStateCode, NotificationKind as NotificationKindCode, TextScope as TextScopeCode,
    TextVariable as TextVariableCode,
    Happening as HappeningCode, RuleMoment as RuleMomentCode, RuleSubject as RuleSubjectCode, FieldSort as FieldSortCode, Gate as GateCode,
}

/// The schema of a code, for a parameter.
pub fn list<T: Coded>() -> Value {
    json!({ "type": "string", "enum": T::codes() })
}

/// An instant in the document: RFC 3339 with an offset; answers are in UTC.
#[derive(Debug)]
pub struct Instant;

impl PartialSchema for Instant {
    fn schema() -> RefOr<Schema> {
        RefOr::T(Schema::Object(
            ObjectBuilder::new()
                .schema_type(SchemaType::new(Type::String))
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                .max_length(Some(40))
                .build(),
        ))
    }
}

impl ToSchema for Instant {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Instant")
    }
}

/// What a role is named by: the code of a delivered one, or the identifier of one's own.
pub const ROLE_KEY: &str = "^([a-z_]{1,40}|[0-7][0-9A-HJKMNP-TV-Z]{12})$";

/// A role in the document.
#[derive(Debug)]
pub struct RoleName;

impl PartialSchema for RoleName {
    fn schema() -> RefOr<Schema> {
        RefOr::T(Schema::Object(
            ObjectBuilder::new()
                .schema_type(SchemaType::new(Type::String))
                .pattern(Some(ROLE_KEY))
                .max_length(Some(40))
                .build(),
        ))
    }
}

impl ToSchema for RoleName {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("RoleName")
    }
}

/// An identifier in the document: 13 characters of Crockford base32.
#[derive(Debug)]
pub struct Ident;

impl PartialSchema for Ident {
    fn schema() -> RefOr<Schema> {
        RefOr::T(Schema::Object(
            ObjectBuilder::new()
                .schema_type(SchemaType::new(Type::String))
                .pattern(Some("^[0-7][0-9A-HJKMNP-TV-Z]{12}$"))
                .min_length(Some(13))
                .max_length(Some(13))
                .build(),
        ))
    }
}

impl ToSchema for Ident {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Ident")
    }
}

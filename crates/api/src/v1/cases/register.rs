//! Taking a case in (S0-11…13): `POST /cases`.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use bihuan_app::cases::change::{NewCase, Registered};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::event::{AnonymousReason, Classification, Complainant, Occurred, Party, Remedy, Source};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::public_page::PageKind;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{
    BehaviouralCause, Channel, Complexity, EmotionalState, Kind, Precision, Priority, Severity,
};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::own_fields::MOST_VALUES;
use super::view::CaseView;
use super::{answer, may, settle};
use crate::auth::Caller;
use crate::codes::{
    AnonymousReasonCode, BehaviouralCauseCode, ChannelCode, ComplexityCode, EmotionalStateCode, Ident, Instant,
    KindCode, PrecisionCode, PriorityCode, RemedyCode, SeverityCode,
};
use crate::endpoint::Endpoint;
use crate::input::{Json, bounded};
use crate::once::Once;
use crate::problem::{Answer, Problem};
use crate::web::Web;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/cases", may(P::CaseRegister), "Takes a case in", register)
            .takes::<NewCaseBody>()
            .gives::<CaseView>(201)
            .once(),
    ]
}

/// A case to take in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCase)]
pub struct NewCaseBody {
    /// What it is.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// How it came in.
    #[schema(value_type = ChannelCode)]
    channel: Channel,
    /// Whose it is; anonymous (not given) if left out.
    #[serde(default)]
    complainant: Option<ComplainantBody>,
    /// The customer can be reached; if left out: yes with a customer, no without.
    #[serde(default)]
    reachable: Option<bool>,
    /// When it came in; now if left out.
    #[serde(default)]
    #[schema(value_type = Option<Instant>)]
    received_at: Option<UtcMs>,
    /// When the matter occurred.
    #[serde(default)]
    occurred: Option<OccurredBody>,
    /// Unit it comes into; the caller's own if left out.
    #[serde(default)]
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
    /// First owner; the caller if left out (首问负责).
    #[serde(default)]
    owner: Option<PartyBody>,
    /// The words: at least subject and verbatim.
    texts: TextsBody,
    /// Where it comes from, unique together.
    #[serde(default)]
    source: Option<SourceBody>,
    /// The customer was told our terms: the version of the promise page that holds today is kept (S0-60).
    #[serde(default)]
    told_terms: bool,
    /// First judgement.
    #[serde(default)]
    classification: Option<ClassificationBody>,
    /// What the customer wishes for, as remedies (S2-21).
    #[serde(default)]
    #[schema(value_type = Vec<RemedyCode>, max_items = 13)]
    wished: Vec<Remedy>,
    /// The organisation's own fields by code, as `PUT /cases/{case}/fields` takes them.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, Value>)]
    fields: BTreeMap<String, Value>,
}

/// A customer, or why there is none.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, tag = "kind", rename_all = "snake_case")]
#[schema(as = NewComplainant)]
pub enum ComplainantBody {
    /// A known customer.
    Customer {
        /// The customer.
        #[schema(value_type = Ident)]
        id: Id,
    },
    /// Nobody to answer to.
    Anonymous {
        /// Why.
        #[schema(value_type = AnonymousReasonCode)]
        reason: AnonymousReason,
    },
}

/// When the matter occurred.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewOccurred)]
pub struct OccurredBody {
    /// The instant; for a day or month, its beginning.
    #[schema(value_type = Instant)]
    at: UtcMs,
    /// How exact.
    #[schema(value_type = PrecisionCode)]
    precision: Precision,
}

/// A user or a unit.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, tag = "kind", rename_all = "snake_case")]
#[schema(as = NewParty)]
pub enum PartyBody {
    /// A person.
    User {
        /// Which.
        #[schema(value_type = Ident)]
        id: Id,
    },
    /// A unit.
    Unit {
        /// Which.
        #[schema(value_type = Ident)]
        id: Id,
    },
}

impl From<PartyBody> for Party {
    fn from(body: PartyBody) -> Self {
        match body {
            PartyBody::User { id } => Self::User(id),
            PartyBody::Unit { id } => Self::Unit(id),
        }
    }
}

/// Where a case comes from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSource)]
pub struct SourceBody {
    /// Source system.
    #[schema(min_length = 1, max_length = 100)]
    system: String,
    /// Its id there.
    #[schema(min_length = 1, max_length = 200)]
    external_id: String,
}

/// The words of a case.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = NewTexts)]
pub struct TextsBody {
    /// One line that names the matter.
    #[schema(min_length = 1, max_length = 1000, required = true, nullable = false)]
    subject: Option<String>,
    /// The customer's own words; never changed (S3-45).
    #[schema(min_length = 1, max_length = 262144, required = true, nullable = false)]
    verbatim: Option<String>,
    /// The agent's summary.
    #[schema(min_length = 1, max_length = 262144)]
    summary: Option<String>,
    /// What is wrong (S0-12).
    #[schema(min_length = 1, max_length = 262144)]
    symptom: Option<String>,
    /// What the customer wants (S2-13).
    #[schema(min_length = 1, max_length = 262144)]
    demand: Option<String>,
    /// Order number.
    #[schema(min_length = 1, max_length = 1000)]
    order_ref: Option<String>,
    /// Product or service.
    #[schema(min_length = 1, max_length = 1000)]
    product: Option<String>,
    /// Serial number, VIN, batch.
    #[schema(min_length = 1, max_length = 1000)]
    serial: Option<String>,
    /// What the customer expects.
    #[schema(min_length = 1, max_length = 262144)]
    expectation: Option<String>,
}

impl TextsBody {
    fn fields(self) -> Result<Vec<(Field, String)>, Problem> {
        let all = [
            (Field::Subject, self.subject),
            (Field::Verbatim, self.verbatim),
            (Field::Summary, self.summary),
            (Field::Symptom, self.symptom),
            (Field::Demand, self.demand),
            (Field::OrderRef, self.order_ref),
            (Field::Product, self.product),
            (Field::Serial, self.serial),
            (Field::Expectation, self.expectation),
        ];
        let given: Vec<_> = all.into_iter().filter_map(|(f, t)| Some((f, t?))).collect();
        for (field, body) in &given {
            bounded(&format!("texts.{field}"), body, longest(*field))?;
        }
        Ok(given)
    }
}

/// The longest text of a field, in characters.
pub fn longest(field: Field) -> usize {
    match field {
        Field::Subject | Field::OrderRef | Field::Product | Field::Serial => 1_000,
        Field::Verbatim | Field::Summary | Field::Symptom | Field::Demand | Field::Expectation => 262_144,
    }
}

/// What one says of a case at intake or changes later; what is left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = NewClassification)]
pub struct ClassificationBody {
    /// Canonical category with dots.
    #[schema(max_length = 200)]
    pub category: Option<String>,
    /// Consequence.
    #[schema(value_type = Option<SeverityCode>)]
    pub severity: Option<Severity>,
    /// Urgency, when set by hand.
    #[schema(value_type = Option<PriorityCode>)]
    pub priority: Option<Priority>,
    /// How involved.
    #[schema(value_type = Option<ComplexityCode>)]
    pub complexity: Option<Complexity>,
    /// The customer's state in this contact.
    #[schema(value_type = Option<EmotionalStateCode>)]
    pub emotional_state: Option<EmotionalState>,
    /// Behavioural causes (S3-06).
    #[schema(value_type = Option<Vec<BehaviouralCauseCode>>, max_items = 7)]
    pub causes: Option<Vec<BehaviouralCause>>,
    /// Somebody may be hurt; only upward (S0-52).
    pub safety_risk: Option<bool>,
    /// A gross failure of ours; only upward (S0-53).
    pub gross_service_failure: Option<bool>,
    /// May harm the brand.
    pub brand_risk: Option<bool>,
    /// Press or social media are involved.
    pub media_involved: Option<bool>,
    /// Repair, exchange, return or refund is demanded.
    pub remedy_demanded: Option<bool>,
}

impl ClassificationBody {
    /// Over what was judged before.
    ///
    /// # Errors
    /// 422: a cause twice, a category too long.
    pub fn over(self, old: &Classification) -> Result<Classification, Problem> {
        if let Some(category) = &self.category {
            bounded("category", category, 200)?;
        }
        let mut causes = self.causes.unwrap_or_else(|| old.causes.clone());
        let given = causes.len();
        causes.sort_unstable();
        causes.dedup();
        if causes.len() != given {
            return Err(Problem::field("causes", "given_twice", ""));
        }
        Ok(Classification {
            category: self.category.or_else(|| old.category.clone()),
            severity: self.severity.or(old.severity),
            priority: self.priority.or(old.priority),
            complexity: self.complexity.or(old.complexity),
            emotional_state: self.emotional_state.or(old.emotional_state),
            causes,
            safety_risk: self.safety_risk.unwrap_or(old.safety_risk),
            gross_service_failure: self.gross_service_failure.unwrap_or(old.gross_service_failure),
            brand_risk: self.brand_risk.unwrap_or(old.brand_risk),
            media_involved: self.media_involved.unwrap_or(old.media_involved),
            remedy_demanded: self.remedy_demanded.unwrap_or(old.remedy_demanded),
        })
    }
}

impl NewCaseBody {
    /// As the use case takes it.
    ///
    /// # Errors
    /// 422 on what does not fit.
    pub(crate) fn new_case(self, caller: &Caller) -> Result<NewCase, Problem> {
        let complainant = match self.complainant {
            Some(ComplainantBody::Customer { id }) => Complainant::Customer { id },
            Some(ComplainantBody::Anonymous { reason }) => Complainant::Anonymous { reason },
            None => Complainant::Anonymous { reason: AnonymousReason::NotGiven },
        };
        let reachable = self.reachable.unwrap_or(matches!(complainant, Complainant::Customer { .. }));
        let unit = self.unit.or(caller.actor.unit).ok_or_else(|| Problem::field("unit", "missing_field", ""))?;
        if self.fields.len() > MOST_VALUES {
            return Err(Problem::field("fields", "too_long", MOST_VALUES.to_string()));
        }
        if let Some(source) = &self.source {
            bounded("source.system", &source.system, 100)?;
            bounded("source.external_id", &source.external_id, 200)?;
        }
        Ok(NewCase {
            kind: self.kind,
            channel: self.channel,
            complainant,
            reachable,
            received_at: self.received_at,
            occurred: self.occurred.map(|o| Occurred { at: o.at, precision: o.precision }),
            unit,
            owner: self.owner.map(Into::into),
            texts: self.texts.fields()?,
            source: self.source.map(|s| Source { system: s.system, external_id: s.external_id }),
            classification: self.classification.unwrap_or_default().over(&Classification::default())?,
            wished: self.wished,
            fields: self.fields,
            terms: None,
        })
    }
}

async fn register(State(web): State<Web>, caller: Caller, once: Once, body: Json<NewCaseBody>) -> Answer<Response> {
    let told = body.value.told_terms;
    let mut new = body.value.new_case(&caller)?;
    if told {
        new.terms = Some(web.app().version_shown(PageKind::Promise, None).await?);
    }
    // The words are at hand: no second look into the store for what was just written.
    let given = new.texts.clone();
    let again = || once.remember(&caller.actor, &body.bytes, super::remembered);
    let mut outcome = web.app().register(&caller.actor, new.clone(), again()).await;
    if matches!(&outcome, Err(failure) if super::answered_meanwhile(failure)) {
        outcome = web.app().register(&caller.actor, new, again()).await;
    }
    let done = match outcome? {
        Registered::Now(done) => done,
        before @ Registered::Before(..) => return settle(&web, before).await,
    };
    let id = |field: &Field| done.case.text(*field).map(|t| t.id);
    let words = given.into_iter().filter_map(|(field, body)| Some((id(&field)?, body))).collect();
    let view = CaseView::of(&done.case, done.version, &words, &[]);
    let mut response = answer(StatusCode::CREATED, &view.in_world(&web, Some(&caller.actor), &done.case, &words));
    super::located(&mut response, done.case.id);
    Ok(response)
}

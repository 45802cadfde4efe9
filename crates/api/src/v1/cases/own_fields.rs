//! The organisation's own fields on a case: which stand for it, what they hold, and setting them.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_app::cases::change::NewCase;
use bihuan_app::custom_fields::CaseField;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::event::{AnonymousReason, Classification, Complainant};
use bihuan_domain::case::text::Field;
use bihuan_domain::custom_field::{FieldSort, Gate};
use bihuan_domain::ids::Id;
use bihuan_domain::trade::{Channel, Kind};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::register::ClassificationBody;
use super::{changes, done, may};
use crate::auth::Caller;
use crate::codes::{ChannelCode, FieldSortCode, GateCode, Ident, KindCode};
use crate::endpoint::Endpoint;
use crate::input::{Json as Body, Query, Seen};
use crate::problem::{Answer, Problem};
use crate::v1::fields::{NamesView, OptionView};
use crate::web::Web;

/// Most values in one request.
pub(super) const MOST_VALUES: usize = 300;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let set =
        Endpoint::put("/cases/{case}/fields", may(P::CaseClassify), "Sets own fields; what is left out stays", set);
    let list = Endpoint::get(
        "/cases/{case}/fields",
        may(P::CaseRead),
        "The own fields that stand for it, with what they hold, and what older ones still hold",
        list,
    );
    let shown = Endpoint::post(
        "/fields/shown",
        may(P::CaseRegister),
        "The own fields that would stand for a case that is just being told",
        for_new,
    );
    vec![
        list.lists::<CaseFieldView>(),
        changes(set).takes::<ValuesBody>(),
        shown.takes::<ToldBody>().lists::<CaseFieldView>().tag("cases"),
    ]
}

/// An own field as a case has it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CaseField)]
pub struct CaseFieldView {
    /// The field.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Its code.
    pub code: String,
    /// What it holds.
    #[schema(value_type = FieldSortCode)]
    pub sort: FieldSort,
    /// Names.
    pub names: NamesView,
    /// The options of a choice.
    pub options: Vec<OptionView>,
    /// Decimals of a number.
    #[schema(maximum = 6)]
    pub decimals: u8,
    /// Currency of an amount, which is given in minor units.
    pub currency: Option<String>,
    /// Must be filled before these steps.
    #[schema(value_type = Vec<GateCode>)]
    pub required_before: Vec<Gate>,
    /// Masked for whoever may not see sensitive values.
    pub sensitive: bool,
    /// It stands for the case as it is now, and may be set; else the case only keeps its value.
    pub shown: bool,
    /// As it is given; null when there is none, when it was erased, or when it is masked.
    pub value: Option<Value>,
    /// It has a value, but not for you.
    pub masked: bool,
}

impl From<CaseField> for CaseFieldView {
    fn from(CaseField { field: f, shown, value, masked }: CaseField) -> Self {
        Self {
            id: f.id,
            code: f.code,
            sort: f.sort,
            names: f.names.into(),
            options: f.options.into_iter().map(Into::into).collect(),
            decimals: f.decimals,
            currency: f.currency.map(|c| c.code().to_owned()),
            required_before: f.required_before,
            sensitive: f.sensitive,
            shown,
            value: Some(value).filter(|v| !v.is_null()),
            masked,
        }
    }
}

async fn list(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    query: Query,
) -> Answer<Json<Vec<CaseFieldView>>> {
    query.done()?;
    let found = web.app().case_fields(&caller.actor, &case).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// What is known so far of a case that is being told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Told)]
pub struct ToldBody {
    /// What it is.
    #[schema(value_type = KindCode)]
    kind: Kind,
    /// How it came in.
    #[schema(value_type = ChannelCode)]
    channel: Channel,
    /// Unit it comes into; the caller's own if left out.
    #[serde(default)]
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
    /// First judgement.
    #[serde(default)]
    classification: ClassificationBody,
    /// Values given so far, by code.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, Value>)]
    fields: BTreeMap<String, Value>,
}

/// The words that every case has; which they are matters to no field.
const SAID: &str = "-";

async fn for_new(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<ToldBody>,
) -> Answer<Json<Vec<CaseFieldView>>> {
    query.done()?;
    let ToldBody { kind, channel, unit, classification, fields } = body.value;
    if fields.len() > MOST_VALUES {
        return Err(Problem::field("fields", "too_long", MOST_VALUES.to_string()));
    }
    let new = NewCase {
        kind,
        channel,
        complainant: Complainant::Anonymous { reason: AnonymousReason::NotGiven },
        reachable: false,
        received_at: None,
        occurred: None,
        unit: unit.or(caller.actor.unit).ok_or_else(|| Problem::field("unit", "missing_field", ""))?,
        owner: None,
        texts: [Field::Subject, Field::Verbatim, Field::Demand].map(|f| (f, SAID.to_owned())).to_vec(),
        source: None,
        classification: classification.over(&Classification::default())?,
        wished: Vec::new(),
        fields,
        terms: None,
    };
    let found = web.app().fields_for_new(&caller.actor, new).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// Values of own fields.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldValues)]
pub struct ValuesBody {
    /// By code: words, a number, an amount in minor units, a day, an instant, an option or a list of them, true or false,
    /// an id; null takes the value away.
    #[schema(value_type = BTreeMap<String, Value>)]
    values: BTreeMap<String, Value>,
}

async fn set(
    State(web): State<Web>,
    caller: Caller,
    Path(case): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<ValuesBody>,
) -> Answer {
    query.done()?;
    if body.value.values.len() > MOST_VALUES {
        return Err(Problem::field("values", "too_long", MOST_VALUES.to_string()));
    }
    let id = web.app().case_id(&caller.actor, &case).await?;
    let outcome = web.app().set_fields(&caller.actor, id, seen.0, body.value.values).await?;
    done(&web, StatusCode::OK, outcome).await
}

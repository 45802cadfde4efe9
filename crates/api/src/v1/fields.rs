//! Fields of the organisation's own. Their definitions are for everybody who shows a case; only who administers them
//! changes them. A field is archived, never deleted.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::custom_field::{CustomField, FieldIs, FieldNames, FieldOption, FieldSort, Gate};
use bihuan_domain::ids::Id;
use bihuan_domain::money::Currency;
use bihuan_domain::policy::Condition;
use bihuan_store::nouns::field::Stored;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{located, tagged};
use crate::auth::Caller;
use crate::codes::{FieldSortCode, GateCode, Ident};
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::AutomationAdmin);
    vec![
        Endpoint::get(
            "/fields",
            Access::SignedIn,
            "The organisation's own fields in their order, archived ones too",
            list,
        )
        .lists::<FieldView>(),
        Endpoint::post("/fields", admin, "Defines a field", define).takes::<FieldBody>().gives::<FieldView>(201),
        Endpoint::put("/fields/order", admin, "Puts the fields in order, every one of them; forms follow it", order)
            .takes::<OrderBody>()
            .lists::<FieldView>(),
        Endpoint::put("/fields/{own_field}", admin, "Changes a field, or archives it", change)
            .takes::<FieldBody>()
            .gives::<FieldView>(200)
            .versioned(),
    ]
}

/// A name in the three languages.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldNames)]
pub struct NamesView {
    /// Simplified Chinese.
    #[schema(min_length = 1, max_length = 200)]
    zh_hans: String,
    /// Traditional Chinese.
    #[schema(min_length = 1, max_length = 200)]
    zh_hant: String,
    /// English.
    #[schema(min_length = 1, max_length = 200)]
    en: String,
}

impl From<FieldNames> for NamesView {
    fn from(FieldNames { zh_hans, zh_hant, en }: FieldNames) -> Self {
        Self { zh_hans, zh_hant, en }
    }
}

impl From<NamesView> for FieldNames {
    fn from(NamesView { zh_hans, zh_hant, en }: NamesView) -> Self {
        Self { zh_hans, zh_hant, en }
    }
}

/// An option of a choice.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldOption)]
pub struct OptionView {
    /// Stable code.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]{0,39}$")]
    code: String,
    /// Names.
    names: NamesView,
    /// No longer to be chosen.
    #[serde(default)]
    #[schema(default = false)]
    retired: bool,
}

impl From<FieldOption> for OptionView {
    fn from(FieldOption { code, names, retired }: FieldOption) -> Self {
        Self { code, names: names.into(), retired }
    }
}

/// Another field has one of these values.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldIs)]
pub struct IsView {
    /// The other field, defined earlier.
    #[schema(value_type = Ident)]
    field: Id,
    /// Any of these options, or `yes` and `no`.
    #[schema(min_items = 1, max_items = 500)]
    any_of: Vec<String>,
}

/// A field.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CustomField)]
pub struct FieldView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Version; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// Stable code.
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
    /// For which cases it stands: a condition as policies have it.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub when: Condition,
    /// Only in these units and below; empty: everywhere.
    #[schema(value_type = Vec<Ident>)]
    pub units: Vec<Id>,
    /// Only when these other fields say so.
    pub fields: Vec<IsView>,
    /// Must be filled before these steps, where it is shown.
    #[schema(value_type = Vec<GateCode>)]
    pub required_before: Vec<Gate>,
    /// Masked for whoever may not see sensitive values.
    pub sensitive: bool,
    /// No longer used.
    pub archived: bool,
}

impl From<Stored> for FieldView {
    fn from(Stored { field: f, version, .. }: Stored) -> Self {
        Self {
            id: f.id,
            version,
            code: f.code,
            sort: f.sort,
            names: f.names.into(),
            options: f.options.into_iter().map(Into::into).collect(),
            decimals: f.decimals,
            currency: f.currency.map(|c| c.code().to_owned()),
            when: f.when,
            units: f.units,
            fields: f.fields.into_iter().map(|i| IsView { field: i.field, any_of: i.any_of }).collect(),
            required_before: f.required_before,
            sensitive: f.sensitive,
            archived: f.archived,
        }
    }
}

/// A field to be defined or changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCustomField)]
pub struct FieldBody {
    /// Stable code; never changed.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]{0,39}$")]
    code: String,
    /// What it holds; never changed.
    #[schema(value_type = FieldSortCode)]
    sort: FieldSort,
    /// Names.
    names: NamesView,
    /// The options of a choice; one that was given out is retired, not removed.
    #[serde(default)]
    #[schema(max_items = 500)]
    options: Vec<OptionView>,
    /// Decimals of a number; never changed.
    #[serde(default)]
    #[schema(maximum = 6)]
    decimals: u8,
    /// Currency of an amount, three capital letters; never changed.
    #[schema(min_length = 3, max_length = 3, pattern = "^[A-Z]{3}$")]
    currency: Option<String>,
    /// For which cases it stands: a condition as policies have it (kinds, channels, severity_at_least, categories …).
    #[schema(value_type = Option<BTreeMap<String, Value>>)]
    when: Option<Value>,
    /// Only in these units and below; empty: everywhere.
    #[serde(default)]
    #[schema(value_type = Vec<Ident>, max_items = 200)]
    units: Vec<Id>,
    /// Only when these other fields say so.
    #[serde(default)]
    #[schema(max_items = 20)]
    fields: Vec<IsView>,
    /// Must be filled before these steps, where it is shown.
    #[serde(default)]
    #[schema(value_type = Vec<GateCode>, max_items = 20)]
    required_before: Vec<Gate>,
    /// Masked for whoever may not see sensitive values.
    #[serde(default)]
    #[schema(default = false)]
    sensitive: bool,
    /// No longer used.
    #[serde(default)]
    #[schema(default = false)]
    archived: bool,
}

/// An order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FieldOrder)]
pub struct OrderBody {
    /// Every field once, archived ones too, first to last.
    #[schema(value_type = Vec<Ident>, max_items = 300)]
    fields: Vec<Id>,
}

fn field(body: FieldBody) -> Result<CustomField, Problem> {
    let when = body.when.map(serde_json::from_value).transpose();
    let currency = body.currency.map(|c| Currency::new(&c)).transpose();
    let too_many = |field: &str| Err(Problem::field(field, "too_long", ""));
    if body.units.len() > 200 {
        return too_many("units");
    }
    if body.fields.len() > 20 {
        return too_many("fields");
    }
    let option = |o: OptionView| FieldOption { code: o.code, names: o.names.into(), retired: o.retired };
    Ok(CustomField {
        id: Id::from_i64(0),
        code: body.code,
        sort: body.sort,
        names: body.names.into(),
        options: body.options.into_iter().map(option).collect(),
        decimals: body.decimals,
        currency: currency.map_err(|e| Problem::field("currency", "bad_value", e.to_string()))?,
        when: when
            .map_err(|e: serde_json::Error| Problem::field("when", "bad_value", e.to_string()))?
            .unwrap_or_default(),
        units: body.units,
        fields: body.fields.into_iter().map(|i| FieldIs { field: i.field, any_of: i.any_of }).collect(),
        required_before: body.required_before,
        sensitive: body.sensitive,
        archived: body.archived,
    })
}

async fn list(State(web): State<Web>, _: Caller, query: Query) -> Answer<Json<Vec<FieldView>>> {
    query.done()?;
    Ok(Json(web.app().fields().await?.into_iter().map(FieldView::from).collect()))
}

async fn order(
    State(web): State<Web>,
    caller: Caller,
    query: Query,
    body: Body<OrderBody>,
) -> Answer<Json<Vec<FieldView>>> {
    query.done()?;
    Ok(Json(web.app().order_fields(&caller.actor, body.value.fields).await?.into_iter().map(Into::into).collect()))
}

async fn define(State(web): State<Web>, caller: Caller, query: Query, body: Body<FieldBody>) -> Answer {
    query.done()?;
    let view = FieldView::from(web.app().define_field(&caller.actor, field(body.value)?).await?);
    Ok(located(tagged(StatusCode::CREATED, view.version, &view), "/fields"))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(own_field): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<FieldBody>,
) -> Answer {
    query.done()?;
    let own_field = id(&own_field, "field")?;
    let changed = web.app().change_field(&caller.actor, own_field, seen.0, field(body.value)?).await?;
    let view = FieldView::from(changed);
    Ok(tagged(StatusCode::OK, view.version, &view))
}

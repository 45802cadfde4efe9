//! Views: filters with a name, built in or saved, and how many cases each holds now.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use bihuan_app::cases::find::{Filter, Sort};
use bihuan_app::views::{Audience, BuiltIn, COUNT_UP_TO, MOST_COLUMNS, NewView, ViewShown, Which};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::ids::Id;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::cases::filter::{FilterSchema, checked};
use super::{located, tagged};
use crate::auth::Caller;
use crate::codes::Ident;
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query, Seen, id};
use crate::problem::{Answer, Problem};
use crate::web::Web;

/// Views asked about at once.
const MOST_ASKED: usize = 60;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let read = Access::May(P::CaseRead);
    vec![
        Endpoint::get("/views", read, "The views you see: built in, your own, shared with you", list)
            .lists::<ViewView>(),
        Endpoint::get("/views/counts", read, "How many cases each view holds now, up to a thousand", counts)
            .lists::<ViewCount>()
            .query(
                "views",
                "Codes or identifiers; all you see if left out",
                json!({ "type": "array", "maxItems": MOST_ASKED, "uniqueItems": true,
                    "items": { "type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[0-9A-Za-z_]{1,40}$" } }),
            ),
        Endpoint::post("/views", read, "Keeps a view", create).takes::<ViewBody>().gives::<ViewView>(201),
        Endpoint::put("/views/{view}", read, "Changes a view as a whole", change)
            .takes::<ViewBody>()
            .gives::<ViewView>(200)
            .versioned(),
        Endpoint::delete("/views/{view}", read, "Takes a view away", remove),
    ]
}

/// The orders, in the document.
#[derive(Debug)]
pub struct SortCode;

impl utoipa::PartialSchema for SortCode {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        serde_json::from_value(super::cases::find::sort_schema())
            .unwrap_or_else(|_| utoipa::openapi::RefOr::T(utoipa::openapi::schema::Schema::default()))
    }
}

impl ToSchema for SortCode {
    fn name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("Sort")
    }
}

/// With whom a view is shared.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ViewAudience)]
pub enum AudienceCode {
    /// Nobody: one's own.
    Own,
    /// A unit and all below it.
    Unit,
    /// Everybody.
    Everybody,
}

/// A view.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = View)]
pub struct ViewView {
    /// Its code or identifier: what `GET /views/counts` takes.
    pub view: String,
    /// It is built in: its name is its code's.
    pub built_in: bool,
    /// Version; 0 of one that is built in.
    #[schema(minimum = 0)]
    pub version: i64,
    /// Its name; null of one that is built in.
    pub name: Option<String>,
    /// What it asks.
    #[schema(value_type = FilterSchema)]
    pub filter: Filter,
    /// In which order.
    #[schema(value_type = SortCode)]
    pub sort: Sort,
    /// Columns of its table; empty: as the console has them.
    pub columns: Vec<String>,
    /// Its place, ascending.
    pub position: i64,
    /// It is your own.
    pub own: bool,
    /// With whom it is shared.
    pub audience: AudienceCode,
    /// The unit it is shared with.
    #[schema(value_type = Option<Ident>)]
    pub unit: Option<Id>,
}

impl From<ViewShown> for ViewView {
    fn from(shown: ViewShown) -> Self {
        let (audience, unit) = match shown.view.audience {
            Audience::Own => (AudienceCode::Own, None),
            Audience::Unit(unit) => (AudienceCode::Unit, Some(unit)),
            Audience::Everybody => (AudienceCode::Everybody, None),
        };
        Self {
            view: shown.id.to_string(),
            built_in: false,
            version: shown.version,
            name: Some(shown.view.name),
            filter: shown.view.filter,
            sort: shown.view.sort,
            columns: shown.view.columns,
            position: shown.view.position,
            own: shown.own,
            audience,
            unit,
        }
    }
}

impl From<(usize, BuiltIn)> for ViewView {
    fn from((place, view): (usize, BuiltIn)) -> Self {
        Self {
            view: view.code().to_owned(),
            built_in: true,
            version: 0,
            name: None,
            filter: view.filter(),
            sort: view.sort(),
            columns: Vec::new(),
            position: place as i64,
            own: false,
            audience: AudienceCode::Everybody,
            unit: None,
        }
    }
}

async fn list(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Vec<ViewView>>> {
    query.done()?;
    let mut all: Vec<ViewView> = BuiltIn::ALL.into_iter().enumerate().map(Into::into).collect();
    all.extend(web.app().views(&caller.actor).await?.into_iter().map(ViewView::from));
    Ok(Json(all))
}

/// A view to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewView)]
pub struct ViewBody {
    /// Its name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What it asks.
    #[serde(default = "nothing")]
    #[schema(value_type = Option<FilterSchema>)]
    filter: Value,
    /// In which order; the queue's if left out.
    #[serde(default)]
    #[schema(value_type = Option<SortCode>)]
    sort: Option<Sort>,
    /// Columns of its table.
    #[serde(default)]
    #[schema(max_items = 40)]
    columns: Vec<String>,
    /// Its place, ascending.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1000000)]
    position: u32,
    /// With whom it is shared; nobody if left out. Sharing needs `view.share` there.
    #[serde(default)]
    audience: Option<AudienceCode>,
    /// The unit it is shared with.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
}

fn nothing() -> Value {
    json!({})
}

impl ViewBody {
    fn checked(self) -> Result<NewView, Problem> {
        let audience = match (self.audience.unwrap_or(AudienceCode::Own), self.unit) {
            (AudienceCode::Own, None) => Audience::Own,
            (AudienceCode::Everybody, None) => Audience::Everybody,
            (AudienceCode::Unit, Some(unit)) => Audience::Unit(unit),
            (AudienceCode::Unit, None) => return Err(Problem::field("unit", "missing_field", "")),
            (_, Some(_)) => return Err(Problem::field("unit", "bad_value", "only when shared with a unit")),
        };
        if self.columns.len() > MOST_COLUMNS {
            return Err(Problem::field("columns", "too_long", MOST_COLUMNS.to_string()));
        }
        if self.position > 1_000_000 {
            return Err(Problem::field("position", "out_of_bounds", "0–1000000"));
        }
        let filter = if self.filter.is_null() { Filter::default() } else { checked(&self.filter, "filter")? };
        Ok(NewView {
            name: self.name,
            filter,
            sort: self.sort.unwrap_or_default(),
            columns: self.columns,
            position: self.position.into(),
            audience,
        })
    }
}

async fn create(State(web): State<Web>, caller: Caller, query: Query, body: Body<ViewBody>) -> Answer {
    query.done()?;
    let view: ViewView = web.app().save_view(&caller.actor, body.value.checked()?).await?.into();
    let place = format!("/views/{}", view.view);
    Ok(located(tagged(StatusCode::CREATED, view.version, &view), &place))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path(view): Path<String>,
    seen: Seen,
    query: Query,
    body: Body<ViewBody>,
) -> Answer {
    query.done()?;
    let changed = web.app().change_view(&caller.actor, id(&view, "view")?, seen.0, body.value.checked()?).await?;
    let view: ViewView = changed.into();
    Ok(tagged(StatusCode::OK, view.version, &view))
}

async fn remove(State(web): State<Web>, caller: Caller, Path(view): Path<String>, query: Query) -> Answer {
    query.done()?;
    web.app().remove_view(&caller.actor, id(&view, "view")?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// How many cases a view holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViewCount {
    /// Which.
    pub view: String,
    /// Cases, not more than a thousand.
    #[schema(maximum = 1000)]
    pub count: u32,
    /// There are more, or may be.
    pub more: bool,
}

async fn counts(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<Vec<ViewCount>>> {
    let given = query.many("views");
    query.done()?;
    if given.len() > MOST_ASKED {
        return Err(Problem::field("views", "too_long", MOST_ASKED.to_string()));
    }
    let given = if given.is_empty() {
        let saved = web.app().views(&caller.actor).await?.into_iter().map(|v| v.id.to_string());
        BuiltIn::ALL.iter().map(|v| v.code().to_owned()).chain(saved).take(MOST_ASKED).collect()
    } else {
        given
    };
    // What is no view, or no longer one, has no count: a console that is behind still gets the others.
    let asked: Vec<(String, Which)> = given.into_iter().filter_map(|g| Some((g.clone(), g.parse().ok()?))).collect();
    let found = web.app().view_counts(&caller.actor, asked).await?;
    let line = |(view, c): (String, bihuan_app::cases::find::Counted)| ViewCount {
        view,
        count: c.count.min(COUNT_UP_TO),
        more: c.more,
    };
    Ok(Json(found.into_iter().map(line).collect()))
}

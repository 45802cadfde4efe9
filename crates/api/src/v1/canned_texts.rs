//! Canned texts: found as one types, filled in for a case, written by whoever may.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use bihuan_app::canned_texts::{Ask, Found, NewCannedText};
use bihuan_domain::actor::Permission as P;
use bihuan_domain::canned_text::{TextScope, TextVariable};
use bihuan_domain::case::text::TextFormat;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{located, tagged};
use crate::auth::Caller;
use crate::codes::{ChannelCode, Ident, Instant, TextFormatCode, TextScopeCode, TextVariableCode};
use crate::endpoint::{Access, Endpoint, text};
use crate::input::{Json as Body, Query, Seen, bounded, id};
use crate::problem::Answer;
use crate::web::Web;

/// Texts one answer holds at most.
const MOST: u32 = 200;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let note = Access::May(P::CaseNote);
    vec![
        Endpoint::get(
            "/canned-texts",
            Access::May(P::CaseRead),
            "The canned texts one may use, best first; with a case, filled in for it",
            list,
        )
        .lists::<CannedTextView>()
        .query("q", "What was typed: shortcut, name or words", text(200))
        .query("case", "Identifier or number of the case to fill in for", text(16))
        .query("language", "Only in this language", text(35))
        .query(
            "limit",
            "Texts at most",
            json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": 50 }),
        ),
        Endpoint::post("/canned-texts", note, "Writes a canned text", write)
            .takes::<CannedTextBody>()
            .gives::<CannedTextView>(201),
        Endpoint::get("/canned-texts/{text}", Access::May(P::CaseRead), "A canned text", show)
            .gives::<CannedTextView>(200),
        Endpoint::put("/canned-texts/{text}", note, "Writes it anew", rewrite)
            .takes::<CannedTextBody>()
            .gives::<CannedTextView>(200)
            .versioned(),
        Endpoint::delete("/canned-texts/{text}", note, "Takes it away", remove).versioned(),
    ]
}

/// A canned text to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCannedText)]
pub struct CannedTextBody {
    /// Who may use it; for a unit or everybody one needs the permission there.
    #[schema(value_type = TextScopeCode)]
    scope: TextScope,
    /// For which unit and those below it.
    #[schema(value_type = Option<Ident>)]
    unit: Option<Id>,
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What one types after `/`: letters, digits, `-`, `_`, `.`.
    #[schema(min_length = 1, max_length = 40)]
    shortcut: Option<String>,
    /// BCP 47 tag.
    #[schema(min_length = 2, max_length = 35, pattern = "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")]
    language: String,
    /// For one channel only.
    #[schema(value_type = Option<ChannelCode>)]
    channel: Option<Channel>,
    /// For one canonical category and those below it only.
    #[schema(max_length = 200)]
    category: Option<String>,
    /// `plain` if left out.
    #[serde(default = "plain")]
    #[schema(value_type = TextFormatCode, required = false)]
    format: TextFormat,
    /// Its words, with places such as `{{customer.name}}`; the list is `TextVariable` in `GET /codes`.
    #[schema(min_length = 1, max_length = 20000)]
    body: String,
}

const fn plain() -> TextFormat {
    TextFormat::Plain
}

/// A canned text.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CannedText)]
pub struct CannedTextView {
    /// Identifier.
    #[schema(value_type = Ident)]
    pub id: Id,
    /// Rises with every change; also the ETag.
    #[schema(minimum = 1)]
    pub version: i64,
    /// Who may use it.
    #[schema(value_type = TextScopeCode)]
    pub scope: TextScope,
    /// Which unit's.
    #[schema(value_type = Option<Ident>)]
    pub unit: Option<Id>,
    /// Name.
    pub name: String,
    /// What one types after `/`.
    pub shortcut: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// For one channel only.
    #[schema(value_type = Option<ChannelCode>)]
    pub channel: Option<Channel>,
    /// For one category only.
    pub category: Option<String>,
    /// Plain or HTML.
    #[schema(value_type = TextFormatCode)]
    pub format: TextFormat,
    /// Its words as written; HTML as it was cleaned.
    pub body: String,
    /// Filled in for the case that was asked for.
    pub filled: Option<String>,
    /// Places that have no value in that case; they stand in `filled` as they were written.
    #[schema(value_type = Vec<TextVariableCode>)]
    pub missing: Vec<TextVariable>,
    /// When it was last written.
    #[schema(value_type = Instant)]
    pub changed_at: UtcMs,
    /// The reader may change it or take it away.
    pub may_change: bool,
}

impl From<Found> for CannedTextView {
    fn from(found: Found) -> Self {
        let t = found.text;
        Self {
            id: t.id,
            version: t.version,
            scope: t.scope,
            unit: t.unit,
            name: t.name,
            shortcut: t.shortcut,
            language: t.language,
            channel: t.channel,
            category: t.category,
            format: t.format,
            body: t.body,
            filled: found.filled,
            missing: found.missing,
            changed_at: t.changed_at,
            may_change: found.may_change,
        }
    }
}

impl CannedTextBody {
    fn taken(self) -> Answer<NewCannedText> {
        bounded("name", &self.name, 200)?;
        bounded("body", &self.body, 20_000)?;
        let Self { scope, unit, name, shortcut, language, channel, category, format, body } = self;
        Ok(NewCannedText { scope, unit, name, shortcut, language, channel, category, format, body })
    }
}

async fn list(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<Vec<CannedTextView>>> {
    let typed = query.short("q", 200)?.unwrap_or_default();
    let case = query.short("case", 16)?;
    let language = query.short("language", 35)?;
    let limit = query.number("limit", 1, MOST)?.unwrap_or(50) as usize;
    query.done()?;
    let case = match case {
        Some(name) => Some(web.app().case_id(&caller.actor, &name).await?),
        None => None,
    };
    // A case one may not see is told apart from one without texts.
    let found = web.app().canned_texts(&caller.actor, Ask { query: typed, case, language, limit }).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

fn mine(text: bihuan_store::nouns::canned_text::CannedText) -> CannedTextView {
    Found { text, filled: None, missing: Vec::new(), may_change: true }.into()
}

async fn write(State(web): State<Web>, caller: Caller, query: Query, body: Body<CannedTextBody>) -> Answer {
    query.done()?;
    let view = mine(web.app().write_canned_text(&caller.actor, body.value.taken()?).await?);
    Ok(located(tagged(StatusCode::CREATED, view.version, &view), &format!("/canned-texts/{}", view.id)))
}

async fn show(State(web): State<Web>, caller: Caller, Path(text): Path<String>, query: Query) -> Answer {
    query.done()?;
    let view: CannedTextView = web.app().canned_text(&caller.actor, id(&text, "canned_text")?).await?.into();
    Ok(tagged(StatusCode::OK, view.version, &view))
}

async fn rewrite(
    State(web): State<Web>,
    caller: Caller,
    Path(text): Path<String>,
    seen: Seen,
    body: Body<CannedTextBody>,
) -> Answer {
    let id = id(&text, "canned_text")?;
    let view = mine(web.app().rewrite_canned_text(&caller.actor, id, seen.0, body.value.taken()?).await?);
    Ok(tagged(StatusCode::OK, view.version, &view))
}

async fn remove(
    State(web): State<Web>,
    caller: Caller,
    Path(text): Path<String>,
    seen: Seen,
    query: Query,
) -> Answer<StatusCode> {
    query.done()?;
    web.app().remove_canned_text(&caller.actor, id(&text, "canned_text")?, seen.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

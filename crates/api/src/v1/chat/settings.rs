//! Where the widget may stand, and how many visits an agent may serve at once.

use axum::Json;
use axum::extract::State;
use bihuan_app::chat::ChatSettings;
use bihuan_domain::actor::Permission as P;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::endpoint::{Access, Endpoint};
use crate::input::{Json as Body, Query};
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let admin = Access::May(P::UserAdmin);
    vec![
        Endpoint::get("/chat-settings", admin, "Where the widget may stand, and visits at once", settings)
            .gives::<ChatSettingsView>(200)
            .tag("chats"),
        Endpoint::put("/chat-settings", admin, "Changes them, as a whole", change)
            .takes::<ChatSettingsBody>()
            .gives::<ChatSettingsView>(200)
            .tag("chats"),
    ]
}

/// The settings.
#[derive(Serialize, ToSchema)]
#[schema(as = ChatSettings)]
pub struct ChatSettingsView {
    /// Origins of the pages on which the widget may stand; none: nowhere but on our own.
    origins: Vec<String>,
    /// Visits one agent may serve at once.
    most_at_once: u32,
}

impl From<ChatSettings> for ChatSettingsView {
    fn from(s: ChatSettings) -> Self {
        Self { origins: s.origins, most_at_once: s.most_at_once }
    }
}

/// The settings, as a whole.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatSettingsPut)]
pub struct ChatSettingsBody {
    /// Origins: scheme, host and port, as `https://shop.example`.
    #[schema(max_items = 50)]
    origins: Vec<String>,
    /// Visits one agent may serve at once.
    #[schema(minimum = 1, maximum = 20)]
    most_at_once: u32,
}

async fn settings(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<ChatSettingsView>> {
    query.done()?;
    Ok(Json(web.chats().settings(&caller.actor)?.into()))
}

async fn change(
    State(web): State<Web>,
    caller: Caller,
    body: Body<ChatSettingsBody>,
) -> Answer<Json<ChatSettingsView>> {
    let ChatSettingsBody { origins, most_at_once } = body.value;
    Ok(Json(web.chats().change_settings(&caller.actor, ChatSettings { origins, most_at_once }).await?.into()))
}

//! Live chat. Below `/chat` the visitor's side, for the widget on somebody's page: a visit is begun at a door for anybody,
//! and opened from then on by the key that began it. Below `/chats` the agents' side. What is decided, is decided in
//! `bihuan_app::chat`; what pages of other origins may ask is `crate::cors`.

mod agents;
mod settings;
mod stream;
mod visit;

use crate::endpoint::Endpoint;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = visit::endpoints();
    all.extend(stream::endpoints());
    all.extend(agents::endpoints());
    all.extend(settings::endpoints());
    all
}

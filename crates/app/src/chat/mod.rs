//! Live chat: a visitor of somebody's page writes, an agent answers in the case. The first message is an ordinary case of
//! the channel chat, each further one an ordinary message of it: the transcript is the case's timeline, and there is no
//! second store of words. A visit (who waits, who serves, how it ended) is a noun of its own with a journal of its own.
//! Whoever visits is the guest of the one case their key opens; the key is drawn by their browser, so that a beginning whose
//! answer got lost can be repeated.

mod agents;
mod decide;
mod handing_off;
mod hub;
mod listening;
mod settings;
mod timer;
mod visitors;

use crate::app::App;
use crate::portal::Portal;

pub use agents::{AgentPatch, Attended};
pub use handing_off::Reported;
pub(crate) use hub::Hub;
pub use hub::{Places, Watching};
pub use listening::{Here, Shown, VisitEntry};
pub use settings::ChatSettings;
pub(crate) use timer::ring;
pub use visitors::{About, Beginning, Begun, Sent};

/// The stream kind of visits.
pub const KIND: &str = "chat";
/// The key of a visit's one timer.
pub const WAKE: &str = "chat";

/// Live chat's use cases; cheap to clone.
#[derive(Clone)]
pub struct Chats {
    app: App,
    portal: Portal,
}

crate::secrets::discreet!(Chats);

impl Chats {
    /// Over the application and the customer's side.
    pub const fn new(app: App, portal: Portal) -> Self {
        Self { app, portal }
    }
}

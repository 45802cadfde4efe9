//! What an administrator sets for chat: the pages on which the widget may stand, and how many visits one agent may serve at
//! once. Without an origin the widget works nowhere but on our own pages.

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::organisation::SettingEvent;
use serde::{Deserialize, Serialize};

use super::Chats;
use crate::app::setting;
use crate::failure::Failure;
use crate::settings::set_chat;

/// Origins at most.
const MOST_ORIGINS: usize = 50;
/// Visits at once that an agent may be set to, at most.
pub const MOST_AT_ONCE: u32 = 20;

/// The organisation's settings for chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ChatSettings {
    /// Origins of the pages on which the widget may stand.
    pub origins: Vec<String>,
    /// Visits one agent may serve at once.
    pub most_at_once: u32,
}

impl Default for ChatSettings {
    fn default() -> Self {
        Self { origins: Vec::new(), most_at_once: 5 }
    }
}

impl ChatSettings {
    /// As stored; what cannot be read allows nothing.
    pub(crate) fn read(stored: Option<&str>) -> Self {
        stored.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// Whether a page of this origin may speak to us.
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|o| o == origin)
    }
}

/// An origin as a browser sends it: scheme, host, port where it is not the scheme's own; nothing behind.
fn origin(given: &str) -> Option<String> {
    let given = given.trim().trim_end_matches('/').to_ascii_lowercase();
    let (scheme, rest) = given.split_once("://")?;
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '[' | ']' | ':');
    let fits = matches!(scheme, "https" | "http") && !host.is_empty() && host.len() <= 253 && host.chars().all(plain);
    let own = if scheme == "https" { "443" } else { "80" };
    match port.filter(|p| *p != own) {
        _ if !fits => None,
        None => Some(format!("{scheme}://{host}")),
        Some(port) => port.parse::<u16>().ok().filter(|p| *p > 0).map(|port| format!("{scheme}://{host}:{port}")),
    }
}

impl Chats {
    /// The settings.
    ///
    /// # Errors
    /// `NotPermitted`.
    pub fn settings(&self, actor: &Actor) -> Result<ChatSettings, Failure> {
        over_everything(actor)?;
        Ok(self.app.world().chat.clone())
    }

    /// Changes the settings, as a whole.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` with `bad_origin`, `too_many`, `out_of_bounds`; faults.
    pub async fn change_settings(&self, actor: &Actor, given: ChatSettings) -> Result<ChatSettings, Failure> {
        over_everything(actor)?;
        if given.origins.len() > MOST_ORIGINS {
            return Err(Failure::input("origins", "too_many", MOST_ORIGINS.to_string()));
        }
        if !(1..=MOST_AT_ONCE).contains(&given.most_at_once) {
            return Err(Failure::input("most_at_once", "out_of_bounds", format!("1–{MOST_AT_ONCE}")));
        }
        let mut origins = Vec::new();
        for one in &given.origins {
            let one = origin(one).ok_or_else(|| Failure::input("origins", "bad_origin", one.clone()))?;
            if !origins.contains(&one) {
                origins.push(one);
            }
        }
        let (new, who) = (ChatSettings { origins, ..given }, actor.who);
        let text = serde_json::to_string(&new).map_err(|e| bihuan_store::Fault::Sql(e.to_string()))?;
        let event = SettingEvent::ChatSet { origins: new.origins.clone(), most_at_once: new.most_at_once };
        self.app
            .db()
            .write("chat.settings", move |tx| {
                let at = tx.now();
                set_chat(tx, who, at, event, setting::CHAT, &text)
            })
            .await?;
        self.app.refresh().await?;
        Ok(new)
    }
}

fn over_everything(actor: &Actor) -> Result<(), Failure> {
    let all = actor.scopes(Permission::UserAdmin).any(|s| s == Scope::All);
    if all { Ok(()) } else { Err(Failure::NotPermitted(Permission::UserAdmin)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_a_browser_sends_and_nothing_more() {
        let good = [
            ("https://shop.example", "https://shop.example"),
            (" https://Shop.Example/ ", "https://shop.example"),
            ("https://shop.example:443", "https://shop.example"),
            ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
            ("http://[::1]:8081", "http://[::1]:8081"),
        ];
        for (given, read) in good {
            assert_eq!(origin(given).as_deref(), Some(read), "{given}");
        }
        for bad in
            ["*", "shop.example", "https://", "https://*.example", "https://a/b", "ftp://a", "https://a:0", "null"]
        {
            assert_eq!(origin(bad), None, "{bad}");
        }
    }
}

//! Gateways as an administrator keeps them. The address of a robot is its key, and that of a provider may hold one: addresses and
//! secrets go in and never come out, but for the host.

use bihuan_domain::actor::Actor;
use bihuan_domain::contact::phone_key;
use bihuan_domain::gateway::{GatewayEvent, GatewayKind, GatewayWording};
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NotificationKind;
use bihuan_store::journal::Stream;
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::gateway::{self as rows, Gateway};
use bihuan_store::{Fault, Tx, outbox};
use serde::{Deserialize, Serialize};

use super::{Carried, Said, Speaking};
use crate::app::App;
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::paging::{Page, PageAsk};
use crate::record::record;
use crate::secrets::discreet;
use crate::sign_in::{decision, first, lock_version};
use crate::webhooks::permit;

/// The stream kind of gateways.
pub const KIND: &str = "gateway";
const NOTHING: Failure = Failure::NotFound { what: "gateway" };
const MOST_URL: usize = 2_000;
/// The places of a template.
const PLACES: [&str; 4] = ["{phone}", "{text}", "{secret}", "{id}"];
const MOST_TEXT: usize = 4_000;

/// How a gateway is asked, without its secrets; of a robot only the last two matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayTerms {
    /// Host of its address, to be recognised by.
    pub host: String,
    /// How the body is written.
    pub wording: GatewayWording,
    /// The body with its places `{phone}`, `{text}`, `{secret}`, `{id}`.
    pub body: String,
    /// One header, `Name: value`, with the same places; empty: none.
    pub header: String,
    /// What an answer contains that means "taken"; empty: any 2xx.
    pub success: String,
    /// Of what a group hears.
    pub hears: Vec<NotificationKind>,
    /// In which language a group is spoken to.
    pub language: String,
}

/// What a gateway is asked with.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HowAsked {
    /// Its address; of a provider with places.
    pub url: String,
    /// A provider's key, or what a robot signs with; may be empty.
    pub secret: String,
}

/// A gateway with its terms read.
#[derive(Clone)]
pub struct GatewayShown {
    /// The row.
    pub gateway: Gateway,
    /// How it is asked.
    pub terms: GatewayTerms,
    /// What it is asked with; for whoever asks it, never for an answer.
    pub asked: HowAsked,
}

discreet!(HowAsked, GatewayShown);

/// The outbox topic of a try.
pub const TRY: &str = "gateway_try";

#[derive(Serialize, Deserialize)]
struct Try {
    gateway: Id,
    phone: String,
    text: String,
}

/// A gateway as an administrator gives it.
#[derive(Debug, Clone)]
pub struct NewGateway {
    /// What it speaks to; does not change.
    pub kind: GatewayKind,
    /// What it is for.
    pub name: String,
    /// The unit whose cases a group hears of, with those below it.
    pub unit: Id,
    /// What it is asked with; none: as before.
    pub asked: Option<HowAsked>,
    /// How it is asked; the host is taken from the address.
    pub terms: GatewayTerms,
    /// Whether it is used.
    pub enabled: bool,
}

pub(super) fn shown(gateway: Gateway) -> Result<GatewayShown, Fault> {
    let corrupt = |e: serde_json::Error| Fault::Corrupt(format!("gateway: {e}"));
    let terms = serde_json::from_str(&gateway.terms).map_err(corrupt)?;
    let asked = if gateway.secret.is_empty() {
        HowAsked::default()
    } else {
        serde_json::from_str(&gateway.secret).map_err(corrupt)?
    };
    Ok(GatewayShown { gateway, terms, asked })
}

fn kept<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|e| Fault::Sql(format!("gateway: {e}")))
}

/// The host of an address, once its places are filled with nothing.
fn host_of(url: &str) -> Option<String> {
    let bare = PLACES.into_iter().fold(url.to_owned(), |u, p| u.replace(p, "0"));
    let parsed = url::Url::parse(&bare).ok()?;
    let plain =
        matches!(parsed.scheme(), "http" | "https") && parsed.username().is_empty() && parsed.password().is_none();
    parsed.host_str().filter(|h| plain && !h.is_empty()).map(str::to_owned)
}

fn check(new: &mut NewGateway) -> Result<(), Failure> {
    check_name("name", &new.name)?;
    let long = [
        ("url", new.asked.as_ref().map_or("", |a| &a.url), MOST_URL),
        ("secret", new.asked.as_ref().map_or("", |a| &a.secret), MOST_URL),
        ("body", &new.terms.body, MOST_TEXT),
        ("header", &new.terms.header, MOST_URL),
        ("success", &new.terms.success, MOST_URL),
    ];
    if let Some((field, _, most)) = long.into_iter().find(|(_, text, most)| text.len() > *most) {
        return Err(Failure::input(field, "too_long", most.to_string()));
    }
    if let Some(asked) = &new.asked {
        let bad =
            || Failure::input("url", "bad_url", "http:// or https://, without a user name, at most 2000 characters");
        if asked.url.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(bad());
        }
        new.terms.host = host_of(&asked.url).ok_or_else(bad)?;
    }
    new.terms.hears.sort_unstable();
    new.terms.hears.dedup();
    if !["zh-Hans", "zh-Hant", "en"].contains(&new.terms.language.as_str()) {
        return Err(Failure::input("language", "bad_value", "zh-Hans, zh-Hant, en"));
    }
    Ok(())
}

/// A provider's template is looked at when it is given, not when the first message fails.
fn template_fits(kind: GatewayKind, url: &str, terms: &GatewayTerms) -> Result<(), Failure> {
    if kind.is_robot() {
        return Ok(());
    }
    let spoken = terms.wording != GatewayWording::Address;
    let parts = [("url", url), ("body", if spoken { terms.body.as_str() } else { "" }), ("header", &terms.header)];
    for (field, text) in parts {
        if let Some(unknown) = unknown_place(text) {
            return Err(Failure::input(field, "unknown_variable", unknown));
        }
    }
    for place in ["{phone}", "{text}"] {
        let there = url.contains(place) || (spoken && terms.body.contains(place));
        if !there {
            return Err(Failure::input(if spoken { "body" } else { "url" }, "no_place", place));
        }
    }
    if terms.wording == GatewayWording::Json {
        // As long as the places, so that line and column are those of the template; and good in a string only, as a
        // customer's words are.
        let filled = PLACES.into_iter().fold(terms.body.clone(), |body, p| body.replace(p, &"x".repeat(p.len())));
        if let Err(error) = serde_json::from_str::<serde_json::Value>(&filled) {
            return Err(Failure::input("body", "bad_json", format!("{}:{}", error.line(), error.column())));
        }
    }
    let header = terms.header.trim();
    let name = header.split_once(':').map(|(name, _)| name);
    let token = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !header.is_empty() && !name.is_some_and(token) {
        return Err(Failure::input("header", "bad_header", "Name: value"));
    }
    Ok(())
}

/// The first thing in a template that reads like a place and is none of ours, with its line and column: `{tel} (1:8)`.
fn unknown_place(text: &str) -> Option<String> {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    text.match_indices('{').find_map(|(at, _)| {
        let (inside, _) = text.get(at + 1..)?.split_once('}')?;
        let given = format!("{{{inside}}}");
        if inside.is_empty() || !inside.chars().all(name) || PLACES.contains(&given.as_str()) {
            return None;
        }
        let before = text.get(..at)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Some(format!("{given} ({line}:{column})"))
    })
}

fn set(new: &NewGateway) -> GatewayEvent {
    GatewayEvent::GatewaySet {
        kind: new.kind,
        unit: new.unit,
        hears: new.terms.hears.clone(),
        enabled: new.enabled,
        secret: new.asked.is_some(),
    }
}

impl App {
    /// Sets a gateway up.
    ///
    /// # Errors
    /// `NotPermitted`; `Input`; faults.
    pub async fn create_gateway(&self, actor: &Actor, mut new: NewGateway) -> Result<GatewayShown, Failure> {
        permit(actor)?;
        check(&mut new)?;
        self.check_unit(new.unit)?;
        let asked = new.asked.clone().ok_or(Failure::input("url", "missing_field", ""))?;
        template_fits(new.kind, &asked.url, &new.terms)?;
        let by = actor.who;
        self.db()
            .write("gateway.create", move |tx| {
                let gateway = Gateway {
                    id: tx.new_id(),
                    version: 1,
                    kind: new.kind,
                    name: new.name.trim().to_owned(),
                    unit: new.unit,
                    terms: kept(&new.terms)?,
                    secret: kept(&asked)?,
                    enabled: new.enabled,
                    created_at: tx.now(),
                    sent_at: None,
                    failed_at: None,
                    last_error: None,
                };
                let (stream, events) = (Stream::new(KIND, gateway.id), [set(&new)]);
                record(tx, &first(&stream, tx.now(), by, "create_gateway", &events), |tx, proof| {
                    rows::insert(tx, proof, &gateway)?;
                    Ok(shown(gateway)?)
                })
            })
            .await
    }

    /// A page of gateways.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn gateways(&self, actor: &Actor, ask: PageAsk) -> Result<Page<GatewayShown>, Failure> {
        permit(actor)?;
        let found = self.db().read(move |c| rows::page(c, ask.after, ask.rows())).await?;
        let found = found.into_iter().map(shown).collect::<Result<Vec<_>, Fault>>()?;
        Ok(Page::of(found, ask, |g| g.gateway.id))
    }

    /// One gateway.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn gateway(&self, actor: &Actor, id: Id) -> Result<GatewayShown, Failure> {
        permit(actor)?;
        let found = self.db().read(move |c| rows::load(c, id)).await?.ok_or(NOTHING)?;
        Ok(shown(found)?)
    }

    /// Changes a gateway; without a new address and secret those it has stay.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Stale`; `Input`; faults.
    pub async fn change_gateway(
        &self,
        actor: &Actor,
        id: Id,
        version: Option<i64>,
        mut new: NewGateway,
    ) -> Result<GatewayShown, Failure> {
        permit(actor)?;
        check(&mut new)?;
        self.check_unit(new.unit)?;
        let by = actor.who;
        self.db()
            .write("gateway.change", move |tx| {
                let (stream, found, current) = locked(tx, id)?;
                if version.is_some_and(|v| v != current) {
                    return Err(Failure::Stale { current });
                }
                if found.gateway.kind != new.kind {
                    return Err(Failure::input("kind", "bad_value", found.gateway.kind.code()));
                }
                template_fits(new.kind, &new.asked.as_ref().unwrap_or(&found.asked).url, &new.terms)?;
                let mut gateway = found.gateway;
                match &new.asked {
                    Some(asked) => gateway.secret = kept(asked)?,
                    None => new.terms.host = found.terms.host,
                }
                gateway.name = new.name.trim().to_owned();
                (gateway.unit, gateway.enabled, gateway.terms) = (new.unit, new.enabled, kept(&new.terms)?);
                let events = [set(&new)];
                let decided = decision(&stream, current, tx, by, "change_gateway", &events);
                record(tx, &decided, |tx, proof| {
                    rows::change(tx, proof, &gateway)?;
                    gateway.version = proof.version();
                    Ok(shown(gateway)?)
                })
            })
            .await
    }

    /// Ends a gateway; its secret goes with it.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; faults.
    pub async fn end_gateway(&self, actor: &Actor, id: Id) -> Result<(), Failure> {
        permit(actor)?;
        let by = actor.who;
        self.db()
            .write("gateway.end", move |tx| {
                let (stream, _, current) = locked(tx, id)?;
                let events = [GatewayEvent::GatewayEnded {}];
                let decided = decision(&stream, current, tx, by, "end_gateway", &events);
                record(tx, &decided, |tx, proof| Ok(rows::end(tx, proof)?))
            })
            .await
    }

    /// Says something through a gateway, so that an administrator sees whether it works: once, soon; how it went then stands
    /// at the gateway.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound`; `Input` without a telephone where one is needed; faults.
    pub async fn try_gateway(&self, actor: &Actor, id: Id, phone: String, text: String) -> Result<(), Failure> {
        let gateway = self.gateway(actor, id).await?;
        if !gateway.gateway.kind.is_robot() && phone_key(&phone).is_none() {
            return Err(Failure::input("phone", "bad_phone", phone));
        }
        if text.trim().is_empty() || text.chars().count() > 200 {
            return Err(Failure::input("text", "bad_value", "1 to 200"));
        }
        let payload = kept(&Try { gateway: id, phone, text })?;
        self.db()
            .write("gateway.try", move |tx| {
                let (once, now) = (tx.new_id(), tx.now());
                outbox::enqueue(tx, TRY, &once.to_string(), &payload, now)?;
                Ok(())
            })
            .await
    }

    pub(super) async fn words_to_try(&self, claimed: &Claimed) -> Result<Said, Failure> {
        let Ok(Try { gateway, phone, text }) = serde_json::from_str::<Try>(&claimed.payload) else {
            return Ok(Err("it cannot be read"));
        };
        let Some(found) = self.db().read(move |c| rows::load(c, gateway)).await? else { return Ok(Ok(None)) };
        let words = Speaking { gateway: shown(found)?, phone, text, id: claimed.id };
        Ok(Ok(Some(Carried::Words(Box::new(words)))))
    }

    /// Those that are used, for whoever sends.
    pub(super) async fn gateways_in_use(&self) -> Result<Vec<GatewayShown>, Failure> {
        let found = self.db().read(rows::in_use).await?;
        Ok(found.into_iter().map(shown).collect::<Result<_, Fault>>()?)
    }
}

/// The gateway with its head locked.
fn locked(tx: &mut Tx, id: Id) -> Result<(Stream, GatewayShown, i64), Failure> {
    let stream = Stream::new(KIND, id);
    let current = lock_version(tx, &stream)?;
    let gateway = shown(rows::load(tx, id)?.ok_or(NOTHING)?)?;
    Ok((stream, gateway, current))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_like_a_place_and_is_none_is_named_with_where_it_stands() {
        assert_eq!(unknown_place(r#"{"to":"{phone}","t":"{text}","n":{"a":{}}}"#), None);
        assert_eq!(unknown_place("{\n  \"字\": \"{tel}\"}").as_deref(), Some("{tel} (2:9)"));
        assert_eq!(unknown_place("m={phone}&c={Text}").as_deref(), Some("{Text} (1:13)"), "written as ours are");
    }
}

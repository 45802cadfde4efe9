//! Canned texts: one's own, a unit's, everybody's. They are business facts with a journal; their words lie in the row and
//! the journal has a digest. Who shares one needs a permission where it is shared.

use bihuan_domain::actor::{Actor, Permission, Place, Scope};
use bihuan_domain::calendar::Zone;
use bihuan_domain::canned_text::{Candidate, CannedTextEvent, TextScope, TextVariable, fill, pieces, rank};
use bihuan_domain::case::Case;
use bihuan_domain::case::event::{Complainant, Party};
use bihuan_domain::case::text::{Field, TextFormat};
use bihuan_domain::ids::Id;
use bihuan_domain::masking;
use bihuan_domain::organisation::CustomerKind;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use bihuan_store::blobs::Digest;
use bihuan_store::journal::Stream;
use bihuan_store::nouns::canned_text::{self, CannedText};
use bihuan_store::nouns::{customer, policy, text, unit, user};
use bihuan_store::{Conn, Fault};

use crate::app::{App, setting};
use crate::cases::drafts::{person, readable};
use crate::failure::Failure;
use crate::organisation::check_name;
use crate::record::record;
use crate::rich;
use crate::sign_in::{decision, first, lock_version};
use crate::users::check_language;
use crate::world::World;

/// The stream kind of canned texts.
pub const STREAM: &str = "canned_text";
/// The longest words, in characters.
pub const MOST_CHARS: usize = 20_000;
/// Texts of one person at most; of all that are shared, twice as many.
const MOST_OWN: i64 = 500;
const MOST_SHARED: i64 = 1_500;

/// A canned text to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCannedText {
    /// Who may use it.
    pub scope: TextScope,
    /// For which unit and those below it.
    pub unit: Option<Id>,
    /// Name.
    pub name: String,
    /// What one types after `/`.
    pub shortcut: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// For one channel only.
    pub channel: Option<Channel>,
    /// For one category and those below it only.
    pub category: Option<String>,
    /// Plain or HTML.
    pub format: TextFormat,
    /// Its words.
    pub body: String,
}

/// A canned text found, filled in when a case was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As it was written.
    pub text: CannedText,
    /// Filled in for the case.
    pub filled: Option<String>,
    /// Places that have no value in this case.
    pub missing: Vec<TextVariable>,
    /// The reader may change it.
    pub may_change: bool,
}

/// Which canned texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// What was typed.
    pub query: String,
    /// For which case.
    pub case: Option<Id>,
    /// In which language only.
    pub language: Option<String>,
    /// At most.
    pub limit: usize,
}

fn checked(mut new: NewCannedText, actor: &Actor, world: &World) -> Result<NewCannedText, Failure> {
    check_name("name", &new.name)?;
    check_language(&new.language)?;
    new.name = new.name.trim().to_owned();
    if let Some(shortcut) = &new.shortcut {
        let good = (1..=40).contains(&shortcut.chars().count())
            && shortcut.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        if !good {
            return Err(Failure::input("shortcut", "bad_value", "1 to 40 letters, digits, - _ ."));
        }
    }
    if new.category.as_deref().is_some_and(|c| !bihuan_domain::policy::canonical().iter().any(|k| k.code == c)) {
        return Err(Failure::input("category", "unknown_code", ""));
    }
    if new.body.chars().count() > MOST_CHARS {
        return Err(Failure::input("body", "too_long", MOST_CHARS.to_string()));
    }
    if new.format == TextFormat::Html {
        if rich::too_many_tags(&new.body) {
            return Err(Failure::input("body", "too_many_tags", ""));
        }
        new.body = rich::clean(&new.body).html;
    }
    if new.body.trim().is_empty() {
        return Err(Failure::input("body", "empty", ""));
    }
    pieces(&new.body).map_err(|e| Failure::input("body", "unknown_variable", e.to_string()))?;
    match (new.scope, new.unit) {
        (TextScope::Unit, None) => return Err(Failure::input("unit", "missing_field", "")),
        (TextScope::Unit, Some(unit)) if !world.lineages.contains_key(&unit) => {
            return Err(Failure::input("unit", "unknown_unit", ""));
        }
        (TextScope::Own | TextScope::Everybody, Some(_)) => return Err(Failure::input("unit", "only_for_units", "")),
        _ => {}
    }
    if may_write(actor, world, new.scope, new.unit, actor.user()) {
        Ok(new)
    } else {
        Err(Failure::NotPermitted(Permission::CannedTextWrite))
    }
}

fn may_write(actor: &Actor, world: &World, scope: TextScope, unit: Option<Id>, writer: Option<Id>) -> bool {
    match (scope, unit) {
        (TextScope::Own, _) => actor.user().is_some() && actor.user() == writer,
        (TextScope::Unit, Some(unit)) => {
            let lineage = world.lineage(unit);
            actor.may(Permission::CannedTextWrite, &Place { owner: None, handler: None, unit, lineage: &lineage })
        }
        _ => actor.scopes(Permission::CannedTextWrite).any(|s| s == Scope::All),
    }
}

fn visible(actor: &Actor, world: &World, text: &CannedText) -> bool {
    match (text.user, text.unit) {
        (Some(user), _) => actor.user() == Some(user),
        (None, Some(unit)) => {
            actor.unit.is_some_and(|home| world.lineage(home).contains(&unit))
                || may_write(actor, world, text.scope, text.unit, None)
        }
        (None, None) => true,
    }
}

fn written(new: &NewCannedText) -> CannedTextEvent {
    CannedTextEvent::Written {
        scope: new.scope,
        unit: new.unit,
        digest: Digest::of(format!("{}\n{}", new.name, new.body).as_bytes()).to_string(),
    }
}

fn row(new: NewCannedText, id: Id, version: i64, writer: Id, changed_at: UtcMs) -> CannedText {
    CannedText {
        id,
        version,
        user: (new.scope == TextScope::Own).then_some(writer),
        scope: new.scope,
        unit: new.unit,
        name: new.name,
        shortcut: new.shortcut,
        language: new.language,
        channel: new.channel,
        category: new.category,
        format: new.format,
        body: new.body,
        changed_at,
    }
}

impl App {
    /// Writes a new canned text.
    ///
    /// # Errors
    /// `Input` (also for a place that is not on the list, with its position); `NotPermitted`; faults.
    pub async fn write_canned_text(&self, actor: &Actor, new: NewCannedText) -> Result<CannedText, Failure> {
        let (user, by) = (person(actor)?, actor.who);
        let new = checked(new, actor, &self.world())?;
        self.db()
            .write("canned_text.write", move |tx| {
                let own = new.scope == TextScope::Own;
                let most = if own { MOST_OWN } else { MOST_SHARED };
                if canned_text::count(tx, own.then_some(user))? >= most {
                    return Err(Failure::input("scope", "too_many", most.to_string()));
                }
                let event = [written(&new)];
                let text = row(new, tx.new_id(), 1, user, tx.now());
                let stream = Stream::new(STREAM, text.id);
                record(tx, &first(&stream, tx.now(), by, "write_canned_text", &event), |tx, proof| {
                    canned_text::save(tx, proof, &text)?;
                    Ok(text.clone())
                })
            })
            .await
    }

    /// Writes a canned text anew, on the version its writer saw.
    ///
    /// # Errors
    /// As [`Self::write_canned_text`]; `NotFound`, `Stale`.
    pub async fn rewrite_canned_text(
        &self,
        actor: &Actor,
        id: Id,
        seen: Option<i64>,
        new: NewCannedText,
    ) -> Result<CannedText, Failure> {
        let (user, by, world, actor) = (person(actor)?, actor.who, self.world(), actor.clone());
        let new = checked(new, &actor, &world)?;
        self.db()
            .write("canned_text.rewrite", move |tx| {
                let stream = Stream::new(STREAM, id);
                let version = changeable(tx, &world, &actor, id, seen)?;
                let event = [written(&new)];
                let text = row(new, id, version + 1, user, tx.now());
                record(tx, &decision(&stream, version, tx, by, "write_canned_text", &event), |tx, proof| {
                    canned_text::save(tx, proof, &text)?;
                    Ok(text.clone())
                })
            })
            .await
    }

    /// Takes a canned text away.
    ///
    /// # Errors
    /// `NotFound`, `NotPermitted`, `Stale`; faults.
    pub async fn remove_canned_text(&self, actor: &Actor, id: Id, seen: Option<i64>) -> Result<(), Failure> {
        let (by, world, actor) = (actor.who, self.world(), actor.clone());
        self.db()
            .write("canned_text.remove", move |tx| {
                let stream = Stream::new(STREAM, id);
                let version = changeable(tx, &world, &actor, id, seen)?;
                let event = [CannedTextEvent::Removed {}];
                record(tx, &decision(&stream, version, tx, by, "remove_canned_text", &event), |tx, proof| {
                    Ok(canned_text::remove(tx, proof)?)
                })
            })
            .await
    }

    /// One canned text.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn canned_text(&self, actor: &Actor, id: Id) -> Result<Found, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        let text = self.db().read(move |c| canned_text::load(c, id)).await?;
        let text = text.filter(|t| visible(&actor, &world, t)).ok_or(Failure::NotFound { what: "canned_text" })?;
        let may_change = may_write(&actor, &world, text.scope, text.unit, text.user);
        Ok(Found { text, filled: None, missing: Vec::new(), may_change })
    }

    /// The canned texts one may use, best first; filled in for a case when one is given, with its customer shown as the
    /// reader may see them.
    ///
    /// # Errors
    /// `NotFound` of the case; faults.
    pub async fn canned_texts(&self, actor: &Actor, ask: Ask) -> Result<Vec<Found>, Failure> {
        let (world, now, user, actor) = (self.world(), self.db().now(), person(actor)?, actor.clone());
        self.db()
            .read(move |c| {
                let case = ask.case.map(|id| readable(c, &world, &actor, id)).transpose()?.map(|s| s.case);
                let mut ranked: Vec<(u32, CannedText)> = canned_text::for_user(c, user, actor.unit)?
                    .into_iter()
                    .filter(|t| ask.language.as_deref().is_none_or(|l| l == t.language))
                    .filter_map(|t| Some((rank(&candidate(&t, case.as_ref()), &ask.query)?, t)))
                    .collect();
                ranked.sort_by(|(a, s), (b, t)| b.cmp(a).then_with(|| s.name.cmp(&t.name)).then(s.id.cmp(&t.id)));
                ranked.truncate(ask.limit);
                let values = case.map(|case| Values::of(c, &world, &actor, case, now)).transpose()?;
                let found = ranked.into_iter().map(|(_, text)| {
                    let may_change = may_write(&actor, &world, text.scope, text.unit, text.user);
                    // A text with a place that a later release dropped is shown as it stands.
                    let filled = values.as_ref().and_then(|v| fill(&text.body, |p| v.get(p, &text)).ok());
                    let (filled, missing) = filled.map_or((None, Vec::new()), |(f, m)| (Some(f), m));
                    Found { text, filled, missing, may_change }
                });
                Ok(found.collect())
            })
            .await
    }
}

/// A text filled in for a case as a rule says it; whether no place was left open. `to_customer`: they see their own name in
/// full; colleagues read it as it is shown to them. `None`: it has a place that is none any more.
///
/// # Errors
/// Faults.
pub(crate) fn filled_by_rule(
    conn: &mut Conn,
    world: &World,
    rule: &Actor,
    case: &Case,
    now: UtcMs,
    text: &CannedText,
    to_customer: bool,
) -> Result<Option<(String, bool)>, Fault> {
    let mut values = Values::of(conn, world, rule, case.clone(), now)?;
    if let (true, Complainant::Customer { id }) = (to_customer, &case.complainant) {
        values.customer = customer::load(conn, *id)?.and_then(|c| c.name);
    }
    Ok(fill(&text.body, |p| values.get(p, text)).ok().map(|(words, missing)| (words, missing.is_empty())))
}

fn changeable(
    tx: &mut bihuan_store::Tx,
    world: &World,
    actor: &Actor,
    id: Id,
    seen: Option<i64>,
) -> Result<i64, Failure> {
    let version = lock_version(tx, &Stream::new(STREAM, id))?;
    let found = canned_text::load(tx, id)?.filter(|t| visible(actor, world, t));
    let found = found.ok_or(Failure::NotFound { what: "canned_text" })?;
    if !may_write(actor, world, found.scope, found.unit, found.user) {
        return Err(Failure::NotPermitted(Permission::CannedTextWrite));
    }
    if seen.is_some_and(|v| v != version) {
        return Err(Failure::Stale { current: version });
    }
    Ok(version)
}

fn candidate<'a>(text: &'a CannedText, case: Option<&Case>) -> Candidate<'a> {
    let fits = case.map_or(Some(0), |case| {
        let channel = text.channel.map(|c| c == case.channel);
        let category = text.category.as_deref().map(|wanted| {
            case.classification
                .category
                .as_deref()
                .is_some_and(|is| is == wanted || is.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.')))
        });
        let said = [channel, category];
        if said.contains(&Some(false)) { None } else { Some(said.iter().flatten().count() as u8) }
    });
    Candidate { shortcut: text.shortcut.as_deref(), name: &text.name, body: &text.body, own: text.user.is_some(), fits }
}

/// What the places of a text are filled with.
struct Values {
    case: Case,
    zone: Zone,
    now: UtcMs,
    customer: Option<String>,
    words: std::collections::BTreeMap<Field, String>,
    agent: Option<String>,
    handler: Option<String>,
    owner: Option<String>,
    unit: Option<String>,
    company: Option<String>,
}

impl Values {
    fn of(conn: &mut Conn, world: &World, actor: &Actor, case: Case, now: UtcMs) -> Result<Self, Fault> {
        let customer = match case.complainant {
            Complainant::Customer { id } if actor.may_somewhere(Permission::CustomerRead) => customer::load(conn, id)?
                .and_then(|c| {
                    let masked = c.kind == CustomerKind::Person;
                    c.name.map(|n| if masked { masking::name(&n) } else { n })
                }),
            _ => None,
        };
        let refs: Vec<(Field, Id)> = case.texts.iter().filter_map(|(f, t)| Some((f.parse().ok()?, t.id))).collect();
        let ids: Vec<Id> = refs.iter().map(|(_, id)| *id).collect();
        let bodies = text::by_ids(conn, &ids)?;
        let words = refs.into_iter().filter_map(|(field, id)| {
            let found = bodies.iter().find(|t| t.id == id)?;
            Some((field, found.body.clone()?))
        });
        let words = words.collect();
        let people: Vec<Id> = [actor.user(), case.handler, case.owner.user()].into_iter().flatten().collect();
        let names = user::names(conn, &people)?;
        let name = |id: Option<Id>| names.iter().find(|(n, _)| Some(*n) == id).map(|(_, name)| name.clone());
        let unit_id = match case.owner {
            Party::Unit(id) => id,
            Party::User(_) => case.unit,
        };
        let unit = unit::load(conn, unit_id)?.map(|u| u.name);
        Ok(Self {
            zone: world.zone.clone(),
            now,
            customer,
            words,
            agent: name(actor.user()),
            handler: name(case.handler),
            owner: name(case.owner.user()).or_else(|| unit.clone()),
            unit,
            company: policy::setting(conn, setting::COMPANY)?,
            case,
        })
    }

    fn get(&self, place: TextVariable, text: &CannedText) -> Option<String> {
        use TextVariable as V;
        let at = |at: UtcMs, day: bool| said(at, &self.zone, &text.language, day);
        let value = match place {
            V::CustomerName => self.customer.clone(),
            V::CaseNumber => Some(self.case.number.to_string()),
            V::CaseSubject => self.words.get(&Field::Subject).cloned(),
            V::CaseProduct => self.words.get(&Field::Product).cloned(),
            V::CaseOrderRef => self.words.get(&Field::OrderRef).cloned(),
            V::CaseReceivedAt => Some(at(self.case.received_at, false)),
            V::CasePromisedAt => self.case.course.proposals.last().map(|p| at(p.promised_at, false)),
            V::AgentName => self.agent.clone(),
            V::HandlerName => self.handler.clone(),
            V::OwnerName => self.owner.clone(),
            V::UnitName => self.unit.clone(),
            V::CompanyName => self.company.clone(),
            V::Today => Some(at(self.now, true)),
        }?;
        Some(if text.format == TextFormat::Html { rich::escaped(&value) } else { value })
    }
}

/// An instant in the business zone as the language says it.
fn said(at: UtcMs, zone: &Zone, language: &str, day: bool) -> String {
    let pattern = match (language.starts_with("zh"), day) {
        (true, true) => "%Y年%-m月%-d日",
        (true, false) => "%Y年%-m月%-d日 %H:%M",
        (false, true) => "%-d %B %Y",
        (false, false) => "%-d %B %Y, %H:%M",
    };
    zone.civil(at).strftime(pattern).to_string()
}

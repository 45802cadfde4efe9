//! The timeline: the journal of a case with everything a page needs to draw it, so that no second request follows. Words,
//! names and files are looked up for a page at once.

use std::collections::{BTreeMap, BTreeSet};

use bihuan_domain::actor::Actor;
use bihuan_domain::case::event::{CaseEvent, Direction};
use bihuan_domain::custom_field::FieldValue;
use bihuan_domain::ids::Id;
use bihuan_domain::masking;
use bihuan_domain::organisation::CustomerKind;
use bihuan_domain::trade::Role;
use bihuan_store::journal::{self, Cursor, EntryRow, Stream};
use bihuan_store::nouns::{case as row, customer, rule, text, user};
use bihuan_store::{Conn, Fault};

use super::sending::{self, Held};
use super::show::{Entry, Name, entry, find};
use super::write::STREAM;
use crate::app::App;
use crate::custom_fields::hidden_fields;
use crate::failure::Failure;
use crate::mail::{self, Delivery};

/// Words with their rich form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Plain.
    pub text: String,
    /// Safe HTML, if they were written so.
    pub html: Option<String>,
}

/// A file of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileShown {
    /// Identifier.
    pub id: Id,
    /// Its name; none once erased.
    pub name: Option<String>,
    /// Its type, read from its bytes.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: i64,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acted {
    /// Their name; a customer's masked, a rule's own.
    pub name: Option<String>,
    /// Their first role, if it was a user.
    pub role: Option<Role>,
}

/// One decision with what is needed to draw it.
#[derive(Debug, Clone)]
pub struct Item {
    /// The decision.
    pub entry: Entry,
    /// Its place in the journal's feed: the id of its live event.
    pub cursor: Cursor,
    /// Who.
    pub acted: Acted,
    /// The words its events refer to.
    pub words: BTreeMap<Id, Words>,
    /// The files that go with it.
    pub files: Vec<FileShown>,
    /// Names of the people its events name.
    pub people: BTreeMap<Id, String>,
    /// Own fields that it set to values this reader may not see; they are taken out of its events.
    pub masked: Vec<Id>,
    /// How its messages stand that went out by mail.
    pub deliveries: Vec<Delivery>,
}

impl Item {
    /// Takes out what own fields were set to, with its words.
    fn mask(&mut self, fields: &BTreeSet<Id>) {
        for event in &mut self.entry.events {
            let CaseEvent::FieldsSet { set, .. } = event else { continue };
            for field in fields {
                let Some(value) = set.remove(field) else { continue };
                self.masked.push(*field);
                match value {
                    FieldValue::Text(text) => drop(self.words.remove(&text.id)),
                    FieldValue::User(user) => drop(self.people.remove(&user)),
                    _ => {}
                }
            }
        }
    }
}

/// A page of the timeline.
#[derive(Debug, Clone)]
pub struct Page {
    /// The entries, in the order asked for.
    pub items: Vec<Item>,
    /// The version after which the next page begins, if there is one.
    pub next: Option<i64>,
    /// What the reader holds back; only with the newest entries.
    pub held: Vec<Held>,
    /// The case's version.
    pub version: i64,
}

/// Which part of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// Newest first.
    pub newest: bool,
    /// Beyond this version, in that order.
    pub after: Option<i64>,
    /// Entries at most.
    pub limit: u32,
}

impl App {
    /// A page of what happened.
    ///
    /// # Errors
    /// `NotFound` also when the actor may not see the case; faults.
    pub async fn timeline(&self, actor: &Actor, name: &str, ask: Ask) -> Result<Page, Failure> {
        let (world, actor, name) = (self.world(), actor.clone(), name.parse::<Name>()?);
        self.db()
            .read(move |c| {
                let stored = find(c, &world, &actor, &name)?;
                let id = stored.case.id;
                let between = match (ask.newest, ask.after) {
                    (true, before) => (0, before.unwrap_or(i64::MAX)),
                    (false, after) => (after.unwrap_or(0), i64::MAX),
                };
                let mut rows = journal::page(c, &Stream::new(STREAM, id), between, ask.newest, ask.limit + 1)?;
                let more = rows.len() > ask.limit as usize;
                rows.truncate(ask.limit as usize);
                let next = rows.last().filter(|_| more).map(|r| r.version);
                let at_the_end = if ask.newest { ask.after.is_none() } else { next.is_none() };
                let held = match actor.user() {
                    Some(user) if at_the_end => sending::held_by(c, user, id)?,
                    _ => Vec::new(),
                };
                let mut items = items(c, id, rows)?;
                let hidden = hidden_fields(&world, &actor, &stored.case);
                items.iter_mut().for_each(|item| item.mask(&hidden));
                Ok(Page { items, next, held, version: stored.version })
            })
            .await
    }
}

/// Journal rows of a case with everything needed to draw them.
///
/// # Errors
/// Faults.
pub fn items(conn: &mut Conn, case: Id, rows: Vec<EntryRow>) -> Result<Vec<Item>, Fault> {
    let mut made = Vec::with_capacity(rows.len());
    for row in rows {
        let cursor = row.cursor;
        made.push((entry(row)?, cursor));
    }
    let all = || made.iter().flat_map(|(e, _)| e.events.iter());
    let file_ids: BTreeSet<Id> = all().flat_map(|e| e.attachments().iter().copied()).collect();
    let files = files(conn, case, &file_ids)?;
    let mut text_ids: BTreeSet<Id> = all().flat_map(CaseEvent::texts).map(|t| t.id).collect();
    text_ids.extend(files.values().map(|(_, name)| *name));
    let text_ids: Vec<Id> = text_ids.into_iter().collect();
    let words: BTreeMap<Id, Words> = text::by_ids(conn, &text_ids)?
        .into_iter()
        .filter_map(|t| Some((t.id, Words { text: t.body?, html: t.html })))
        .collect();
    let mut people: BTreeSet<Id> = all().flat_map(CaseEvent::people).collect();
    people.extend(made.iter().filter(|(e, _)| e.actor_kind != "customer").filter_map(|(e, _)| e.actor_id));
    let people: Vec<Id> = people.into_iter().collect();
    let names: BTreeMap<Id, String> = user::names(conn, &people)?.into_iter().collect();
    let roles = first_roles(conn, &made)?;
    let rules: BTreeMap<Id, String> = match made.iter().any(|(e, _)| e.actor_kind == "rule") {
        true => rule::names(conn)?.into_iter().collect(),
        false => BTreeMap::new(),
    };
    let customers = customers(conn, &made)?;
    let said = all().any(|e| matches!(e, CaseEvent::MessageRecorded { direction: Direction::Outbound, .. }));
    let deliveries = if said { mail::deliveries(conn, case)? } else { Vec::new() };
    Ok(made
        .into_iter()
        .map(|(entry, cursor)| {
            let mine = |id: &Id| words.get(id).map(|w| (*id, w.clone()));
            let shown = |id: &Id| {
                let (file, name) = files.get(id)?;
                Some(FileShown { name: words.get(name).map(|w| w.text.clone()), ..file.clone() })
            };
            Item {
                acted: Acted {
                    name: entry.actor_id.and_then(|id| match entry.actor_kind.as_str() {
                        "customer" => customers.get(&id).cloned(),
                        "rule" => rules.get(&id).cloned(),
                        _ => names.get(&id).cloned(),
                    }),
                    role: entry.actor_id.and_then(|id| roles.get(&id).copied()),
                },
                words: entry.events.iter().flat_map(CaseEvent::texts).filter_map(|t| mine(&t.id)).collect(),
                files: entry.events.iter().flat_map(|e| e.attachments().iter()).filter_map(shown).collect(),
                people: entry
                    .events
                    .iter()
                    .flat_map(CaseEvent::people)
                    .filter_map(|id| Some((id, names.get(&id)?.clone())))
                    .collect(),
                deliveries: deliveries.iter().filter(|d| says(&entry, d.message)).cloned().collect(),
                entry,
                cursor,
                masked: Vec::new(),
            }
        })
        .collect())
}

fn says(entry: &Entry, wanted: Id) -> bool {
    entry.events.iter().any(|e| matches!(e, CaseEvent::MessageRecorded { message, .. } if *message == wanted))
}

/// Files by id, each with the id of its name.
pub(super) fn files(conn: &mut Conn, case: Id, wanted: &BTreeSet<Id>) -> Result<BTreeMap<Id, (FileShown, Id)>, Fault> {
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut out = BTreeMap::new();
    for row in conn.query(&row::sql::case_attachments, &[case.into()])? {
        let id = row.id(0)?;
        if wanted.contains(&id) {
            out.insert(id, (FileShown { id, name: None, media_type: row.text(3)?, bytes: row.int(2)? }, row.id(4)?));
        }
    }
    Ok(out)
}

fn first_roles(conn: &mut Conn, made: &[(Entry, Cursor)]) -> Result<BTreeMap<Id, Role>, Fault> {
    let users: BTreeSet<Id> =
        made.iter().filter(|(e, _)| e.actor_kind == "user").filter_map(|(e, _)| e.actor_id).collect();
    let mut out = BTreeMap::new();
    for id in users {
        if let Some(first) = user::held(conn, id)?.into_iter().filter_map(|(_, rank)| rank).min() {
            out.insert(id, first);
        }
    }
    Ok(out)
}

fn customers(conn: &mut Conn, made: &[(Entry, Cursor)]) -> Result<BTreeMap<Id, String>, Fault> {
    let ids: BTreeSet<Id> =
        made.iter().filter(|(e, _)| e.actor_kind == "customer").filter_map(|(e, _)| e.actor_id).collect();
    let mut out = BTreeMap::new();
    for id in ids {
        if let Some(found) = customer::load(conn, id)? {
            let name = found.name.unwrap_or_default();
            let shown = if found.kind == CustomerKind::Company { name } else { masking::name(&name) };
            out.insert(id, shown);
        }
    }
    Ok(out)
}

//! Everything about a case in one file for somebody outside: an authority, a mediator, a court (B.6, B.7). Inside are an
//! index to read, the files, the words with their salts, and the chain of the record, so that whoever has it can check
//! it without us. Internal notes and approvals stay inside the house: of them only digests go along.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use bihuan_domain::actor::{Actor, Permission, Place};
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::case::event::Complainant;
use bihuan_domain::case::{Case, Refusal};
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::{self, CustomerField};
use bihuan_domain::policy::Words;
use bihuan_domain::public_page::PageKind;
use bihuan_domain::time::UtcMs;
use bihuan_store::blobs::{BlobError, Digest};
use bihuan_store::journal::{self, EntryRow, Stream};
use bihuan_store::nouns::text::{self, Text};
use bihuan_store::nouns::{case as row, public_page, user};
use bihuan_store::{Conn, Fault};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::files::file_name;
use super::show::{Name, find};
use super::write::STREAM;
use crate::app::App;
use crate::customers::Customers;
use crate::failure::Failure;

/// The largest sum of a case's files in a pack, in bytes: it is put together in memory.
pub const MOST_BYTES: u64 = 64 << 20;
/// One pack at a time is in memory.
static AT_ONCE: Semaphore = Semaphore::const_new(1);

#[derive(Deserialize)]
struct Catalogue {
    heading: BTreeMap<String, Words>,
    event: BTreeMap<String, Words>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    toml::from_str(include_str!("pack.toml"))
        .unwrap_or_else(|_| Catalogue { heading: BTreeMap::new(), event: BTreeMap::new() })
});

/// A pack, ready to be handed out.
#[derive(Debug, Clone)]
pub struct Pack {
    /// The ZIP.
    pub bytes: Vec<u8>,
    /// Its digest, as it stands in the record.
    pub digest: Digest,
    /// The case's number, for a file name.
    pub number: String,
    /// The case's version with the pack recorded.
    pub version: i64,
}

struct FileRow {
    digest: String,
    bytes: u64,
    name: Id,
}

/// What goes into it, as read at one version of the case.
struct Gathered {
    case: Case,
    version: i64,
    chain: Vec<EntryRow>,
    texts: Vec<Text>,
    files: Vec<FileRow>,
    terms: Vec<(PageKind, i64, String)>,
    names: BTreeMap<Id, String>,
}

fn gather(conn: &mut Conn, case: Case, version: i64) -> Result<Gathered, Fault> {
    let chain = journal::read(conn, &Stream::new(STREAM, case.id))?;
    let texts = text::of_case(conn, case.id)?;
    let rows = conn.query(&row::sql::case_attachments, &[case.id.into()])?;
    let file = |r: &bihuan_store::Row| {
        Ok::<_, Fault>(FileRow { digest: r.text(1)?, bytes: r.int(2)?.unsigned_abs(), name: r.id(4)? })
    };
    let files = rows.iter().map(file).collect::<Result<Vec<_>, _>>()?;
    let mut terms = Vec::new();
    for shown in &case.course.terms_shown {
        let found = public_page::versions(conn, shown.page)?.into_iter().find(|v| v.version == shown.version);
        terms.extend(found.map(|v| (shown.page, shown.version, v.body)));
    }
    let mut names = BTreeMap::new();
    for id in chain.iter().filter(|e| e.actor_kind == "user").filter_map(|e| e.actor_id) {
        if let std::collections::btree_map::Entry::Vacant(empty) = names.entry(id)
            && let Some(found) = user::load(conn, id)?
        {
            empty.insert(found.name);
        }
    }
    Ok(Gathered { case, version, chain, texts, files, terms, names })
}

impl App {
    /// Puts a case together for somebody outside. The customer's name and contacts are in it, so it is a reveal, with its
    /// reason, in the customer's record as in the case's.
    ///
    /// # Errors
    /// `NotFound`; `Refused` without the permission to reveal; `Stale`; `Input` for a reason that is none, or files that are
    /// too large together; faults.
    pub async fn evidence_pack(
        &self,
        actor: &Actor,
        name: &str,
        seen: Option<i64>,
        reason: &str,
        dispute: Option<Id>,
        language: &'static str,
    ) -> Result<Pack, Failure> {
        let (world, me, asked) = (self.world(), actor.clone(), name.parse::<Name>()?);
        let words = self.words("reason", reason)?;
        let gathered = self.db().read(move |conn| {
            let stored = find(conn, &world, &me, &asked)?;
            let lineage = world.lineage(stored.case.unit);
            let (owner, unit) = (stored.case.owner.user(), stored.case.unit);
            let place = Place { owner, handler: stored.case.handler, unit, lineage: &lineage };
            if !me.may(Permission::CustomerReveal, &place) {
                return Err(Failure::Refused(Refusal::NotPermitted { permission: Permission::CustomerReveal }));
            }
            if dispute.is_some_and(|id| stored.case.course.disputes.iter().all(|d| d.id != id)) {
                return Err(Failure::Refused(Refusal::NoSuchDispute));
            }
            Ok(gather(conn, stored.case, stored.version)?)
        });
        let gathered = gathered.await?;
        if seen.is_some_and(|seen| seen != gathered.version) {
            return Err(Failure::Stale { current: gathered.version });
        }
        if gathered.files.iter().map(|f| f.bytes).sum::<u64>() > MOST_BYTES {
            return Err(Failure::input("case", "pack_too_large", (MOST_BYTES >> 20).to_string()));
        }
        let _turn = AT_ONCE.acquire().await.map_err(|_| Fault::Closed)?;
        let complainant = self.complainant(actor, &gathered.case, reason).await?;
        let mut files = Vec::new();
        for file in &gathered.files {
            let digest: Digest = file.digest.parse().map_err(|_| Fault::Corrupt("attachment digest".into()))?;
            files.push(match self.blobs().get(digest).await {
                Ok(bytes) => Some(bytes),
                Err(BlobError::Missing) => None,
                Err(other) => return Err(Failure::Fault(other.into())),
            });
        }
        let (id, version, number) = (gathered.case.id, gathered.version, gathered.case.number.to_string());
        let made = Made {
            at: self.db().now(),
            by: actor.user().and_then(|id| gathered.names.get(&id).cloned()).unwrap_or_default(),
            reason: reason.trim().to_owned(),
            complainant,
            language,
        };
        let zone = self.world().zone.clone();
        let zipped = tokio::task::spawn_blocking(move || zipped(&gathered, &files, &made, &zone));
        let (bytes, files) = zipped.await.map_err(|e| Fault::Corrupt(format!("evidence pack: {e}")))??;
        let digest = Digest::of(&bytes);
        let reason = words.reference.clone();
        let command = CaseCommand::MakeEvidencePack { digest: digest.to_string(), files, reason, dispute };
        // What is handed out is what was read: nothing happened in between.
        let done = self.change(actor, id, Some(version), command, vec![words]).await?;
        Ok(Pack { bytes, digest, number, version: done.version })
    }

    async fn complainant(&self, actor: &Actor, case: &Case, reason: &str) -> Result<Vec<String>, Failure> {
        let Complainant::Customer { id } = case.complainant else { return Ok(Vec::new()) };
        let asked = [CustomerField::Name, CustomerField::Phone, CustomerField::Email];
        match Customers::new(self.db().clone()).reveal(actor, id, &asked, reason).await {
            Ok(known) => Ok([known.name, known.phone, known.email].into_iter().flatten().collect()),
            // Whoever asked to be forgotten is not in it.
            Err(Failure::Organisation(organisation::Refusal::CustomerErased)) => Ok(Vec::new()),
            Err(other) => Err(other),
        }
    }
}

struct Made {
    at: UtcMs,
    by: String,
    reason: String,
    complainant: Vec<String>,
    language: &'static str,
}

type Zone = bihuan_domain::calendar::Zone;

fn corrupt(e: impl std::fmt::Display) -> Fault {
    Fault::Corrupt(format!("evidence pack: {e}"))
}

/// The ZIP, and how many files are in it.
fn zipped(g: &Gathered, files: &[Option<Bytes>], made: &Made, zone: &Zone) -> Result<(Vec<u8>, u32), Fault> {
    let bodies: BTreeMap<Id, &str> = g.texts.iter().filter_map(|t| Some((t.id, t.body.as_deref()?))).collect();
    let mut inside: Vec<(String, Bytes)> = Vec::new();
    let mut listed: Vec<(String, String, bool)> = Vec::new();
    for (n, (row, bytes)) in g.files.iter().zip(files).enumerate() {
        let name = format!("files/{:03}-{}", n + 1, file_name(bodies.get(&row.name).copied().unwrap_or("file")));
        listed.push((name.clone(), row.digest.clone(), bytes.is_some()));
        inside.extend(bytes.clone().map(|b| (name, b)));
    }
    for (page, version, body) in &g.terms {
        inside.push((format!("terms/{page}-v{version}.json"), Bytes::from(body.clone())));
    }
    let (chain, told) = chain(g)?;
    inside.push(("chain.jsonl".to_owned(), Bytes::from(chain)));
    inside.push(("words.jsonl".to_owned(), Bytes::from(words(g, &told))));
    inside.push(("check.py".to_owned(), Bytes::from_static(include_bytes!("check.py"))));
    inside.push(("index.html".to_owned(), Bytes::from(index(g, &told, &bodies, &listed, made, zone))));
    let sums: String = inside.iter().fold(String::new(), |mut sums, (name, bytes)| {
        let _ = writeln!(sums, "{}  {name}", Digest::of(bytes));
        sums
    });
    inside.push(("SHA256SUMS".to_owned(), Bytes::from(sums)));
    let at = zone.civil(made.at);
    let clock = [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
    let [month, day, hour, minute, second] = clock;
    let stamp = zip::DateTime::from_date_and_time(at.year().unsigned_abs(), month, day, hour, minute, second);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(stamp.unwrap_or_default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in &inside {
        zip.start_file(name.as_str(), options).map_err(corrupt)?;
        zip.write_all(bytes).map_err(corrupt)?;
    }
    Ok((zip.finish().map_err(corrupt)?.into_inner(), u32::try_from(inside.len()).unwrap_or(u32::MAX)))
}

/// An event that may go outside, with the words it refers to.
struct Told<'a> {
    entry: &'a EntryRow,
    kind: String,
    event: Value,
    words: Vec<Id>,
}

/// The chain, a line an entry; the body of an entry is left out unless all in it may go outside.
fn chain(g: &Gathered) -> Result<(String, Vec<Told<'_>>), Fault> {
    let (mut out, mut told) = (String::new(), Vec::new());
    for entry in &g.chain {
        let events: Vec<Value> = serde_json::from_str(&entry.body).map_err(corrupt)?;
        let kind = |e: &Value| e.get("event").and_then(Value::as_str).unwrap_or_default().to_owned();
        // What is not known to be for others stays inside, whatever a later release adds.
        let open = |k: &str| CATALOGUE.event.contains_key(k) || k.starts_with("clock_") || k == "stage_entered";
        let open = events.iter().all(|e| open(&kind(e)));
        let line = json!({
            "stream": entry.stream.kind, "stream_id": entry.stream.id.as_i64(), "version": entry.version,
            "at": UtcMs::new(entry.at_ms), "at_ms": entry.at_ms, "command": entry.command,
            "actor_kind": entry.actor_kind, "actor": entry.actor_id.map(Id::as_i64), "policy": entry.policy,
            "prev_hash": Digest(entry.prev_hash).to_string(), "hash": Digest(entry.hash).to_string(),
            "body": open.then_some(entry.body.as_str()),
        });
        let _ = writeln!(out, "{line}");
        for event in events {
            let kind = kind(&event);
            if CATALOGUE.event.contains_key(&kind) {
                let mut words = Vec::new();
                // Why the house took it up is its own talk, as a note is.
                if kind != "escalated" {
                    references(&event, &mut words);
                }
                told.push(Told { entry, kind, event, words });
            }
        }
    }
    Ok((out, told))
}

/// The ids of the words an event refers to, in its order.
fn references(value: &Value, found: &mut Vec<Id>) {
    match value {
        Value::Object(fields) if fields.len() == 2 && fields.contains_key("digest") => {
            found.extend(fields.get("id").and_then(Value::as_str).and_then(|id| id.parse::<Id>().ok()));
        }
        Value::Object(fields) => fields.values().for_each(|v| references(v, found)),
        Value::Array(items) => items.iter().for_each(|v| references(v, found)),
        _ => {}
    }
}

fn words(g: &Gathered, told: &[Told<'_>]) -> String {
    let open: std::collections::BTreeSet<Id> = told.iter().flat_map(|t| t.words.iter().copied()).collect();
    g.texts.iter().filter(|t| open.contains(&t.id)).fold(String::new(), |mut out, t| {
        let salt: String = t.salt.iter().map(|b| format!("{b:02x}")).collect();
        let line = json!({ "id": t.id, "salt": salt, "text": t.body, "html": t.html, "digest": t.digest() });
        let _ = writeln!(out, "{line}");
        out
    })
}

fn said(words: Option<&'static Words>, language: &str) -> &'static str {
    words.map_or("", |w| match language {
        "en" => &w.en,
        "zh-Hant" => &w.zh_hant,
        _ => &w.zh_hans,
    })
}

/// Text that a page shows as it is.
fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn index(
    g: &Gathered,
    told: &[Told<'_>],
    bodies: &BTreeMap<Id, &str>,
    files: &[(String, String, bool)],
    made: &Made,
    zone: &Zone,
) -> String {
    let heading = |key: &str| said(CATALOGUE.heading.get(key), made.language);
    let when = |at: UtcMs| zone.civil(at).strftime("%Y-%m-%d %H:%M").to_string();
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{} {}</title><style>{STYLE}</style><h1>{} {}</h1><dl>",
        made.language,
        heading("title"),
        g.case.number,
        heading("title"),
        g.case.number
    );
    let mut fact = |name: &str, value: &str| {
        let _ = write!(out, "<dt>{}<dd>{}", heading(name), plain(value));
    };
    fact("received", &when(g.case.received_at));
    fact("customer", &made.complainant.join(" · "));
    fact("reason", &made.reason);
    fact("made", &when(made.at));
    fact("by", &made.by);
    let _ = write!(out, "</dl><h2>{}</h2><table>", heading("course"));
    for t in told {
        let who = match t.entry.actor_kind.as_str() {
            "user" => t.entry.actor_id.and_then(|id| g.names.get(&id)).map_or(heading("ours"), String::as_str),
            "customer" => heading("theirs"),
            _ => heading("system"),
        };
        let side = match t.event.get("direction").and_then(Value::as_str) {
            Some("inbound") => format!(" · {}", heading("theirs")),
            Some(_) => format!(" · {}", heading("ours")),
            None => String::new(),
        };
        let name = said(CATALOGUE.event.get(&t.kind), made.language);
        let lines: Vec<String> = t.words.iter().filter_map(|id| bodies.get(id)).map(|w| plain(w)).collect();
        let _ = write!(
            out,
            "<tr><td>{}<td>{}<td><b>{name}{side}</b><br>{}",
            when(UtcMs::new(t.entry.at_ms)),
            plain(who),
            lines.join("<br>")
        );
    }
    let _ = write!(out, "</table><h2>{}</h2><table>", heading("files"));
    for (name, digest, there) in files {
        let gone = if *there { String::new() } else { format!(" ({})", heading("missing")) };
        let _ = write!(out, "<tr><td>{}{gone}<td><code>{digest}</code>", plain(name));
    }
    let _ = write!(out, "</table><h2>{}</h2><p>{}</p></html>", heading("proof"), heading("check"));
    out
}

const STYLE: &str = "body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}\
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}\
dd{margin:0}table{border-collapse:collapse;width:100%}td{border-top:1px solid #ccc;padding:.4rem .6rem .4rem 0;vertical-align:top;\
white-space:pre-wrap}td:first-child{white-space:nowrap}code{font-size:.8rem;word-break:break-all}";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use bihuan_domain::case::event::CaseEvent;

    #[test]
    fn every_event_with_words_in_the_index_is_one_that_is_written() {
        assert!(!CATALOGUE.heading.is_empty());
        let known = CATALOGUE.event.keys().all(|k| CaseEvent::KINDS.contains(&k.as_str()));
        assert!(known, "{:?}", CATALOGUE.event.keys());
        for internal in ["noted", "approval_requested", "approval_decided", "approval_overdue"] {
            assert!(CaseEvent::KINDS.contains(&internal) && !CATALOGUE.event.contains_key(internal));
        }
    }

    #[test]
    fn what_people_wrote_is_shown_and_never_run() {
        assert_eq!(plain("<script>\"&"), "&lt;script&gt;&quot;&amp;");
    }
}

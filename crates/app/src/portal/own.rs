//! The customer's own case: where it stands in the policy's words, by when they hear again, what was said, and what they
//! may do now. Notes, names of staff, other people's cases and everything that is ours to judge stay out of it.

use std::collections::{BTreeMap, BTreeSet};

use bihuan_domain::case::Case;
use bihuan_domain::case::actions::{Action, actions};
use bihuan_domain::case::closing::silent_from;
use bihuan_domain::case::event::{Answer, CaseEvent, ClosureReason, ContactResult, Direction, Remedy};
use bihuan_domain::case::stage::{Stage, WaitReason};
use bihuan_domain::case::text::{Field, TextRef};
use bihuan_domain::complaint::loaner::LoanerKind;
use bihuan_domain::complaint::remedy::Term;
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::money::Money;
use bihuan_domain::policy::Words;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use bihuan_store::journal::{self, EntryRow, Stream};
use bihuan_store::nouns::{case as row, text};
use bihuan_store::{Conn, Fault};

use super::{Guest, Portal};
use crate::cases::show::entry;
use crate::cases::write::{STREAM, facts};
use crate::chat::VisitEntry;
use crate::failure::Failure;

/// Entries a customer is shown at most, the latest.
const MOST_ENTRIES: u32 = 500;

/// A file of the case that the customer may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFile {
    /// Identifier.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its type, read from its bytes.
    pub media_type: String,
    /// Bytes.
    pub bytes: i64,
}

/// Something that was said or done.
#[derive(Debug, Clone)]
pub struct OwnEntry {
    /// When.
    pub at: UtcMs,
    /// `received`, `message`, `file`, `contact`, `chased`, `proposal`, `answered`, `resolved`, `confirmed`, `rated`, `closed`,
    /// `reopened`, `escalated`.
    pub what: &'static str,
    /// The customer said or did it.
    pub is_theirs: bool,
    /// Words.
    pub text: Option<String>,
    /// Safe HTML, where it was written so.
    pub html: Option<String>,
    /// Files that go with it.
    pub files: Vec<OwnFile>,
    /// `accepted`, `rejected`, `satisfied`, `dissatisfied`, or the reason of a closure.
    pub outcome: Option<String>,
}

/// A solution that waits for an answer.
#[derive(Debug, Clone)]
pub struct OwnProposal {
    /// Identifier.
    pub id: Id,
    /// Its words.
    pub text: Option<String>,
    /// What it consists of.
    pub remedies: Vec<Remedy>,
    /// What each remedy hands over.
    pub terms: Vec<Term>,
    /// The steps of carrying it out.
    pub steps: Option<String>,
    /// What the customer pays for it (S0-61).
    pub fee: Option<Money>,
    /// What each remedy means, in the policy's words (S2-22).
    pub explained: Vec<Words>,
    /// By when it will be done.
    pub promised_at: UtcMs,
    /// Understood already.
    pub is_understood: bool,
}

/// Something they were lent.
#[derive(Debug, Clone)]
pub struct OwnLoaner {
    /// What it is.
    pub kind: LoanerKind,
    /// Its name.
    pub item: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// When it went out.
    pub out_at: UtcMs,
    /// By when they bring it back.
    pub due_at: UtcMs,
    /// When they brought it back.
    pub in_at: Option<UtcMs>,
}

/// A case as its customer sees it.
#[derive(Debug, Clone)]
pub struct OwnCase {
    /// Number.
    pub number: CaseNumber,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub stage: Stage,
    /// What comes next, in the policy's words (S0-15).
    pub next: Option<Words>,
    /// By when they hear again or it is done (S2-28); none once it is over.
    pub expected_at: Option<UtcMs>,
    /// That time has passed.
    pub is_late: bool,
    /// Not before then is it closed because they say nothing; none while that is no question (S1-27).
    pub closes_from: Option<UtcMs>,
    /// We asked something and wait for them.
    pub waits_for_customer: bool,
    /// When it came in.
    pub received_at: UtcMs,
    /// One line that names it.
    pub subject: Option<String>,
    /// The service unit that has it.
    pub unit: Id,
    /// The solution on the table.
    pub proposal: Option<OwnProposal>,
    /// They have accepted a solution.
    pub has_accepted: bool,
    /// What they pay by the solution they accepted last; none: nothing (S3-02).
    pub agreed_fee: Option<Money>,
    /// What the customer rated.
    pub stars: Option<u8>,
    /// What they were lent, in order (S0-55).
    pub loaners: Vec<OwnLoaner>,
    /// Why it was closed.
    pub closure: Option<ClosureReason>,
    /// What was said and done, oldest first.
    pub entries: Vec<OwnEntry>,
    /// What they may do now: codes of [`Said`] in snake case.
    pub may: Vec<&'static str>,
    /// Its version, to see whether anything changed.
    pub version: i64,
}

impl Portal {
    /// The case of a guest.
    ///
    /// # Errors
    /// Faults.
    pub async fn own(&self, guest: &Guest) -> Result<OwnCase, Failure> {
        let (world, now, guest) = (self.app.world(), self.app.db().now(), guest.clone());
        let (case, version, mut entries, words) = self
            .app
            .db()
            .read(move |c| {
                let stored = row::load(c, guest.case)?.ok_or(Failure::NotSignedIn)?;
                let words = words(c, guest.case)?;
                let files = files(c, guest.case, &words)?;
                let rows = newest(c, guest.case, 0)?;
                let mut entries = Vec::new();
                for row in rows {
                    let entry = entry(row)?;
                    let theirs = entry.actor_kind == "customer";
                    entries
                        .extend(entry.events.iter().rev().filter_map(|e| shown(e, entry.at, theirs, &words, &files)));
                }
                Ok::<_, Failure>((stored.case, stored.version, entries, words))
            })
            .await?;
        entries.reverse();
        // A file that went with a message stands there.
        let sent: BTreeSet<Id> =
            entries.iter().filter(|e| e.what == "message").flat_map(|e| e.files.iter().map(|f| f.id)).collect();
        entries.retain(|e: &OwnEntry| e.what != "file" || e.files.iter().any(|f| !sent.contains(&f.id)));
        let bound = world.pinned(&case.policy, case.received_at, case.unit)?;
        let lineage = world.lineage(case.unit);
        let facts = facts(&case, guest.actor(), now, &world, &bound, &lineage);
        let allowed = actions(&case, &facts);
        let rule = &bound.policy.policy.proposal;
        let word = |t: &TextRef| words.get(&t.id).map(|w| w.text.clone());
        let lent = case.course.loaners.iter().map(|l| OwnLoaner {
            kind: l.kind,
            item: word(&l.item),
            serial: l.serial.as_ref().and_then(word),
            out_at: l.out_at,
            due_at: l.due_at,
            in_at: l.in_at,
        });
        let loaners = lent.collect();
        let expected_at = case.answer_due_at();
        Ok(OwnCase {
            number: case.number.clone(),
            kind: case.kind,
            stage: case.stage,
            next: bound.policy.state(case.kind, case.stage).and_then(|s| s.next_for_customer.clone()),
            is_late: expected_at.is_some_and(|at| at < now),
            expected_at,
            closes_from: silent_from(&case, &facts),
            waits_for_customer: case.waiting.is_some_and(|w| w.reason == WaitReason::Customer)
                || case.course.question_open,
            received_at: case.received_at,
            subject: case.text(Field::Subject).and_then(|t| words.get(&t.id)).map(|w| w.text.clone()),
            unit: case.unit,
            proposal: case.proposal().filter(|p| matches!(p.answer, None | Some(Answer::Understood))).map(|p| {
                OwnProposal {
                    id: p.id,
                    text: words.get(&p.text.id).map(|w| w.text.clone()),
                    remedies: p.remedies.clone(),
                    terms: p.terms.clone(),
                    steps: p.steps.as_ref().and_then(|t| words.get(&t.id)).map(|w| w.text.clone()),
                    fee: p.fee.clone(),
                    explained: rule.explained(&p.remedies).map(|e| e.words.clone()).collect(),
                    promised_at: p.promised_at,
                    is_understood: p.answer == Some(Answer::Understood),
                }
            }),
            has_accepted: case.accepted().is_some(),
            agreed_fee: case.accepted().and_then(|p| p.fee.clone()),
            stars: case.course.stars,
            loaners,
            closure: case.closure.map(|c| c.reason),
            entries,
            may: may(&case, &allowed),
            version,
        })
    }

    /// Where the bytes of a file are that the customer may see: their own, and those that were sent to them.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn file(&self, guest: &Guest, id: Id) -> Result<(String, OwnFile), Failure> {
        let none = || Failure::NotFound { what: "attachment" };
        let shown = self.own(guest).await?;
        let file = shown.entries.into_iter().flat_map(|e| e.files).find(|f| f.id == id).ok_or_else(none)?;
        let digest = self.app.db().read(move |c| {
            let found = c.query_one_opt(&row::sql::attachment, &[id.into()])?;
            Ok::<_, Failure>(found.map(|r| r.text(1)).transpose()?)
        });
        Ok((digest.await?.ok_or_else(none)?, file))
    }
}

/// Decisions of a case after a version, newest first.
fn newest(conn: &mut Conn, case: Id, after: i64) -> Result<Vec<EntryRow>, Fault> {
    journal::page(conn, &Stream::new(STREAM, case), (after, i64::MAX), true, MOST_ENTRIES)
}

/// What was said and done in a case after a version, oldest first, as its customer sees it.
///
/// # Errors
/// Faults.
pub(crate) fn entries_after(conn: &mut Conn, case: Id, after: i64) -> Result<Vec<VisitEntry>, Fault> {
    let words = words(conn, case)?;
    let files = files(conn, case, &words)?;
    let mut out = Vec::new();
    for row in newest(conn, case, after)?.into_iter().rev() {
        let entry = entry(row)?;
        let theirs = entry.actor_kind == "customer";
        for event in &entry.events {
            // A file is shown with the message that it went with.
            if matches!(event, CaseEvent::Attached { .. }) {
                continue;
            }
            let message = match event {
                CaseEvent::MessageRecorded { message, .. } => Some(*message),
                _ => None,
            };
            let shown = shown(event, entry.at, theirs, &words, &files);
            out.extend(shown.map(|shown| VisitEntry { version: entry.version, message, entry: shown }));
        }
    }
    Ok(out)
}

struct Written {
    text: String,
    html: Option<String>,
}

fn words(conn: &mut Conn, case: Id) -> Result<BTreeMap<Id, Written>, Fault> {
    let all = text::of_case(conn, case)?;
    Ok(all.into_iter().filter_map(|t| Some((t.id, Written { text: t.body?, html: t.html }))).collect())
}

fn files(conn: &mut Conn, case: Id, words: &BTreeMap<Id, Written>) -> Result<BTreeMap<Id, OwnFile>, Fault> {
    let rows = conn.query(&row::sql::case_attachments, &[case.into()])?;
    rows.iter()
        .map(|r| {
            let id = r.id(0)?;
            let name = words.get(&r.id(4)?).map(|w| w.text.clone()).unwrap_or_default();
            Ok((id, OwnFile { id, name, media_type: r.text(3)?, bytes: r.int(2)? }))
        })
        .collect()
}

/// One event as the customer is shown it; none for what is ours alone.
fn shown(
    event: &CaseEvent,
    at: UtcMs,
    by_them: bool,
    words: &BTreeMap<Id, Written>,
    files: &BTreeMap<Id, OwnFile>,
) -> Option<OwnEntry> {
    use CaseEvent as E;
    let said = |what, is_theirs, text: Option<&bihuan_domain::case::text::TextRef>, outcome: Option<&str>| {
        let written = text.and_then(|t| words.get(&t.id));
        Some(OwnEntry {
            at,
            what,
            is_theirs,
            text: written.map(|w| w.text.clone()),
            html: written.and_then(|w| w.html.clone()),
            files: Vec::new(),
            outcome: outcome.map(str::to_owned),
        })
    };
    match event {
        E::Registered { texts, .. } => {
            let verbatim = texts.iter().find(|(field, _)| *field == Field::Verbatim).map(|(_, t)| t);
            said("received", true, verbatim, None)
        }
        E::MessageRecorded { direction, text, attachments, .. } => {
            let mut entry = said("message", *direction == Direction::Inbound, Some(text), None)?;
            entry.files = attachments.iter().filter_map(|id| files.get(id).cloned()).collect();
            Some(entry)
        }
        // What they added before it was said anything with; ours stay ours until they are sent.
        E::Attached { attachment, .. } if by_them => {
            let mut entry = said("file", true, None, None)?;
            entry.files = files.get(attachment).cloned().into_iter().collect();
            Some(entry)
        }
        E::ContactLogged { result: ContactResult::Reached, channel, .. } => {
            said("contact", false, None, Some(channel.code()))
        }
        E::Chased { .. } => said("chased", true, None, None),
        E::SolutionProposed { text, .. } => said("proposal", false, Some(text), None),
        E::SolutionAnswered { answer, .. } => said("answered", true, None, Some(answer.code())),
        E::Resolved { text, .. } => said("resolved", false, Some(text), None),
        E::ResultConfirmed { satisfied, .. } => {
            said("confirmed", true, None, Some(if *satisfied { "satisfied" } else { "dissatisfied" }))
        }
        E::Rated { stars, text, .. } => said("rated", true, text.as_ref(), Some(&stars.to_string())),
        E::Escalated { .. } => said("escalated", by_them, None, None),
        E::DisputeRoundHeld { round, .. } if round.shared => {
            said("negotiated", false, Some(&round.minutes), Some(round.result.code()))
        }
        E::Closed { reason, .. } => said("closed", by_them, None, Some(reason.code())),
        E::Reopened { .. } => said("reopened", false, None, None),
        _ => None,
    }
}

/// What the customer may do now: the rule's own answer, dry.
fn may(case: &Case, allowed: &[Action]) -> Vec<&'static str> {
    let says = |name: &str| allowed.iter().any(|a| a.name == name && a.allowed);
    let answers = case.proposal().is_some();
    let open = case.closure.is_none();
    let all: [(&str, bool); 8] = [
        // A customer who writes to a closed case is heard.
        ("message", case.stage != Stage::Archived),
        ("chase", open && says("chase")),
        ("accept", answers && says("answer_proposal.accepted")),
        ("reject", answers && says("answer_proposal.rejected")),
        ("confirm", says("confirm_result")),
        ("rate", says("rate")),
        ("escalate", open && says("escalate")),
        ("withdraw", open && says("close.withdrawn")),
    ];
    all.into_iter().filter(|(_, yes)| *yes).map(|(name, _)| name).collect()
}

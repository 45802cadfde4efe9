//! The case row: `state` is what the journal folds to, every other column is derived from it by [`columns`] alone, so
//! that the checker can compare both. Lists filter and sort by these columns and nothing else.

use bihuan_domain::case::Case;
use bihuan_domain::case::event::Complainant;
use bihuan_domain::case::event::Party;
use bihuan_domain::complaint::dispute::DisputeWay;
use bihuan_domain::complaint::escalation::{EscalationOrigin, EscalationStanding};
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::trade::{EmotionalState, Kind, Priority, Severity};

use crate::db::{Conn, Query, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;
use crate::value::Value;

queries! { pub mod sql = "case.sql"; insert, update, load, id_by_number, id_by_source, add_link, links_to,
add_attachment, attachment, case_attachments, states_after, provisional, provisional_count, open_by_unit_and_policy,
marked, mark, keep_mark, of_customer, by_number_beginning, count_all, any, all_columns }

/// A stored case with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Version of its stream.
    pub version: i64,
    /// The state.
    pub case: Case,
}

/// The state from its stored form.
///
/// # Errors
/// `Corrupt` when it is not a state.
pub fn parse(state: &str) -> Result<Case, Fault> {
    serde_json::from_str(state).map_err(|e| Fault::Corrupt(format!("case state: {e}")))
}

/// The stored form of a state; field order is fixed, so equal states have equal texts.
///
/// # Errors
/// `Sql` if it could not be written, which cannot be.
pub fn text(case: &Case) -> Result<String, Fault> {
    serde_json::to_string(case).map_err(|e| Fault::Sql(format!("case state: {e}")))
}

/// Loads a case whoever asks: for the write path, which judges itself, and for tools. Lists and pages use finders that
/// take the actor.
///
/// # Errors
/// `Fault`.
pub fn load(conn: &mut Conn, id: Id) -> Result<Option<Stored>, Fault> {
    let Some(row) = conn.query_one_opt(&sql::load, &[id.into()])? else { return Ok(None) };
    Ok(Some(Stored { version: row.int(0)?, case: parse(&row.text(1)?)? }))
}

/// How many open cases have a provisional due time (B.17).
///
/// # Errors
/// `Fault`.
pub fn provisional_count(conn: &mut Conn) -> Result<i64, Fault> {
    conn.query_one(&sql::provisional_count, &[])?.int(0)
}

/// Open cases by unit and by the policy they are pinned to.
///
/// # Errors
/// `Fault`.
pub fn open_by_unit_and_policy(conn: &mut Conn) -> Result<Vec<(Id, String, i64)>, Fault> {
    let rows = conn.query(&sql::open_by_unit_and_policy, &[])?;
    rows.iter().map(|r| Ok((r.id(0)?, r.text(1)?, r.int(2)?))).collect()
}

/// The id of a number.
///
/// # Errors
/// `Fault`.
pub fn id_by_number(conn: &mut Conn, number: &CaseNumber) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&sql::id_by_number, &[number.as_str().into()])?.map(|row| row.id(0)).transpose()
}

/// The id of an imported case (S1-13: unique by source and external id).
///
/// # Errors
/// `Fault`.
pub fn id_by_source(conn: &mut Conn, system: &str, external_id: &str) -> Result<Option<Id>, Fault> {
    conn.query_one_opt(&sql::id_by_source, &[system.into(), external_id.into()])?.map(|row| row.id(0)).transpose()
}

/// Saves the row of a new or changed case, as [`columns`] gave it, against the proof that its decision is in the journal.
///
/// # Errors
/// `Constraint` on a number or source taken meanwhile; `Corrupt` when the row is another's; `Fault`.
pub fn save(tx: &mut Tx, proof: &Appended, is_new: bool, columns: &[Value]) -> Result<(), Fault> {
    let id = proof.stream().id;
    if columns.get(..2) != Some(&[id.into(), proof.version().into()][..]) {
        return Err(Fault::Corrupt(format!("the row is not that of case {id}, version {}", proof.version())));
    }
    let query = if is_new { &sql::insert } else { &sql::update };
    if tx.execute(query, columns)? == 1 {
        Ok(())
    } else {
        Err(Fault::Corrupt(format!("case {id} has a journal but no row")))
    }
}

/// Emergencies first, then complaints (S3-25), then what is due first: one ascending number for the agent's queue.
pub fn queue_key(case: &Case) -> i64 {
    let urgency = match case.priority {
        Priority::Emergency => 0,
        Priority::High => 1,
        Priority::Normal => 2,
        Priority::Low => 3,
    };
    let class = urgency * 2 + i64::from(case.kind != Kind::Complaint);
    (class << 48) | due_key(case)
}

/// What is due first: the earliest due time in milliseconds, and behind all of them what has none.
pub fn due_key(case: &Case) -> i64 {
    case.next_due().map_or((1 << 48) - 1, |d| d.ms().clamp(0, (1 << 48) - 1))
}

/// Every column of the row, in the order of `insert`.
///
/// # Errors
/// As [`text`].
pub fn columns(case: &Case, version: i64) -> Result<Vec<Value>, Fault> {
    let customer = match case.complainant {
        Complainant::Customer { id } => Some(id),
        Complainant::Anonymous { .. } => None,
    };
    let (to_user, to_unit) = match case.transfer.as_ref().map(|t| t.to) {
        Some(Party::User(user)) => (Some(user), None),
        Some(Party::Unit(unit)) => (None, Some(unit)),
        None => (None, None),
    };
    let status = case.waiting.map_or(case.stage.code(), |w| w.reason.code());
    Ok(vec![
        case.id.into(),
        version.into(),
        case.number.as_str().into(),
        case.kind.code().into(),
        case.channel.code().into(),
        case.stage.code().into(),
        status.into(),
        case.classification.severity.map(Severity::level).into(),
        case.priority.code().into(),
        case.classification.category.clone().into(),
        case.unit.into(),
        case.owner.user().into(),
        case.handler.into(),
        customer.into(),
        case.received_at.into(),
        case.touched_at.into(),
        case.next_due().into(),
        (!case.stage.is_over()).into(),
        case.is_overdue().into(),
        (case.priority == Priority::Emergency).into(),
        i64::from(case.escalation_level).into(),
        to_user.into(),
        to_unit.into(),
        queue_key(case).into(),
        case.course.first_resolved_at.into(),
        case.closure.map(|c| c.at).into(),
        case.closure.map(|c| c.reason.code()).into(),
        case.reopen_count.into(),
        case.course.satisfied.into(),
        case.policy.id.clone().into(),
        case.policy.version.into(),
        case.source.as_ref().map(|s| s.system.clone()).into(),
        case.source.as_ref().map(|s| s.external_id.clone()).into(),
        case.classification.emotional_state.map(EmotionalState::code).into(),
        case.classification.brand_risk.into(),
        due_key(case).into(),
        case.news.into(),
        case.gravest_dispute().map(DisputeWay::code).into(),
        case.escalation_origin().map(EscalationOrigin::code).into(),
        case.escalation_standing().map(EscalationStanding::code).into(),
        text(case)?.into(),
    ])
}

/// Names of the columns, in the order of [`columns`].
pub const COLUMNS: [&str; 41] = [
    "id",
    "version",
    "number",
    "kind",
    "channel",
    "stage",
    "status",
    "severity",
    "priority",
    "category",
    "unit_id",
    "owner_id",
    "handler_id",
    "customer_id",
    "received_at",
    "touched_at",
    "next_due_at",
    "is_open",
    "is_overdue",
    "is_emergency",
    "escalation_level",
    "transfer_to_user",
    "transfer_to_unit",
    "queue_key",
    "first_resolved_at",
    "closed_at",
    "closure_reason",
    "reopen_count",
    "satisfied",
    "policy_id",
    "policy_version",
    "source_system",
    "source_id",
    "emotional_state",
    "brand_risk",
    "due_key",
    "news",
    "dispute",
    "escalated_by",
    "escalation",
    "state",
];

/// The columns as stored, truth values as such on both engines; `None` when there is no row.
///
/// # Errors
/// `Fault`.
pub fn stored_columns(conn: &mut Conn, id: Id) -> Result<Option<Vec<Value>>, Fault> {
    let Some(found) = conn.query_one_opt(&sql::all_columns, &[id.into()])? else { return Ok(None) };
    let mut values = Vec::with_capacity(COLUMNS.len());
    for (n, name) in COLUMNS.iter().enumerate() {
        let value = match *name {
            "is_open" | "is_overdue" | "is_emergency" | "brand_risk" => found.bool(n)?.into(),
            "satisfied" => found.opt_bool(n)?.into(),
            _ => found.value(n)?.clone(),
        };
        values.push(value);
    }
    Ok(Some(values))
}

/// Whether there is any case.
///
/// # Errors
/// `Fault`.
pub fn any(conn: &mut Conn) -> Result<bool, Fault> {
    Ok(conn.query_one_opt(&sql::any, &[])?.is_some())
}

/// How many cases there are; counts them all.
///
/// # Errors
/// `Fault`.
pub fn count(conn: &mut Conn) -> Result<u64, Fault> {
    Ok(conn.query_one(&sql::count_all, &[])?.int(0)?.unsigned_abs())
}

/// Case numbers by id; unknown ids are left out. At most 500.
///
/// # Errors
/// `Fault`.
pub fn numbers(conn: &mut Conn, ids: &[Id]) -> Result<Vec<(Id, String)>, Fault> {
    let ids: Vec<Value> = ids.iter().take(500).map(|id| (*id).into()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|i| format!("${i}")).collect();
    let query = Query::dynamic(format!("SELECT id, number FROM case_row WHERE id IN ({})", places.join(", ")));
    conn.query(&query, &ids)?.iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

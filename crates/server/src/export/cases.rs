//! One row a case: where it stands, who answers for it, its instants and its clocks in figures.

use std::collections::HashMap;

use bihuan_app::App;
use bihuan_domain::case::Case;
use bihuan_domain::case::event::{Complainant, Party};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_store::nouns::{case as row, text, unit};
use bihuan_store::{Conn, Fault};

use super::{Own, PAGE, Table};
use crate::trouble::Trouble;

const COLUMNS: [&str; 41] = [
    "id",
    "number",
    "version",
    "kind",
    "channel",
    "stage",
    "status",
    "severity",
    "priority",
    "category",
    "unit",
    "owner_kind",
    "owner",
    "handler",
    "customer",
    "received_at",
    "occurred_at",
    "first_resolved_at",
    "resolved_at",
    "informed_at",
    "confirmed_at",
    "closed_at",
    "closure_reason",
    "touched_at",
    "next_due_at",
    "overdue",
    "emergency",
    "satisfied",
    "escalation_level",
    "transfers",
    "chasers",
    "rejected_solutions",
    "reassessments",
    "reopen_count",
    "waited_ms",
    "clocks_met",
    "clocks_breached",
    "policy",
    "source",
    "source_id",
    "wished",
];
const WORDS: [Field; 9] = [
    Field::Subject,
    Field::Verbatim,
    Field::Summary,
    Field::Symptom,
    Field::Demand,
    Field::Expectation,
    Field::OrderRef,
    Field::Product,
    Field::Serial,
];

/// The columns in order.
pub fn columns(with_words: bool) -> Vec<&'static str> {
    let mut columns = COLUMNS.to_vec();
    if with_words {
        columns.extend(WORDS.iter().map(|field| field.code()));
    }
    columns
}

type Read = (i64, Case, HashMap<Id, String>);

fn page(conn: &mut Conn, after: i64, with_words: bool) -> Result<Vec<Read>, Fault> {
    let mut out = Vec::new();
    for found in conn.query(&row::sql::states_after, &[after.into(), PAGE.into()])? {
        let case = row::parse(&found.text(2)?)?;
        let mut words = HashMap::new();
        if with_words {
            words.extend(text::of_case(conn, case.id)?.into_iter().filter_map(|t| Some((t.id, t.body?))));
        }
        out.push((found.int(1)?, case, words));
    }
    Ok(out)
}

/// Writes them all.
///
/// # Errors
/// Faults; when the sheet cannot be written.
pub async fn write(app: &App, table: &mut Table, with_words: bool) -> Result<(), Trouble> {
    let units: HashMap<Id, String> = app.db().read(unit::all).await?.into_iter().map(|u| (u.id, u.code)).collect();
    let mut after = i64::MIN;
    loop {
        let rows = app.db().read(move |c| page(c, after, with_words)).await?;
        for (version, case, words) in &rows {
            let mut cells = cells(*version, case, &units);
            if with_words {
                cells.extend(WORDS.iter().map(|f| Own::maybe(case.text(*f).and_then(|t| words.get(&t.id)).cloned())));
            }
            table.row(&cells)?;
            after = case.id.as_i64();
        }
        if rows.len() < PAGE as usize {
            return Ok(());
        }
    }
}

/// What the customer wishes for, codes with blanks between; none = not said.
fn wished(case: &Case) -> Option<String> {
    let codes: Vec<&str> = case.course.wished.iter().map(|r| r.code()).collect();
    (!codes.is_empty()).then(|| codes.join(" "))
}

fn cells(version: i64, case: &Case, units: &HashMap<Id, String>) -> Vec<Own> {
    let customer = match case.complainant {
        Complainant::Customer { id } => Some(id.to_string()),
        Complainant::Anonymous { .. } => None,
    };
    let code = |id: &Id| units.get(id).cloned().unwrap_or_else(|| id.to_string());
    let (owner_kind, owner) = match &case.owner {
        Party::User(id) => ("user", id.to_string()),
        Party::Unit(id) => ("unit", code(id)),
    };
    let c = &case.course;
    vec![
        Own::text(case.id.to_string()),
        Own::text(case.number.as_str()),
        Own::Int(version),
        Own::text(case.kind.code()),
        Own::text(case.channel.code()),
        Own::text(case.stage.code()),
        Own::text(case.waiting.map_or(case.stage.code(), |w| w.reason.code())),
        Own::maybe(case.classification.severity.map(|s| s.code())),
        Own::text(case.priority.code()),
        Own::maybe(case.classification.category.clone()),
        Own::text(code(&case.unit)),
        Own::text(owner_kind),
        Own::text(owner),
        Own::maybe(case.handler.map(|id| id.to_string())),
        Own::maybe(customer),
        Own::At(case.received_at),
        Own::at(case.occurred.map(|o| o.at)),
        Own::at(c.first_resolved_at),
        Own::at(c.resolved_at),
        Own::at(c.informed_at),
        Own::at(c.confirmed_at),
        Own::at(case.closure.map(|c| c.at)),
        Own::maybe(case.closure.map(|c| c.reason.code())),
        Own::At(case.touched_at),
        Own::at(case.next_due()),
        Own::yes(case.is_overdue()),
        Own::yes(case.priority == bihuan_domain::trade::Priority::Emergency),
        c.satisfied.map_or(Own::Nothing, Own::yes),
        Own::count(case.escalation_level),
        Own::count(case.transfers),
        Own::count(case.chasers),
        Own::count(c.rejected),
        Own::count(c.reassessments),
        Own::count(case.reopen_count),
        Own::Int(case.waited_ms.values().sum()),
        Own::count(case.clocks.iter().filter(|c| c.met_at.is_some()).count()),
        Own::count(case.clocks.iter().filter(|c| c.breached_at.is_some()).count()),
        Own::text(format!("{}@{}", case.policy.id, case.policy.version)),
        Own::maybe(case.source.as_ref().map(|s| s.system.clone())),
        Own::maybe(case.source.as_ref().map(|s| s.external_id.clone())),
        Own::maybe(wished(case)),
    ]
}

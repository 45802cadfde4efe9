//! The metrics C.1-C.7, C.16, C.23 and C.24 over the cases received in a period, read from the journal: a number that could
//! not be counted again from the record would be no number.

use std::collections::BTreeMap;

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::calendar::Zone;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::case::evolve::Decided;
use bihuan_domain::ids::Id;
use bihuan_domain::metrics::{
    self, Attainment, CaseCourse, ChatResponses, Cost, Escalations, Proportion, Responses, WishFigures,
};
use bihuan_domain::policy::Milestone;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, EntryRow, Stream};
use bihuan_store::nouns::station;
use bihuan_store::{Conn, Fault, Query};
use serde::Serialize;

use crate::app::App;
use crate::cases::write::STREAM;
use crate::failure::Failure;
use crate::verified::who;

/// Days of the windows of C.2, C.3 and C.5; defaults of metrics.md.
const FIRST_CONTACT_DAYS: u32 = 7;
const HORIZON_DAYS: u32 = 30;
const REOPEN_DAYS: u32 = 30;
/// Cases read at once.
const BATCH: i64 = 500;

/// The figures of a period, each with its n.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Cases received in the period.
    pub received: u64,
    /// C.1.
    pub first_response_time: Responses,
    /// C.2, over categories flagged `common` (S0-29).
    pub first_contact_resolution: Proportion,
    /// C.3, cohort.
    pub resolution_rate: Proportion,
    /// C.3, flow: resolved, received.
    pub resolution_flow: (u64, u64),
    /// C.4 by milestone; milestones without a clock are left out.
    pub sla_attainment: BTreeMap<String, Attainment>,
    /// C.5.
    pub reopen_rate: Proportion,
    /// C.6.
    pub repeat_complaint_rate: Proportion,
    /// C.16.
    pub chat_response: ChatResponses,
    /// Complaints chased at least once (催单).
    pub chased: u64,
    /// S3-34: who would use us again, of those who were asked and said.
    pub restored_trust: Proportion,
    /// S2-30: ratings of 4 and 5 for the outcome.
    pub outcome_satisfaction: Proportion,
    /// S2-30: ratings of 4 and 5 for the handling.
    pub process_satisfaction: Proportion,
    /// C.7.
    pub escalation_rate: Escalations,
    /// C.23.
    pub recovery: Proportion,
    /// C.24, by currency.
    pub cost: BTreeMap<String, Cost>,
    /// S3-06: complaints by canonical category (empty: none) and behaviour.
    pub behavioural_causes: BTreeMap<String, BTreeMap<String, u64>>,
    /// S2-21: what was wished for against what was granted, by canonical category (empty: none).
    pub wishes: BTreeMap<String, WishFigures>,
}

impl App {
    /// The figures of the cases received in `[from, to)`. Only for those who may read every case.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn figures(&self, actor: &Actor, from: UtcMs, to: UtcMs) -> Result<Figures, Failure> {
        if !actor.scopes(Permission::CaseRead).any(|s| s == Scope::All) {
            return Err(Failure::NotPermitted(Permission::CaseRead));
        }
        let (mut courses, mut after) = (Vec::new(), (from.ms(), i64::MIN));
        loop {
            let page = self.db().read(move |c| courses_after(c, after, to)).await?;
            let (found, last, full) = page;
            courses.extend(found);
            after = last;
            if !full {
                break;
            }
        }
        let world = self.world();
        let newest = world.in_force_now(self.db().now())?;
        let common =
            |category: Option<&str>| category.and_then(|c| newest.policy.category(c)).is_some_and(|c| c.common);
        let months = whole_months(&world.zone, from, to);
        let orders = self.db().read(move |c| orders_of(c, &months)).await?;
        Ok(figures(&courses, (from, to), self.db().now(), orders, common))
    }
}

type Page = (Vec<CaseCourse>, (i64, i64), bool);

fn courses_after(c: &mut Conn, after: (i64, i64), to: UtcMs) -> Result<Page, Fault> {
    let sql = "SELECT received_at, id FROM case_row WHERE (received_at, id) > ($1, $2) AND received_at < $3
        ORDER BY received_at, id LIMIT $4";
    let rows = c.query(&Query::dynamic(sql.to_owned()), &[after.0.into(), after.1.into(), to.into(), BATCH.into()])?;
    let mut out = Vec::with_capacity(rows.len());
    let mut last = after;
    for row in &rows {
        let id: Id = row.id(1)?;
        last = (row.int(0)?, id.as_i64());
        let entries = journal::read(c, &Stream::new(STREAM, id))?;
        out.extend(course(&entries)?);
    }
    Ok((out, last, rows.len() as i64 == BATCH))
}

fn course(entries: &[EntryRow]) -> Result<Option<CaseCourse>, Fault> {
    let mut decisions: Vec<(Decided, Vec<CaseEvent>)> = Vec::with_capacity(entries.len());
    for entry in entries {
        let events = serde_json::from_str(&entry.body).map_err(|e| Fault::Corrupt(format!("case events: {e}")))?;
        decisions.push((Decided { case: entry.stream.id, at: UtcMs::new(entry.at_ms), by: who(entry) }, events));
    }
    Ok(CaseCourse::of(decisions.iter().map(|(when, events)| (when, events.as_slice()))))
}

/// The months of a period that is made of whole ones, in the business time zone; none for any other.
fn whole_months(zone: &Zone, from: UtcMs, to: UtcMs) -> Vec<String> {
    let (mut months, mut at) = (Vec::new(), from);
    while at < to {
        let date = zone.business_date(at);
        let bounds = (zone.month_start(date.year(), date.month()), zone.month_end(date.year(), date.month()));
        let (Ok(start), Ok(end)) = bounds else { return Vec::new() };
        if start != at || end > to {
            return Vec::new();
        }
        months.push(format!("{:04}-{:02}", date.year(), date.month()));
        at = end;
    }
    months
}

fn orders_of(c: &mut Conn, months: &[String]) -> Result<u64, Fault> {
    let mut all = 0;
    for month in months {
        all += station::orders_of_month(c, month)?.values().map(|n| u64::from(*n)).sum::<u64>();
    }
    Ok(all)
}

fn figures(
    courses: &[CaseCourse],
    (from, to): (UtcMs, UtcMs),
    now: UtcMs,
    orders: u64,
    common: impl Fn(Option<&str>) -> bool,
) -> Figures {
    let (outcome_satisfaction, process_satisfaction) = metrics::satisfaction(courses);
    let (repeat_complaint_rate, chased) = metrics::repeat_complaint_rate(courses);
    let milestones =
        Milestone::ALL.iter().filter(|m| courses.iter().any(|c| c.clocks.iter().any(|k| k.milestone == **m)));
    Figures {
        received: courses.len() as u64,
        first_response_time: metrics::first_response_time(courses),
        first_contact_resolution: metrics::first_contact_resolution(courses, FIRST_CONTACT_DAYS, now, common),
        resolution_rate: metrics::resolution_rate_of_cohort(courses, HORIZON_DAYS, now),
        resolution_flow: metrics::resolution_rate_of_flow(courses, from, to),
        sla_attainment: milestones.map(|m| (m.code().to_owned(), metrics::sla_attainment(courses, *m))).collect(),
        reopen_rate: metrics::reopen_rate(courses, REOPEN_DAYS, now),
        repeat_complaint_rate,
        chat_response: metrics::chat_response(courses),
        chased,
        restored_trust: metrics::restored_trust(courses),
        outcome_satisfaction,
        process_satisfaction,
        escalation_rate: metrics::escalation_rate(courses),
        recovery: metrics::recovery(courses),
        cost: metrics::cost(courses, orders),
        behavioural_causes: metrics::behavioural_causes(courses),
        wishes: metrics::wishes(courses),
    }
}

//! Whether a customer wants care contacts (S3-49): it stands with the customer, because it holds for whatever comes later.

use bihuan_domain::case::Case;
use bihuan_domain::case::event::{CaseEvent, Complainant};
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::customer;
use bihuan_store::{Conn, Fault};

use super::write::SideRow;
use crate::world::Bound;

/// Whether the customer of a case wants none; asked only where the policy plans some, and not before there is a result: until
/// then nothing is planned, and most of what is done to a case need not look.
pub(super) fn declined(conn: &mut Conn, case: &Case, bound: Option<&Bound>) -> Result<bool, Fault> {
    let planned =
        bound.is_some_and(|b| b.policy.watch(&case.condition_facts()).is_some_and(|w| !w.care_days.is_empty()));
    match case.complainant {
        Complainant::Customer { id } if planned && case.course.resolved_at.is_some() => {
            customer::care_declined(conn, id)
        }
        _ => Ok(false),
    }
}

/// What an event leaves with the customer; `case` is as it is after it.
pub(super) fn row(case: &Case, at: UtcMs, event: &CaseEvent) -> Option<SideRow> {
    match (event, &case.complainant) {
        (CaseEvent::CareDeclined {}, Complainant::Customer { id }) => {
            Some(SideRow { query: &customer::sql::decline_care, values: vec![(*id).into(), at.into()] })
        }
        _ => None,
    }
}

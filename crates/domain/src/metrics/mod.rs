//! The metrics of the trade (metrics.md C.1-C.7, C.16, C.23, C.24), as pure functions over what the journal says of each case. A metric's
//! doc comment is its definition (口径): numerator, denominator, population, clock. General rules: a zero denominator is
//! "no data", never 0 % or 100 %; what is open and overdue is a breach now; proportions carry a Wilson interval; what is
//! left out is counted.

pub mod complaints;
pub mod course;
pub mod figures;
#[cfg(test)]
mod kit;
pub mod proportion;

pub use complaints::{Cost, Escalations, WishFigures, behavioural_causes, cost, escalation_rate, recovery, wishes};
pub use course::{CaseCourse, ChatTurn, ClockResult};
pub use figures::{
    Attainment, ChatResponses, Responses, chat_response, first_contact_resolution, first_response_time, reopen_rate,
    repeat_complaint_rate, resolution_rate_of_cohort, resolution_rate_of_flow, restored_trust, satisfaction,
    sla_attainment,
};
pub use proportion::Proportion;

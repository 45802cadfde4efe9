//! Dealing with dissatisfaction: investigate, propose, agree, carry out, confirm, look again. These rules work on a
//! case's `Course`; the case itself (owner, stage, clocks, closing) is in `case`.

pub mod adjudication;
pub mod approval;
pub mod authority;
pub mod care;
pub mod checklist;
pub mod damages;
pub mod dispute;
pub mod emergency;
pub mod escalation;
pub mod evidence_request;
pub mod failure;
pub mod investigation;
pub mod irreparable;
pub mod liability;
pub mod loaner;
pub mod plan;
pub mod proposal;
pub mod remedy;
pub mod result;
pub mod visit;
pub mod watch;

//! Loaners (S0-55, 家用汽车三包 art. 21): what a customer was lent for the time being, when it went out, when it is due back
//! and in which condition it came. An emergency always allows one; else the policy does, or a repair that takes too long.
//! One that does not come back rings once. Closing the case does not bring it back, filing it needs it back.

use serde::{Deserialize, Serialize};

use crate::calendar::Span;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::{CasePart, Refusal, TimeField};
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;
use crate::time::UtcMs;

const DAY_MS: i64 = 86_400_000;

codes! {
    /// What is lent.
    pub enum LoanerKind {
        /// A vehicle.
        Vehicle = "vehicle",
        /// An appliance or a machine.
        Appliance = "appliance",
        /// A telephone, a computer, another device.
        Device = "device",
        /// A garment.
        Garment = "garment",
        /// Something else.
        Other = "other",
    }
}

/// How a policy has things lent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LoanerRule {
    /// Also without an emergency.
    pub outside_emergencies: bool,
    /// Without an emergency once a repair has taken longer than so many days, each begun one counted (art. 21, art. 40); none =
    /// never for that reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair_days: Option<u32>,
    /// How long after its time a loaner rings; none = at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overdue_after: Option<Span>,
}

/// Something lent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loaner {
    /// Identifier.
    pub id: Id,
    /// What it is.
    pub kind: LoanerKind,
    /// Its name in words.
    pub item: TextRef,
    /// Serial number, number plate, inventory number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<TextRef>,
    /// When it went out.
    pub out_at: UtcMs,
    /// By when it is due back.
    pub due_at: UtcMs,
    /// When it rings, if it is not back.
    pub rings_at: UtcMs,
    /// Its condition when it went out.
    pub condition_out: TextRef,
    /// Who handed it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// When it came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_at: Option<UtcMs>,
    /// Its condition when it came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition_in: Option<TextRef>,
    /// Its time passed and it was not back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overdue: bool,
}

impl Loaner {
    /// When it wants to be looked at.
    pub fn wakes_at(&self) -> Option<UtcMs> {
        (self.in_at.is_none() && !self.overdue).then(|| self.rings_at.plus_ms(1))
    }
}

/// What is handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lending {
    /// Identifier drawn for it.
    pub loaner: Id,
    /// What it is.
    pub kind: LoanerKind,
    /// Its name in words.
    pub item: TextRef,
    /// Serial number, number plate, inventory number.
    pub serial: Option<TextRef>,
    /// When it went out; not after now.
    pub out_at: UtcMs,
    /// By when it is due back; after it went out.
    pub due_at: UtcMs,
    /// Its condition.
    pub condition: TextRef,
    /// Since when the customer's own is in repair, where that is the reason.
    pub repair_since: Option<UtcMs>,
}

/// Hands something out.
pub fn hand_out(case: &Case, lending: &Lending, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    let Lending { out_at, due_at, .. } = *lending;
    if out_at > facts.now {
        return Err(Refusal::InFuture { what: TimeField::OutAt });
    }
    if due_at <= out_at {
        return Err(Refusal::Before { what: TimeField::DueBackAt, than: TimeField::OutAt });
    }
    may_lend(case, lending, facts)?;
    let after = facts.policy.policy.loaner.overdue_after.as_ref();
    let rings_at = after.map_or(Ok(due_at), |span| facts.end_of("24x7", due_at, span))?;
    Ok(vec![CaseEvent::LoanerHandedOut {
        loaner: lending.loaner,
        kind: lending.kind,
        item: lending.item.clone(),
        serial: lending.serial.clone(),
        out_at,
        due_at,
        rings_at,
        condition: lending.condition.clone(),
        repair_since: lending.repair_since,
    }])
}

fn may_lend(case: &Case, lending: &Lending, facts: &Facts<'_>) -> Result<(), Refusal> {
    let (c, rule) = (&case.classification, &facts.policy.policy.loaner);
    if c.safety_risk || c.gross_service_failure || rule.outside_emergencies {
        return Ok(());
    }
    let Some(days) = rule.repair_days else { return Err(Refusal::NoEmergency) };
    let since = lending.repair_since.ok_or(Refusal::RepairTooShort { days, from: None })?;
    if since > facts.now {
        return Err(Refusal::InFuture { what: TimeField::RepairSince });
    }
    // A day begun counts as one: more than five days is a sixth begun.
    let from = since.plus_ms(i64::from(days) * DAY_MS + 1);
    if facts.now < from { Err(Refusal::RepairTooShort { days, from: Some(from) }) } else { Ok(()) }
}

/// It came back.
pub fn take_back(
    case: &Case,
    loaner: Id,
    in_at: UtcMs,
    condition: &TextRef,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let part = CasePart::Loaner;
    let lent = case.course.loaners.iter().find(|l| l.id == loaner).ok_or(Refusal::NoSuchPart { part })?;
    if lent.in_at.is_some() {
        return Err(Refusal::PartOver { part });
    }
    if in_at > facts.now {
        return Err(Refusal::InFuture { what: TimeField::InAt });
    }
    if in_at < lent.out_at {
        return Err(Refusal::Before { what: TimeField::InAt, than: TimeField::OutAt });
    }
    Ok(vec![CaseEvent::LoanerTakenBack { loaner, in_at, condition: condition.clone() }])
}

/// Refuses to file a case while something of it is out.
pub fn all_back(case: &Case) -> Result<(), Refusal> {
    if case.course.loaners.iter().any(|l| l.in_at.is_none()) { Err(Refusal::LoanerOut) } else { Ok(()) }
}

/// What an event makes of the loaners.
pub fn evolve(loaners: &mut Vec<Loaner>, event: &CaseEvent, by: Option<Id>) {
    match event {
        CaseEvent::LoanerHandedOut { loaner, kind, item, serial, out_at, due_at, rings_at, condition, .. } => {
            loaners.push(Loaner {
                id: *loaner,
                kind: *kind,
                item: item.clone(),
                serial: serial.clone(),
                out_at: *out_at,
                due_at: *due_at,
                rings_at: *rings_at,
                condition_out: condition.clone(),
                by,
                in_at: None,
                condition_in: None,
                overdue: false,
            });
        }
        CaseEvent::LoanerTakenBack { loaner, in_at, condition } => {
            if let Some(lent) = loaners.iter_mut().find(|l| l.id == *loaner) {
                (lent.in_at, lent.condition_in) = (Some(*in_at), Some(condition.clone()));
            }
        }
        CaseEvent::LoanerOverdue { loaner } => {
            loaners.iter_mut().filter(|l| l.id == *loaner).for_each(|l| l.overdue = true);
        }
        _ => {}
    }
}

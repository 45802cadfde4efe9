//! A complaint taken in above the stations is offered to the station whose territory it falls into (S3-09): a decision of
//! the system's with its reason, in the same breath as the registration. Whoever took it in stays accountable until the
//! station takes it (首问负责, S3-42).

use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::Refusal;
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::case::event::Party;
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::organisation::territory::{Belongs, belongs};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use bihuan_store::nouns::text::NewText;

use super::write::{Beside, Work, is_history};
use crate::failure::Failure;
use crate::mail::words::language_of;

/// Offers a complaint whose serial number was just taken down, at registration or corrected later, to the station it belongs
/// to, if there is exactly one; not once somebody was named to handle it or it is on offer. History is told as it was, so it
/// is not routed. `new` is the identifier of the reason.
///
/// # Errors
/// Faults. A refusal (a field of the organisation's own must be filled before a transfer) leaves the complaint where it is.
pub(super) fn offer(work: &mut Work<'_>, actor: &Actor, at: UtcMs, new: Id) -> Result<(), Failure> {
    let free =
        |c: &&Case| c.kind == Kind::Complaint && c.handler.is_none() && c.transfer.is_none() && !c.stage.is_over();
    let Some(case) = work.case().filter(free).filter(|_| !is_history(actor.who)) else { return Ok(()) };
    let territories = std::sync::Arc::clone(&work.world().territories);
    let lineage = work.world().lineage(case.unit);
    let serial = case.texts.get(Field::Serial.code()).and_then(|t| work.kept(t.id));
    let Some(found) = serial.and_then(|serial| belongs(&territories, &lineage, serial)) else { return Ok(()) };
    let reason = NewText::new(new, reason(&found));
    let (to, unit) = (Party::Unit(found.station), found.station);
    let command = CaseCommand::OfferTransfer { to, unit, reason: reason.reference.clone() };
    let decided = work.decide(&Actor::system(), at, &command, Beside::default());
    // The whole is still the doing of whoever took it down: they have read it.
    work.is_by(actor.who);
    match decided {
        Ok(()) => work.keep([reason]),
        Err(Failure::Refused(Refusal::SameOwner)) => {}
        Err(Failure::Fault(fault)) => return Err(fault.into()),
        Err(refused) => tracing::info!(%refused, "a complaint is not offered to the station it belongs to"),
    }
    Ok(())
}

/// Why, for colleagues: in the language the organisation names its stations in.
fn reason(found: &Belongs<'_>) -> String {
    let Belongs { name, prefix, .. } = found;
    match language_of(name) {
        "zh-Hans" => format!("序列号或车架号以 {prefix} 开头，属于“{name}”的服务区域"),
        "zh-Hant" => format!("序號或車架號以 {prefix} 開頭，屬於「{name}」的服務區域"),
        _ => format!("The serial number or VIN begins with {prefix}: the territory of {name}"),
    }
}

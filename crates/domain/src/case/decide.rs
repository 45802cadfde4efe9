//! The one door: `decide` says what a command makes happen, or why not. Each rule stands in the module of its noun;
//! here is only the order in which they are asked, and the clocks that follow from what happened.

use super::command::CaseCommand;
use super::event::CaseEvent;
use super::evolve::{Decided, fold};
use super::facts::Facts;
use super::refusal::Refusal;
use super::stage::Stage;
use super::state::Case;
use super::{classify, clocks, closing, due, links, own_fields, owner, register, talk, timer, waiting};
use crate::actor::Permission;
use crate::complaint::{
    adjudication, approval, care, checklist, dispute, emergency, escalation, evidence_request, failure, investigation,
    irreparable, liability, loaner, plan, proposal, remedy, result, visit,
};

/// What happens, or why not. `case` is `None` before registration.
pub fn decide(case: Option<&Case>, command: &CaseCommand, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    outcome(case, command, facts).map(|(events, _)| events)
}

/// What happens, with the state after it: the clocks that follow are found on the states in between, so the last of
/// them is there already and need not be folded again.
pub fn outcome(
    case: Option<&Case>,
    command: &CaseCommand,
    facts: &Facts<'_>,
) -> Result<(Vec<CaseEvent>, Option<Case>), Refusal> {
    let events = rule(case, command, facts)?;
    let (events, after) = clocks::follow(case, events, facts)?;
    if events.is_empty() { Err(Refusal::NothingChanges) } else { Ok((events, after)) }
}

/// The state after a decision.
pub fn after(case: Option<Case>, events: &[CaseEvent], facts: &Facts<'_>) -> Option<Case> {
    fold(case, events, &Decided { case: facts.case, at: facts.now, by: facts.actor.who })
}

fn rule(case: Option<&Case>, command: &CaseCommand, facts: &Facts<'_>) -> Result<Vec<CaseEvent>, Refusal> {
    use CaseCommand as C;
    let case = match (case, command) {
        (None, C::Register(new)) => {
            let mut events = register::register(new, facts)?;
            events.extend(escalation::sponsorship(None, &events, facts)?);
            return Ok(events);
        }
        (Some(_), C::Register(_)) => return Err(Refusal::AlreadyRegistered),
        (None, _) => return Err(Refusal::NoSuchCase),
        (Some(case), _) => case,
    };
    // Time runs forward in a stream: an import or a slow node must not write history behind what is written.
    if facts.now < case.touched_at && !matches!(command, C::Timer { .. }) {
        return Err(Refusal::Before {
            what: super::refusal::TimeField::Now,
            than: super::refusal::TimeField::LastEvent,
        });
    }
    // Who may name a handler depends on whom: that is asked in `owner`.
    if let Some(permission) = permission(command).filter(|p| *p != Permission::CaseAssign) {
        facts.permit(permission, case)?;
    }
    standing(case, command)?;
    own_fields::complete(case, command, facts)?;
    let mut events = match command {
        C::Register(_) => return Err(Refusal::AlreadyRegistered),
        C::SetText { field, text } => classify::set_text(case, *field, text, facts),
        C::RecordWish { wished } => classify::record_wish(case, wished),
        C::SetFields { values } => own_fields::set(case, values, facts),
        C::Classify { classification, reason } => classify::classify(case, classification, reason.as_ref(), facts),
        C::Convert { to, reason } => classify::convert(case, *to, reason, facts),
        C::LowerEmergency { reason } => classify::lower_emergency(case, reason),
        C::Assign { handler, unit } => owner::assign(case, *handler, *unit, facts),
        C::OfferTransfer { to, unit, reason } => owner::offer_transfer(case, *to, *unit, reason),
        C::AcceptTransfer {} => owner::accept_transfer(case, facts),
        C::RefuseTransfer { reason } => owner::refuse_transfer(case, reason, facts),
        C::RecordMessage(message) => talk::record_message(case, message, facts),
        C::LogContact { contact, channel, result, at } => {
            talk::log_contact(case, *contact, *channel, *result, *at, facts)
        }
        C::Note { note, text, attachments, mentions } => Ok(vec![CaseEvent::Noted {
            note: *note,
            text: text.clone(),
            attachments: attachments.clone(),
            mentions: mentions.clone(),
        }]),
        C::Attach { attachment, digest, bytes, media_type, name } => Ok(vec![CaseEvent::Attached {
            attachment: *attachment,
            digest: digest.clone(),
            bytes: *bytes,
            media_type: media_type.clone(),
            name: name.clone(),
        }]),
        C::Chase { by } => Ok(talk::chase(case, *by, facts)),
        C::MakePortalLink { until, text } => Ok(vec![CaseEvent::PortalLinkMade { until: *until, text: text.clone() }]),
        C::RevokePortalLinks {} => Ok(vec![CaseEvent::PortalLinksRevoked {}]),
        C::Pause { reason } => waiting::pause(case, *reason, facts),
        C::Resume {} => waiting::resume(case),
        C::Investigate {} => investigation::investigate(case, facts),
        C::Verify { finding, preliminary, causes, departments } => {
            let found = investigation::Finding { text: finding, preliminary: *preliminary, causes, departments };
            investigation::verify(case, &found, facts)
        }
        C::Propose { proposal, text, remedies, promised_at, terms, steps, fee } => {
            let (steps, fee) = (steps.as_ref(), fee.as_ref());
            let offer = proposal::Offer { text, remedies, promised_at: *promised_at, terms, steps, fee };
            proposal::propose(case, *proposal, &offer, facts)
        }
        C::RecordEvidence { evidence, source, text, attachments } => {
            liability::record_evidence(*evidence, *source, text, attachments)
        }
        C::CompleteStep { step, result } => checklist::complete(case, step, result.as_ref(), facts),
        C::SkipStep { step, reason } => checklist::skip(case, step, reason, facts),
        C::Contain { measure, text } => Ok(vec![CaseEvent::Contained { measure: *measure, text: text.clone() }]),
        C::RequestEvidence { request, source, unit, outside, language, text } => {
            let whom = evidence_request::Whom::of(*unit, outside.as_ref(), language.as_deref())?;
            evidence_request::ask(case, *request, *source, whom, text, facts)
        }
        C::MakeEvidenceLink { request, until } => evidence_request::make_link(case, *request, *until),
        C::AnswerEvidence { request, evidence, text, attachments, by } => {
            let reply = evidence_request::Reply { evidence: *evidence, text, attachments, by: by.as_ref() };
            evidence_request::answer(case, *request, &reply)
        }
        C::DeclineEvidence { request, reason, by } => evidence_request::decline(case, *request, reason, by.as_ref()),
        C::WithdrawEvidenceRequest { request, reason } => evidence_request::withdraw(case, *request, reason),
        C::PlanVisit { visit, at, place, visitor } => visit::plan(*visit, *at, place, *visitor, facts),
        C::CompleteVisit { visit, at, finding, attachments } => {
            visit::complete(case, *visit, *at, finding, attachments, facts)
        }
        C::MissVisit { visit, reason } => visit::miss(case, *visit, reason),
        C::RequestSupport { support, text } => visit::ask_support(*support, text, facts),
        C::AnswerSupport { support, text } => visit::answer_support(case, *support, text, facts),
        C::AcceptEmergency {} => emergency::accept(case),
        C::AssessSafety { report, reason, document } => emergency::assess(case, *report, reason, document.as_ref()),
        C::RecordSubstitute { offered, text } => emergency::substitute(case, *offered, text),
        C::HandOutLoaner(lending) => loaner::hand_out(case, lending, facts),
        C::TakeBackLoaner { loaner, in_at, condition } => loaner::take_back(case, *loaner, *in_at, condition, facts),
        C::FindIrreparable { reason } => irreparable::find(case, reason),
        C::PlanRemedy { text, finish_at } => plan::write(case, text, *finish_at, facts),
        C::ReviewFailure { finding } => failure::review(case, finding),
        C::DecideLiability { shares, reason } => liability::decide(case, shares, reason.as_ref(), facts),
        C::RequestApproval { approval, terms, reason } => approval::request(case, *approval, terms, reason, facts),
        C::DecideApproval { approval, granted, reason } => {
            approval::decide(case, *approval, *granted, reason.as_ref(), facts)
        }
        C::CarryOut { remedy, reference, failed } => {
            remedy::carry_out(case, *remedy, reference.as_ref(), *failed, facts)
        }
        C::AnswerProposal { proposal, answer, channel } => proposal::answer(case, *proposal, *answer, *channel, facts),
        C::Execute {} => result::execute(case, facts),
        C::Resolve { remedies, text } => result::resolve(case, remedies, text, facts),
        C::ReportToHq { text } => Ok(vec![CaseEvent::ReportedToHq { text: text.clone() }]),
        C::FollowUp { channel, result, visit } => result::follow_up(case, *channel, *result, visit.as_deref(), facts),
        C::RecordCare { channel, result, text } => care::record(case, *channel, *result, text.as_ref(), facts),
        C::ConfirmResult { satisfied, channel } => result::confirm(case, *satisfied, *channel, facts),
        C::Rate { stars, process, would_return, channel, text } => {
            let said = result::Rating { stars: *stars, process: *process, would_return: *would_return };
            result::rate(case, said, *channel, text.as_ref())
        }
        C::Escalate { cause, reason } => escalation::up(case, *cause, reason.as_ref(), facts).map(|e| vec![e]),
        C::TakeUp { owner } => escalation::take_up(case, *owner, facts),
        C::NameSponsor { sponsor } => escalation::name_sponsor(case, *sponsor, facts),
        C::OpenDispute(opening) => dispute::open(case, opening, facts),
        C::HoldRound { dispute, round } => dispute::hold(case, *dispute, round, facts),
        C::MoveDispute(step) => dispute::step(case, step, facts),
        C::ShowTerms { page, version, channel } => talk::show_terms(case, *page, *version, *channel),
        C::MakeEvidencePack { digest, files, reason, dispute } => Ok(vec![CaseEvent::EvidencePackMade {
            digest: digest.clone(),
            files: *files,
            reason: reason.clone(),
            dispute: *dispute,
        }]),
        C::Close { reason, ground } => closing::close(case, *reason, *ground, facts),
        C::Reopen { reason } => closing::reopen(case, reason, facts),
        C::Archive {} => closing::archive(case, facts),
        C::Link { kind, other } => links::link(case, *kind, *other, facts),
        C::MergeInto { other } => links::merge_into(case, *other, facts),
        C::SplitOff { into, messages } => links::split_off(case, *into, messages),
        C::CarryOver { from, messages } => links::carry_over(case, *from, messages),
        C::MarkRelapsed { by } => links::relapsed(case, *by),
        C::BringForward { clock, due_at } => due::bring_forward(case, clock, *due_at, facts),
        C::Recompute {} => due::recompute(case, facts),
        C::Timer { key } => timer::fire(case, key, facts),
        C::Adjudicate { adjudication, judgement } => adjudication::adjudicate(case, *adjudication, judgement, facts),
        C::AppealAdjudication { adjudication, reason } => adjudication::appeal(case, *adjudication, reason, facts),
        C::DecideAppeal { adjudication, granted, reason } => {
            adjudication::decide_appeal(case, *adjudication, *granted, reason, facts)
        }
    }?;
    checklist::barred(case, &events, facts)?;
    events.extend(escalation::sponsorship(Some(case), &events, facts)?);
    moved_on(case, &mut events);
    Ok(events)
}

/// A case that moves to another stage no longer waits.
fn moved_on(case: &Case, events: &mut Vec<CaseEvent>) {
    let moves = events.iter().any(|e| matches!(e, CaseEvent::StageEntered { .. } | CaseEvent::Closed { .. }));
    let resumes = events.iter().any(|e| matches!(e, CaseEvent::Resumed { .. }));
    if let (Some(wait), true, false) = (case.waiting, moves, resumes) {
        events.insert(0, CaseEvent::Resumed { reason: wait.reason, cause: super::event::ResumeCause::MovedOn });
    }
}

/// What may be done to a case that is over, and what only to one that is.
fn standing(case: &Case, command: &CaseCommand) -> Result<(), Refusal> {
    use CaseCommand as C;
    let anytime = matches!(
        command,
        C::Note { .. }
            | C::Attach { .. }
            | C::Link { .. }
            | C::Timer { .. }
            | C::MakePortalLink { .. }
            | C::RevokePortalLinks {}
    );
    // Whoever goes to an authority does so after we have closed.
    let after_closing = matches!(
        command,
        C::Reopen { .. }
            | C::Archive {}
            | C::FollowUp { .. }
            | C::RecordCare { .. }
            | C::Rate { .. }
            | C::MarkRelapsed { .. }
            | C::OpenDispute(_)
            | C::HoldRound { .. }
            | C::MoveDispute(_)
            | C::MakeEvidencePack { .. }
            | C::TakeBackLoaner { .. }
    );
    // A station is judged once the matter is over, and its time to appeal does not end with the filing.
    let judged = matches!(command, C::Adjudicate { .. } | C::AppealAdjudication { .. } | C::DecideAppeal { .. });
    // A customer who writes to a closed case is heard; whether it reopens is for a person to say (C.5: "thanks").
    let heard = matches!(command, C::RecordMessage(_) | C::LogContact { .. });
    match case.stage {
        // A filed case can still be asked for by a court.
        Stage::Archived if !(judged || matches!(command, C::Timer { .. } | C::MakeEvidencePack { .. })) => {
            Err(Refusal::Archived)
        }
        Stage::Closed if !(anytime || after_closing || heard || judged) => Err(Refusal::Closed),
        Stage::Closed | Stage::Archived => Ok(()),
        _ if matches!(command, C::Reopen { .. } | C::Archive {}) => Err(Refusal::NotClosed),
        _ => Ok(()),
    }
}

/// The permission a command needs at the place of the case; timers and recomputing are the system's.
pub const fn permission(command: &CaseCommand) -> Option<Permission> {
    use CaseCommand as C;
    use Permission as P;
    Some(match command {
        C::Register(_) => P::CaseRegister,
        C::SetText { .. } | C::RecordWish { .. } | C::SetFields { .. } | C::Classify { .. } | C::Convert { .. } => {
            P::CaseClassify
        }
        C::LowerEmergency { .. } => P::CaseLower,
        C::Assign { .. } => P::CaseAssign,
        C::OfferTransfer { .. } | C::AcceptTransfer {} | C::RefuseTransfer { .. } => P::CaseTransfer,
        C::RecordMessage(_)
        | C::LogContact { .. }
        | C::Chase { .. }
        | C::ShowTerms { .. }
        | C::MakePortalLink { .. }
        | C::RevokePortalLinks {} => P::CaseMessage,
        C::Note { .. } | C::Attach { .. } => P::CaseNote,
        C::Pause { .. } | C::Resume {} => P::CaseWait,
        C::Investigate {}
        | C::Verify { .. }
        | C::RecordEvidence { .. }
        | C::CompleteStep { .. }
        | C::SkipStep { .. }
        | C::Contain { .. }
        | C::RequestEvidence { .. }
        | C::MakeEvidenceLink { .. }
        | C::WithdrawEvidenceRequest { .. }
        | C::PlanVisit { .. }
        | C::CompleteVisit { .. }
        | C::MissVisit { .. }
        | C::RequestSupport { .. }
        | C::AnswerSupport { .. }
        | C::AssessSafety { .. }
        | C::RecordSubstitute { .. }
        | C::HandOutLoaner(_)
        | C::TakeBackLoaner { .. }
        | C::FindIrreparable { .. } => P::CaseInvestigate,
        // Of which level they must be, `escalation` asks: managers and makers stand on the ladder too.
        C::AcceptEmergency {} | C::TakeUp { .. } | C::PlanRemedy { .. } => P::CaseNote,
        C::Propose { .. } | C::AnswerProposal { .. } | C::DecideLiability { .. } | C::RequestApproval { .. } => {
            P::CasePropose
        }
        C::DecideApproval { .. } | C::NameSponsor { .. } | C::ReviewFailure { .. } => P::CaseApprove,
        C::CarryOut { .. } | C::Execute {} | C::Resolve { .. } | C::ReportToHq { .. } => P::CaseResolve,
        C::FollowUp { .. } | C::RecordCare { .. } | C::ConfirmResult { .. } | C::Rate { .. } => P::CaseConfirm,
        C::Escalate { .. } | C::OpenDispute(_) | C::HoldRound { .. } | C::MoveDispute(_) => P::CaseEscalate,
        C::MakeEvidencePack { .. } => P::CustomerReveal,
        C::Close { .. } => P::CaseClose,
        C::Reopen { .. } => P::CaseReopen,
        C::Archive {} => P::CaseArchive,
        C::Link { .. } | C::MergeInto { .. } | C::SplitOff { .. } | C::CarryOver { .. } | C::MarkRelapsed { .. } => {
            P::CaseLink
        }
        C::BringForward { .. } => P::CaseClassify,
        C::Adjudicate { .. } | C::DecideAppeal { .. } => P::CaseAdjudicate,
        C::AppealAdjudication { .. } => P::CaseAppeal,
        // Who may answer a request is asked where the request is found: at its unit, or by its link.
        C::AnswerEvidence { .. } | C::DeclineEvidence { .. } | C::Recompute {} | C::Timer { .. } => return None,
    })
}

/// Moves to a stage if the flow leads there; no event when already there.
pub fn enter(case: &Case, to: Stage, facts: &Facts<'_>) -> Result<Option<CaseEvent>, Refusal> {
    if case.stage == to {
        return Ok(None);
    }
    if facts.policy.allows(case.kind, case.stage, to) {
        Ok(Some(CaseEvent::StageEntered { stage: to }))
    } else {
        Err(Refusal::NotInFlow { from: case.stage, to })
    }
}

/// Moves to a stage if the flow knows it and leads there; stays otherwise. For steps a flow may leave out.
pub fn enter_if_in_flow(case: &Case, to: Stage, facts: &Facts<'_>) -> Option<CaseEvent> {
    (case.stage != to && facts.policy.allows(case.kind, case.stage, to))
        .then_some(CaseEvent::StageEntered { stage: to })
}

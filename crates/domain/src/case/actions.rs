//! What may be done now, and why not: the same `decide`, run dry, with a plausible payload. So the console holds no
//! rule; a button that is grey says why.

use serde::Serialize;

use super::actions_investigation;
use super::command::{CaseCommand, Message};
use super::decide::decide;
use super::event::{
    Answer, ClosureReason, ContactResult, Direction, EscalationCause, FollowUpResult, LinkKind, Party, RejectionGround,
    Remedy,
};
use super::facts::{Facts, Neighbour};
use super::own_fields;
use super::refusal::Refusal;
use super::stage::WaitReason;
use super::state::Case;
use super::text::{Field, TextRef};
use crate::complaint::adjudication::Judgement;
use crate::complaint::care::CareResult;
use crate::complaint::dispute::{
    DisputeGround, DisputeSide, DisputeStanding, Opening, Participant, Round, RoundResult, Step,
};
use crate::complaint::liability::{EvidenceSource, LiableParty, Share};
use crate::complaint::remedy::Term;
use crate::ids::Id;
use crate::money::Money;
use crate::public_page::PageKind;
use crate::trade::Kind;

/// One thing that may or may not be done now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Action {
    /// Code of the command, with its variant after a dot where that decides: `pause.waiting_customer`.
    pub name: String,
    /// Whether it may be done now.
    pub allowed: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
}

/// Every action on a case with its answer.
pub fn actions(case: &Case, facts: &Facts<'_>) -> Vec<Action> {
    probes(case, facts)
        .into_iter()
        .map(|(name, command)| match decide(Some(case), &command, &beside(&command, case, facts)) {
            Ok(_) => Action { name, allowed: true, reason: None },
            Err(reason) => Action { name, allowed: false, reason: Some(reason) },
        })
        .collect()
}

/// The facts of a dry run: for a link or merge, with an open case beside it that fits.
fn beside<'a>(command: &CaseCommand, case: &Case, facts: &Facts<'a>) -> Facts<'a> {
    let mut facts = facts.clone();
    if let CaseCommand::Link { other, .. } | CaseCommand::MergeInto { other } = command {
        facts.neighbour = Some(Neighbour { id: *other, received_at: case.received_at, over: false });
    }
    facts
}

/// Asking for a sum that no role but the highest promises: whether one may ask at all.
fn asking(facts: &Facts<'_>) -> Option<CaseCommand> {
    let rule = &facts.policy.policy.remedy;
    let most = rule.authorities.iter().filter_map(|a| a.per_case_minor).max()?;
    let amount = Money::new(most.saturating_add(1), &rule.currency).ok()?;
    let term = Term { remedy: Remedy::Compensation, amount: Some(amount), price: None, ground: None };
    let reason = TextRef { id: Id::from_i64(0), digest: String::new() };
    Some(CaseCommand::RequestApproval { approval: Id::from_i64(0), terms: vec![term], reason })
}

/// Beginning a dispute each way, and what may be done with those that go on.
fn disputing(case: &Case, facts: &Facts<'_>, text: &dyn Fn() -> TextRef) -> Vec<(String, CaseCommand)> {
    let mut out = Vec::new();
    for way in facts.policy.policy.dispute.ways() {
        let (dispute, body) = (Id::from_i64(0), way.is_outside().then(text));
        let opening = Opening { dispute, way, body, reference: None, matter: text(), filed_at: facts.now };
        out.push((format!("open_dispute.{way}"), CaseCommand::OpenDispute(Box::new(opening))));
    }
    for dispute in case.course.disputes.iter().filter(|d| !d.standing.is_end()) {
        let seat = |side| Participant { side, name: text(), authority: None };
        let round = Round {
            held_at: facts.now,
            participants: vec![seat(DisputeSide::Ours), seat(DisputeSide::Customer)],
            offer: None,
            counter_offer: None,
            minutes: text(),
            shared: false,
            result: RoundResult::GoesOn,
        };
        let hold = CaseCommand::HoldRound { dispute: dispute.id, round: Box::new(round) };
        out.push((format!("hold_round.{}", dispute.id), hold));
        for standing in DisputeStanding::ALL.iter().filter(|s| **s != DisputeStanding::Open) {
            let step = Step {
                dispute: dispute.id,
                standing: *standing,
                at: facts.now,
                ground: Some(DisputeGround::SideRefused),
                outcome: Some(text()),
                reference: None,
                published: None,
            };
            out.push((format!("move_dispute.{}.{standing}", dispute.id), CaseCommand::MoveDispute(Box::new(step))));
        }
    }
    let pack = CaseCommand::MakeEvidencePack { digest: String::new(), files: 0, reason: text(), dispute: None };
    out.push((pack.code().to_owned(), pack));
    out
}

/// Judging a station by each class of the policy and by the case's own category, the station's appeal, and the decision.
fn judging(case: &Case, facts: &Facts<'_>) -> Vec<(String, CaseCommand)> {
    let text = || TextRef { id: Id::from_i64(0), digest: String::new() };
    let Some(rule) = &facts.policy.policy.valid_complaint else { return Vec::new() };
    let judge = |class: &String| {
        let judgement = Judgement {
            confirmed: true,
            class: class.clone(),
            finding: None,
            station: case.unit,
            station_caused: false,
            reason: text(),
        };
        let command = CaseCommand::Adjudicate { adjudication: Id::from_i64(0), judgement: Box::new(judgement) };
        (format!("adjudicate.{class}"), command)
    };
    let own = case.classification.category.iter().filter(|c| !rule.auto_classes.contains(c));
    let mut out: Vec<_> = rule.auto_classes.iter().chain(own).map(judge).collect();
    if let Some(judged) = &case.course.adjudication {
        let appeal = CaseCommand::AppealAdjudication { adjudication: judged.id, reason: text() };
        let decide = CaseCommand::DecideAppeal { adjudication: judged.id, granted: true, reason: text() };
        out.extend([appeal, decide].map(|c| (c.code().to_owned(), c)));
    }
    out
}

fn probes(case: &Case, facts: &Facts<'_>) -> Vec<(String, CaseCommand)> {
    use CaseCommand as C;
    let text = || TextRef { id: Id::from_i64(0), digest: String::new() };
    let nobody = Id::from_i64(i64::MAX);
    let (id, now, channel) = (nobody, facts.now, case.channel);
    let follow_up_channel =
        facts.policy.policy.follow_up.as_ref().and_then(|f| f.channels.first().copied()).unwrap_or(channel);
    let mut judged = case.classification.clone();
    judged.brand_risk = !judged.brand_risk;
    let mut out: Vec<(String, CaseCommand)> = [
        C::SetText { field: Field::Summary, text: text() },
        C::RecordWish {
            wished: vec![if case.course.wished == [Remedy::Repair] { Remedy::Exchange } else { Remedy::Repair }],
        },
        C::Classify { classification: judged, reason: Some(text()) },
        C::LowerEmergency { reason: text() },
        C::Assign { handler: nobody, unit: case.unit },
        C::OfferTransfer { to: Party::User(nobody), unit: case.unit, reason: text() },
        C::AcceptTransfer {},
        C::RefuseTransfer { reason: text() },
        C::RecordMessage(Box::new(Message {
            message: id,
            direction: Direction::Outbound,
            channel,
            text: text(),
            substantive: true,
            roles: vec![],
            promised_at: None,
            emotional_state: None,
            attachments: vec![],
        })),
        C::LogContact { contact: id, channel, result: ContactResult::Reached, at: now },
        C::Note { note: id, text: text(), attachments: vec![], mentions: vec![] },
        C::Attach { attachment: id, digest: String::new(), bytes: 1, media_type: String::new(), name: text() },
        C::Chase { by: None },
        C::ShowTerms { page: PageKind::Promise, version: i64::MAX, channel },
        C::Resume {},
        C::Investigate {},
        C::Verify { finding: text(), preliminary: false, causes: vec![], departments: vec![] },
        C::Propose {
            proposal: id,
            text: text(),
            // With an amount missing or below the law it is the form that says so.
            remedies: vec![if case.course.irreparable.is_some() { Remedy::Exchange } else { Remedy::Apology }],
            promised_at: now,
            terms: vec![],
            steps: Some(text()),
            fee: None,
        },
        C::RecordEvidence { evidence: id, source: EvidenceSource::Record, text: text(), attachments: vec![] },
        C::DecideLiability {
            shares: vec![Share { party: LiableParty::ThirdParty, percent: 100, unit: Some(nobody) }],
            reason: Some(text()),
        },
        C::Execute {},
        C::Resolve {
            remedies: vec![if case.course.irreparable.is_some() { Remedy::Exchange } else { Remedy::Explanation }],
            text: text(),
        },
        C::ReportToHq { text: text() },
        C::FollowUp { channel: follow_up_channel, result: FollowUpResult::Satisfied, visit: None },
        C::RecordCare { channel, result: CareResult::Declined, text: None },
        C::ConfirmResult { satisfied: true, channel },
        C::Rate { stars: 5, process: None, would_return: None, channel, text: None },
        C::Escalate { cause: EscalationCause::CustomerDemand, reason: None },
        C::TakeUp { owner: None },
        C::NameSponsor { sponsor: nobody },
        C::Reopen { reason: text() },
        C::Archive {},
        C::Link { kind: LinkKind::Related, other: nobody },
        C::MergeInto { other: nobody },
        C::SplitOff { into: nobody, messages: vec![] },
        C::MarkRelapsed { by: nobody },
    ]
    .into_iter()
    .map(|c| (c.code().to_owned(), c))
    .collect();
    out.extend(own_fields::probe(case, facts).map(|c| (c.code().to_owned(), c)));
    if let Some(me) = facts.actor.user() {
        out.push(("assign.self".to_owned(), C::Assign { handler: me, unit: case.unit }));
    }
    for to in Kind::ALL.iter().filter(|k| **k != case.kind) {
        out.push((format!("convert.{to}"), C::Convert { to: *to, reason: text() }));
    }
    if let Some(p) = case.proposal() {
        for remedy in p.remedies.iter().filter(|r| !p.carried_out.contains(r)) {
            let reference = Some(text());
            out.push((format!("carry_out.{remedy}"), C::CarryOut { remedy: *remedy, reference, failed: false }));
        }
        for answer in [Answer::Understood, Answer::Accepted, Answer::Rejected] {
            out.push((format!("answer_proposal.{answer}"), C::AnswerProposal { proposal: p.id, answer, channel }));
        }
    }
    out.extend(actions_investigation::probes(case, facts));
    out.extend(asking(facts).map(|c| (c.code().to_owned(), c)));
    for asked in case.course.approvals.iter().filter(|a| a.needs().is_some()) {
        let decide = C::DecideApproval { approval: asked.id, granted: true, reason: None };
        out.push((format!("decide_approval.{}", asked.id), decide));
    }
    out.extend(disputing(case, facts, &text));
    out.extend(judging(case, facts));
    for reason in WaitReason::ALL {
        out.push((format!("pause.{reason}"), C::Pause { reason: *reason }));
    }
    for reason in ClosureReason::ALL.iter().filter(|r| !matches!(r, ClosureReason::Merged | ClosureReason::Imported)) {
        let ground = (*reason == ClosureReason::Rejected).then_some(RejectionGround::OutsideRemit);
        out.push((format!("close.{reason}"), C::Close { reason: *reason, ground }));
    }
    out
}

//! What an investigation and an emergency may be asked, for the dry run.

use super::command::CaseCommand as C;
use super::facts::Facts;
use super::state::Case;
use super::text::TextRef;
use crate::complaint::checklist::{StepSort, StepStanding, progress};
use crate::complaint::evidence_request::RequestStanding;
use crate::complaint::liability::EvidenceSource;
use crate::complaint::loaner::{Lending, LoanerKind};
use crate::complaint::visit::VisitStanding;
use crate::ids::Id;

pub(super) fn probes(case: &Case, facts: &Facts<'_>) -> Vec<(String, C)> {
    let text = || TextRef { id: Id::from_i64(0), digest: String::new() };
    let (id, now) = (Id::from_i64(i64::MAX), facts.now);
    let long_ago = now.plus_ms(-366 * 86_400_000);
    let mut out: Vec<(String, C)> = [
        C::Contain { measure: id, text: text() },
        C::RequestEvidence {
            request: id,
            source: EvidenceSource::Record,
            unit: Some(case.unit),
            outside: None,
            language: None,
            text: text(),
        },
        C::PlanVisit { visit: id, at: now, place: text(), visitor: id },
        C::RequestSupport { support: id, text: text() },
        C::AcceptEmergency {},
        C::AssessSafety { report: false, reason: text(), document: None },
        C::RecordSubstitute { offered: true, text: text() },
        C::FindIrreparable { reason: text() },
        C::PlanRemedy { text: text(), finish_at: now },
        C::ReviewFailure { finding: text() },
        C::HandOutLoaner(Box::new(Lending {
            loaner: id,
            kind: LoanerKind::Other,
            item: text(),
            serial: None,
            out_at: now,
            due_at: now.plus_ms(1),
            condition: text(),
            // Whether a repair took too long shows when its beginning is named.
            repair_since: Some(case.received_at.min(long_ago)),
        })),
    ]
    .into_iter()
    .map(|c| (c.code().to_owned(), c))
    .collect();
    for open in progress(case, facts.policy).into_iter().filter(|p| p.standing == StepStanding::Open) {
        let step = || open.rule.id.clone();
        if open.rule.sort == StepSort::ByHand {
            out.push((format!("complete_step.{}", step()), C::CompleteStep { step: step(), result: None }));
        }
        if open.rule.may_skip {
            out.push((format!("skip_step.{}", step()), C::SkipStep { step: step(), reason: text() }));
        }
    }
    let found = &case.course.investigation;
    for asked in found.requests.iter().filter(|r| r.standing != RequestStanding::Withdrawn) {
        let request = asked.id;
        out.push((format!("make_evidence_link.{request}"), C::MakeEvidenceLink { request, until: now }));
        let withdraw = C::WithdrawEvidenceRequest { request, reason: text() };
        out.push((format!("withdraw_evidence_request.{request}"), withdraw));
    }
    for visit in found.visits.iter().filter(|v| v.standing == VisitStanding::Planned).map(|v| v.id) {
        let made = C::CompleteVisit { visit, at: now, finding: text(), attachments: vec![] };
        out.push((format!("complete_visit.{visit}"), made));
        out.push((format!("miss_visit.{visit}"), C::MissVisit { visit, reason: text() }));
    }
    for loaner in case.course.loaners.iter().filter(|l| l.in_at.is_none()) {
        let back = C::TakeBackLoaner { loaner: loaner.id, in_at: now, condition: text() };
        out.push((format!("take_back_loaner.{}", loaner.id), back));
    }
    for support in found.supports.iter().filter(|s| s.answered.is_none()).map(|s| s.id) {
        out.push((format!("answer_support.{support}"), C::AnswerSupport { support, text: text() }));
    }
    out
}

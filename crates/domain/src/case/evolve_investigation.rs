//! What the events of an investigation and of an emergency make of a case.

use super::event::CaseEvent;
use super::evolve::Decided;
use super::state::{Case, Course};
use super::text::TextRef;
use crate::actor::Who;
use crate::complaint::checklist::{Mark, StepSort};
use crate::complaint::emergency::{Emergency, SafetyAssessment, Substitute};
use crate::complaint::evidence_request::{EvidenceRequest, RequestStanding};
use crate::complaint::liability::EvidenceSource;
use crate::complaint::visit::{Containment, SupportRequest, Visit, VisitStanding};
use crate::ids::Id;

fn user(when: &Decided) -> Option<Id> {
    match when.by {
        Who::User(id) => Some(id),
        _ => None,
    }
}

fn made(text: Option<&TextRef>, skipped: bool, when: &Decided) -> Mark {
    Mark { by: user(when), at: when.at, text: text.cloned(), skipped }
}

/// A record fulfils a sort of step; the first stands.
pub(super) fn mark(case: &mut Case, sort: StepSort, text: Option<&TextRef>, when: &Decided) {
    case.course.investigation.marks.entry(sort.code().to_owned()).or_insert_with(|| made(text, false, when));
}

/// A piece of evidence came in.
pub(super) fn evidence(case: &mut Case, source: EvidenceSource, text: &TextRef, when: &Decided) {
    case.course.evidence.push(source);
    if source != EvidenceSource::Customer {
        mark(case, StepSort::Evidence, Some(text), when);
    }
    sides(case, when);
}

/// Both sides are heard once the customer was spoken with, or gave evidence, and another side gave some (S2-18).
pub(super) fn sides(case: &mut Case, when: &Decided) {
    let heard = &case.course.evidence;
    let customer = case.course.contacted || heard.contains(&EvidenceSource::Customer);
    if customer && heard.iter().any(|s| *s != EvidenceSource::Customer) {
        mark(case, StepSort::BothSides, None, when);
    }
}

/// The case ended: nobody is asked or awaited any more.
pub(super) fn ended(course: &mut Course) {
    for open in course.investigation.requests.iter_mut().filter(|r| r.standing == RequestStanding::Open) {
        open.standing = RequestStanding::Withdrawn;
    }
    course.emergency = None;
}

pub(super) fn investigation(case: &mut Case, event: &CaseEvent, when: &Decided) {
    use CaseEvent as E;
    let found = &mut case.course.investigation;
    match event {
        E::StepDone { step, result } => {
            found.steps.insert(step.clone(), made(result.as_ref(), false, when));
        }
        E::StepSkipped { step, reason } => {
            found.steps.insert(step.clone(), made(Some(reason), true, when));
        }
        E::Contained { measure, text } => {
            found.containments.push(Containment { id: *measure, text: text.clone(), by: user(when), at: when.at });
        }
        E::VisitPlanned { .. } | E::VisitDone { .. } | E::VisitMissed { .. } | E::VisitOverdue { .. } => {
            visit(case, event, when);
        }
        E::SupportRequested { support, text, due_at } => found.supports.push(SupportRequest {
            id: *support,
            text: text.clone(),
            by: user(when),
            at: when.at,
            due_at: *due_at,
            answer: None,
            answered: None,
            overdue: false,
        }),
        E::SupportAnswered { support, text } => {
            if let Some(asked) = found.supports.iter_mut().find(|s| s.id == *support) {
                asked.answer = Some(text.clone());
                asked.answered = Some((when.at, user(when)));
            }
        }
        E::SupportOverdue { support } => {
            found.supports.iter_mut().filter(|s| s.id == *support).for_each(|s| s.overdue = true);
        }
        E::DutyAsked { turn, until } => {
            let since = case.course.emergency.as_ref().filter(|_| *turn > 1).map_or(when.at, |e| e.since);
            case.course.emergency = Some(Emergency { since, turn: *turn, until: *until, accepted: None });
        }
        E::EmergencyAccepted {} => {
            if let Some(on) = &mut case.course.emergency {
                on.accepted = Some((when.at, user(when)));
            }
        }
        E::SafetyAssessed { report, reason, document } => {
            case.course.safety = Some(SafetyAssessment {
                report: *report,
                reason: reason.clone(),
                document: document.clone(),
                by: user(when),
                at: when.at,
            });
        }
        E::SubstituteRecorded { offered, text } => {
            case.course.substitute = Some(Substitute { offered: *offered, text: text.clone(), at: when.at });
        }
        _ => request(case, event, when),
    }
}

fn visit(case: &mut Case, event: &CaseEvent, when: &Decided) {
    let visits = &mut case.course.investigation.visits;
    match event {
        CaseEvent::VisitPlanned { visit, at, report_at, place, visitor } => visits.push(Visit {
            id: *visit,
            at: *at,
            report_at: *report_at,
            place: place.clone(),
            visitor: *visitor,
            standing: VisitStanding::Planned,
            text: None,
            attachments: Vec::new(),
            overdue: false,
        }),
        CaseEvent::VisitDone { visit, at, finding, attachments } => {
            let Some(made) = visits.iter_mut().find(|v| v.id == *visit) else { return };
            (made.at, made.standing, made.text) = (*at, VisitStanding::Done, Some(finding.clone()));
            made.attachments.clone_from(attachments);
            mark(case, StepSort::OnSiteVisit, Some(finding), when);
        }
        CaseEvent::VisitMissed { visit, reason } => {
            let Some(missed) = visits.iter_mut().find(|v| v.id == *visit) else { return };
            (missed.standing, missed.text) = (VisitStanding::Missed, Some(reason.clone()));
        }
        CaseEvent::VisitOverdue { visit } => {
            visits.iter_mut().filter(|v| v.id == *visit).for_each(|v| v.overdue = true);
        }
        _ => {}
    }
}

fn request(case: &mut Case, event: &CaseEvent, when: &Decided) {
    use CaseEvent as E;
    let requests = &mut case.course.investigation.requests;
    fn of(id: &Id) -> impl Fn(&&mut EvidenceRequest) -> bool + use<'_> {
        move |r| r.id == *id
    }
    match event {
        E::EvidenceRequested { request, source, unit, outside, language, text, due_at, remind_at } => {
            requests.push(EvidenceRequest {
                id: *request,
                source: *source,
                unit: *unit,
                outside: outside.clone(),
                language: language.clone(),
                text: text.clone(),
                by: user(when),
                at: when.at,
                due_at: *due_at,
                remind_at: *remind_at,
                rises_at: None,
                level: 0,
                standing: RequestStanding::Open,
                answers: 0,
            });
        }
        E::EvidenceReminded { request } => requests.iter_mut().filter(of(request)).for_each(|r| r.remind_at = None),
        E::EvidenceOverdue { request, level, rises_at } => {
            requests.iter_mut().filter(of(request)).for_each(|r| (r.level, r.rises_at) = (*level, *rises_at));
        }
        E::EvidenceAnswered { request, source, text, .. } => {
            requests.iter_mut().filter(of(request)).for_each(|r| {
                r.standing = RequestStanding::Answered;
                r.answers += 1;
            });
            evidence(case, *source, text, when);
        }
        E::EvidenceDeclined { request, .. } => {
            requests.iter_mut().filter(of(request)).for_each(|r| r.standing = RequestStanding::Declined);
        }
        E::EvidenceRequestWithdrawn { request, .. } => {
            requests.iter_mut().filter(of(request)).for_each(|r| r.standing = RequestStanding::Withdrawn);
        }
        _ => {}
    }
}

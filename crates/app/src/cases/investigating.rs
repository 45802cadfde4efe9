//! An investigation as its page shows it: the checklist with who did what, the attempts to reach the customer, what others
//! answered, visits and questions to head office. The answers and attempts are read from the journal.

use std::collections::BTreeMap;

use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::event::{CaseEvent, ContactResult};
use bihuan_domain::complaint::checklist::{Mark, StepRule, StepStanding, progress};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Channel;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::evidence_sending::{self, Sending};
use bihuan_store::nouns::{unit, user};

use super::show::{Name, entry, find, words};
use super::timeline::{FileShown, files};
use super::write::STREAM;
use crate::app::App;
use crate::failure::Failure;

/// Decisions looked through, the latest.
const MOST: u32 = 2_000;

/// A step as it stands.
#[derive(Debug, Clone)]
pub struct StepShown {
    /// The policy's step.
    pub rule: StepRule,
    /// How it stands.
    pub standing: StepStanding,
    /// By whom, when, with which result.
    pub mark: Option<Mark>,
    /// Attempts that count.
    pub attempts: u32,
}

/// An attempt to reach the customer.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// When.
    pub at: UtcMs,
    /// How.
    pub channel: Channel,
    /// With which result.
    pub result: ContactResult,
    /// By whom.
    pub by: Option<Id>,
}

/// What came to a request.
#[derive(Debug, Clone)]
pub struct Came {
    /// To which.
    pub request: Id,
    /// When.
    pub at: UtcMs,
    /// It was declined.
    pub declined: bool,
    /// Its words.
    pub text: Id,
    /// Its files.
    pub files: Vec<Id>,
    /// The person of ours.
    pub by: Option<Id>,
    /// The name somebody outside gave.
    pub name: Option<Id>,
}

/// An investigation.
#[derive(Debug, Clone)]
pub struct InvestigationShown {
    /// The case.
    pub case: Case,
    /// Its words.
    pub words: BTreeMap<Id, String>,
    /// The checklist.
    pub steps: Vec<StepShown>,
    /// Attempts to reach the customer, latest first.
    pub attempts: Vec<Attempt>,
    /// Answers, in order.
    pub came: Vec<Came>,
    /// Files of the visits, with their names.
    pub photos: BTreeMap<Id, FileShown>,
    /// Links that were sent to somebody outside, in order.
    pub sendings: Vec<Sending>,
    /// Names of the people in it.
    pub people: BTreeMap<Id, String>,
    /// Names of the units asked.
    pub units: BTreeMap<Id, String>,
}

impl App {
    /// The investigation of a case.
    ///
    /// # Errors
    /// `NotFound` also when the actor may not see it; faults.
    pub async fn investigation(&self, actor: &Actor, name: &str) -> Result<InvestigationShown, Failure> {
        let (world, actor, name) = (self.world(), actor.clone(), name.parse::<Name>()?);
        let found = self.db().read(move |c| {
            let case = find(c, &world, &actor, &name)?.case;
            let bound = world.pinned(&case.policy, case.received_at, case.unit)?;
            let steps: Vec<StepShown> = progress(&case, &bound.policy)
                .into_iter()
                .map(|p| StepShown { rule: p.rule.clone(), standing: p.standing, mark: p.mark, attempts: p.attempts })
                .collect();
            let (mut attempts, mut came) = (Vec::new(), Vec::new());
            for row in journal::page(c, &Stream::new(STREAM, case.id), (0, i64::MAX), true, MOST)? {
                let entry = entry(row)?;
                let by = entry.actor_id.filter(|_| entry.actor_kind == "user");
                for event in entry.events {
                    match event {
                        CaseEvent::ContactLogged { channel, result, at, .. } => {
                            attempts.push(Attempt { at, channel, result, by });
                        }
                        CaseEvent::EvidenceAnswered { request, text, attachments, by: name, .. } => came.push(Came {
                            request,
                            at: entry.at,
                            declined: false,
                            text: text.id,
                            files: attachments,
                            by,
                            name: name.map(|n| n.id),
                        }),
                        CaseEvent::EvidenceDeclined { request, reason, by: name } => came.push(Came {
                            request,
                            at: entry.at,
                            declined: true,
                            text: reason.id,
                            files: Vec::new(),
                            by,
                            name: name.map(|n| n.id),
                        }),
                        _ => {}
                    }
                }
            }
            came.reverse();
            let i = &case.course.investigation;
            let mut ids: Vec<Id> = steps.iter().filter_map(|s| s.mark.as_ref()?.by).collect();
            ids.extend(attempts.iter().filter_map(|a| a.by));
            ids.extend(came.iter().filter_map(|a| a.by));
            ids.extend(i.requests.iter().filter_map(|r| r.by));
            ids.extend(i.visits.iter().map(|v| v.visitor));
            ids.extend(i.supports.iter().flat_map(|s| s.by.into_iter().chain(s.answered.and_then(|(_, by)| by))));
            ids.extend(i.containments.iter().filter_map(|m| m.by));
            ids.extend(case.course.emergency.iter().filter_map(|e| e.accepted.and_then(|(_, by)| by)));
            ids.extend(case.course.safety.iter().filter_map(|s| s.by));
            ids.sort_unstable();
            ids.dedup();
            let people = user::names(c, &ids)?.into_iter().collect();
            let mut units = BTreeMap::new();
            for id in i.requests.iter().filter_map(|r| r.unit) {
                if let Some(found) = unit::load(c, id)? {
                    units.insert(id, found.name);
                }
            }
            let words = words(c, case.id)?;
            let wanted = i.visits.iter().flat_map(|v| v.attachments.iter().copied()).collect();
            let name = |(mut file, name): (FileShown, Id)| {
                file.name = words.get(&name).cloned();
                (file.id, file)
            };
            let photos = files(c, case.id, &wanted)?.into_values().map(name).collect();
            let sendings = evidence_sending::of_case(c, case.id)?;
            Ok::<_, Failure>(InvestigationShown { case, words, steps, attempts, came, photos, sendings, people, units })
        });
        found.await
    }
}

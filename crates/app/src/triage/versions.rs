//! Learning from the organisation's own cases, as a job: what their classification came to, version by version, each with
//! its quality by cross-validation. A version that is no better than always saying the most frequent label is kept and
//! shown, but not used.

use bihuan_domain::actor::{Actor, Permission, Scope, Who};
use bihuan_domain::ids::Id;
use bihuan_domain::triage::{TriageEvent, TriageSubject};
use bihuan_store::nouns::{policy, triage as rows};
use bihuan_store::{Conn, Fault, jobs};

use super::lessons::{self, MOST_CASES};
use super::{Quality, SWITCH, switched_on};
use crate::app::App;
use crate::failure::Failure;
use crate::policies::named_stream;
use crate::record::{Decision, record};
use crate::sign_in::lock_version;

/// Topic of the job.
pub const LEARN: &str = "triage";
/// Fewer cases teach nothing.
pub const LEAST_CASES: usize = 40;
/// So many cases judged since the last version make it worth learning again.
const WORTHWHILE: u32 = 100;
/// Versions shown of each subject.
const SHOWN: u32 = 20;
const STREAM: &str = "triage";

/// A version as shown.
#[derive(Debug, Clone)]
pub struct Seen {
    /// As kept.
    pub version: rows::Version,
    /// How good it is.
    pub quality: Quality,
}

/// What an administrator sees of triage.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Proposals are made.
    pub on: bool,
    /// Judged cases to learn from, counted up to a bound.
    pub judged: usize,
    /// It is about to learn.
    pub learning: bool,
    /// The versions, by subject, the newest first.
    pub versions: Vec<Seen>,
}

fn permit(actor: &Actor) -> Result<(), Failure> {
    let all = actor.scopes(Permission::AutomationAdmin).any(|s| s == Scope::All);
    if all { Ok(()) } else { Err(Failure::NotPermitted(Permission::AutomationAdmin)) }
}

fn overview(c: &mut Conn) -> Result<Overview, Fault> {
    let mut versions = Vec::new();
    for subject in TriageSubject::LEARNED {
        for version in rows::models(c, subject, SHOWN)? {
            let quality = serde_json::from_str(&version.quality)
                .map_err(|e| Fault::Corrupt(format!("quality of a triage model: {e}")))?;
            versions.push(Seen { version, quality });
        }
    }
    let judged = rows::judged_since(c, Id::from_i64(0), MOST_CASES as u32)?;
    let learning = policy::setting(c, ASKED)?.is_some_and(|asked| asked == "true");
    Ok(Overview { on: switched_on(c)?, judged, learning, versions })
}

/// The setting that says that learning was asked for and has not come yet.
const ASKED: &str = "triage.asked";

impl App {
    /// What an administrator sees of triage.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn triage(&self, actor: &Actor) -> Result<Overview, Failure> {
        permit(actor)?;
        Ok(self.db().read(overview).await?)
    }

    /// Switches proposals on or off; what was learned stays.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn switch_triage(&self, actor: &Actor, on: bool) -> Result<Overview, Failure> {
        permit(actor)?;
        let event = TriageEvent::Switched { on };
        self.decide_triage(actor.who, "switch_triage", event, SWITCH, if on { "true" } else { "false" }, false).await?;
        self.triage(actor).await
    }

    /// Lets it learn now, as a job.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn ask_triage_to_learn(&self, actor: &Actor) -> Result<Overview, Failure> {
        permit(actor)?;
        let who = actor.who;
        self.decide_triage(who, "ask_triage_to_learn", TriageEvent::LearningAsked {}, ASKED, "true", true).await?;
        self.triage(actor).await
    }

    async fn decide_triage(
        &self,
        who: Who,
        command: &'static str,
        event: TriageEvent,
        key: &'static str,
        value: &'static str,
        learn: bool,
    ) -> Result<(), Failure> {
        let job = self.db().new_id().to_string();
        self.db()
            .write("triage.decide", move |tx| {
                // Asked before and not come yet: unless its job was given up, it comes.
                let comes = !learn || (jobs::waiting(tx)?.open > 0);
                if policy::setting(tx, key)?.as_deref() == Some(value) && comes {
                    return Ok(());
                }
                let (stream, at, events) = (named_stream("setting", STREAM), tx.now(), [event]);
                let version = lock_version(tx, &stream)?;
                let expected_version = (version > 0).then_some(version);
                let decision =
                    Decision { stream: &stream, expected_version, at, who, command, policy: None, events: &events };
                record(tx, &decision, |tx, proof| {
                    policy::set(tx, proof, key, value)?;
                    if learn {
                        jobs::enqueue(tx, LEARN, &job, "{}", at)?;
                    }
                    Ok::<_, Failure>(())
                })
            })
            .await
    }

    /// Lets it learn when enough was judged since the last time; answers whether it will.
    ///
    /// # Errors
    /// Faults.
    pub async fn learn_when_worthwhile(&self) -> Result<bool, Failure> {
        let worthwhile = self.db().read(|c| {
            let newest = rows::models(c, TriageSubject::Category, 1)?.into_iter().next();
            let (since, least) = newest.map_or((Id::from_i64(0), LEAST_CASES as u32), |m| (m.newest_case, WORTHWHILE));
            Ok::<_, Fault>(switched_on(c)? && rows::judged_since(c, since, least)? >= least as usize)
        });
        let worthwhile = worthwhile.await?;
        if worthwhile {
            let who = Actor::system().who;
            let event = TriageEvent::LearningAsked {};
            self.decide_triage(who, "ask_triage_to_learn", event, ASKED, "true", true).await?;
        }
        Ok(worthwhile)
    }

    /// The job: learns every subject anew from the cases that were judged.
    ///
    /// # Errors
    /// Faults.
    pub(crate) async fn learn_triage(&self) -> Result<(), Failure> {
        let numbers = self.db().read(|c| {
            let number = |c: &mut Conn, s| Ok::<_, Fault>(rows::models(c, s, 1)?.first().map_or(0, |m| m.number) + 1);
            TriageSubject::LEARNED.into_iter().map(|s| Ok((s, number(c, s)?))).collect::<Result<Vec<_>, Fault>>()
        });
        let learned = lessons::learned(self.learner(), self.db(), numbers.await?).await?;
        self.db()
            .write("triage.learned", move |tx| {
                let (stream, at) = (named_stream("setting", STREAM), tx.now());
                let version = lock_version(tx, &stream)?;
                // Another node may have learned the same number meanwhile: its versions stand.
                let mut new = Vec::new();
                for one in learned {
                    let newest = rows::models(tx, one.subject, 1)?.first().map_or(0, |m| m.number);
                    if newest < one.number {
                        new.push(one);
                    }
                }
                let mut events: Vec<TriageEvent> = new.iter().map(|l| l.event.clone()).collect();
                if events.is_empty() {
                    events.push(TriageEvent::NothingLearned {});
                }
                let decision = Decision {
                    stream: &stream,
                    expected_version: (version > 0).then_some(version),
                    at,
                    who: Actor::system().who,
                    command: "learn_triage",
                    policy: None,
                    events: &events,
                };
                record(tx, &decision, |tx, proof| {
                    policy::set(tx, proof, ASKED, "false")?;
                    for one in &new {
                        rows::add_model(tx, proof, &one.version(at), &one.body)?;
                    }
                    Ok::<_, Failure>(())
                })
            })
            .await
    }
}

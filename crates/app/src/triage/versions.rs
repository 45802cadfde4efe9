//! Learning from the organisation's own cases, as a job: what their classification came to, version by version, each with
//! its quality by cross-validation. A version that is no better than always saying the most frequent label is kept and
//! shown, but not used.

use std::collections::HashMap;

use bihuan_domain::actor::{Actor, Permission, Scope, Who};
use bihuan_domain::case::Case;
use bihuan_domain::ids::Id;
use bihuan_domain::triage::{TriageEvent, TriageSubject};
use bihuan_store::nouns::{policy, triage as rows};
use bihuan_store::{Conn, Fault, jobs};
use sha2::{Digest as _, Sha256};

use super::propose::Said;
use super::{Example, Prepared, Quality, SWITCH, Settings, cross_validate, learn_sharply, switched_on};
use crate::app::App;
use crate::failure::Failure;
use crate::policies::named_stream;
use crate::record::{Decision, record};
use crate::sign_in::lock_version;

/// Topic of the job.
pub const LEARN: &str = "triage";
/// Cases learned from at most, the newest.
const MOST_CASES: usize = 10_000;
/// Fewer cases teach nothing.
pub const LEAST_CASES: usize = 40;
/// A label with fewer cases is left out.
const LEAST_OF_LABEL: usize = 5;
/// So many cases judged since the last version make it worth learning again.
const WORTHWHILE: u32 = 100;
/// Parts of the cross-validation.
const FOLDS: usize = 3;
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

/// What a subject's label is in a case that was judged; none: not told.
fn label(case: &Case, subject: TriageSubject) -> Option<String> {
    let c = &case.classification;
    match subject {
        TriageSubject::Category => c.category.clone(),
        TriageSubject::Priority => c.severity.is_some().then(|| case.priority.code().to_owned()),
        TriageSubject::EmotionalState => c.emotional_state.map(|e| e.code().to_owned()),
        TriageSubject::ResponsibleDepartment => Some(case.unit.to_string()),
        TriageSubject::SafetyRisk => None,
    }
}

/// What is learned from in a judged case: its words and its labels, and nothing else of it, because ten thousand whole
/// cases are a hundred megabytes.
struct Lesson {
    case: Id,
    said: Said,
    labels: Vec<(TriageSubject, String)>,
}

impl Lesson {
    fn of(case: &Case, said: Said) -> Self {
        let labels = TriageSubject::LEARNED.into_iter().filter_map(|s| Some((s, label(case, s)?))).collect();
        Self { case: case.id, said, labels }
    }
}

struct Learned {
    version: rows::Version,
    body: Vec<u8>,
    event: TriageEvent,
}

/// Learns one subject; none when there is too little to learn from.
fn learn_one(subject: TriageSubject, lessons: &[Lesson], number: i64) -> Result<Option<Learned>, Fault> {
    let text = |said: &Said| match subject {
        TriageSubject::EmotionalState => said.last.clone(),
        _ => said.matter.clone(),
    };
    let label = |l: &Lesson| l.labels.iter().find(|(s, _)| *s == subject).map(|(_, label)| label.clone());
    let mut examples: Vec<Example> = lessons
        .iter()
        .filter_map(|l| Some(Example { label: label(l)?, text: text(&l.said) }))
        .filter(|e| !e.text.trim().is_empty())
        .collect();
    let mut counted: HashMap<String, usize> = HashMap::new();
    examples.iter().for_each(|e| *counted.entry(e.label.clone()).or_default() += 1);
    examples.retain(|e| counted[&e.label] >= LEAST_OF_LABEL);
    if examples.len() < LEAST_CASES {
        return Ok(None);
    }
    let settings = Settings { most_traits: 30_000, rounds: 8, ..Settings::default() };
    let prepared = Prepared::of(&examples);
    let Ok((quality, _)) = cross_validate(&prepared, FOLDS, settings) else { return Ok(None) };
    let Ok(model) = learn_sharply(&prepared, settings) else { return Ok(None) };
    let most = quality.labels.iter().map(|l| l.texts).max().unwrap_or_default();
    let in_use = quality.accuracy > f64::from(most) / f64::from(quality.texts.max(1));
    let text = |e: serde_json::Error| Fault::Corrupt(format!("a learned model: {e}"));
    let body = model.to_bytes().map_err(text)?;
    let texts = quality.texts;
    let event = TriageEvent::Learned {
        subject,
        number,
        texts,
        macro_f1_permille: (quality.macro_f1 * 1_000.0) as u32,
        in_use,
        digest: Sha256::digest(&body).iter().map(|b| format!("{b:02x}")).collect(),
    };
    let version = rows::Version {
        subject,
        number,
        in_use,
        learned_at: bihuan_domain::time::UtcMs::new(0),
        newest_case: lessons.iter().map(|l| l.case).max().unwrap_or(Id::from_i64(0)),
        texts: i64::from(texts),
        quality: serde_json::to_string(&quality).map_err(text)?,
    };
    Ok(Some(Learned { version, body, event }))
}

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
        let lessons = self.lessons().await?;
        let numbers = self.db().read(|c| {
            let number = |c: &mut Conn, s| Ok::<_, Fault>(rows::models(c, s, 1)?.first().map_or(0, |m| m.number) + 1);
            TriageSubject::LEARNED.into_iter().map(|s| Ok((s, number(c, s)?))).collect::<Result<Vec<_>, Fault>>()
        });
        let numbers = numbers.await?;
        let learned = tokio::task::spawn_blocking(move || {
            let one = |(subject, number): &(TriageSubject, i64)| learn_one(*subject, &lessons, *number).transpose();
            numbers.iter().filter_map(one).collect::<Result<Vec<Learned>, Fault>>()
        });
        let learned = learned.await.map_err(|e| Fault::Corrupt(format!("learning: {e}")))??;
        self.db()
            .write("triage.learned", move |tx| {
                let (stream, at) = (named_stream("setting", STREAM), tx.now());
                let version = lock_version(tx, &stream)?;
                // Another node may have learned the same number meanwhile: its versions stand.
                let mut new = Vec::new();
                for one in learned {
                    let newest = rows::models(tx, one.version.subject, 1)?.first().map_or(0, |m| m.number);
                    if newest < one.version.number {
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
                        let version = rows::Version { learned_at: at, ..one.version.clone() };
                        rows::add_model(tx, proof, &version, &one.body)?;
                    }
                    Ok::<_, Failure>(())
                })
            })
            .await
    }

    /// The newest cases that were judged, with their words, read a page at a time.
    async fn lessons(&self) -> Result<Vec<Lesson>, Failure> {
        let (mut out, mut before) = (Vec::new(), Id::from_i64(i64::MAX));
        loop {
            let from = before;
            let page = self.db().read(move |c| {
                let mut page = Vec::new();
                for case in rows::judged(c, from, 500)? {
                    let said = Said::of(c, &case)?;
                    page.push(Lesson::of(&case, said));
                }
                Ok::<_, Fault>(page)
            });
            let page = page.await?;
            let more = page.len() == 500;
            before = page.last().map_or(before, |l| l.case);
            out.extend(page);
            if !more || out.len() >= MOST_CASES {
                return Ok(out);
            }
        }
    }
}

//! Proposals: a follower of the journal hears what customers say and proposes; whoever registers or answers waits for none
//! of it. What the case already has settled is not proposed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::event::{CaseEvent, Direction};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::canonical;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Priority;
use bihuan_domain::triage::TriageSubject;
use bihuan_store::nouns::triage::{self as rows, Proposal};
use bihuan_store::nouns::{case as case_row, text};
use bihuan_store::search::{Words, fold};
use bihuan_store::{Conn, Fault, follower, journal};

use super::rules;
use super::{Model, switched_on};
use crate::app::App;
use crate::cases::write::STREAM;
use crate::failure::Failure;
use crate::world::World;

/// The follower's name.
const FOLLOWER: &str = "triage";
/// Decisions looked at in one transaction.
const PAGE: u32 = 100;
/// How often a page that makes the machine fail is tried before it is passed over.
const MOST_FAILURES: i64 = 5;
/// Words named for a proposal.
const WORDS: usize = 6;
/// A model that is less sure than this says nothing; then the words are asked.
const LEAST_SHARE: f32 = 0.35;

/// The models in use, by subject, with their numbers: read once a version.
#[derive(Default)]
pub(crate) struct Models(Mutex<HashMap<TriageSubject, (i64, Arc<Model>)>>);

type InUse = HashMap<TriageSubject, (i64, Arc<Model>)>;

impl Models {
    /// The models in use now. One that cannot be read is as if it were not there: words propose in its place.
    fn now(&self, conn: &mut Conn) -> Result<InUse, Fault> {
        let mut out = InUse::new();
        for subject in TriageSubject::LEARNED {
            let Some(newest) = rows::models(conn, subject, 1)?.into_iter().find(|m| m.in_use) else { continue };
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&subject).cloned();
            if let Some(known) = known.filter(|(number, _)| *number == newest.number) {
                out.insert(subject, known);
                continue;
            }
            let Some(body) = rows::body(conn, subject, newest.number)? else { continue };
            match Model::from_bytes(&body) {
                Ok(model) => drop(out.insert(subject, (newest.number, Arc::new(model)))),
                Err(error) => tracing::error!(%subject, number = newest.number, %error, "a model cannot be read"),
            }
        }
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = out.clone();
        Ok(out)
    }
}

/// The texts of a case that proposals are made of.
pub(super) struct Said {
    /// What the matter is: its subject, symptom and the customer's words.
    pub matter: String,
    /// The customer's last words.
    pub last: String,
}

impl Said {
    /// Reads them.
    pub(super) fn of(conn: &mut Conn, case: &Case) -> Result<Self, Fault> {
        let field = |f: Field| case.texts.get(f.code()).map(|t| t.id);
        let message = case.last_message.as_ref().filter(|m| m.direction == Direction::Inbound).map(|m| m.text);
        let matter: Vec<Id> = [Field::Subject, Field::Verbatim, Field::Symptom].into_iter().filter_map(field).collect();
        let ids: Vec<Id> = matter.iter().copied().chain(message).collect();
        let texts: HashMap<Id, String> =
            text::by_ids(conn, &ids)?.into_iter().filter_map(|t| Some((t.id, t.body?))).collect();
        let joined = |ids: &[Id]| ids.iter().filter_map(|id| texts.get(id)).cloned().collect::<Vec<_>>().join("\n");
        let said = joined(&matter);
        let verbatim: Vec<Id> = field(Field::Verbatim).into_iter().collect();
        let last = match message {
            Some(id) => joined(&[id]),
            None if !verbatim.is_empty() => joined(&verbatim),
            None => said.clone(),
        };
        // A case that was begun by a message alone has no other words.
        Ok(Self { matter: if said.is_empty() { last.clone() } else { said }, last })
    }
}

/// A folded word as the text itself writes it: traditional, upper case, full width.
pub(super) fn as_written(text: &str, word: &str) -> String {
    let mut folded = String::new();
    let mut places = Vec::new();
    for (at, c) in text.char_indices() {
        places.push((folded.len(), at));
        folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
    }
    let place = |of: usize| places.binary_search_by_key(&of, |(f, _)| *f).ok().map(|n| places[n].1);
    let found = folded.match_indices(word).find_map(|(at, _)| {
        let end = at + word.len();
        let to = if end == folded.len() { Some(text.len()) } else { place(end) };
        text.get(place(at)?..to?)
    });
    found.unwrap_or(word).to_owned()
}

/// What is proposed for a case.
pub(super) fn proposals(world: &World, models: &InUse, case: &Case, said: &Said, now: UtcMs) -> Vec<Proposal> {
    let mut out = Vec::new();
    for subject in TriageSubject::ALL.iter().copied().filter(|s| !settled(case, *s)) {
        let text = if subject == TriageSubject::EmotionalState { &said.last } else { &said.matter };
        let learned = models.get(&subject).and_then(|(number, model)| {
            let opinion = model.opinion(text, WORDS).filter(|o| o.share >= LEAST_SHARE)?;
            Some((opinion, *number))
        });
        let (label, share, number, words) = match learned {
            Some((o, number)) => {
                let words: Vec<String> = o.words.into_iter().map(|(word, _)| word).collect();
                (o.label, Some((o.share * 1_000.0) as i64), Some(number), words)
            }
            None => match rules::found(subject, &Words::of(text)) {
                Some((label, words)) => {
                    (label.to_owned(), None, None, words.into_iter().take(WORDS).map(str::to_owned).collect())
                }
                None => continue,
            },
        };
        if offered(world, case, subject, &label) {
            let words = words.iter().map(|w| as_written(text, w)).collect();
            out.push(Proposal { subject, label, share_permille: share, words, model_number: number, made_at: now });
        }
    }
    out
}

/// Whether the case has it already, so that nothing is left to propose.
fn settled(case: &Case, subject: TriageSubject) -> bool {
    let c = &case.classification;
    match subject {
        TriageSubject::Category => c.category.is_some(),
        TriageSubject::Priority => c.priority.is_some() || c.severity.is_some(),
        TriageSubject::EmotionalState => false,
        TriageSubject::ResponsibleDepartment => case.transfer.is_some(),
        TriageSubject::SafetyRisk => c.safety_risk,
    }
}

/// Whether a label may be chosen for the case and would change something.
fn offered(world: &World, case: &Case, subject: TriageSubject, label: &str) -> bool {
    let c = &case.classification;
    match subject {
        TriageSubject::Category => {
            let own = &world.own_categories;
            canonical().contains(label) || own.0.contains_key(label)
        }
        TriageSubject::Priority => {
            label.parse::<Priority>().is_ok_and(|p| p != Priority::Emergency && p != case.priority)
        }
        TriageSubject::EmotionalState => c.emotional_state.is_none_or(|e| e.code() != label),
        TriageSubject::ResponsibleDepartment => {
            label.parse::<Id>().is_ok_and(|unit| unit != case.unit && world.lineages.contains_key(&unit))
        }
        TriageSubject::SafetyRisk => true,
    }
}

impl App {
    /// Proposes for every case of which something new was heard; answers how many decisions were looked at.
    ///
    /// # Errors
    /// Faults; the page is tried again, a bounded number of times.
    pub async fn hear_for_triage(&self) -> Result<usize, Failure> {
        let mut heard = 0;
        loop {
            match self.hear_triage_page().await {
                Ok(0) => return Ok(heard),
                Ok(count) => heard += count,
                Err(failure) => {
                    let stand = self.db().read(|c| follower::peek(c, FOLLOWER)).await?;
                    if let Some(stand) = stand {
                        let cursor = stand.cursor;
                        let stumble =
                            move |tx: &mut bihuan_store::Tx| Ok::<_, Failure>(follower::stumble(tx, FOLLOWER, cursor)?);
                        self.db().write("triage.stumble", stumble).await?;
                    }
                    return Err(failure);
                }
            }
        }
    }

    async fn hear_triage_page(&self) -> Result<usize, Failure> {
        let (world, app, now) = (self.world(), self.clone(), self.db().now());
        let read = self.db().read(move |c| {
            let Some(stand) = follower::peek(c, FOLLOWER)? else { return Ok::<_, Fault>(None) };
            let page = journal::after(c, stand.cursor, PAGE)?;
            let (looked, last) = (page.len(), page.last().map(|e| e.cursor));
            let mut made = Vec::new();
            if looked > 0 && stand.failures < MOST_FAILURES && switched_on(c)? {
                let mut cases: Vec<Id> = page
                    .iter()
                    .filter(|e| e.stream.kind == STREAM && e.actor_kind != "import" && tells(&e.body))
                    .map(|e| e.stream.id)
                    .collect();
                cases.sort_unstable();
                cases.dedup();
                if !cases.is_empty() {
                    let models = app.models().now(c)?;
                    for id in cases {
                        let Some(stored) = case_row::load(c, id)? else { continue };
                        let said = Said::of(c, &stored.case)?;
                        made.push((id, proposals(&world, &models, &stored.case, &said, now)));
                    }
                }
            }
            Ok(Some((stand, looked, last, made)))
        });
        let Some((stand, looked, last, made)) = read.await? else {
            let begin = |tx: &mut bihuan_store::Tx| Ok::<_, Failure>(follower::begin(tx, FOLLOWER)?);
            self.db().write("triage.begin", begin).await?;
            return Ok(0);
        };
        let Some(last) = last else { return Ok(0) };
        self.db()
            .write("triage.propose", move |tx| {
                // Another node may have been here since the page was read; then it is looked at again.
                if follower::take(tx, FOLLOWER)?.is_some_and(|now| now.cursor == stand.cursor) {
                    for (case, proposals) in &made {
                        rows::propose(tx, *case, proposals)?;
                    }
                    follower::advance(tx, FOLLOWER, last)?;
                }
                Ok::<_, Failure>(())
            })
            .await?;
        Ok(looked)
    }

    /// What is proposed for a case; nothing while triage is switched off, and nothing that was settled since.
    ///
    /// # Errors
    /// `NotFound` also when the actor may not see it; faults.
    pub async fn triage_of(&self, actor: &Actor, name: &str) -> Result<Vec<Proposal>, Failure> {
        let (shown, world) = (self.case(actor, name).await?, self.world());
        let id = shown.case.id;
        let kept = self.db().read(move |c| if switched_on(c)? { rows::proposals(c, id) } else { Ok(Vec::new()) });
        let mut kept = kept.await?;
        kept.retain(|p| !settled(&shown.case, p.subject) && offered(&world, &shown.case, p.subject, &p.label));
        Ok(kept)
    }
}

/// Whether a decision brings words of the customer's, or changes what is known of the case.
fn tells(body: &str) -> bool {
    let events: Vec<CaseEvent> = serde_json::from_str(body).unwrap_or_default();
    events.iter().any(|e| match e {
        CaseEvent::Registered { .. } | CaseEvent::TextSet { .. } => true,
        CaseEvent::MessageRecorded { direction, .. } => *direction == Direction::Inbound,
        _ => false,
    })
}

//! Requests for evidence (S2-17): the rows they leave, the queue of those that wait for a unit, and the two ways to answer
//! one without a right to the case: by holding `evidence.answer` at the unit asked, or by a link of 256 random bits of
//! which only the digest is kept. Whoever answers sees the request, and nothing else of the case.

use bihuan_domain::actor::{Actor, Permission, Place, Who};
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::case::{Case, Refusal};
use bihuan_domain::complaint::evidence_request::{EvidenceRequest, RequestStanding};
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::evidence_request::{self as kept, Asked};
use bihuan_store::nouns::text::NewText;
use bihuan_store::nouns::{case as row, unit, user};
use bihuan_store::{Conn, Value};

use super::find::permit_read;
use super::show::words;
use super::write::{SideRow, Work};
use crate::app::App;
use crate::failure::Failure;
use crate::paging::{QueueAsk, QueuePage, through};
use crate::portal::{NewLink, OwnFile};
use crate::secrets::{Secret, digest};
use crate::world::World;

/// How long a link is good, at least; a later due time prolongs it by a week.
const LINK_MS: i64 = 14 * 86_400_000;
/// Files of one request, at most.
const MOST_FILES: usize = 20;
/// Characters of an answer.
pub const MOST_CHARS: usize = 10_000;
/// Characters of the name somebody outside gives.
pub const MOST_NAME_CHARS: usize = 100;

/// Until when a link made at an instant is good.
pub(super) fn good_until(now: UtcMs, due_at: UtcMs) -> UtcMs {
    now.plus_ms(LINK_MS).max(due_at.plus_ms(LINK_MS / 2))
}

/// The rows an event leaves; `case` is as it is after it.
pub(super) fn rows(case: &Case, event: &CaseEvent) -> Vec<SideRow> {
    let side = |query, values: Vec<Value>| SideRow { query, values };
    let stand = |request: &Id, standing: RequestStanding| {
        side(&kept::sql::stand, vec![(*request).into(), standing.code().into()])
    };
    match event {
        CaseEvent::EvidenceRequested { request, unit, due_at, .. } => {
            vec![side(&kept::sql::ask, vec![(*request).into(), case.id.into(), (*unit).into(), (*due_at).into()])]
        }
        CaseEvent::EvidenceAnswered { request, .. } => vec![stand(request, RequestStanding::Answered)],
        CaseEvent::EvidenceDeclined { request, .. } => vec![stand(request, RequestStanding::Declined)],
        CaseEvent::EvidenceRequestWithdrawn { request, .. } => {
            vec![stand(request, RequestStanding::Withdrawn), side(&kept::sql::drop_keys, vec![(*request).into()])]
        }
        CaseEvent::Closed { .. } if !case.course.investigation.requests.is_empty() => {
            let of_case = |query| side(query, vec![case.id.into()]);
            vec![of_case(&kept::sql::end_of_case), of_case(&kept::sql::drop_keys_of_case)]
        }
        _ => Vec::new(),
    }
}

/// Somebody who may answer one request: proved at its unit, or by its link. Only this file makes one.
#[derive(Debug, Clone)]
pub struct Respondent {
    asked: Asked,
    who: Who,
    until: Option<UtcMs>,
}

/// A request as whoever answers it sees it.
#[derive(Debug, Clone)]
pub struct RequestShown {
    /// The request.
    pub request: EvidenceRequest,
    /// Number of its case.
    pub number: String,
    /// What is asked; none once erased.
    pub text: Option<String>,
    /// Name of the unit asked.
    pub unit_name: Option<String>,
    /// Name of whoever asked; not shown outside.
    pub by_name: Option<String>,
    /// Until when the link is good.
    pub until: Option<UtcMs>,
    /// Whether the reader may see the case itself.
    pub sees_case: bool,
}

/// What somebody says to a request.
#[derive(Debug, Clone)]
pub enum Reply {
    /// An answer with files that were added before.
    Answer {
        /// Its words.
        text: String,
        /// Its files.
        files: Vec<Id>,
        /// The name they give, outside.
        name: Option<String>,
    },
    /// Why there is none.
    Decline {
        /// The reason.
        reason: String,
        /// The name they give, outside.
        name: Option<String>,
    },
}

fn may_answer(world: &World, actor: &Actor, unit: Id) -> bool {
    let lineage = world.lineage(unit);
    actor.may(Permission::EvidenceAnswer, &Place { owner: None, handler: None, unit, lineage: &lineage })
}

fn shown(conn: &mut Conn, asked: &Asked) -> Result<Option<(Case, RequestShown)>, Failure> {
    let Some(case) = row::load(conn, asked.case)?.map(|s| s.case) else { return Ok(None) };
    let Some(request) = case.course.investigation.requests.iter().find(|r| r.id == asked.id).cloned() else {
        return Ok(None);
    };
    let text = words(conn, case.id)?.remove(&request.text.id);
    let unit_name = match request.unit {
        Some(id) => unit::load(conn, id)?.map(|u| u.name),
        None => None,
    };
    let by_name = user::names(conn, &Vec::from_iter(request.by))?.pop().map(|(_, name)| name);
    let number = case.number.to_string();
    let shown = RequestShown { request, number, text, unit_name, by_name, until: None, sees_case: false };
    Ok(Some((case, shown)))
}

impl App {
    /// A page of the requests to units where the reader may answer, the most urgent first.
    ///
    /// # Errors
    /// Faults.
    pub async fn evidence_requests(&self, actor: &Actor, ask: QueueAsk) -> Result<QueuePage<RequestShown>, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        let found = self.db().read(move |conn| {
            let rows = |c: &mut Conn, at, most| Ok::<_, Failure>(kept::open(c, at, most)?);
            let see = |c: &mut Conn, asked: Asked| {
                if !asked.unit.is_some_and(|unit| may_answer(&world, &actor, unit)) {
                    return Ok(None);
                }
                let Some((case, mut line)) = shown(c, &asked)? else { return Ok(None) };
                line.sees_case = permit_read(&world, &actor, &case).is_ok();
                Ok(Some(line))
            };
            through(conn, ask, rows, |r| (r.due_at, r.id), see)
        });
        found.await
    }

    /// Somebody of the unit asked.
    ///
    /// # Errors
    /// `NotFound` also when they may not answer; faults.
    pub async fn respondent(&self, actor: &Actor, request: Id) -> Result<Respondent, Failure> {
        let none = || Failure::NotFound { what: "evidence_request" };
        let asked = self.db().read(move |c| Ok::<_, Failure>(kept::load(c, request)?)).await?.ok_or_else(none)?;
        let may = asked.unit.is_some_and(|unit| may_answer(&self.world(), actor, unit));
        if may { Ok(Respondent { asked, who: actor.who, until: None }) } else { Err(none()) }
    }

    /// Whoever holds a link.
    ///
    /// # Errors
    /// `NotSignedIn` when it is none or no longer good; faults.
    pub async fn respondent_by_key(&self, key: &str) -> Result<Respondent, Failure> {
        if key.len() > 100 {
            return Err(Failure::NotSignedIn);
        }
        let (hash, now) = (digest(key), self.db().now());
        let found = self.db().read(move |c| Ok::<_, Failure>(kept::by_key(c, &hash, now)?)).await?;
        let (asked, until) = found.ok_or(Failure::NotSignedIn)?;
        Ok(Respondent { asked, who: Who::Respondent(asked.id), until: Some(until) })
    }

    /// The request, as whoever answers sees it.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn evidence_request(&self, respondent: &Respondent) -> Result<RequestShown, Failure> {
        let (asked, until) = (respondent.asked, respondent.until);
        let outside = matches!(respondent.who, Who::Respondent(_));
        let found = self.db().read(move |c| shown(c, &asked)).await?;
        let (_, mut line) = found.ok_or(Failure::NotFound { what: "evidence_request" })?;
        line.until = until;
        if outside {
            line.by_name = None;
        }
        Ok(line)
    }

    /// Makes a link to a request; the one before is void.
    ///
    /// # Errors
    /// The rule's refusal; `NotFound`; faults.
    pub async fn evidence_link(&self, actor: &Actor, case: Id, request: Id) -> Result<NewLink, Failure> {
        let (world, actor, secret) = (self.world(), actor.clone(), Secret::draw()?);
        let made = self.db().write("evidence.link", move |tx| {
            let mut work = Work::open(tx, &world, case, None)?;
            if let Some(case) = work.case() {
                permit_read(&world, &actor, case)?;
            }
            let now = tx.now();
            let due = kept::load(tx, request)?.map_or(now, |r| r.due_at);
            let expires_at = good_until(now, due);
            work.step(tx, &actor, now, &CaseCommand::MakeEvidenceLink { request, until: expires_at })?;
            work.finish(tx)?;
            tx.execute(&kept::sql::drop_keys, &[request.into()])?;
            kept::add_key(tx, request, &secret.digest(), expires_at)?;
            Ok(NewLink { key: secret, expires_at })
        });
        made.await
    }

    /// Adds a file that was stored under its digest.
    ///
    /// # Errors
    /// `Input` when there are too many; the rule's refusal; faults.
    pub async fn attach_evidence(&self, respondent: &Respondent, file: OwnFile, digest: String) -> Result<Id, Failure> {
        let name = self.words("file", &file.name)?;
        let (id, bytes) = (self.db().new_id(), u64::try_from(file.bytes).unwrap_or_default());
        let reference = name.reference.clone();
        let command =
            CaseCommand::Attach { attachment: id, digest, bytes, media_type: file.media_type, name: reference };
        self.as_respondent(respondent, command, vec![name], Some(id)).await?;
        Ok(id)
    }

    /// Answers, or says why not.
    ///
    /// # Errors
    /// `Input`; the rule's refusal; `NotSignedIn` when the link was taken back meanwhile; faults.
    pub async fn reply_evidence(&self, respondent: &Respondent, reply: Reply) -> Result<(), Failure> {
        let request = respondent.asked.id;
        let (said, name, files) = match &reply {
            Reply::Answer { text, name, files } => (text, name, files.clone()),
            Reply::Decline { reason, name } => (reason, name, Vec::new()),
        };
        if said.chars().count() > MOST_CHARS {
            return Err(Failure::input("text", "too_long", MOST_CHARS.to_string()));
        }
        let name = name.as_deref().map(str::trim).filter(|n| !n.is_empty());
        if name.is_some_and(|n| n.chars().count() > MOST_NAME_CHARS) {
            return Err(Failure::input("name", "too_long", MOST_NAME_CHARS.to_string()));
        }
        let (text, by) = (self.words("text", said)?, name.map(|n| self.words("name", n)).transpose()?);
        let (reference, by_ref) = (text.reference.clone(), by.as_ref().map(|b| b.reference.clone()));
        let command = match reply {
            Reply::Answer { .. } => CaseCommand::AnswerEvidence {
                request,
                evidence: self.db().new_id(),
                text: reference,
                attachments: files,
                by: by_ref,
            },
            Reply::Decline { .. } => CaseCommand::DeclineEvidence { request, reason: reference, by: by_ref },
        };
        self.as_respondent(respondent, command, std::iter::once(text).chain(by).collect(), None).await
    }

    async fn as_respondent(
        &self,
        respondent: &Respondent,
        command: CaseCommand,
        words: Vec<NewText>,
        file: Option<Id>,
    ) -> Result<(), Failure> {
        let (world, respondent) = (self.world(), respondent.clone());
        let done = self.db().write("evidence.reply", move |tx| {
            let (now, asked) = (tx.now(), respondent.asked);
            let there = kept::files(tx, asked.id)?;
            if file.is_some() && there.len() >= MOST_FILES {
                return Err(Failure::input("file", "too_many", MOST_FILES.to_string()));
            }
            if let CaseCommand::AnswerEvidence { attachments, .. } = &command
                && let Some(strange) = attachments.iter().find(|id| !there.contains(id))
            {
                return Err(Failure::input("files", "unknown_attachment", strange.to_string()));
            }
            let mut work = Work::open(tx, &world, asked.case, None)?;
            let over = |c: &Case| {
                let found = c.course.investigation.requests.iter().find(|r| r.id == asked.id);
                c.stage.is_over() || found.is_none_or(|r| r.standing == RequestStanding::Withdrawn)
            };
            if file.is_some() && work.case().is_none_or(over) {
                let part = bihuan_domain::case::refusal::CasePart::EvidenceRequest;
                return Err(Refusal::PartOver { part }.into());
            }
            work.keep(words);
            work.step(tx, &Actor::answering(respondent.who), now, &command)?;
            work.finish(tx)?;
            if let Some(file) = file {
                kept::add_file(tx, asked.id, file)?;
            }
            Ok(())
        });
        done.await
    }
}

//! Cases. Every change is a noun with its own URL; the answer is the case as it is then, with its version as ETag.

pub mod adjudicating;
pub mod approving;
pub mod attachments;
pub mod course;
pub mod disputing;
pub mod ending;
pub mod escalating;
pub mod filter;
pub mod find;
pub mod investigated;
pub mod investigating;
pub mod judging;
pub mod kin;
pub mod liability;
pub mod line;
pub mod loaning;
pub mod owing;
pub mod own_fields;
pub mod owning;
pub mod portal_link;
pub mod presence;
pub mod reading;
pub mod register;
pub mod remedying;
pub mod show;
pub mod talking;
pub mod timeline;
pub mod view;
pub mod writing;

use std::collections::BTreeMap;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bihuan_app::Failure;
use bihuan_app::cases::change::{Registered, Saw};
use bihuan_app::cases::write::Done;
use bihuan_domain::actor::Permission as P;
use bihuan_domain::case::CaseCommand;
use bihuan_domain::ids::Id;
use bihuan_store::Fault;
use bihuan_store::nouns::text::{self, NewText};
use serde::Deserialize;

use crate::auth::Caller;
use crate::endpoint::{Access, Endpoint};
use crate::input::{Seen, bounded};
use crate::once::{Once, reused};
use crate::problem::{Answer, Problem};
use crate::web::Web;
use view::CaseView;

/// The endpoints of cases.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = register::endpoints();
    all.extend(find::endpoints());
    all.extend(show::endpoints());
    all.extend(kin::endpoints());
    all.extend(reading::endpoints());
    all.extend(judging::endpoints());
    all.extend(own_fields::endpoints());
    all.extend(owning::endpoints());
    all.extend(talking::endpoints());
    all.extend(timeline::endpoints());
    all.extend(writing::endpoints());
    all.extend(presence::endpoints());
    all.extend(attachments::endpoints());
    all.extend(course::endpoints());
    all.extend(liability::endpoints());
    all.extend(approving::endpoints());
    all.extend(remedying::endpoints());
    all.extend(disputing::endpoints());
    all.extend(escalating::endpoints());
    all.extend(investigating::endpoints());
    all.extend(loaning::endpoints());
    all.extend(owing::endpoints());
    all.extend(adjudicating::endpoints());
    all.extend(ending::endpoints());
    all.extend(portal_link::endpoints());
    all
}

/// An endpoint that changes a case and answers it.
pub(crate) fn changes(endpoint: Endpoint) -> Endpoint {
    endpoint.gives::<CaseView>(200).versioned()
}

/// An endpoint that adds something to a case and answers the case.
pub(crate) fn adds(endpoint: Endpoint) -> Endpoint {
    endpoint.gives::<CaseView>(201).versioned().once()
}

pub(crate) const fn may(permission: P) -> Access {
    Access::May(permission)
}

/// A case with its ETag.
pub(crate) fn answer(status: StatusCode, view: &CaseView) -> Response {
    crate::v1::tagged(status, view.version, view)
}

/// What was done, with the words of the case. No permission to read is asked: whoever made a change sees its outcome,
/// also when the case has left their sight by it.
pub(crate) async fn done(web: &Web, status: StatusCode, done: Done) -> Answer {
    let id = done.case.id;
    let words = web.app().db().read(move |c| words(c, id)).await?;
    let view = CaseView::of(&done.case, done.version, &words, &[]);
    Ok(answer(status, &view.in_world(web, None, &done.case, &words)))
}

fn words(conn: &mut bihuan_store::Conn, case: Id) -> Result<BTreeMap<Id, String>, Fault> {
    Ok(text::of_case(conn, case)?.into_iter().filter_map(|t| Some((t.id, t.body?))).collect())
}

/// One change: who, which case, which version they saw.
pub(crate) struct Change<'a> {
    pub web: &'a Web,
    pub caller: &'a Caller,
    pub case: &'a str,
    pub seen: Seen,
}

impl Change<'_> {
    /// The id behind the name in the path.
    pub async fn id(&self) -> Result<Id, Problem> {
        Ok(self.web.app().case_id(&self.caller.actor, self.case).await?)
    }

    /// Words for a command.
    pub fn words(&self, field: &'static str, body: &str) -> Result<NewText, Problem> {
        Ok(self.web.app().words(field, body)?)
    }

    /// Words that must be there, of so many characters at most.
    pub fn must(&self, field: &'static str, given: &str, most: usize) -> Result<NewText, Problem> {
        bounded(field, given, most)?;
        self.words(field, given)
    }

    /// Words that may be left out; blank ones are.
    pub fn may(&self, field: &'static str, given: Option<&str>, most: usize) -> Result<Option<NewText>, Problem> {
        given.filter(|g| !g.trim().is_empty()).map(|g| self.must(field, g, most)).transpose()
    }

    /// Does it; answers the case.
    pub async fn make(self, command: CaseCommand, texts: Vec<NewText>) -> Answer {
        let id = self.id().await?;
        let outcome = self.web.app().change(&self.caller.actor, id, self.seen.0, command, texts).await?;
        done(self.web, StatusCode::OK, outcome).await
    }

    /// Does it once a key; answers the case with 201.
    pub async fn add(self, once: &Once, body: &[u8], command: CaseCommand, texts: Vec<NewText>) -> Answer {
        self.add_answering(None, once, body, command, texts).await
    }

    /// As [`Self::add`]; refused when something happened since the version answered that matters to an answer.
    pub async fn add_answering(
        self,
        answering: Option<i64>,
        once: &Once,
        body: &[u8],
        command: CaseCommand,
        texts: Vec<NewText>,
    ) -> Answer {
        let answering = writing::answering(answering)?;
        let id = self.id().await?;
        let again = || once.remember(&self.caller.actor, body, remembered);
        let (app, actor) = (self.web.app(), &self.caller.actor);
        let seen = Saw { exactly: self.seen.0, answering };
        let mut outcome = app.change_once(actor, id, seen, command.clone(), texts.clone(), again()).await;
        if matches!(&outcome, Err(failure) if answered_meanwhile(failure)) {
            outcome = app.change_once(actor, id, seen, command, texts, again()).await;
        }
        settle(self.web, outcome?).await
    }
}

/// Two attempts under one key at the same time on two nodes: the other was first, and its answer is there now.
pub(crate) fn answered_meanwhile(failure: &Failure) -> bool {
    matches!(failure, Failure::Fault(fault) if fault.is_unique("idempotency", "key"))
}

/// The answer of a creation: what was done now, or what the first attempt under the key had done.
pub(crate) async fn settle(web: &Web, outcome: Registered) -> Answer {
    match outcome {
        Registered::Now(outcome) => done(web, StatusCode::CREATED, *outcome).await,
        Registered::Before(answered, digest) => before(web, &answered, &digest).await,
    }
}

/// What is remembered of a creation.
pub(crate) fn remembered(done: &Done) -> (u16, String) {
    (201, serde_json::json!({ "case": done.case.id, "version": done.version }).to_string())
}

#[derive(Deserialize)]
struct Kept {
    case: Id,
}

async fn before(web: &Web, answered: &bihuan_store::nouns::policy::Remembered, digest: &[u8]) -> Answer {
    if answered.request_digest != digest {
        return Err(reused());
    }
    let kept: Kept = serde_json::from_str(&answered.body).map_err(|e| Fault::Corrupt(format!("idempotency: {e}")))?;
    let found = web
        .app()
        .db()
        .read(move |c| {
            let stored = bihuan_store::nouns::case::load(c, kept.case)?;
            Ok::<_, Fault>((stored, words(c, kept.case)?))
        })
        .await?;
    let (Some(stored), words) = found else { return Err(Fault::Corrupt("idempotency without its case".into()).into()) };
    let view = CaseView::of(&stored.case, stored.version, &words, &[]);
    let status = StatusCode::from_u16(answered.status).unwrap_or(StatusCode::CREATED);
    let mut response = answer(status, &view.in_world(web, None, &stored.case, &words));
    response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    located(&mut response, kept.case);
    Ok(response)
}

/// `Location` of a case.
pub(crate) fn located(response: &mut Response, id: Id) {
    if let Ok(place) = HeaderValue::from_str(&format!("/api/v1/cases/{id}")) {
        response.headers_mut().insert(header::LOCATION, place);
    }
}

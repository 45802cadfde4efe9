//! What triage learned, version by version, and what it proposes for a case.

use bihuan_domain::case::Case;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::triage::TriageSubject;

use super::unit::corrupt;
use crate::db::{Conn, Tx};
use crate::fault::Fault;
use crate::journal::Appended;
use crate::queries;

queries! { pub mod sql = "triage.sql"; add_model, forget_bodies, models, body, drop_proposals, put_proposal, proposals,
judged, judged_since }

/// Versions whose bodies are kept, the newest.
const BODIES: i64 = 2;

/// A version as kept, without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Of what.
    pub subject: TriageSubject,
    /// Its number, from 1 for each subject.
    pub number: i64,
    /// It is better than always saying the most frequent label.
    pub in_use: bool,
    /// When it was learned.
    pub learned_at: UtcMs,
    /// The newest case it learned from.
    pub newest_case: Id,
    /// Cases it learned from.
    pub texts: i64,
    /// Its quality, JSON.
    pub quality: String,
}

/// A proposal as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Of what.
    pub subject: TriageSubject,
    /// The code that is proposed; for a unit its id.
    pub label: String,
    /// How sure the model is, in thousandths; none: found by words.
    pub share_permille: Option<i64>,
    /// The words that led to it.
    pub words: Vec<String>,
    /// The model's version; none: found by words.
    pub model_number: Option<i64>,
    /// When it was made.
    pub made_at: UtcMs,
}

/// Keeps a version that was learned; older bodies are forgotten.
///
/// # Errors
/// `Fault`.
pub fn add_model(tx: &mut Tx, _proof: &Appended, version: &Version, body: &[u8]) -> Result<(), Fault> {
    let subject = version.subject.code();
    let values = [
        subject.into(),
        version.number.into(),
        version.in_use.into(),
        version.learned_at.into(),
        version.newest_case.into(),
        version.texts.into(),
        version.quality.as_str().into(),
        body.into(),
    ];
    tx.execute(&sql::add_model, &values)?;
    tx.execute(&sql::forget_bodies, &[subject.into(), (version.number - BODIES + 1).into()]).map(|_| ())
}

/// The versions of a subject, the newest first.
///
/// # Errors
/// `Fault`.
pub fn models(conn: &mut Conn, subject: TriageSubject, limit: u32) -> Result<Vec<Version>, Fault> {
    let rows = conn.query(&sql::models, &[subject.code().into(), limit.into()])?;
    let read = |r: &crate::value::Row| {
        Ok(Version {
            subject: r.str(0)?.parse().map_err(corrupt)?,
            number: r.int(1)?,
            in_use: r.bool(2)?,
            learned_at: r.at(3)?,
            newest_case: r.id(4)?,
            texts: r.int(5)?,
            quality: r.text(6)?,
        })
    };
    rows.iter().map(read).collect()
}

/// A version's body; none once it was forgotten.
///
/// # Errors
/// `Fault`.
pub fn body(conn: &mut Conn, subject: TriageSubject, number: i64) -> Result<Option<Vec<u8>>, Fault> {
    let row = conn.query_one_opt(&sql::body, &[subject.code().into(), number.into()])?;
    Ok(row.and_then(|r| r.opt_bytes(0).ok().flatten()))
}

/// Proposes this for a case, in place of what was proposed before.
///
/// # Errors
/// `Fault`.
pub fn propose(tx: &mut Tx, case: Id, proposals: &[Proposal]) -> Result<(), Fault> {
    forget(tx, case)?;
    for p in proposals {
        let words = serde_json::to_string(&p.words).map_err(|e| Fault::Sql(e.to_string()))?;
        let values = [
            case.into(),
            p.subject.code().into(),
            p.label.as_str().into(),
            p.share_permille.into(),
            words.into(),
            p.model_number.into(),
            p.made_at.into(),
        ];
        tx.execute(&sql::put_proposal, &values)?;
    }
    Ok(())
}

/// Forgets what was proposed for a case.
///
/// # Errors
/// `Fault`.
pub fn forget(tx: &mut Tx, case: Id) -> Result<(), Fault> {
    tx.execute(&sql::drop_proposals, &[case.into()]).map(|_| ())
}

/// What is proposed for a case, in the order of the subjects.
///
/// # Errors
/// `Fault`.
pub fn proposals(conn: &mut Conn, case: Id) -> Result<Vec<Proposal>, Fault> {
    let rows = conn.query(&sql::proposals, &[case.into()])?;
    let read = |r: &crate::value::Row| {
        Ok(Proposal {
            subject: r.str(0)?.parse().map_err(corrupt)?,
            label: r.text(1)?,
            share_permille: r.opt_int(2)?,
            words: serde_json::from_str(r.str(3)?).map_err(corrupt)?,
            model_number: r.opt_int(4)?,
            made_at: r.at(5)?,
        })
    };
    let mut all = rows.iter().map(read).collect::<Result<Vec<Proposal>, Fault>>()?;
    all.sort_by_key(|p| p.subject);
    Ok(all)
}

/// Cases that were judged, the newest first, before `before`.
///
/// # Errors
/// `Fault`.
pub fn judged(conn: &mut Conn, before: Id, limit: u32) -> Result<Vec<Case>, Fault> {
    let rows = conn.query(&sql::judged, &[before.into(), limit.into()])?;
    rows.iter().map(|r| super::case::parse(r.str(1)?)).collect()
}

/// How many cases newer than this were judged, counted up to a bound.
///
/// # Errors
/// `Fault`.
pub fn judged_since(conn: &mut Conn, case: Id, bound: u32) -> Result<usize, Fault> {
    Ok(conn.query(&sql::judged_since, &[case.into(), bound.into()])?.len())
}

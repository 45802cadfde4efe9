//! Calendar years imported by an administrator: a notice makes provisional due times final (B.17). Every open case that
//! counted over a year without a notice is computed again, by a job, with an entry in its journal.

use std::sync::Arc;

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::calendar::DayTable;
use bihuan_domain::case::{CaseCommand, Refusal};
use bihuan_domain::ids::Id;
use bihuan_store::nouns::{case, policy};
use bihuan_store::{Fault, jobs, journal};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::cases::write::Work;
use crate::failure::Failure;
use crate::policies::named_stream;
use crate::record::{Decision, record};
use crate::rules::ARM;
use crate::set_up::DEMO;
use crate::stations::TELL_NETWORK;
use crate::triage::LEARN;

/// The job that computes provisional due times again.
pub const RECOMPUTE: &str = "recompute_clocks";
/// Cases in one transaction.
const BATCH: u32 = 100;
/// A job belongs to its worker this long.
const LEASE_MS: i64 = 10 * 60_000;

#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum CalendarEvent {
    /// Years were imported.
    YearsImported { region: String, years: Vec<i16>, version: String, digest: String },
}

impl App {
    /// Imports the days of one or more years of a region; answers the table as it is then.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` with what is wrong; `NothingChanges` when the table says so already; faults.
    pub async fn import_days(&self, actor: &Actor, region: &str, text: &str) -> Result<Arc<DayTable>, Failure> {
        if !actor.scopes(Permission::CalendarWrite).any(|s| s == Scope::All) {
            return Err(Failure::NotPermitted(Permission::CalendarWrite));
        }
        let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
        if region.len() < 2 || region.len() > 20 || !region.bytes().all(plain) {
            return Err(Failure::input("region", "bad_value", "2 to 20 of A-Z, 0-9, -"));
        }
        let newer = DayTable::parse(text).map_err(|e| Failure::input("days", "bad_day_table", e.to_string()))?;
        let before = self.world().table(region).unwrap_or_else(|| Arc::new(DayTable::empty()));
        if before.difference(&before.with(&newer)).is_none() {
            return Err(Refusal::NothingChanges.into());
        }
        let digest = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
        let event = CalendarEvent::YearsImported {
            region: region.to_owned(),
            years: newer.years().collect(),
            version: newer.version().to_owned(),
            digest,
        };
        let (who, id, region, body) = (actor.who, self.db().new_id(), region.to_owned(), text.to_owned());
        let kept = region.clone();
        self.db()
            .write("calendar.import", move |tx| {
                let stream = named_stream("calendar", &region);
                journal::lock(tx, std::slice::from_ref(&stream))?;
                let version = journal::version(tx, &stream)?;
                let (at, events) = (tx.now(), [event]);
                let decision = Decision {
                    stream: &stream,
                    expected_version: (version > 0).then_some(version),
                    at,
                    who,
                    command: "import_days",
                    policy: None,
                    events: &events,
                };
                record(tx, &decision, |tx, proof| {
                    policy::add_day_table(tx, proof, id, &region, &body)?;
                    jobs::enqueue(tx, RECOMPUTE, &id.to_string(), "{}", at)?;
                    Ok::<_, Failure>(())
                })
            })
            .await?;
        self.refresh().await?;
        self.world().table(&kept).ok_or_else(|| Fault::Corrupt("an imported calendar is not there".into()).into())
    }

    /// Does the jobs that are due; answers how many.
    ///
    /// # Errors
    /// Faults of the store; a job's own trouble is noted on it and it is tried again later.
    pub async fn run_jobs(&self) -> Result<usize, Failure> {
        let mut ran = 0;
        loop {
            let claimed =
                self.db().write("jobs.claim", |tx| Ok::<_, Failure>(jobs::claim_due(tx, 1, LEASE_MS)?)).await?;
            let Some(job) = claimed.into_iter().next() else { return Ok(ran) };
            ran += 1;
            let outcome = match job.topic.as_str() {
                RECOMPUTE => self.recompute().await.map(|_| ()),
                DEMO => self.tell_demo().await,
                ARM => self.arm_rules().await,
                LEARN => self.learn_triage().await,
                TELL_NETWORK => self.tell_network(&job.payload).await,
                other => Err(Fault::Corrupt(format!("no such job: {other}")).into()),
            };
            self.db()
                .write("jobs.end", move |tx| {
                    match outcome {
                        Ok(()) => jobs::done(tx, &job).map(|_| ())?,
                        Err(failure) => {
                            tracing::warn!(topic = %job.topic, %failure, "job failed");
                            jobs::failed(tx, &job, &failure.to_string()).map(|_| ())?;
                        }
                    }
                    Ok::<_, Failure>(())
                })
                .await?;
        }
    }

    /// Computes provisional due times of open cases again; answers how many cases changed.
    ///
    /// # Errors
    /// Faults.
    pub async fn recompute(&self) -> Result<usize, Failure> {
        self.refresh().await?;
        let (mut after, mut changed) = (Id::from_i64(0), 0);
        loop {
            let from = after;
            let ids = self.db().read(move |c| {
                let rows = c.query(&case::sql::provisional, &[from.into(), i64::from(BATCH).into()])?;
                rows.iter().map(|r| r.id(0)).collect::<Result<Vec<Id>, Fault>>()
            });
            let ids = ids.await?;
            let Some(last) = ids.last() else { return Ok(changed) };
            after = *last;
            // Each in its own transaction, sent together, so that the writer commits them as one group.
            let all = futures::future::join_all(ids.into_iter().map(|id| self.recompute_one(id))).await;
            for one in all {
                changed += usize::from(one?);
            }
        }
    }

    async fn recompute_one(&self, id: Id) -> Result<bool, Failure> {
        let world = self.world();
        self.db()
            .write("case.recompute", move |tx| {
                let now = tx.now();
                let mut work = Work::open(tx, &world, id, None)?;
                match work.step(tx, &Actor::system(), now, &CaseCommand::Recompute {}) {
                    Ok(()) => work.finish(tx).map(|_| true),
                    Err(Failure::Refused(_)) => Ok(false),
                    Err(other) => Err(other),
                }
            })
            .await
    }
}

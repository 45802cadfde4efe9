//! `bihuan demo`: a believable year of an organisation that does not exist, told through the same rules and written by
//! the same path as everything else; there is no other. The same seed tells the same year: ids, numbers and texts
//! follow from it, only the salts of the texts (and so the hashes over them) are drawn anew.
//!
//! A case's life is decided on tellers' threads and written by the writer's, a batch a transaction. It must never send
//! anything to anybody, and it only fills a database that has no cases, so that a year of fiction is never mixed into
//! real records.

mod beginning;
mod cast;
mod chance;
mod handling;
mod opening;
mod season;
mod stage;
mod story;
mod trade;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::case as row;

use crate::app::App;
use crate::cases::write::Ready;
use crate::failure::Failure;
use crate::world::World;
use cast::Cast;
use opening::Year;
use story::{Scene, Story};
use trade::Trade;
use words::Cutter;

/// Cases a transaction: enough to pay for the flush to disk, few enough for the writer to breathe.
const BATCH: usize = 400;
/// Batches told ahead of the writer.
const AHEAD: usize = 3;
/// Refusals kept to be shown; all are counted.
const SHOWN: usize = 20;

/// What to tell.
#[derive(Debug, Clone)]
pub struct Demo {
    /// How many cases.
    pub cases: usize,
    /// Seed: the same seed tells the same year.
    pub seed: u64,
    /// The present of the story; the year before it is told.
    pub until: UtcMs,
    /// Hash of the password of the administrator `demo`, who is made when there is no user yet.
    pub admin_password_hash: Option<String>,
    /// Tellers' threads.
    pub tellers: usize,
}

/// What was told.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Told {
    /// Cases written.
    pub cases: usize,
    /// Decisions in their journals.
    pub decisions: u64,
    /// Still open at the end.
    pub open: usize,
    /// Cases by policy.
    pub by_policy: BTreeMap<String, usize>,
    /// Cases by what they are, or what happened to them.
    pub by_trait: BTreeMap<String, usize>,
    /// Commands the rules refused: mistakes of the story.
    pub refused: usize,
    /// The first of them.
    pub refusals: Vec<String>,
}

/// A batch told.
struct Batch {
    number: usize,
    lives: Vec<Ready>,
    refused: Vec<String>,
}

impl App {
    /// Tells a year into an empty database. `progress` hears how many cases stand, now and then.
    ///
    /// # Errors
    /// `Input` when there are cases already or more are asked than a year holds; faults.
    pub async fn demo(&self, demo: Demo, progress: impl Fn(usize)) -> Result<Told, Failure> {
        if demo.cases > 50_000_000 {
            return Err(Failure::input("cases", "too_many", "50000000 at most"));
        }
        let there = self.db().read(|c| Ok::<_, Failure>(c.query_one(&row::sql::count_all, &[])?.int(0)?)).await?;
        if there > 0 {
            return Err(Failure::input("data", "not_empty", format!("{there} cases")));
        }
        let arrivals = season::arrivals(demo.seed, demo.cases, demo.until);
        let first = UtcMs::new(season::midnight(demo.until) - season::DAYS * season::DAY);
        let cast = self.set_stage(&demo, first).await?;
        self.refresh().await?;
        let tellers = Arc::new(Tellers {
            world: self.world(),
            desks: Trade::ALL.into_iter().map(|t| cast.desks_of(t).len()).collect(),
            cast,
            arrivals,
            first,
            demo,
            ended: AtomicBool::new(false),
        });
        let told = self.write_lives(&tellers, progress).await;
        tellers.ended.store(true, Ordering::Release);
        told
    }

    async fn write_lives(&self, tellers: &Arc<Tellers>, progress: impl Fn(usize)) -> Result<Told, Failure> {
        let mut told = Told::default();
        let mut queues = Vec::new();
        for n in 0..tellers.demo.tellers.max(1) {
            queues.push(Some(tellers.begin(n)?));
        }
        // Each teller takes every n-th batch, so the batches are written in order of arrival.
        let mut number = 0;
        while number * BATCH < tellers.demo.cases {
            let place = number % queues.len();
            let Some(queue) = queues[place].take() else { break };
            let (queue, batch) = tokio::task::spawn_blocking(move || {
                let batch = queue.recv();
                (queue, batch)
            })
            .await
            .map_err(|e| bihuan_store::Fault::Panicked(e.to_string()))?;
            queues[place] = Some(queue);
            let batch = batch.map_err(|_| bihuan_store::Fault::Panicked("a teller ended early".into()))??;
            debug_assert_eq!(batch.number, number);
            told.add(&batch);
            let lives = batch.lives;
            self.db()
                .write_repeatable("demo", move |tx| {
                    for life in &lives {
                        life.write(tx)?;
                    }
                    Ok::<_, Failure>(())
                })
                .await?;
            number += 1;
            progress(told.cases);
        }
        Ok(told)
    }
}

struct Tellers {
    world: Arc<World>,
    desks: Vec<usize>,
    cast: Cast,
    arrivals: Vec<UtcMs>,
    first: UtcMs,
    demo: Demo,
    ended: AtomicBool,
}

impl Tellers {
    /// Starts a teller who tells every n-th batch.
    fn begin(self: &Arc<Self>, own: usize) -> Result<Receiver<Result<Batch, Failure>>, Failure> {
        let (sender, queue) = sync_channel(AHEAD);
        let all = Arc::clone(self);
        let step = self.demo.tellers.max(1);
        std::thread::Builder::new()
            .name(format!("bihuan-teller-{own}"))
            .spawn(move || {
                let mut cutter = Cutter::default();
                let mut number = own;
                while number * BATCH < all.demo.cases && !all.ended.load(Ordering::Acquire) {
                    let batch = all.tell(number, &mut cutter);
                    let failed = batch.is_err();
                    // The other side hung up: somebody stopped the telling.
                    if sender.send(batch).is_err() || failed {
                        return;
                    }
                    number += step;
                }
            })
            .map_err(bihuan_store::Fault::from)?;
        Ok(queue)
    }

    fn tell(&self, number: usize, cutter: &mut Cutter) -> Result<Batch, Failure> {
        let year = Year {
            seed: self.demo.seed,
            arrivals: &self.arrivals,
            desks: &self.desks,
            customers: cast::customers(self.demo.cases),
            until: self.demo.until,
        };
        let scene = Scene { world: &self.world, cast: &self.cast, year, first: self.first };
        let places = number * BATCH..((number + 1) * BATCH).min(self.demo.cases);
        let mut batch = Batch { number, lives: Vec::with_capacity(places.len()), refused: Vec::new() };
        for place in places {
            batch.lives.push(Story::open(scene, place, cutter, &mut batch.refused).tell()?);
        }
        Ok(batch)
    }
}

impl Told {
    fn add(&mut self, batch: &Batch) {
        for life in &batch.lives {
            let case = &life.done().case;
            self.cases += 1;
            self.decisions += life.version().unsigned_abs();
            self.open += usize::from(!case.stage.is_over());
            *self.by_policy.entry(case.policy.id.clone()).or_default() += 1;
            let mut count = |what: &str, is: bool| {
                if is {
                    *self.by_trait.entry(what.to_owned()).or_default() += 1;
                }
            };
            count(case.kind.code(), true);
            count(case.stage.code(), true);
            if let Some(closure) = case.closure {
                count(&format!("closed:{}", closure.reason), true);
            }
            count("breached", case.clocks.iter().any(|c| c.breached_at.is_some()));
            count("reopened", case.reopen_count > 0);
            count("rejected_solution", case.course.rejected > 0);
            count("reassessed", case.course.reassessments > 0);
            count("chased", case.chasers > 0);
            count("transferred", case.transfers > 0);
            count("waited", !case.waited_ms.is_empty());
            count("repeat", case.links.iter().any(|l| l.kind == bihuan_domain::case::event::LinkKind::Repeat));
            count("emergency", case.priority == bihuan_domain::trade::Priority::Emergency);
            count("escalated", case.escalation_level > 0);
            count("at_night", !(7..23).contains(&season::hour(case.received_at)));
        }
        self.refused += batch.refused.len();
        let room = SHOWN.saturating_sub(self.refusals.len());
        self.refusals.extend(batch.refused.iter().take(room).cloned());
    }
}

//! What runs without anybody asking: due timers, the outbox, hourly seals, forgetting old answers, and hearing what
//! other nodes changed. Everything to be done stands in a table, so nothing is lost when this process ends; all of it
//! stops when `closing` turns true.

use std::time::Duration;

use bihuan_app::access::Access;
use bihuan_app::webhooks::{Came, Outgoing};
use bihuan_app::{App, Failure, notices};
use bihuan_channels::email::Trust;
use bihuan_channels::webhook::Sender;
use bihuan_domain::time::UtcMs;
use bihuan_store::journal::{self, Cursor};
use bihuan_store::nouns::{draft, notification, policy, presence, rule, sending};
use bihuan_store::{Fault, deliveries, outbox, seals, timers};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::{mailing, messaging};

/// Timers are looked for at least this often, also when the next is far: another node may have set one.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3_600);
const DAY_MS: i64 = 24 * 3_600_000;
/// Days a draft nobody touches is kept.
const DRAFT_DAYS: i64 = 90;
/// Days a notification is kept.
const NOTIFICATION_DAYS: i64 = 90;
/// Days what a rule did on a closed case is kept.
const RULE_RUN_DAYS: i64 = 400;
/// How long a claimed outbox row belongs to its worker: longer than a letter may take.
const LEASE_MS: i64 = 180_000;

/// Starts all of it.
pub fn start(
    app: &App,
    access: Option<Access>,
    sender: Sender,
    trust: Trust,
    closing: &watch::Receiver<bool>,
) -> JoinSet<()> {
    let mut all = JoinSet::new();
    all.spawn(tick(app.clone(), closing.clone()));
    all.spawn(send(app.clone(), trust.clone(), sender.clone(), closing.clone()));
    all.spawn(mailing::read(app.clone(), trust, sender.clone(), closing.clone()));
    all.spawn(hear(app.clone(), closing.clone()));
    all.spawn(rules(app.clone(), closing.clone()));
    all.spawn(jobs(app.clone(), closing.clone()));
    all.spawn(triage(app.clone(), closing.clone()));
    all.spawn(listen(app.clone(), closing.clone()));
    all.spawn(deliver(app.clone(), sender, closing.clone()));
    all.spawn(hourly(app.clone(), closing.clone()));
    all.spawn(follow(app.clone(), access, closing.clone()));
    all
}

/// Whether to stop; waits otherwise.
async fn pause(closing: &mut watch::Receiver<bool>, wait: Duration) -> bool {
    if *closing.borrow() {
        return true;
    }
    tokio::select! {
        changed = closing.changed() => changed.is_err() || *closing.borrow(),
        () = tokio::time::sleep(wait) => false,
    }
}

async fn tick(app: App, mut closing: watch::Receiver<bool>) {
    let mut wait = Duration::ZERO;
    while !pause(&mut closing, wait).await {
        match app.tick().await {
            Ok(0) => {}
            Ok(handled) => metrics::counter!("bihuan_timers_handled_total").increment(handled as u64),
            Err(failure) => tracing::error!(%failure, "ticker"),
        }
        let next = app.db().read(|c| Ok::<_, Fault>((timers::next_due(c)?, sending::next_due(c)?))).await;
        let next = next.map_or(None, |(timer, held)| timer.into_iter().chain(held).min());
        wait = next.map_or(LOOK_AGAIN, |at| until(app.db().now(), at));
    }
}

fn until(now: UtcMs, at: UtcMs) -> Duration {
    let ms = u64::try_from(at.since(now)).unwrap_or(0);
    // Not at once again: a timer that fails stays due until its back-off is written.
    Duration::from_millis(ms).clamp(Duration::from_millis(20), LOOK_AGAIN)
}

/// The outbox: what is said by mail is made into rows and sent; what people are told outside the console too; alerts go to the
/// groups that hear of them, and to the log, where an operator's tools can pick them up.
async fn send(app: App, trust: Trust, sender: Sender, mut closing: watch::Receiver<bool>) {
    let mut wait = Duration::ZERO;
    while !pause(&mut closing, wait).await {
        if let Err(failure) = app.hear_for_mail().await {
            tracing::error!(%failure, "hearing for mail");
        }
        if let Err(failure) = app.hear_for_messaging().await {
            tracing::error!(%failure, "hearing for messaging");
        }
        wait = match send_batch(&app, &trust, &sender).await {
            Ok(0) => LOOK_AGAIN,
            Ok(_) => Duration::ZERO,
            Err(failure) => {
                tracing::error!(%failure, "outbox");
                LOOK_AGAIN
            }
        };
    }
}

async fn send_batch(app: &App, trust: &Trust, sender: &Sender) -> Result<usize, Failure> {
    let batch = app.db().write("outbox.claim", |tx| Ok::<_, Failure>(outbox::claim_due(tx, 200, LEASE_MS)?)).await?;
    let count = batch.len();
    if count == 0 {
        return Ok(0);
    }
    let (letters, rest): (Vec<_>, Vec<_>) =
        batch.into_iter().partition(|row| bihuan_app::mail::TOPICS.contains(&row.topic.as_str()));
    let (platforms, rest): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|row| bihuan_app::messaging::TOPICS.contains(&row.topic.as_str()));
    let (said, alerts): (Vec<_>, Vec<_>) =
        rest.into_iter().partition(|row| notices::TOPICS.contains(&row.topic.as_str()));
    for row in &alerts {
        tracing::info!(topic = %row.topic, key = %row.key, payload = %row.payload, "alert");
    }
    let groups = async {
        if !alerts.is_empty()
            && let Err(failure) = app.tell_groups(alerts).await
        {
            tracing::error!(%failure, "telling groups");
        }
    };
    // Beside each other: a mail server that takes minutes keeps nothing from a platform, and a fault in one leaves the others'
    // rows to be sent now instead of when their lease is over.
    tokio::join!(
        groups,
        mailing::send(app, trust, sender, letters),
        messaging::carry(app, sender, platforms),
        mailing::send_notices(app, trust, sender, said)
    );
    metrics::counter!("bihuan_outbox_sent_total").increment(count as u64);
    Ok(count)
}

/// Makes webhooks' messages of what the journal shows.
async fn hear(app: App, mut closing: watch::Receiver<bool>) {
    let mut changes = app.db().changes();
    loop {
        if let Err(failure) = app.hear_for_webhooks().await {
            tracing::error!(%failure, "hearing for webhooks");
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            // On PostgreSQL the feed shows a decision a moment after its commit; and a fault is tried again.
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            _ = closing.changed() => return,
        }
    }
}

/// Lets rules act on what the journal shows; what time brings them comes with the timers.
async fn rules(app: App, mut closing: watch::Receiver<bool>) {
    let mut changes = app.db().changes();
    loop {
        match app.hear_for_rules().await {
            Ok(0) => {}
            Ok(heard) => metrics::counter!("bihuan_rules_heard_total").increment(heard as u64),
            Err(failure) => tracing::error!(%failure, "hearing for rules"),
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            // On PostgreSQL the feed shows a decision a moment after its commit; and a fault is tried again.
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            _ = closing.changed() => return,
        }
    }
}

/// Jobs, beside the timers: one that takes long, like learning, must not hold back a warning that is due.
async fn jobs(app: App, mut closing: watch::Receiver<bool>) {
    let mut wait = Duration::ZERO;
    while !pause(&mut closing, wait).await {
        if let Err(failure) = app.run_jobs().await {
            tracing::error!(%failure, "jobs");
        }
        wait = LOOK_AGAIN;
    }
}

/// Lets triage propose on what the journal shows.
async fn triage(app: App, mut closing: watch::Receiver<bool>) {
    let mut changes = app.db().changes();
    loop {
        match app.hear_for_triage().await {
            Ok(0) => {}
            Ok(heard) => metrics::counter!("bihuan_triage_heard_total").increment(heard as u64),
            Err(failure) => tracing::error!(%failure, "hearing for triage"),
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            // On PostgreSQL the feed shows a decision a moment after its commit; and a fault is tried again.
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            _ = closing.changed() => return,
        }
    }
}

/// Notes what channels hear; that one fell silent comes with the timers.
async fn listen(app: App, mut closing: watch::Receiver<bool>) {
    let mut changes = app.db().changes();
    loop {
        if let Err(failure) = app.hear_for_channels().await {
            tracing::error!(%failure, "listening to channels");
        }
        // An arrival is no hurry: a page of them costs less than each by itself.
        if pause(&mut closing, LOOK_AGAIN).await {
            return;
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            _ = closing.changed() => return,
        }
    }
}

/// Sends webhooks' messages.
async fn deliver(app: App, sender: Sender, mut closing: watch::Receiver<bool>) {
    let mut wait = Duration::ZERO;
    while !pause(&mut closing, wait).await {
        let now = app.db().now().ms() / 1_000;
        let carry = |out: Outgoing| {
            let sender = sender.clone();
            async move {
                let answer = sender.send(&out.url, &out.secret, &out.id, now, &out.body).await;
                Came {
                    status: answer.status,
                    duration_ms: answer.duration_ms,
                    answer: answer.body,
                    error: answer.error,
                }
            }
        };
        wait = match app.deliver_webhooks(carry).await {
            Ok(0) => LOOK_AGAIN,
            Ok(sent) => {
                metrics::counter!("bihuan_webhooks_sent_total").increment(sent as u64);
                Duration::ZERO
            }
            Err(failure) => {
                tracing::error!(%failure, "webhooks");
                LOOK_AGAIN
            }
        };
    }
}

/// Seals the journal's heads and forgets what was remembered under old Idempotency-Keys and sent long ago, drafts nobody
/// goes on with, who was where, and what people were told long ago.
async fn hourly(app: App, mut closing: watch::Receiver<bool>) {
    let mut every = interval(HOUR);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = every.tick() => {}
            _ = closing.changed() => return,
        }
        if let Err(failure) = app.learn_when_worthwhile().await {
            tracing::error!(%failure, "whether to learn");
        }
        let now = app.db().now();
        if let Err(error) = seals::seal(app.db(), app.blobs(), now).await {
            tracing::error!(%error, "seal");
        }
        let swept = app.db().write("sweep", move |tx| {
            policy::forget_before(tx, now.plus_ms(-DAY_MS))?;
            deliveries::prune(tx, now.plus_ms(-30 * DAY_MS), 10_000)?;
            outbox::prune(tx, now.plus_ms(-30 * DAY_MS), 10_000)?;
            draft::prune(tx, now.plus_ms(-DRAFT_DAYS * DAY_MS), now.plus_ms(-DAY_MS))?;
            rule::prune(tx, now.plus_ms(-RULE_RUN_DAYS * DAY_MS), 10_000)?;
            presence::prune(tx, now.plus_ms(-DAY_MS))?;
            notification::prune(tx, now.plus_ms(-NOTIFICATION_DAYS * DAY_MS), 10_000)?;
            Ok::<_, Fault>(())
        });
        if let Err(fault) = swept.await {
            tracing::error!(%fault, "sweep");
        }
    }
}

/// Hears of policies, calendars and people changed here or on another node, and reads the world again.
async fn follow(app: App, access: Option<Access>, mut closing: watch::Receiver<bool>) {
    let mut changes = app.db().changes();
    let mut cursor = app.db().read(journal::latest).await.unwrap_or_default();
    loop {
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { return },
            _ = closing.changed() => return,
        }
        match heard(&app, access.as_ref(), cursor).await {
            Ok(there) => cursor = there,
            Err(failure) => tracing::error!(%failure, "following the journal"),
        }
    }
}

async fn heard(app: &App, access: Option<&Access>, mut cursor: Cursor) -> Result<Cursor, Failure> {
    let mut stale = false;
    loop {
        let from = cursor;
        let page = app.db().read(move |c| journal::after(c, from, 500)).await?;
        let full = page.len() == 500;
        for entry in page {
            cursor = entry.cursor;
            if let Some(access) = access {
                access.heed(&entry.stream.kind).await?;
            }
            stale |= matches!(
                entry.stream.kind.as_ref(),
                "field" | "policy" | "calendar" | "unit" | "setting" | "channel" | "category"
            );
        }
        if !full {
            break;
        }
    }
    if stale {
        app.refresh().await?;
    }
    Ok(cursor)
}

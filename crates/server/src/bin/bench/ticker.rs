//! Ten thousand timers due at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::cases::change::NewCase;
use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::event::{AnonymousReason, Classification, Complainant};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, Complexity, Kind, Severity};
use bihuan_store::blobs::Blobs;
use bihuan_store::{Db, Location, Options, Query};

use crate::Bad;
use crate::create::setup;
use crate::report::Report;

const TIMERS: i64 = 10_000;

/// Measures on one engine.
pub async fn measure(
    location: &Location,
    engine: &'static str,
    dir: &std::path::Path,
    report: &mut Report,
) -> Result<(), Bad> {
    let start: UtcMs = "2026-09-22T09:00:00+08:00".parse()?;
    let now = Arc::new(AtomicI64::new(start.ms()));
    let clock = Arc::clone(&now);
    let options = Options { clock: Arc::new(move || UtcMs::new(clock.load(Ordering::SeqCst))), ..Options::default() };
    let db = Db::open(location, options).await?;
    let app = App::open(db, Blobs::local(&dir.join("files"), 1 << 20)?).await?;
    let access = Access::open(app.db().clone(), AccessRules::default()).await?;
    let link = access.setup_link().await?.ok_or("somebody is there already")?;
    let user = access.complete_setup(link.reveal(), setup()).await?;
    app.refresh().await?;
    let unit = access.tree().root().ok_or("no head office")?;
    let agent = Actor::everything(Who::User(user));
    let mut set = 0;
    while set < TIMERS * 3 {
        let made = (0..64).map(|_| app.register(&agent, complaint(unit), None));
        for one in futures::future::join_all(made).await {
            one?;
        }
        let query = Query::dynamic("SELECT count(*) FROM timer".to_owned());
        set = app.db().read(move |c| c.query_one(&query, &[])?.int(0)).await?;
        now.fetch_add(10, Ordering::SeqCst);
    }
    // Forward to the instant at which ten thousand are due.
    let at = Query::dynamic("SELECT due_at FROM timer ORDER BY due_at LIMIT 1 OFFSET $1".to_owned());
    let at = app.db().read(move |c| c.query_one(&at, &[(TIMERS - 1).into()])?.int(0)).await?;
    now.store(at, Ordering::SeqCst);
    let began = Instant::now();
    let handled = app.tick().await?;
    let seconds = began.elapsed().as_secs_f64();
    let scaled = seconds * TIMERS as f64 / handled.max(1) as f64;
    report.at_most("10,000 due timers", engine, scaled, 5.0, "s", format!("{handled} handled in {seconds:.2} s"));
    app.db().close().await;
    Ok(())
}

fn complaint(unit: Id) -> NewCase {
    NewCase {
        kind: Kind::Complaint,
        channel: Channel::Phone,
        complainant: Complainant::Anonymous { reason: AnonymousReason::Refused },
        reachable: true,
        received_at: None,
        occurred: None,
        unit,
        owner: None,
        texts: vec![
            (Field::Subject, "电视无法开机".into()),
            (Field::Verbatim, "刚买的电视打不开".into()),
            (Field::Demand, "换货".into()),
        ],
        source: None,
        fields: std::collections::BTreeMap::new(),
        classification: Classification {
            category: Some("product_quality".into()),
            severity: Some(Severity::General),
            complexity: Some(Complexity::Complex),
            ..Classification::default()
        },
        terms: None,
        wished: Vec::new(),
    }
}

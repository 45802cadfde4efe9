//! A complaint from intake to archive on both engines, at the level of the application: each step is a decision in the
//! journal, each clock explains itself, and the record proves itself at the end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::cases::change::{NewCase, Registered};
use bihuan_app::cases::find::{Filter, Sort};
use bihuan_app::set_up::NewSetup;
use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::case::CaseCommand as C;
use bihuan_domain::case::clock::Standing;
use bihuan_domain::case::command::Message;
use bihuan_domain::case::event::*;
use bihuan_domain::case::stage::{Stage, WaitReason};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::Milestone;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::*;
use bihuan_store::blobs::Blobs;
use bihuan_store::{Db, Fault, Location, Options, Query, testing};

struct Shop {
    app: App,
    now: Arc<AtomicI64>,
    agent: Actor,
    unit: Id,
    _dir: tempfile::TempDir,
}

impl Shop {
    async fn open(location: impl FnOnce(&std::path::Path) -> Location) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let start: UtcMs = "2026-09-22T09:00:00+08:00".parse().unwrap();
        let now = Arc::new(AtomicI64::new(start.ms()));
        let clock = Arc::clone(&now);
        let options =
            Options { clock: Arc::new(move || UtcMs::new(clock.load(Ordering::SeqCst))), ..Options::default() };
        let db = Db::open(&location(dir.path()), options).await.unwrap();
        let blobs = Blobs::local(&dir.path().join("blobs"), 1 << 20).unwrap();
        let app = App::open(db, blobs).await.unwrap();
        let access = Access::open(app.db().clone(), AccessRules::default()).await.unwrap();
        let link = access.setup_link().await.unwrap().unwrap();
        let chief = NewSetup {
            company: "某电器".into(),
            login: "zhang".into(),
            name: "张三".into(),
            password: "correct horse battery".into(),
            language: "zh-Hans".into(),
            ..NewSetup::default()
        };
        let chief = access.complete_setup(link.reveal(), chief).await.unwrap();
        app.refresh().await.unwrap();
        let unit = access.tree().root().unwrap();
        let agent = Actor::everything(Who::User(chief));
        Self { app, now, agent, unit, _dir: dir }
    }

    fn pass(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
    }

    async fn does(
        &self,
        case: Id,
        command: C,
        texts: Vec<bihuan_store::nouns::text::NewText>,
    ) -> bihuan_app::cases::write::Done {
        let name = command.code();
        self.app.change(&self.agent, case, None, command, texts).await.unwrap_or_else(|e| panic!("{name}: {e}"))
    }
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

async fn story(location: impl FnOnce(&std::path::Path) -> Location) {
    let shop = Shop::open(location).await;
    let unit = shop.unit;
    let new = NewCase {
        kind: Kind::Complaint,
        channel: Channel::Phone,
        complainant: Complainant::Customer { id: Id::from_i64(99) },
        reachable: true,
        received_at: None,
        occurred: None,
        unit,
        owner: None,
        texts: vec![
            (Field::Subject, "电视机无法开机".into()),
            (Field::Verbatim, "我上周买的电视，今天早上就打不开了，你们必须给我换！".into()),
            (Field::Symptom, "按电源键无反应".into()),
            (Field::Demand, "换货".into()),
            (Field::Product, "TV-55".into()),
        ],
        source: None,
        classification: Classification::default(),
        wished: Vec::new(),
        fields: std::collections::BTreeMap::new(),
        terms: None,
    };
    let Registered::Now(done) = shop.app.register(&shop.agent, new, None).await.unwrap() else {
        panic!("registered before")
    };
    let id = done.case.id;
    let words = |body: &str| shop.app.words("text", body).unwrap();
    let judged = Classification {
        category: Some("product_quality".into()),
        severity: Some(Severity::General),
        complexity: Some(Complexity::Complex),
        emotional_state: Some(EmotionalState::Angry),
        ..Classification::default()
    };
    shop.pass(MINUTE);
    let done = shop.does(id, C::Classify { classification: judged, reason: None }, vec![]).await;
    assert_eq!(done.case.stage, Stage::Triaged);
    shop.does(id, C::Assign { handler: shop.agent.user().unwrap(), unit }, vec![]).await;
    shop.pass(2 * MINUTE);
    let at = shop.app.db().now();
    let contact = shop.app.db().new_id();
    shop.does(id, C::LogContact { contact, channel: Channel::Phone, result: ContactResult::Reached, at }, vec![]).await;
    let question = words("请问电源指示灯亮吗？");
    let message = Message {
        message: shop.app.db().new_id(),
        direction: Direction::Outbound,
        channel: Channel::Phone,
        text: question.reference.clone(),
        substantive: true,
        roles: vec![MessageRole::Question],
        promised_at: None,
        emotional_state: None,
        attachments: vec![],
    };
    shop.does(id, C::RecordMessage(Box::new(message.clone())), vec![question]).await;
    let paused = shop.does(id, C::Pause { reason: WaitReason::Customer }, vec![]).await;
    assert_eq!(paused.case.waiting.unwrap().reason, WaitReason::Customer);
    shop.pass(5 * HOUR);
    let answer = words("不亮。");
    let inbound = Message {
        message: shop.app.db().new_id(),
        direction: Direction::Inbound,
        text: answer.reference.clone(),
        roles: vec![],
        ..message.clone()
    };
    let resumed = shop.does(id, C::RecordMessage(Box::new(inbound)), vec![answer]).await;
    assert!(resumed.case.waiting.is_none(), "a customer's answer ends the wait at once");
    let finding = words("主板故障，符合换货条件。");
    shop.does(
        id,
        C::Verify { finding: finding.reference.clone(), preliminary: false, causes: vec![], departments: vec![] },
        vec![finding],
    )
    .await;
    let plan = words("三日内上门换新。");
    let proposal = shop.app.db().new_id();
    let promised_at = shop.app.db().now().plus_ms(3 * DAY);
    shop.does(
        id,
        C::Propose {
            proposal,
            text: plan.reference.clone(),
            remedies: vec![Remedy::Exchange],
            promised_at,
            terms: vec![],
            steps: None,
            fee: None,
        },
        vec![plan],
    )
    .await;
    shop.does(id, C::AnswerProposal { proposal, answer: Answer::Accepted, channel: Channel::Phone }, vec![]).await;
    shop.does(id, C::Execute {}, vec![]).await;
    shop.pass(DAY);
    let result = words("已换新机。");
    shop.does(id, C::Resolve { remedies: vec![Remedy::Exchange], text: result.reference.clone() }, vec![result]).await;
    shop.does(id, C::ConfirmResult { satisfied: true, channel: Channel::Phone }, vec![]).await;
    let closed = shop.does(id, C::Close { reason: ClosureReason::Confirmed, ground: None }, vec![]).await;
    assert!(closed.case.open_clocks().next().is_none());
    if let Some(watch) = &closed.case.watch {
        shop.now.store(watch.until.ms() + 1, Ordering::SeqCst);
        shop.app.tick().await.unwrap();
    }
    let archived = shop.does(id, C::Archive {}, vec![]).await;
    assert_eq!(archived.case.stage, Stage::Archived);

    let (_, clocks) = shop.app.clocks(&shop.agent, &id.to_string()).await.unwrap();
    assert!(clocks.iter().all(|c| !c.explain.is_empty() && !c.basis.is_empty()));
    let solution = clocks.iter().find(|c| c.clock.milestone == Milestone::SolutionProposed).expect("S0-30");
    assert_eq!(solution.standing, Standing::Met);
    // 3 working days from Tue 22 Sep 2026: 23, 24, and (25-27 Mid-Autumn) 28 Sep; the wait of five hours crosses no midnight.
    assert_eq!(solution.clock.due.as_ref().unwrap().at, "2026-09-29T00:00:00+08:00".parse().unwrap());

    let found = shop.app.search(&shop.agent, "電視機", 10).await.unwrap();
    assert_eq!(found.len(), 1, "繁體 finds 简体");
    let page = shop
        .app
        .find(&shop.agent, Filter { open: Some(false), ..Filter::default() }, Sort::Newest, None, 50)
        .await
        .unwrap();
    assert_eq!(page.lines[0].subject.as_deref(), Some("电视机无法开机"));
    let verified = shop.app.verify().await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    shop.app.db().close().await;
}

#[tokio::test]
async fn a_complaint_from_intake_to_archive_on_sqlite() {
    story(testing::sqlite).await;
}

#[tokio::test]
async fn a_complaint_from_intake_to_archive_on_postgresql() {
    story(|_| testing::postgres()).await;
}

async fn queue(location: impl FnOnce(&std::path::Path) -> Location) {
    let shop = Shop::open(location).await;
    let new = |kind, subject: &str, classification| NewCase {
        kind,
        channel: Channel::Web,
        complainant: Complainant::Anonymous { reason: AnonymousReason::NotGiven },
        reachable: false,
        received_at: None,
        occurred: None,
        unit: shop.unit,
        owner: None,
        texts: vec![
            (Field::Subject, subject.into()),
            (Field::Verbatim, subject.into()),
            (Field::Demand, "答复".into()),
        ],
        source: None,
        classification,
        wished: Vec::new(),
        fields: std::collections::BTreeMap::new(),
        terms: None,
    };
    let hurt = Classification { safety_risk: true, category: Some("safety".into()), ..Classification::default() };
    let told = [
        new(Kind::Inquiry, "请问几点开门", Classification::default()),
        new(Kind::Complaint, "等了一周没人回复", Classification::default()),
        new(Kind::Complaint, "插座冒烟烫伤了手", hurt),
    ];
    for case in told {
        shop.pass(MINUTE);
        shop.app.register(&shop.agent, case, None).await.unwrap();
    }
    let open = Filter { open: Some(true), ..Filter::default() };
    let page = shop.app.find(&shop.agent, open, Sort::Queue, None, 50).await.unwrap();
    let subjects: Vec<_> = page.lines.iter().filter_map(|l| l.subject.as_deref()).collect();
    assert_eq!(subjects, ["插座冒烟烫伤了手", "等了一周没人回复", "请问几点开门"]);
    // One question over two fields of one case: both words stand in one search document.
    assert_eq!(shop.app.search(&shop.agent, "冒烟 答复", 10).await.unwrap().len(), 1);
    shop.app.db().close().await;
}

#[tokio::test]
async fn emergencies_come_first_then_complaints_before_inquiries_on_sqlite() {
    queue(testing::sqlite).await;
}

#[tokio::test]
async fn emergencies_come_first_then_complaints_before_inquiries_on_postgresql() {
    queue(|_| testing::postgres()).await;
}

/// More cases than ring in one transaction; one whose row is damaged.
async fn due_together(location: impl FnOnce(&std::path::Path) -> Location) {
    let shop = Shop::open(location).await;
    let mut cases = Vec::new();
    for n in 0..30 {
        let new = NewCase {
            kind: Kind::Complaint,
            channel: Channel::Phone,
            complainant: Complainant::Anonymous { reason: AnonymousReason::Refused },
            reachable: true,
            received_at: None,
            occurred: None,
            unit: shop.unit,
            owner: None,
            texts: vec![
                (Field::Subject, format!("第 {n} 件")),
                (Field::Verbatim, "没人回复".into()),
                (Field::Demand, "答复".into()),
            ],
            source: None,
            classification: Classification::default(),
            wished: Vec::new(),
            fields: std::collections::BTreeMap::new(),
            terms: None,
        };
        let Registered::Now(done) = shop.app.register(&shop.agent, new, None).await.unwrap() else { panic!("before") };
        cases.push(done.case.id);
    }
    let broken = cases[7];
    let damage = Query::dynamic("UPDATE case_row SET state = '{}' WHERE id = $1".to_owned());
    let done = shop.app.db().write("test.damage", move |tx| tx.execute(&damage, &[broken.into()]).map(|_| ())).await;
    done.unwrap_or_else(|fault: Fault| panic!("{fault}"));
    shop.pass(30 * DAY);
    assert!(shop.app.tick().await.unwrap() >= cases.len());
    for id in cases.iter().filter(|id| **id != broken) {
        let shown = shop.app.case(&shop.agent, &id.to_string()).await.unwrap();
        assert!(shown.case.is_overdue(), "{id} rang");
    }
    let noted = Query::dynamic("SELECT attempts, last_error FROM timer WHERE stream_id = $1".to_owned());
    let noted = shop.app.db().read(move |c| c.query_one(&noted, &[broken.into()])).await;
    let noted = noted.unwrap_or_else(|fault: Fault| panic!("{fault}"));
    assert!(noted.int(0).unwrap() >= 1 && noted.opt_text(1).unwrap().is_some(), "{noted:?}");
    shop.app.db().close().await;
}

#[tokio::test]
async fn a_case_that_cannot_be_read_keeps_none_of_the_others_from_ringing_on_sqlite() {
    due_together(testing::sqlite).await;
}

#[tokio::test]
async fn a_case_that_cannot_be_read_keeps_none_of_the_others_from_ringing_on_postgresql() {
    due_together(|_| testing::postgres()).await;
}

//! A complaint from intake to archive over HTTP, on both engines: each step a request, each deadline explained, the
//! record proved at the end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_testkit::{DAY, Engine, HOUR, MINUTE, TestApp};
use serde_json::{Value, json};

async fn story(engine: Engine) {
    let shop = TestApp::start(engine).await;
    let taken = shop.post("/cases", shop.complaint()).await;
    assert_eq!(taken.status, 201, "{}", taken.json);
    assert_eq!(taken.header("etag"), Some("\"1\""));
    let id = taken.json["id"].as_str().unwrap().to_owned();
    assert_eq!(taken.header("location").unwrap(), format!("/api/v1/cases/{id}"));
    assert_eq!(taken.json["texts"]["demand"], "换货");
    let number = taken.json["number"].as_str().unwrap().to_owned();
    let at = |what: &str| format!("/cases/{id}{what}");
    assert_eq!(shop.get(&format!("/cases/{number}")).await.good()["id"], id.as_str());

    shop.pass(MINUTE).await;
    let judged = json!({ "classification": { "category": "product_quality", "severity": "general", "complexity": "complex",
        "emotional_state": "angry" } });
    assert_eq!(shop.put(&at("/classification"), judged).await.good()["stage"], "triaged");
    shop.put(&at("/handler"), json!({ "handler": shop.admin })).await.good();
    shop.pass(2 * MINUTE).await;
    shop.post(&at("/contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
    // Waiting for the customer needs a question to them (C.4).
    shop.post(&at("/pause"), json!({ "reason": "waiting_customer" })).await.problem(409, "no_question_asked");
    let question = json!({ "direction": "outbound", "text": "请问电源指示灯亮吗？", "roles": ["question"] });
    shop.post(&at("/messages"), question).await.good();
    let paused = shop.post(&at("/pause"), json!({ "reason": "waiting_customer" })).await.good();
    assert_eq!(paused["status"], "waiting_customer");
    shop.pass(5 * HOUR).await;
    let answered = shop.post(&at("/messages"), json!({ "direction": "inbound", "text": "不亮。" })).await.good();
    assert_eq!(answered["waiting"], Value::Null, "a customer's answer ends the wait at once");
    shop.post(&at("/investigation"), json!({})).await.good();
    shop.post(&at("/findings"), json!({ "text": "主板故障，符合换货条件。" })).await.good();
    let promised = shop.now().plus_ms(3 * DAY);
    let plan = json!({ "text": "三日内上门换新。", "remedies": ["exchange"], "promised_at": promised });
    let proposed = shop.post(&at("/proposals"), plan).await.good();
    let proposal = proposed["course"]["proposals"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(proposed["course"]["proposals"][0]["text"], "三日内上门换新。");
    shop.post(&at(&format!("/proposals/{proposal}/answer")), json!({ "answer": "accepted" })).await.good();
    shop.post(&at("/execution"), json!({})).await.good();
    shop.pass(DAY).await;
    shop.post(&at("/resolution"), json!({ "text": "已换新机。", "remedies": ["exchange"] })).await.good();
    shop.post(&at("/archive"), json!({})).await.problem(409, "not_closed");
    let told = json!({ "direction": "outbound", "text": "已为您换新，请确认。", "roles": ["result"] });
    shop.post(&at("/messages"), told).await.good();
    shop.post(&at("/confirmation"), json!({ "satisfied": true })).await.good();
    let closed = shop.post(&at("/closure"), json!({ "reason": "confirmed" })).await.good();
    assert_eq!((closed["stage"].as_str(), closed["closure"]["reason"].as_str()), (Some("closed"), Some("confirmed")));
    if let Some(until) = closed["watch"]["until"].as_str() {
        let until: bihuan_domain::time::UtcMs = until.parse().unwrap();
        shop.pass(until.since(shop.now()) + 1).await;
    }
    assert_eq!(shop.post(&at("/archive"), json!({})).await.good()["stage"], "archived");
    shop.post(&at("/chasers"), json!({})).await.problem(409, "archived");
    proved(&shop, &id).await;
}

async fn proved(shop: &TestApp, id: &str) {
    let clocks = shop.get(&format!("/cases/{id}/clocks")).await.good();
    let clocks = clocks["clocks"].as_array().unwrap();
    let explained =
        |c: &Value| !c["explain"].as_array().unwrap().is_empty() && !c["basis"].as_str().unwrap().is_empty();
    assert!(!clocks.is_empty() && clocks.iter().all(explained), "{clocks:?}");
    let solution = clocks.iter().find(|c| c["clock"]["milestone"] == "solution_proposed").expect("S0-30");
    // 3 working days from Tue 22 Sep 2026: 23, 24, and (25-27 Mid-Autumn) 28 Sep.
    assert_eq!(
        (&solution["clock"]["standing"], &solution["clock"]["due_at"]),
        (&json!("met"), &json!("2026-09-28T16:00:00.000Z"))
    );
    let timeline = shop.get(&format!("/cases/{id}/timeline")).await.good();
    let first = &timeline[0];
    assert_eq!((&first["command"], &first["events"][0]["event"]), (&json!("register"), &json!("registered")));
    assert!(first["words"].as_object().unwrap().values().any(|w| w == "换货"));
    let actions = shop.get(&format!("/cases/{id}/actions")).await.good();
    let refused = |a: &Value| a["allowed"] == true || a["reason"]["code"].is_string();
    assert!(actions.as_array().unwrap().iter().all(refused), "what may not be done says why: {actions}");
    // 電視機
    let found = shop.get("/search?q=%E9%9B%BB%E8%A6%96%E6%A9%9F").await.good();
    assert_eq!(found.as_array().unwrap().len(), 1, "繁體 finds 简体");
    let verified = shop.app.verify().await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
}

#[tokio::test]
async fn a_complaint_from_intake_to_archive_on_sqlite() {
    story(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_complaint_from_intake_to_archive_on_postgresql() {
    story(Engine::Postgres).await;
}

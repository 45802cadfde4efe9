//! The agent's desk: rows that say everything in one request, filters, what is unread, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{Engine, HOUR, MINUTE, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

async fn on_both<F: Future<Output = ()>>(body: impl Fn(TestApp) -> F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        body(TestApp::start(engine).await).await;
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}"))
}

async fn complaint(shop: &TestApp, subject: &str) -> String {
    let mut new = shop.complaint();
    new["texts"]["subject"] = subject.into();
    text(&shop.post("/cases", new).await.good(), "id").to_owned()
}

async fn subjects(shop: &TestApp, query: &str) -> Vec<String> {
    let rows = shop.get(&format!("/cases?{query}")).await.good();
    rows.as_array().unwrap().iter().map(|r| text(r, "subject").to_owned()).collect()
}

#[tokio::test]
async fn a_row_of_the_list_says_all_that_its_three_lines_show() {
    on_both(|shop| async move {
        let customer = json!({ "name": "王小明", "phone": "13800138000" });
        let customer = shop.post("/customers", customer).await.good();
        let mut new = shop.complaint();
        new["complainant"] = json!({ "kind": "customer", "id": customer["id"] });
        let case = shop.post("/cases", new).await.good();
        let at = |what: &str| format!("/cases/{}{what}", text(&case, "id"));
        let row = shop.get("/cases").await.good()[0].clone();
        assert_eq!(row["customer"], json!({ "id": customer["id"], "name": "王*" }), "masked");
        assert_eq!(row["preview"]["direction"], "inbound");
        assert!(text(&row["preview"], "text").starts_with("我上周买的电视"));
        assert_eq!((text(&row, "owner_name"), &row["handler_name"]), ("管理员", &Value::Null));
        assert_eq!((text(&row, "unit_name"), &row["version"]), ("闭环电器", &json!(1)));
        let clock = &row["next_clock"];
        assert_eq!(clock["due_at"], row["next_due_at"]);
        assert!(text(clock, "started_at") < text(clock, "due_at"));
        shop.pass(MINUTE).await;
        let long = format!("您好，\n  我们{}", "正在核实".repeat(60));
        let said = json!({ "direction": "outbound", "text": long, "promised_at": "2026-09-23T10:00:00+08:00",
            "roles": ["question"] });
        shop.put(&at("/handler"), json!({ "handler": shop.admin })).await.good();
        shop.post(&at("/messages"), said).await.good();
        shop.post(&at("/pause"), json!({ "reason": "waiting_customer" })).await.good();
        let row = shop.get("/cases").await.good()[0].clone();
        let preview = text(&row["preview"], "text");
        assert!(preview.starts_with("您好， 我们正在核实") && preview.ends_with('…'), "{preview}");
        assert_eq!(preview.chars().count(), 140);
        assert_eq!(row["preview"]["direction"], "outbound", "we spoke last");
        assert_eq!(row["promised_at"], "2026-09-23T02:00:00.000Z");
        assert_eq!((text(&row, "handler_name"), text(&row, "pause_reason")), ("管理员", "waiting_customer"));
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_may_not_see_customers_gets_rows_without_their_names() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let customer = shop.post("/customers", json!({ "name": "王小明", "phone": "13800138000" })).await.good();
    let mut new = shop.complaint();
    new["complainant"] = json!({ "kind": "customer", "id": customer["id"] });
    shop.post("/cases", new).await.good();
    let token = shop.token_of(Role::Archivist).await;
    let rows = Reply::of(shop.client.get(format!("{}/api/v1/cases", shop.base)).bearer_auth(token)).await.good();
    assert_eq!(rows[0]["customer"]["name"], Value::Null);
}

#[tokio::test]
async fn what_others_do_is_unread_until_one_has_read_that_far() {
    on_both(|shop| async move {
        let token = shop.token_of(Role::Supervisor).await;
        let ask = |method: Method, path: &str| {
            shop.client.request(method, format!("{}/api/v1{path}", shop.base)).bearer_auth(&token)
        };
        let case = complaint(&shop, "门坏了").await;
        let unread = |row: Value| row[0]["unread"].as_bool().unwrap();
        assert!(!unread(shop.get("/cases").await.good()), "whoever takes it in has read it");
        assert!(unread(Reply::of(ask(Method::GET, "/cases")).await.good()), "a colleague has not");
        let read = format!("/cases/{case}/read");
        let mark = Reply::of(ask(Method::PUT, &read).json(&json!({}))).await.good();
        assert_eq!(mark, json!({ "case": case, "unread": false }));
        assert!(!unread(Reply::of(ask(Method::GET, "/cases")).await.good()));
        // In the same millisecond: it is counted, not timed.
        shop.post(&format!("/cases/{case}/notes"), json!({ "text": "明天回电" })).await.good();
        assert!(!unread(shop.get("/cases").await.good()), "one's own act is no news");
        assert!(unread(Reply::of(ask(Method::GET, "/cases")).await.good()));
        assert_eq!(Reply::of(ask(Method::GET, "/cases?unread=true")).await.good().as_array().unwrap().len(), 1);
        assert_eq!(Reply::of(ask(Method::GET, "/cases?unread=false")).await.good(), json!([]));
        assert_eq!(shop.get("/cases?unread=true").await.good(), json!([]));
        // Up to what was on the screen: the note came later.
        let mark = Reply::of(ask(Method::PUT, &read).json(&json!({ "version": 1 }))).await.good();
        assert_eq!(mark["unread"], true);
        let mark = Reply::of(ask(Method::PUT, &read).json(&json!({ "version": 2 }))).await.good();
        assert_eq!(mark["unread"], false);
        // Timers of the system are no news.
        shop.pass(2 * HOUR).await;
        assert!(!unread(Reply::of(ask(Method::GET, "/cases")).await.good()));
        let later = Reply::of(ask(Method::PUT, &read).json(&json!({ "version": 999 }))).await;
        later.problem(422, "unusable_input");
        let unread_again = Reply::of(ask(Method::PUT, &read).json(&json!({ "version": 0 }))).await.good();
        assert_eq!(unread_again["unread"], true);
    })
    .await;
}

#[tokio::test]
async fn each_field_of_the_filter_finds_what_fits_and_nothing_else() {
    on_both(|shop| async move {
        let (a, b, c) = (complaint(&shop, "甲").await, complaint(&shop, "乙").await, complaint(&shop, "丙").await);
        let judged = json!({ "classification": { "category": "product_quality", "severity": "major",
            "emotional_state": "angry", "brand_risk": true } });
        shop.put(&format!("/cases/{a}/classification"), judged).await.good();
        shop.put(&format!("/cases/{a}/handler"), json!({ "handler": shop.admin })).await.good();
        let question = json!({ "direction": "outbound", "text": "请问型号？", "roles": ["question"] });
        shop.post(&format!("/cases/{b}/messages"), question).await.good();
        shop.post(&format!("/cases/{b}/pause"), json!({ "reason": "waiting_customer" })).await.good();
        shop.post(&format!("/cases/{c}/closure"), json!({ "reason": "withdrawn" })).await.good();
        let me = &shop.admin;
        let unit = &shop.unit;
        for (query, found) in [
            ("open=true", "甲乙"),
            ("open=false", "丙"),
            ("severity=major", "甲"),
            ("severity_at_least=3", "甲"),
            ("category=product_quality", "甲"),
            ("emotional_state=angry&emotional_state=extreme", "甲"),
            ("brand_risk=true", "甲"),
            ("brand_risk=false", "乙丙"),
            ("handler=me", "甲"),
            ("handler=none", "乙丙"),
            ("unassigned=true&open=true", "乙"),
            ("owner=me", "甲乙丙"),
            ("mine=true", "甲乙丙"),
            ("mine=false", ""),
            (&format!("handler={me}"), "甲"),
            (&format!("unit={unit}"), "甲乙丙"),
            ("unit=0000000000001", ""),
            ("paused=true", "乙"),
            ("status=waiting_customer&open=true", "乙"),
            ("paused=false&open=true", "甲"),
            ("closed_within_days=7", "丙"),
            ("closed_from=2030-01-01T00:00:00Z", ""),
            ("untouched_for_days=1", ""),
            ("received_within_days=1", "甲乙丙"),
            ("due_within_minutes=525600&open=true&handler=me", "甲"),
            ("policy=general", "甲乙丙"),
            ("policy=apparel", ""),
            ("reopened=true", ""),
            ("satisfied=true", ""),
            ("offered_to_me=true", ""),
            ("escalated_at_least=9", ""),
            ("q=%E4%B9%99", "乙"),
            ("q=%E4%B9%99&open=false", ""),
        ] {
            for sort in ["queue", "newest", "oldest", "touched", "due", "priority"] {
                let mut got = subjects(&shop, &format!("{query}&sort={sort}")).await;
                got.sort_by_key(|s| "甲乙丙".find(s.as_str()));
                assert_eq!(got.concat(), found, "{query} {sort}");
            }
            let count = shop.get(&format!("/cases/count?{query}")).await.good();
            assert_eq!(count["count"], found.chars().count(), "{query}");
        }
        shop.get("/cases?colour=red").await.problem(422, "unusable_input");
        shop.get("/cases?kind=rant").await.problem(422, "unusable_input");
        shop.get("/cases?severity_at_least=9").await.problem(422, "unusable_input");
        shop.get("/cases?handler=you").await.problem(422, "unusable_input");
    })
    .await;
}

#[tokio::test]
async fn a_station_filters_within_its_reach_and_sees_what_is_offered_to_it() {
    on_both(|shop| async move {
        let station = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "一站" });
        let station = shop.post("/units", station).await.good();
        let unit: bihuan_domain::ids::Id = text(&station, "id").parse().unwrap();
        let role = RoleAt { role: Role::StationStaff, reach: Reach::Unit, unit: Some(unit) };
        let token = shop.token_at("zhan", role).await;
        let get = |path: &str| Reply::of(shop.client.get(format!("{}/api/v1{path}", shop.base)).bearer_auth(&token));
        complaint(&shop, "总部的").await;
        let mut here = shop.complaint();
        (here["unit"], here["texts"]["subject"]) = (station["id"].clone(), "本站的".into());
        shop.post("/cases", here).await.good();
        for sort in ["queue", "newest", "touched", "due"] {
            let rows = get(&format!("/cases?open=true&kind=complaint&sort={sort}")).await.good();
            assert_eq!((rows.as_array().unwrap().len(), text(&rows[0], "subject")), (1, "本站的"), "{sort}");
        }
        assert_eq!(get("/cases?owner=me").await.good(), json!([]));
        assert_eq!(get(&format!("/cases?owner={}", shop.admin)).await.good().as_array().unwrap().len(), 1);
        assert_eq!(get("/cases/count?open=true").await.good()["count"], 1);
        assert_eq!(get("/cases?q=%E6%80%BB%E9%83%A8").await.good(), json!([]), "words outside one's reach");
    })
    .await;
}

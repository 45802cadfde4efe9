//! The agent's desk: rows that say everything in one request, filters, what is unread, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{DAY, Engine, HOUR, MINUTE, Reply, TestApp};
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
        assert_eq!(row["draft"], false);
        let draft = json!({ "written": { "text": "您好，结果是" }, "counter": 1 });
        shop.put(&at("/drafts/reply"), draft).await.good();
        assert_eq!(shop.get("/cases").await.good()[0]["draft"], true);
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
        assert_eq!((&mark["case"], &mark["unread"]), (&json!(case), &json!(false)));
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
        let role = RoleAt { role: Role::StationStaff.into(), reach: Reach::Unit, unit: Some(unit) };
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

fn names(rows: &Value) -> Vec<String> {
    rows.as_array().unwrap().iter().map(|r| text(&r["case"], "subject").to_owned()).collect()
}

#[tokio::test]
async fn views_are_built_in_or_saved_and_say_how_many_cases_they_hold() {
    on_both(|shop| async move {
        let (a, _) = (complaint(&shop, "甲").await, complaint(&shop, "乙").await);
        let gone = complaint(&shop, "丙").await;
        shop.put(&format!("/cases/{a}/handler"), json!({ "handler": shop.admin })).await.good();
        shop.post(&format!("/cases/{gone}/closure"), json!({ "reason": "withdrawn" })).await.good();
        let new = json!({ "name": "我的投诉", "filter": { "kind": ["complaint"], "handler": "me" }, "sort": "due",
            "columns": ["number", "subject"], "position": 3 });
        let made = shop.post("/views", new.clone()).await;
        assert_eq!((made.status, made.header("etag")), (201, Some("\"1\"")));
        let made = made.good();
        let view = text(&made, "view").to_owned();
        assert_eq!((&made["filter"], &made["audience"]), (&new["filter"], &json!("own")));
        let listed = shop.get("/views").await.good();
        assert_eq!((text(&listed[0], "view"), &listed[0]["built_in"]), ("mine", &json!(true)));
        assert_eq!(listed.as_array().unwrap().last().unwrap(), &made);
        let counts = shop.get("/views/counts").await.good();
        let count = |name: &str| {
            let found = counts.as_array().unwrap().iter().find(|c| c["view"] == name).expect(name);
            (found["count"].as_u64().unwrap(), found["more"].as_bool().unwrap())
        };
        for (name, wanted) in [
            ("mine", 2),
            ("unassigned", 1),
            ("all_open", 2),
            ("recently_closed", 1),
            ("overdue", 0),
            ("waiting_customer", 0),
            ("emergencies", 0),
            ("offered_to_me", 0),
            (&view, 1),
        ] {
            assert_eq!(count(name), (wanted, false), "{name}");
        }
        // Every built-in view is also a list.
        for view in listed.as_array().unwrap().iter().filter(|v| v["built_in"] == true) {
            let filter = view["filter"].as_object().unwrap();
            let query: Vec<String> = filter
                .iter()
                .flat_map(|(name, value)| match value {
                    Value::Array(list) => list.iter().map(|v| format!("{name}={}", v.as_str().unwrap())).collect(),
                    Value::String(text) => vec![format!("{name}={text}")],
                    other => vec![format!("{name}={other}")],
                })
                .collect();
            let rows = shop.get(&format!("/cases?{}&sort={}", query.join("&"), text(view, "sort"))).await.good();
            assert_eq!(rows.as_array().unwrap().len() as u64, count(text(view, "view")).0, "{view}");
        }
        let mut changed = new.clone();
        (changed["name"], changed["audience"]) = ("所有人的".into(), "everybody".into());
        let put = |tag: &'static str| {
            Reply::of(shop.ask(Method::PUT, &format!("/views/{view}")).header("If-Match", tag).json(&changed))
        };
        assert_eq!(put("\"1\"").await.header("etag"), Some("\"2\""));
        put("\"1\"").await.problem(412, "stale");
        // A colleague sees what is shared, may not change it, and may not share.
        let token = shop.token_of(Role::Agent).await;
        let ask = |method: Method, path: &str| {
            shop.client.request(method, format!("{}/api/v1{path}", shop.base)).bearer_auth(&token)
        };
        let theirs = Reply::of(ask(Method::GET, "/views")).await.good();
        let seen = theirs.as_array().unwrap().last().unwrap().clone();
        assert_eq!((text(&seen, "name"), &seen["own"]), ("所有人的", &json!(false)));
        Reply::of(ask(Method::DELETE, &format!("/views/{view}"))).await.problem(403, "not_permitted");
        Reply::of(ask(Method::POST, "/views").json(&changed)).await.problem(403, "not_permitted");
        let own = Reply::of(ask(Method::POST, "/views").json(&new)).await.good();
        Reply::of(shop.ask(Method::DELETE, &format!("/views/{}", text(&own, "view")))).await.problem(404, "not_found");
        let mine = Reply::of(ask(Method::GET, &format!("/views/counts?views={}&views=mine", text(&own, "view")))).await;
        assert_eq!(mine.good()[0]["count"], 0, "`me` is whoever asks");
        assert_eq!(shop.delete(&format!("/views/{view}"), None).await.status, 204);
        shop.delete(&format!("/views/{view}"), None).await.problem(404, "not_found");
        let mut bad = new.clone();
        bad["filter"] = json!({ "colour": "red" });
        shop.post("/views", bad).await.problem(422, "unusable_input");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn many_cases_are_changed_each_with_its_own_outcome() {
    on_both(|shop| async move {
        let (a, b, c) = (complaint(&shop, "甲").await, complaint(&shop, "乙").await, complaint(&shop, "丙").await);
        shop.post(&format!("/cases/{c}/closure"), json!({ "reason": "withdrawn" })).await.good();
        let change = json!({ "kind": "handler", "handler": shop.admin });
        let ask = |dry: bool| json!({ "cases": [a, b, c, "0000000000001"], "change": change, "dry_run": dry });
        let dry = shop.post("/bulk-changes", ask(true)).await.good();
        let outcomes = |reply: &Value| {
            let all = reply["outcomes"].as_array().unwrap().clone();
            all.iter().map(|o| text(o, "outcome").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(outcomes(&dry), ["done", "done", "refused", "not_found"]);
        assert_eq!(
            (&dry["outcomes"][2]["code"], &dry["done"], &dry["not_done"]),
            (&json!("closed"), &json!(2), &json!(2))
        );
        assert_eq!(shop.get("/cases/count?handler=me").await.good()["count"], 0, "a dry run writes nothing");
        let done = shop.post("/bulk-changes", ask(false)).await.good();
        assert_eq!(outcomes(&done), outcomes(&dry));
        assert_eq!(shop.get("/cases/count?handler=me").await.good()["count"], 2);
        for (change, wanted) in [
            (json!({ "kind": "classification", "severity": "major", "category": "product_quality" }), "done"),
            (json!({ "kind": "classification", "severity": "minor" }), "refused"),
            (json!({ "kind": "classification", "severity": "minor", "reason": "误判" }), "done"),
            (json!({ "kind": "pause", "reason": "waiting_parts" }), "done"),
            (json!({ "kind": "resume" }), "done"),
            (json!({ "kind": "resume" }), "refused"),
            (json!({ "kind": "read" }), "done"),
            (json!({ "kind": "link", "link": "related", "case": c }), "done"),
            (json!({ "kind": "transfer", "to": { "kind": "unit", "id": shop.unit }, "reason": "请接手" }), "done"),
            (json!({ "kind": "closure", "reason": "withdrawn" }), "done"),
        ] {
            let reply = shop.post("/bulk-changes", json!({ "cases": [a, b], "change": change })).await.good();
            assert_eq!(outcomes(&reply), [wanted, wanted], "{change}: {reply}");
        }
        let many: Vec<&str> = vec![&a; 201];
        shop.post("/bulk-changes", json!({ "cases": many, "change": { "kind": "resume" } }))
            .await
            .problem(422, "unusable_input");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn s1_07_a_merged_case_hands_the_customers_later_words_to_the_one_it_goes_on_in() {
    on_both(|shop| async move {
        let (a, b) = (complaint(&shop, "甲").await, complaint(&shop, "乙").await);
        shop.post(&format!("/cases/{a}/messages"), json!({ "direction": "inbound", "text": "先前的话" })).await.good();
        shop.post(&format!("/cases/{a}/merge"), json!({ "into": b })).await.good();
        let heard = json!({ "direction": "inbound", "text": "后来的话" });
        let went_to = shop.post(&format!("/cases/{a}/messages"), heard).await.good();
        assert_eq!((&went_to["id"], &went_to["counts"]["inbound"]), (&json!(b), &json!(1)));
        shop.post(&format!("/cases/{a}/chasers"), json!({})).await.good();
        let target = shop.get(&format!("/cases/{b}")).await.good();
        assert_eq!(target["chasers"], 1);
        assert_eq!(target["linked_from"][0], json!({ "kind": "duplicate", "case": a }));
        let form = reqwest::multipart::Form::new()
            .part("file", reqwest::multipart::Part::bytes(b"photo".to_vec()).file_name("照片.txt"));
        Reply::of(shop.ask(Method::POST, &format!("/cases/{a}/attachments")).multipart(form)).await.good();
        assert_eq!(shop.get(&format!("/cases/{b}")).await.good()["counts"]["attachments"], 1);
        // What was said before stays in the record of the case it was said in.
        let first = shop.get(&format!("/cases/{a}/timeline")).await.good();
        assert!(first.to_string().contains("先前的话"));
        // Our own words to a closed case go nowhere else.
        let ours = json!({ "direction": "outbound", "text": "您好" });
        assert_eq!(shop.post(&format!("/cases/{a}/messages"), ours).await.good()["id"], a.as_str());
    })
    .await;
}

#[tokio::test]
async fn a_second_matter_goes_on_in_a_case_of_its_own_that_counts_from_the_first_receipt() {
    on_both(|shop| async move {
        let case = shop.post("/cases", shop.complaint()).await.good();
        let id = text(&case, "id").to_owned();
        shop.pass(HOUR).await;
        shop.post(&format!("/cases/{id}/messages"), json!({ "direction": "inbound", "text": "还有，客服态度很差" }))
            .await
            .good();
        let timeline = shop.get(&format!("/cases/{id}/timeline")).await.good();
        let said = timeline.as_array().unwrap().iter().find(|e| e["command"] == "record_message").unwrap();
        let message = text(&said["events"][0], "message").to_owned();
        shop.pass(HOUR).await;
        let ask = json!({ "subject": "客服态度", "demand": "道歉", "messages": [message] });
        let send = || {
            Reply::of(shop.ask(Method::POST, &format!("/cases/{id}/split")).header("Idempotency-Key", "s1").json(&ask))
        };
        let made = send().await;
        assert_eq!(made.status, 201, "{}", made.json);
        let new = made.good();
        assert_eq!(send().await.good()["id"], new["id"], "once");
        assert_ne!(new["id"], case["id"]);
        assert_eq!((&new["texts"]["verbatim"], &new["texts"]["demand"]), (&case["texts"]["verbatim"], &json!("道歉")));
        assert_eq!((&new["received_at"], &new["links"][0]["kind"]), (&case["received_at"], &json!("related")));
        let started =
            |c: &Value| c["clocks"].as_array().unwrap().iter().all(|k| k["started_at"] == case["received_at"]);
        assert!(started(&new), "{}", new["clocks"]);
        let row = shop.get("/cases?q=%E6%80%81%E5%BA%A6&sort=newest").await.good();
        assert!(row.to_string().contains("还有，客服态度很差"), "the copy is the preview, and is found: {row}");
        let first = shop.get(&format!("/cases/{id}")).await.good();
        assert_eq!(
            (&first["texts"], &first["counts"]["inbound"]),
            (&case["texts"], &json!(1)),
            "nothing is taken away"
        );
        let unknown = json!({ "subject": "客服态度", "messages": ["0000000000001"] });
        shop.post(&format!("/cases/{id}/split"), unknown).await.problem(422, "unusable_input");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn earlier_cases_are_found_by_customer_contact_order_and_piece_with_the_link_that_fits() {
    on_both(|shop| async move {
        let customer = shop.post("/customers", json!({ "name": "王小明", "phone": "13800138000" })).await.good();
        let twin = shop.post("/customers", json!({ "name": "王太太", "phone": "138 0013 8000" })).await.good();
        let take = |who: &Value, subject: &str, verbatim: &str, serial: &str| {
            let mut new = shop.complaint();
            new["complainant"] = json!({ "kind": "customer", "id": who["id"] });
            (new["texts"]["subject"], new["texts"]["verbatim"]) = (subject.into(), verbatim.into());
            new["texts"]["serial"] = serial.into();
            shop.post("/cases", new)
        };
        let old = take(&customer, "旧的", "洗衣机漏水", "SN-0001").await.good();
        let old = text(&old, "id").to_owned();
        shop.post(&format!("/cases/{old}/closure"), json!({ "reason": "withdrawn" })).await.good();
        shop.pass(DAY * 10).await;
        take(&twin, "家人的", "冰箱不制冷", "SN-0002").await.good();
        shop.pass(DAY * 2).await;
        take(&customer, "相同的", "电视屏幕有一条竖线，请尽快处理", "SN-0003").await.good();
        let mut anonymous = shop.complaint();
        (anonymous["texts"]["subject"], anonymous["texts"]["serial"]) = ("同一台".into(), "sn 0009".into());
        shop.post("/cases", anonymous).await.good();
        shop.pass(HOUR).await;
        let now = take(&customer, "现在的", "电视屏幕有一条竖线，请尽快处理", "SN-0009").await.good();
        let found = shop.get(&format!("/cases/{}/earlier", text(&now, "id"))).await.good();
        let links: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|f| (text(&f["case"], "subject"), f["suggested_link"].as_str(), f["ties"][0].as_str().unwrap()))
            .collect();
        assert_eq!(
            links,
            [
                ("同一台", Some("chaser"), "serial"),
                ("相同的", Some("duplicate"), "customer"),
                ("家人的", Some("chaser"), "contact"),
                ("旧的", Some("repeat_complaint"), "customer"),
            ]
        );
        let quick = shop.get("/earlier?phone=%2B8613800138000").await.good();
        assert_eq!(names(&quick), ["现在的", "相同的", "家人的", "旧的"]);
        assert_eq!(names(&shop.get("/earlier?serial=SN0001").await.good()), Vec::<String>::new(), "as it was written");
        assert_eq!(shop.get("/earlier").await.good(), json!([]));
        let alike = shop.get(&format!("/cases/{}/similar", text(&now, "id"))).await.good();
        assert!(
            alike
                .as_array()
                .unwrap()
                .iter()
                .all(|s| s["score_percent"].as_u64().unwrap() > 0 && s["case"]["id"] != now["id"]),
            "{alike}"
        );
        assert!(!alike.as_array().unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_palette_finds_cases_and_customers_by_whatever_is_typed() {
    on_both(|shop| async move {
        shop.post("/customers", json!({ "name": "王小明", "phone": "13800138000", "email": "wang@example.com" }))
            .await
            .good();
        let case = shop.post("/cases", shop.complaint()).await.good();
        let number = text(&case, "number").to_owned();
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        for asked in
            [&number[..9], &number, &digits, &digits[..6], "%E7%94%B5%E8%A7%86%E6%9C%BA", &format!("%23{digits}")]
        {
            let found = shop.get(&format!("/find?q={asked}")).await.good();
            assert_eq!(found["cases"][0]["id"], case["id"], "{asked}");
        }
        for asked in ["138-0013-8000", "WANG@example.com", "%E7%8E%8B%E5%B0%8F"] {
            let found = shop.get(&format!("/find?q={asked}")).await.good();
            assert_eq!(found["customers"][0]["name"], "王*", "{asked}");
            assert_ne!(found["customers"][0]["phone"], "13800138000", "masked");
        }
        for asked in ["%E7%8E%8B", "%25%25", "__"] {
            assert_eq!(shop.get(&format!("/find?q={asked}")).await.good()["customers"], json!([]), "{asked}");
        }
        let token = shop.token_of(Role::Archivist).await;
        let theirs =
            Reply::of(shop.client.get(format!("{}/api/v1/find?q=13800138000", shop.base)).bearer_auth(token)).await;
        assert_eq!(theirs.good()["customers"], json!([]), "who may not see customers");
    })
    .await;
}

#[tokio::test]
async fn customers_are_found_by_the_beginning_of_a_name_page_by_page() {
    on_both(|shop| async move {
        for n in 0..3 {
            shop.post("/customers", json!({ "name": "王小明", "phone": format!("1380013800{n}") })).await.good();
        }
        shop.post("/customers", json!({ "name": "王小红", "external_ref": "13800138001" })).await.good();
        shop.post("/customers", json!({ "name": "王大明", "email": "wang@example.com" })).await.good();
        let mut seen = Vec::new();
        let mut path = "/customers?q=%E7%8E%8B%E5%B0%8F&limit=2".to_owned();
        loop {
            let page = shop.get(&path).await;
            let next =
                page.header("link").and_then(|l| l.split_once("/api/v1")?.1.split_once('>')).map(|(n, _)| n.to_owned());
            let rows = page.good();
            seen.extend(rows.as_array().unwrap().iter().map(|c| text(c, "id").to_owned()));
            assert!(rows.as_array().unwrap().iter().all(|c| c["name"] == "王*"), "masked");
            let Some(next) = next else { break };
            path = next;
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((all, seen.len()), (4, 4), "each once");
        for (asked, many) in
            [("138-0013-8000", 1), ("WANG@example.com", 1), ("13800138001", 1), ("%E7%8E%8B", 0), ("%25%25", 0)]
        {
            let found = shop.get(&format!("/customers?q={asked}")).await.good();
            assert_eq!(found.as_array().unwrap().len(), many, "{asked}");
        }
        shop.get("/customers?q=wang&phone=13800138000").await.problem(422, "unusable_input");
    })
    .await;
}

#[tokio::test]
async fn a_list_and_a_case_call_a_severity_as_their_policy_does() {
    on_both(|shop| async move {
        let case = shop.post("/cases", shop.complaint()).await.good();
        let path = format!("/cases/{}", text(&case, "id"));
        assert_eq!(shop.get("/cases").await.good()[0]["severity_label"], Value::Null, "not judged yet");
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        let judged = shop.put(&format!("{path}/classification"), judged).await.good();
        let named = judged["severities"].as_array().unwrap().iter().find(|s| s["severity"] == "general").unwrap();
        assert!(!text(&named["label"], "zh_hans").is_empty());
        assert_eq!(shop.get("/cases").await.good()[0]["severity_label"], named["label"]);
        assert_eq!(shop.get(&path).await.good()["severities"], judged["severities"]);
    })
    .await;
}

#[tokio::test]
async fn how_far_one_has_read_is_told_by_the_version() {
    on_both(|shop| async move {
        let case = shop.post("/cases", shop.complaint()).await.good();
        let path = format!("/cases/{}", text(&case, "id"));
        let read = shop.get(&format!("{path}/read")).await.good();
        assert_eq!(
            (&read["unread"], &read["version"]),
            (&json!(false), &case["version"]),
            "who takes it in has read it"
        );
        let token = shop.token_of(Role::Supervisor).await;
        let their = |method: Method, body: Option<Value>| {
            let asked = shop.client.request(method, format!("{}/api/v1{path}/read", shop.base)).bearer_auth(&token);
            async move { Reply::of(if let Some(body) = body { asked.json(&body) } else { asked }).await.good() }
        };
        let never = their(Method::GET, None).await;
        assert_eq!((&never["unread"], &never["version"]), (&json!(true), &Value::Null));
        their(Method::PUT, Some(json!({ "version": 1 }))).await;
        shop.post(&format!("{path}/notes"), json!({ "text": "一" })).await.good();
        shop.post(&format!("{path}/notes"), json!({ "text": "二" })).await.good();
        let since = their(Method::GET, None).await;
        assert_eq!((&since["unread"], &since["version"]), (&json!(true), &json!(1)));
        their(Method::PUT, Some(json!({ "version": 0 }))).await;
        assert_eq!(their(Method::GET, None).await["version"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_category_is_found_by_pinyin_initials() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let all = shop.get("/categories").await.good();
    let quality = all.as_array().unwrap().iter().find(|c| c["code"] == "product_quality").unwrap();
    let initials = text(&json!({ "i": quality["initials"][0] }), "i").to_owned();
    let found = shop.get(&format!("/categories?q={initials}")).await.good();
    assert_eq!(found[0]["code"], "product_quality", "{initials}");
    assert!(found.as_array().unwrap().len() < all.as_array().unwrap().len());
    // 質量
    let found = shop.get("/categories?q=%E8%B3%AA%E9%87%8F").await.good();
    assert!(found.as_array().unwrap().iter().any(|c| c["code"] == "product_quality"), "{found}");
    assert_eq!(shop.get("/categories?q=xyzxyz").await.good(), json!([]));
}

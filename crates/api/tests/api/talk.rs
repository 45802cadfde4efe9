//! What the case page needs beyond the case itself, over HTTP, on both engines: drafts, taking back, the traffic cop, rich
//! text, files in messages, mentions, presence, canned texts, notifications, and a timeline that needs no second request.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{Engine, HOUR, Reply, TestApp};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

/// Somebody else at the desk beside.
struct Desk<'a> {
    shop: &'a TestApp,
    token: String,
    id: String,
}

impl Desk<'_> {
    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let request =
            self.shop.client.request(method, format!("{}/api/v1{path}", self.shop.base)).bearer_auth(&self.token);
        Reply::of(match body {
            Some(body) => request.json(&body),
            None => request,
        })
        .await
    }

    async fn get(&self, path: &str) -> Reply {
        self.ask(Method::GET, path, None).await
    }

    async fn post(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::POST, path, Some(body)).await
    }

    async fn put(&self, path: &str, body: Value) -> Reply {
        self.ask(Method::PUT, path, Some(body)).await
    }
}

async fn desk<'a>(shop: &'a TestApp, login: &str, role: Role) -> Desk<'a> {
    let token = shop.token_at(login, RoleAt { role: role.into(), reach: Reach::All, unit: None }).await;
    let desk = Desk { shop, token, id: String::new() };
    let id = desk.get("/me").await.good()["user"].as_str().unwrap().to_owned();
    Desk { id, ..desk }
}

async fn case(shop: &TestApp) -> String {
    let id = shop.post("/cases", shop.complaint()).await.good()["id"].as_str().unwrap().to_owned();
    let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
    shop.put(&format!("/cases/{id}/classification"), judged).await.good();
    id
}

async fn version(shop: &TestApp, case: &str) -> i64 {
    shop.get(&format!("/cases/{case}")).await.good()["version"].as_i64().unwrap()
}

async fn events(shop: &TestApp, case: &str) -> Vec<String> {
    let timeline = shop.get(&format!("/cases/{case}/timeline")).await.good();
    let said = timeline.as_array().unwrap().iter().filter(|e| e["pending"].is_null());
    said.flat_map(|e| e["events"].as_array().unwrap().clone())
        .map(|e| e["event"].as_str().unwrap().to_owned())
        .collect()
}

fn count(events: &[String], wanted: &str) -> usize {
    events.iter().filter(|e| *e == wanted).count()
}

async fn attach(shop: &TestApp, case: &str, name: &str, bytes: Vec<u8>) -> String {
    let form = Form::new().part("file", Part::bytes(bytes).file_name(name.to_owned()));
    let request = shop.ask(Method::POST, &format!("/cases/{case}/attachments")).multipart(form);
    assert_eq!(Reply::of(request).await.status, 201);
    let timeline = shop.get(&format!("/cases/{case}/timeline?order=desc&limit=1")).await.good();
    assert_eq!(timeline[0]["attachments"][0]["name"], name);
    timeline[0]["attachments"][0]["id"].as_str().unwrap().to_owned()
}

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

#[tokio::test]
async fn a_draft_follows_its_writer_and_a_late_save_changes_nothing() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, other) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let at = format!("/cases/{id}/drafts/reply");
        assert_eq!(shop.get(&at).await.good(), Value::Null, "none was begun");
        let draft = |text: &str, counter: i64| json!({ "written": { "text": text, "roles": ["question"] }, "counter": counter });
        shop.put(&at, draft("您好", 5)).await.good();
        shop.put(&at, draft("您好，请问", 7)).await.good();
        assert_eq!(shop.put(&at, draft("您", 6)).await.problem(409, "draft_newer")["data"]["counter"], 7);
        let kept = shop.get(&at).await.good();
        assert_eq!(
            (&kept["written"]["text"], &kept["written"]["roles"][0]),
            (&json!("您好，请问"), &json!("question"))
        );
        assert_eq!(other.get(&at).await.good(), Value::Null, "another's own is theirs");
        assert_eq!(shop.get(&format!("/cases/{id}/drafts/note")).await.good(), Value::Null);
        shop.get("/cases/0000000000001/drafts/note").await.problem(404, "not_found");
        assert_eq!(shop.delete(&format!("{at}?counter=9"), None).await.status, 204);
        shop.put(&at, draft("迟到的保存", 8)).await.problem(409, "draft_newer");
        assert_eq!(shop.get(&at).await.good(), Value::Null, "none was begun");
        shop.put(&at, draft("新的", 10)).await.good();
        shop.put(&at, json!({ "written": { "text": "x", "attachments": vec![&id; 21] }, "counter": 11 }))
            .await
            .problem(422, "unusable_input");
        shop.put(&format!("/cases/{id}/drafts/letter"), draft("x", 1)).await.problem(422, "unusable_input");
    }
}

#[tokio::test]
async fn what_is_held_back_can_be_taken_back_and_otherwise_is_said_once() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, other) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let (at, draft) = (format!("/cases/{id}/sending"), format!("/cases/{id}/drafts/reply"));
        let hold = |text: &str| json!({ "sort": "reply", "written": { "text": text, "format": "html", "roles": ["question"] }, "hold_seconds": 15 });
        let held = shop.post(&at, hold("<p>请问<b>灯</b>亮吗？</p>")).await;
        assert_eq!(held.status, 201, "{}", held.json);
        let held = held.json["id"].as_str().unwrap().to_owned();
        let newest = shop.get(&format!("/cases/{id}/timeline?order=desc&limit=1")).await.good();
        assert_eq!(newest[0]["pending"]["id"], held.as_str());
        assert_eq!(newest[0]["words"][&held], "请问灯亮吗？");
        let theirs = other.get(&format!("/cases/{id}/timeline?order=desc&limit=1")).await.good();
        assert!(theirs[0]["pending"].is_null(), "only its writer sees it");
        other.ask(Method::DELETE, &format!("{at}/{held}"), None).await.problem(404, "not_found");
        // Something new was begun meanwhile: nothing of either is lost.
        shop.put(&draft, json!({ "written": { "text": "还有一事" }, "counter": 1 })).await.good();
        shop.pass(14_000).await;
        let back = shop.delete(&format!("{at}/{held}"), None).await.good();
        assert_eq!(back["written"]["text"], "<p>请问<b>灯</b>亮吗？</p><p>还有一事</p>");
        shop.pass(HOUR).await;
        assert_eq!(count(&events(&shop, &id).await, "message_recorded"), 0, "taken back is not said");
        // Not taken back: it is said by its writer, once, whoever looks how often.
        shop.post(&at, hold("<p>请问灯亮吗？</p>")).await.good();
        let app = shop.app.clone();
        shop.pass(15_000).await;
        let again = futures::future::join_all((0..8).map(|_| app.send_held())).await;
        assert!(again.into_iter().all(|r| r.unwrap() == 0));
        let timeline = shop.get(&format!("/cases/{id}/timeline?order=desc")).await.good();
        assert_eq!(timeline[0]["events"][0]["event"], "message_recorded");
        assert_eq!((&timeline[0]["actor"], &timeline[0]["actor_name"]), (&json!(shop.admin), &json!("管理员")));
        assert_eq!(count(&events(&shop, &id).await, "message_recorded"), 1);
        shop.post(&at, json!({ "sort": "note", "written": { "text": " " }, "hold_seconds": 5 }))
            .await
            .problem(422, "unusable_input");
        shop.post(&at, json!({ "sort": "note", "written": { "text": "x" }, "hold_seconds": 61 }))
            .await
            .problem(422, "unusable_input");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn two_nodes_that_let_go_at_once_say_it_once() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let id = case(&shop).await;
        for n in 0..6 {
            let body = json!({ "sort": "note", "written": { "text": format!("备注 {n}") }, "hold_seconds": 1 });
            shop.post(&format!("/cases/{id}/sending"), body).await.good();
        }
        shop.let_time_pass(2_000);
        let said = futures::future::join_all((0..4).map(|_| shop.app.send_held())).await;
        assert!(said.iter().all(|r| r.is_ok()), "{said:?}");
        assert_eq!(count(&events(&shop, &id).await, "noted"), 6);
    }
}

#[tokio::test]
async fn what_may_no_longer_be_said_is_a_draft_again_and_its_writer_is_told() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, wang) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let seen = version(&shop, &id).await;
        let body =
            json!({ "sort": "reply", "written": { "text": "已为您安排换货" }, "hold_seconds": 15, "seen": seen });
        wang.post(&format!("/cases/{id}/sending"), body).await.good();
        shop.post(&format!("/cases/{id}/messages"), json!({ "direction": "inbound", "text": "我不要换货，要退款！" }))
            .await
            .good();
        shop.pass(16_000).await;
        assert_eq!(count(&events(&shop, &id).await, "message_recorded"), 1, "only the customer's");
        let draft = wang.get(&format!("/cases/{id}/drafts/reply")).await.good();
        assert_eq!(draft["written"]["text"], "已为您安排换货");
        let told = wang.get("/me/notifications?unread=true").await.good();
        let refused = &told["items"][0];
        assert_eq!((&refused["kind"], &refused["data"]["code"]), (&json!("held_refused"), &json!("newer_events")));
        assert_eq!(refused["case"], id.as_str());
        // One who left says nothing more.
        let late = json!({ "sort": "note", "written": { "text": "x" }, "hold_seconds": 15 });
        wang.post(&format!("/cases/{id}/sending"), late).await.good();
        shop.post(&format!("/users/{}/deactivation", wang.id), json!({})).await;
        shop.pass(16_000).await;
        assert_eq!(count(&events(&shop, &id).await, "noted"), 0);
    }
}

#[tokio::test]
async fn an_answer_past_newer_events_is_refused_and_shows_them() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, wang) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let seen = version(&shop, &id).await;
        let answer = |seen: i64| json!({ "direction": "outbound", "text": "您好，我们明天上门。", "seen": seen });
        let messages = format!("/cases/{id}/messages");
        shop.post(&messages, json!({ "direction": "inbound", "text": "不用来了，我已退货。" })).await.good();
        let refused = wang.post(&messages, answer(seen)).await.problem(409, "newer_events");
        let shown = &refused["data"]["events"];
        assert_eq!(shown.as_array().unwrap().len(), 1);
        assert_eq!(shown[0]["events"][0]["direction"], "inbound");
        let words: Vec<_> = shown[0]["words"].as_object().unwrap().values().collect();
        assert_eq!(words, [&json!("不用来了，我已退货。")]);
        // Own acts and timers are no news; what one has seen is none either.
        let seen = version(&shop, &id).await;
        wang.post(&messages, answer(seen)).await.good();
        shop.pass(30 * HOUR).await;
        wang.post(&messages, answer(seen)).await.good();
        // A colleague's note, a new handler, a closure: all of it matters; without `seen` nothing is asked.
        let before = version(&shop, &id).await;
        shop.post(&format!("/cases/{id}/notes"), json!({ "text": "客户已电话联系" })).await.good();
        wang.post(&messages, answer(before)).await.problem(409, "newer_events");
        shop.put(&format!("/cases/{id}/handler"), json!({ "handler": wang.id })).await.good();
        let close = json!({ "reason": "withdrawn", "seen": before });
        let refused = wang.post(&format!("/cases/{id}/closure"), close).await.problem(409, "newer_events");
        let kinds: Vec<_> =
            refused["data"]["events"].as_array().unwrap().iter().map(|e| e["events"][0]["event"].clone()).collect();
        assert!(kinds.contains(&json!("noted")) && kinds.contains(&json!("assigned")), "{kinds:?}");
        wang.post(&messages, json!({ "direction": "outbound", "text": "x" })).await.good();
        wang.post(&messages, answer(0)).await.problem(422, "unusable_input");
    }
}

#[tokio::test]
async fn rich_text_is_stored_safe_and_a_change_of_it_shows() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let id = case(&shop).await;
        let html = "<p onclick=alert(1)>您好 <b>王女士</b> 👋<script>alert(1)</script></p><a href=\"javascript:alert(1)\">链接</a><svg onload=alert(1)>";
        let body = json!({ "direction": "outbound", "format": "html", "text": html });
        shop.post(&format!("/cases/{id}/messages"), body).await.good();
        let entry = &shop.get(&format!("/cases/{id}/timeline?order=desc&limit=1")).await.good()[0];
        let text = entry["events"][0]["text"]["id"].as_str().unwrap();
        let stored = entry["html"][text].as_str().unwrap();
        assert_eq!(stored, "<p>您好 <b>王女士</b> 👋</p><a>链接</a>");
        assert_eq!(entry["words"][text], "您好 王女士 👋\n链接");
        let found = shop.get("/search?q=%E7%8E%8B%E5%A5%B3%E5%A3%AB").await.good();
        assert_eq!(found.as_array().unwrap().len(), 1, "found by its plain words");
        let nothing = json!({ "text": "<p> <br></p><script>1</script>", "format": "html" });
        shop.post(&format!("/cases/{id}/notes"), nothing).await.problem(422, "unusable_input");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
        let text: bihuan_domain::ids::Id = text.parse().unwrap();
        let forged = shop.app.db().write("forge", move |tx| {
            let query = bihuan_store::Query::dynamic("UPDATE case_text SET html = $2 WHERE id = $1".into());
            tx.execute(&query, &[text.into(), "<p>假</p>".into()])
        });
        assert_eq!(forged.await.unwrap(), 1);
        assert_eq!(shop.app.verify().await.unwrap().findings.len(), 1, "a forged text is named");
    }
}

#[tokio::test]
async fn files_go_with_words_and_are_shown_only_where_they_run_nothing() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, elsewhere) = (case(&shop).await, case(&shop).await);
        let png = shop.picture(800, 400);
        let picture = attach(&shop, &id, "发票.png", png.clone()).await;
        let page = attach(&shop, &id, "a.html", b"<script>alert(1)</script>".to_vec()).await;
        let blob = attach(&shop, &id, "a.bin", vec![0, 159, 146, 150]).await;
        let foreign = attach(&shop, &elsewhere, "b.png", png.clone()).await;
        let note = |files: Vec<&str>| json!({ "text": "见附件", "attachments": files });
        shop.post(&format!("/cases/{id}/notes"), note(vec![&picture, &blob])).await.good();
        shop.post(&format!("/cases/{id}/notes"), note(vec![&foreign])).await.problem(422, "unusable_input");
        shop.post(&format!("/cases/{id}/notes"), note(vec![&picture, &picture])).await.problem(422, "unusable_input");
        let inline = format!("<p>看<img src=\"/api/v1/attachments/{picture}/content\"></p>");
        shop.post(&format!("/cases/{id}/notes"), json!({ "text": inline, "format": "html" })).await.good();
        let entry = &shop.get(&format!("/cases/{id}/timeline?order=desc&limit=1")).await.good()[0];
        assert_eq!(entry["attachments"][0]["id"], picture.as_str(), "a picture in the text goes with it");
        assert_eq!(
            (&entry["attachments"][0]["shows_in_place"], &entry["attachments"][0]["bytes"]),
            (&json!(true), &json!(png.len()))
        );

        let shown = shop.get(&format!("/attachments/{picture}/content")).await;
        assert_eq!((shown.status, shown.header("content-type")), (200, Some("image/png")));
        assert!(shown.header("content-disposition").unwrap().starts_with("inline"));
        assert!(shown.header("content-security-policy").unwrap().contains("sandbox"));
        assert_eq!(shown.header("x-content-type-options"), Some("nosniff"));
        let part =
            Reply::of(shop.ask(Method::GET, &format!("/attachments/{picture}/content")).header("range", "bytes=0-7"))
                .await;
        assert_eq!((part.status, part.bytes.as_slice()), (206, &png[..8]));
        assert_eq!(part.header("content-range"), Some(format!("bytes 0-7/{}", png.len()).as_str()));
        let beyond =
            shop.ask(Method::GET, &format!("/attachments/{picture}/content")).header("range", "bytes=99999999-");
        assert_eq!(Reply::of(beyond).await.status, 416);
        let text = shop.get(&format!("/attachments/{page}/content")).await;
        assert_eq!(text.header("content-type"), Some("text/plain; charset=utf-8"), "markup is text here");
        let binary = shop.get(&format!("/attachments/{blob}/content")).await;
        assert!(binary.header("content-disposition").unwrap().starts_with("attachment"));
        let small = shop.get(&format!("/attachments/{picture}/thumbnail")).await;
        assert_eq!((small.status, small.header("content-type")), (200, Some("image/png")));
        assert!(small.bytes.starts_with(b"\x89PNG") && small.bytes != png);
        assert_eq!(shop.get(&format!("/attachments/{picture}/thumbnail")).await.bytes, small.bytes);
        shop.get(&format!("/attachments/{page}/thumbnail")).await.problem(404, "not_found");
    }
}

#[tokio::test]
async fn a_mention_reaches_whoever_may_read_and_refuses_whoever_may_not() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, wang) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let station = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "一站" });
        let station = shop.post("/units", station).await.good()["id"].as_str().unwrap().parse().unwrap();
        let token = shop
            .token_at("zhan", RoleAt { role: Role::StationStaff.into(), reach: Reach::Unit, unit: Some(station) })
            .await;
        let zhan = Desk { shop: &shop, token, id: String::new() };
        let zhan_id = zhan.get("/me").await.good()["user"].clone();
        let notes = format!("/cases/{id}/notes");
        let call = |who: &Value| json!({ "text": "请看一下", "mentions": [who] });
        let refused = shop.post(&notes, call(&zhan_id)).await.problem(422, "unusable_input");
        assert_eq!(refused["errors"][0]["code"], "cannot_read");
        shop.post(&notes, call(&json!(id))).await.problem(422, "unusable_input");
        shop.post(&notes, call(&json!(wang.id))).await.good();
        let html =
            json!({ "text": format!("<span data-mention=\"{}\">@wang</span> 再看一下", wang.id), "format": "html" });
        shop.post(&notes, html).await.good();
        let told = wang.get("/me/notifications").await.good();
        assert_eq!(told["unread"], 2);
        let one = &told["items"][0];
        assert_eq!(
            (&one["kind"], &one["by_name"], &one["subject"]),
            (&json!("mentioned"), &json!("管理员"), &json!("电视机无法开机"))
        );
        let entry = &shop.get(&format!("/cases/{id}/timeline?order=desc&limit=1")).await.good()[0];
        assert_eq!(entry["people"][&wang.id], "wang");
        wang.put("/me/notifications/read", json!({ "up_to": one["id"] })).await;
        assert_eq!(wang.get("/me/notifications?unread=true").await.good(), json!({ "unread": 0, "items": [] }));
        wang.put("/me/notifications/read", json!({})).await.problem(422, "unusable_input");
    }
}

#[tokio::test]
async fn who_is_at_a_case_is_seen_and_goes_by_itself() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, wang) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let at = format!("/cases/{id}/presence");
        let before = version(&shop, &id).await;
        assert_eq!(wang.put(&at, json!({ "state": "viewing" })).await.status, 204);
        assert_eq!(wang.put(&at, json!({ "state": "typing" })).await.status, 204);
        wang.put(&at, json!({ "state": "sleeping" })).await.problem(422, "unusable_input");
        let there = shop.get(&at).await.good();
        assert_eq!((&there[0]["name"], &there[0]["state"]), (&json!("wang"), &json!("typing")));
        shop.pass(41_000).await;
        assert_eq!(shop.get(&at).await.good(), json!([]));
        wang.put(&at, json!({ "state": "viewing" })).await;
        assert_eq!(wang.ask(Method::DELETE, &at, None).await.status, 204);
        assert_eq!(shop.get(&at).await.good(), json!([]));
        assert_eq!(version(&shop, &id).await, before, "never in the journal");
    }
}

#[tokio::test]
async fn who_comes_back_hears_of_a_case_as_it_is_now_and_not_as_it_was_when_it_was_read() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let before = shop.app.db().read(bihuan_store::journal::latest).await.unwrap();
        // Somebody listens, so that this node keeps what it reads.
        shop.app.heard_after(before).await.unwrap();
        let (id, wang) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        shop.settled().await;
        assert!(!shop.app.heard_after(before).await.unwrap().is_empty());
        shop.put(&format!("/cases/{id}/handler"), json!({ "handler": wang.id })).await.good();
        shop.settled().await;
        let heard = shop.app.heard_after(before).await.unwrap();
        let cases: Vec<_> = heard.into_iter().filter_map(|h| h.case).filter(|c| c.id.to_string() == id).collect();
        assert!(cases.len() > 1 && cases.iter().all(|c| c.handler.is_some()), "{} decisions", cases.len());
    }
}

#[tokio::test]
async fn presence_and_notifications_come_live_to_whom_they_concern() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, wang) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let request = shop.client.get(format!("{}/api/v1/events", shop.base)).bearer_auth(&wang.token);
        let mut stream = request.send().await.unwrap();
        shop.put(&format!("/cases/{id}/presence"), json!({ "state": "typing" })).await;
        shop.post(&format!("/cases/{id}/notes"), json!({ "text": "请看", "mentions": [wang.id] })).await.good();
        let mut seen = String::new();
        while !(seen.contains("event: presence")
            && seen.contains("event: notification")
            && seen.contains("event: case"))
        {
            let chunk = tokio::time::timeout(std::time::Duration::from_secs(20), stream.chunk()).await;
            seen.push_str(&String::from_utf8_lossy(&chunk.expect(&seen).unwrap().expect("the stream goes on")));
        }
        assert!(seen.contains("\"state\":\"typing\"") && seen.contains("\"kind\":\"mentioned\""), "{seen}");
    }
}

#[tokio::test]
async fn a_canned_text_is_found_and_filled_in_for_the_case() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, wang) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let text = |scope: &str, name: &str, body: &str| json!({ "scope": scope, "name": name, "shortcut": "hf", "language": "zh-Hans", "body": body });
        let body = "您好，{{customer.name}}，您的工单 {{case.number}} 由 {{agent.name}} 处理。";
        let made = wang.post("/canned-texts", text("own", "回复", body)).await;
        assert_eq!(made.status, 201, "{}", made.json);
        let at = format!("/canned-texts/{}", made.json["id"].as_str().unwrap());
        let bad = wang
            .post("/canned-texts", text("own", "错", "您好 {{customer.nmae}}"))
            .await
            .problem(422, "unusable_input");
        assert!(bad["errors"][0]["detail"].as_str().unwrap().contains("customer.nmae"), "{bad}");
        assert!(bad["errors"][0]["detail"].as_str().unwrap().contains('3'), "its position: {bad}");
        wang.post("/canned-texts", text("everybody", "全体", "x")).await.problem(403, "not_permitted");
        shop.post("/canned-texts", text("everybody", "全体回复", "感谢来电")).await.good();
        let found = wang.get(&format!("/canned-texts?q=hf&case={id}")).await.good();
        assert_eq!(found.as_array().unwrap().len(), 2);
        assert_eq!(found[0]["name"], "回复", "one's own first");
        let number = shop.get(&format!("/cases/{id}")).await.good()["number"].as_str().unwrap().to_owned();
        assert_eq!(found[0]["filled"], format!("您好，{{{{customer.name}}}}，您的工单 {number} 由 wang 处理。"));
        assert_eq!(found[0]["missing"], json!(["customer.name"]));
        assert_eq!(
            shop.get("/canned-texts?q=hf").await.good().as_array().unwrap().len(),
            1,
            "another's own is not there"
        );
        shop.get(&at).await.problem(404, "not_found");
        let again = wang.put(&at, text("own", "回复", "新的 {{today}}")).await.good();
        assert_eq!(again["version"], 2);
        let stale = Reply::of(
            shop.client
                .request(Method::DELETE, format!("{}/api/v1{at}", shop.base))
                .bearer_auth(&wang.token)
                .header("if-match", "\"1\""),
        );
        stale.await.problem(412, "stale");
        assert_eq!(wang.ask(Method::DELETE, &at, None).await.status, 204);
        wang.get(&at).await.problem(404, "not_found");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn people_are_told_once_of_what_concerns_them_and_not_of_what_they_do_not_want() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (id, wang) = (case(&shop).await, desk(&shop, "wang", Role::Agent).await);
        let lead = desk(&shop, "lead", Role::Supervisor).await;
        shop.put(&format!("/cases/{id}/handler"), json!({ "handler": wang.id })).await.good();
        shop.post(&format!("/cases/{id}/messages"), json!({ "direction": "inbound", "text": "怎么样了？" }))
            .await
            .good();
        let kinds = |told: &Value| -> Vec<String> {
            told["items"].as_array().unwrap().iter().map(|i| i["kind"].as_str().unwrap().to_owned()).collect()
        };
        let told = wang.get("/me/notifications").await.good();
        assert_eq!(kinds(&told), ["customer_wrote", "assigned"]);
        assert_eq!(shop.get("/me/notifications").await.good()["items"], json!([]), "nobody is told what they did");
        shop.pass(40 * 24 * HOUR).await;
        shop.pass(HOUR).await;
        let told = wang.get("/me/notifications?limit=200").await.good();
        let breached: Vec<_> = told["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|i| i["kind"] == "breached")
            .map(|i| i["data"]["clock"].clone())
            .collect();
        assert!(!breached.is_empty(), "{told}");
        let mut once = breached.clone();
        once.sort_by_key(ToString::to_string);
        once.dedup();
        assert_eq!(once.len(), breached.len(), "each clock once");
        assert!(
            kinds(&lead.get("/me/notifications?limit=200").await.good()).contains(&"breached".to_owned()),
            "and the supervisor"
        );
        let page = wang.get("/me/notifications?limit=1").await;
        assert!(page.header("link").unwrap().contains("rel=\"next\""));

        let preferences = wang.get("/me/preferences").await.good();
        assert!(preferences["events"].as_array().unwrap().iter().all(|e| e["in_app"] == true));
        let wish = json!({ "events": [{ "kind": "customer_wrote", "in_app": false, "desktop": false, "sound": false }],
            "console": { "theme": "dark", "panes": [240, 360] } });
        assert_eq!(wang.put("/me/preferences", wish).await.good()["console"]["theme"], "dark");
        let before = wang.get("/me/notifications").await.good()["unread"].clone();
        shop.post(&format!("/cases/{id}/messages"), json!({ "direction": "inbound", "text": "还在吗？" })).await.good();
        assert_eq!(wang.get("/me/notifications").await.good()["unread"], before);
        let large = json!({ "console": { "x": "长".repeat(10_000) } });
        wang.put("/me/preferences", large).await.problem(422, "unusable_input");
        assert_eq!(wang.get("/me/preferences").await.good()["console"]["panes"][1], 360);
    }
}

#[tokio::test]
async fn a_timeline_is_read_newest_first_by_pages_and_needs_no_second_request() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let id = case(&shop).await;
        for n in 0..7 {
            shop.post(&format!("/cases/{id}/notes"), json!({ "text": format!("备注 {n}") })).await.good();
        }
        let all = shop.get(&format!("/cases/{id}/timeline")).await.good();
        let all: Vec<i64> = all.as_array().unwrap().iter().map(|e| e["version"].as_i64().unwrap()).collect();
        let (mut seen, mut next) = (Vec::new(), Some(format!("/cases/{id}/timeline?order=desc&limit=4")));
        while let Some(path) = next {
            let page = shop.get(&path).await;
            next = page.header("link").map(|l| l[l.find("/cases").unwrap()..l.find('>').unwrap()].to_owned());
            for entry in page.good().as_array().unwrap() {
                assert_eq!((&entry["actor_name"], &entry["actor_role"]), (&json!("管理员"), &json!("admin")));
                assert!(entry["position"].as_str().unwrap().contains('.'));
                seen.push(entry["version"].as_i64().unwrap());
            }
        }
        seen.reverse();
        assert_eq!(seen, all);
        shop.get(&format!("/cases/{id}/timeline?order=up")).await.problem(422, "unusable_input");
    }
}

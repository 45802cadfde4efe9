//! What people and groups are told outside the console, on both engines: in the right way, at the right hour, once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::{Arc, Mutex};

use bihuan_app::mail::Went;
use bihuan_app::notices::{Carried, TOPICS};
use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_store::lease::Claimed;
use bihuan_store::outbox;
use bihuan_testkit::{Engine, HOUR, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// What went out: to whom, and what was said.
type Said = Arc<Mutex<Vec<(String, String)>>>;

/// Sends what is due as the server does; `goes` says how each goes.
async fn send(shop: &TestApp, said: &Said, goes: Went) {
    let claim = |tx: &mut bihuan_store::Tx| outbox::claim_due(tx, 200, 60_000);
    loop {
        let rows = shop.app.db().write("claim", claim).await.unwrap();
        if rows.is_empty() {
            return;
        }
        let (ours, rest): (Vec<Claimed>, Vec<Claimed>) =
            rows.into_iter().partition(|row| TOPICS.contains(&row.topic.as_str()));
        shop.app.tell_groups(rest).await.unwrap();
        for row in ours {
            let carry = |carried: Carried| {
                let line = match carried {
                    Carried::Letter(letter) => (letter.to, letter.text),
                    Carried::Words(words) if words.phone.is_empty() => (words.gateway.gateway.name, words.text),
                    Carried::Words(words) => (words.phone, words.text),
                };
                said.lock().unwrap().push(line);
                std::future::ready(goes.clone())
            };
            shop.app.send_notice(row, carry).await.unwrap();
        }
    }
}

fn well() -> Went {
    Went { error: None, permanent: false }
}

fn sms(unit: &Value) -> Value {
    json!({ "kind": "sms", "name": "短信", "unit": unit, "url": "https://sms.example/send", "secret": "key one",
        "body": "{\"to\":\"{phone}\",\"text\":\"{text}\"}" })
}

#[tokio::test]
async fn s0_54_what_happens_at_night_waits_for_the_morning_and_an_emergency_does_not() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let said = Said::default();
        let unit = shop.get("/units").await.good()[0]["id"].clone();
        let made = shop.post("/gateways", sms(&unit)).await.good();
        assert_eq!((&made["host"], made.get("url"), made.get("secret")), (&json!("sms.example"), None, None));

        let token = shop.token_at("wang", RoleAt { role: Role::Agent.into(), reach: Reach::All, unit: None }).await;
        let ask = |method: Method, path: &str| {
            shop.client.request(method, format!("{}/api/v1{path}", shop.base)).bearer_auth(&token)
        };
        let me = Reply::of(ask(Method::GET, "/me")).await.good()["user"].clone();
        let wishes = |quiet: Value| {
            let by_sms =
                |kind: &str| json!({ "kind": kind, "in_app": true, "desktop": false, "sound": false, "sms": true });
            json!({ "events": [by_sms("assigned"), by_sms("customer_wrote"), by_sms("emergency")],
                "outside": { "phone": "13800138000", "quiet": quiet } })
        };
        let quiet = json!({ "from": "22:00", "to": "07:30" });
        let kept = Reply::of(ask(Method::PUT, "/me/preferences").json(&wishes(quiet.clone()))).await.good();
        assert_eq!((&kept["outside"]["quiet"], &kept["outside"]["digest"]), (&quiet, &json!("at_once")));
        let bad = json!({ "outside": { "phone": "nobody", "quiet": { "from": "25:00", "to": "07:00" } } });
        Reply::of(ask(Method::PUT, "/me/preferences").json(&bad)).await.problem(422, "unusable_input");

        let case = shop.post("/cases", shop.complaint()).await.good();
        let (id, number) = (case["id"].as_str().unwrap(), case["number"].as_str().unwrap().to_owned());
        shop.put(&format!("/cases/{id}/handler"), json!({ "handler": me })).await.good();
        send(&shop, &said, well()).await;
        let phone = || "13800138000".to_owned();
        assert_eq!(*said.lock().unwrap(), [(phone(), format!("{number}：分派给您"))], "by day at once");

        // From nine in the morning to eleven at night.
        shop.pass(14 * HOUR).await;
        said.lock().unwrap().clear();
        for text in ["怎么样了？", "有人吗？"] {
            let wrote = json!({ "direction": "inbound", "text": text });
            shop.post(&format!("/cases/{id}/messages"), wrote).await.good();
        }
        send(&shop, &said, well()).await;
        assert_eq!(*said.lock().unwrap(), [], "at night nothing leaves");
        let raised =
            json!({ "classification": { "category": "safety.fire", "severity": "critical", "safety_risk": true } });
        shop.put(&format!("/cases/{id}/classification"), raised).await.good();
        send(&shop, &said, well()).await;
        assert_eq!(*said.lock().unwrap(), [(phone(), format!("{number}：紧急情况"))], "but what cannot wait");
        said.lock().unwrap().clear();
        shop.let_time_pass(9 * HOUR);
        send(&shop, &said, Went { error: Some("timeout".into()), permanent: false }).await;
        let morning = said.lock().unwrap().clone();
        let both = format!("{number}：客户来消息；{number}：客户来消息");
        assert!(morning.contains(&(phone(), both.clone())), "in one message: {morning:?}");
        // It failed: once more, later, and then never again.
        shop.let_time_pass(HOUR);
        send(&shop, &said, well()).await;
        shop.let_time_pass(24 * HOUR);
        send(&shop, &said, well()).await;
        let times = said.lock().unwrap().iter().filter(|(_, text)| *text == both).count();
        assert_eq!(times, 2);
        let shown = shop.get(&format!("/gateways/{}", made["id"].as_str().unwrap())).await.good();
        assert_eq!((&shown["last_error"], shown["failed_at"].is_null()), (&Value::Null, false));
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn a_group_hears_what_it_asked_for_of_its_units_once_and_a_gateway_can_be_tried_and_ended() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let said = Said::default();
        let unit = shop.get("/units").await.good()[0]["id"].clone();
        let robot = json!({ "kind": "feishu_robot", "name": "客服群", "unit": unit,
            "url": "https://robot.example/hook/secret-key", "secret": "SEC", "hears": ["assigned"] });
        let made = shop.post("/gateways", robot.clone()).await.good();
        let place = format!("/gateways/{}", made["id"].as_str().unwrap());
        assert!(!shop.get("/gateways").await.good().to_string().contains("secret-key"));

        let me = shop.get("/me").await.good()["user"].clone();
        let case = shop.post("/cases", shop.complaint()).await.good();
        let (id, number) = (case["id"].as_str().unwrap(), case["number"].as_str().unwrap().to_owned());
        shop.put(&format!("/cases/{id}/handler"), json!({ "handler": me })).await.good();
        shop.post(&format!("/cases/{id}/messages"), json!({ "direction": "inbound", "text": "在吗？" })).await.good();
        send(&shop, &said, well()).await;
        send(&shop, &said, well()).await;
        assert_eq!(*said.lock().unwrap(), [("客服群".to_owned(), format!("{number}：分派给您"))]);

        said.lock().unwrap().clear();
        shop.post(&format!("{place}/try"), json!({ "text": "试一下" })).await;
        send(&shop, &said, Went { error: Some("19001: bad key".into()), permanent: false }).await;
        shop.let_time_pass(24 * HOUR);
        send(&shop, &said, well()).await;
        assert_eq!(*said.lock().unwrap(), [("客服群".to_owned(), "试一下".to_owned())], "a try is one");
        assert_eq!(shop.get(&place).await.good()["last_error"], "19001: bad key");

        let mut other = robot.clone();
        other["name"] = json!("夜班群");
        other.as_object_mut().unwrap().remove("url");
        other.as_object_mut().unwrap().remove("secret");
        let changed = shop.put(&place, other).await.good();
        assert_eq!((&changed["name"], &changed["host"]), (&json!("夜班群"), &json!("robot.example")));
        let mut bad = robot.clone();
        bad["url"] = json!("https://me:pw@robot.example/");
        shop.post("/gateways", bad).await.problem(422, "unusable_input");
        assert_eq!(shop.delete(&place, None).await.status, 204);
        shop.get(&place).await.problem(404, "not_found");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn a_template_that_cannot_work_is_refused_when_it_is_saved_with_place_and_reason() {
    let shop = TestApp::start(Engine::Sqlite).await;
    let unit = shop.get("/units").await.good()[0]["id"].clone();
    let refused = |change: Value| {
        let mut body = sms(&unit);
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let shop = &shop;
        async move { shop.post("/gateways", body).await.problem(422, "unusable_input")["errors"][0].clone() }
    };
    let error = refused(json!({ "body": "{\n \"to\": {phone}, \"text\": \"{text}\"," })).await;
    assert_eq!((&error["field"], &error["code"]), (&json!("body"), &json!("bad_json")));
    assert_eq!(error["detail"], "2:8", "{error}");
    // A place outside of quotation marks would break with the first customer's words.
    let error = refused(json!({ "body": "{\"to\":\"{phone}\",\n\"t\":{text}}" })).await;
    assert_eq!(
        (&error["field"], &error["code"], &error["detail"]),
        (&json!("body"), &json!("bad_json"), &json!("2:5"))
    );
    assert!(error["title"].as_str().unwrap().contains("2:5"), "{error}");
    // What reads like a place and is none, wherever it stands.
    let unknown = [
        ("url", json!({ "url": "https://sms.example/send?k={key}" }), "{key} (1:28)"),
        ("body", json!({ "body": "{\"to\":\"{phone}\",\n \"t\":\"{text}\",\"n\":\"{name}\"}" }), "{name} (2:20)"),
        ("header", json!({ "header": "Authorization: Bearer {token}" }), "{token} (1:23)"),
    ];
    for (field, change, detail) in unknown {
        let error = refused(change).await;
        assert_eq!(
            (&error["field"], &error["code"], &error["detail"]),
            (&json!(field), &json!("unknown_variable"), &json!(detail))
        );
    }
    let error = refused(json!({ "body": "{\"to\":\"{phone}\"}" })).await;
    assert_eq!((&error["code"], &error["detail"]), (&json!("no_place"), &json!("{text}")));
    assert_eq!(refused(json!({ "header": "no header" })).await["field"], "header");
    // Changed without its address, the address it has counts.
    let url = "https://sms.example/send?to={phone}&text={text}";
    let mut kept = sms(&unit);
    kept["url"] = json!(url);
    kept["body"] = json!("{}");
    let made = shop.post("/gateways", kept.clone()).await.good();
    kept.as_object_mut().unwrap().remove("url");
    shop.put(&format!("/gateways/{}", made["id"].as_str().unwrap()), kept).await.good();
}

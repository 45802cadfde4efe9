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

#[tokio::test]
async fn s2_17_the_link_of_a_request_goes_to_whoever_is_asked_outside_once_and_again_when_they_are_reminded() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let said = Said::default();
        let unit = shop.get("/units").await.good()[0]["id"].clone();
        let id = shop.post("/cases", shop.complaint()).await.good()["id"].as_str().unwrap().to_owned();
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        shop.put(&format!("/cases/{id}/classification"), judged).await.good();
        let at = |path: &str| format!("/cases/{id}/{path}");
        let asking = |outside: &str, language: Value| json!({ "source": "logistics", "outside": outside, "language": language, "text": "签收照片？" });
        let sendings = |found: &Value, n: usize| found["requests"][n]["sendings"].clone();

        // Neither a gateway nor an address of ours: it says why, and can be sent again.
        shop.post(&at("evidence-requests"), asking("顺达物流 13800138000", Value::Null)).await.good();
        send(&shop, &said, well()).await;
        let found = shop.get(&at("investigation")).await.good();
        let first = &sendings(&found, 0)[0];
        assert_eq!(
            (&first["standing"], &first["fault"], &first["way"], &first["reminder"]),
            (&json!("failed"), &json!("no_public_url"), &json!("sms"), &json!(false))
        );
        let request = found["requests"][0]["id"].as_str().unwrap().to_owned();
        let again = at(&format!("evidence-requests/{request}/sendings"));
        shop.app.called_at("https://service.example/");
        shop.post("/gateways", sms(&unit)).await.good();
        assert_eq!(shop.post(&again, json!({})).await.status, 204);
        let twice = shop.post(&again, json!({})).await.problem(422, "unusable_input");
        assert_eq!(twice["errors"][0]["code"], "on_its_way");
        // It fails once and is tried again: what did not leave opens nothing.
        send(&shop, &said, Went { error: Some("timeout".into()), permanent: false }).await;
        let key_of = |text: &str| text.split_once("/portal/request#").unwrap().1.trim().to_owned();
        let failed = said.lock().unwrap().pop().unwrap();
        shop.let_time_pass(HOUR / 6);
        send(&shop, &said, well()).await;
        send(&shop, &said, well()).await;
        let left = said.lock().unwrap().drain(..).collect::<Vec<_>>();
        assert_eq!((left.len(), left[0].0.as_str()), (1, "+8613800138000"), "nothing is sent twice: {left:?}");
        assert!(left[0].1.contains("https://service.example/portal/request#"), "{left:?}");
        let ask = |key: String| {
            let request = shop.client.get(format!("{}/api/v1/portal/request", shop.base));
            Reply::of(request.header("x-evidence-key", key))
        };
        ask(key_of(&failed.1)).await.problem(401, "not_signed_in");
        assert_eq!(ask(key_of(&left[0].1)).await.good()["text"], "签收照片？");
        let found = shop.get(&at("investigation")).await.good();
        let standings: Vec<&str> = found["requests"][0]["sendings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["standing"].as_str().unwrap())
            .collect();
        assert_eq!(standings, ["failed", "sent"]);

        // In their language, and again when they are reminded; both links are good, none lies anywhere.
        shop.post(&at("evidence-requests"), asking("Carrier +44 7700 900123", json!("fr")))
            .await
            .problem(422, "unusable_input");
        shop.post(&at("evidence-requests"), asking("Carrier +44 7700 900123", json!("en"))).await.good();
        send(&shop, &said, well()).await;
        let first = said.lock().unwrap().drain(..).next_back().unwrap();
        assert_eq!(
            (first.0.as_str(), first.1.contains("asks you for information")),
            ("+447700900123", true),
            "{first:?}"
        );
        let wanted = shop.get(&at("investigation")).await.good()["requests"][1]["due_at"].as_str().unwrap().to_owned();
        let due: bihuan_domain::time::UtcMs = wanted.parse().unwrap();
        while shop.now() < due {
            shop.pass(6 * HOUR).await;
            send(&shop, &said, well()).await;
        }
        let reminders = said.lock().unwrap().drain(..).filter(|(to, _)| to == "+447700900123").collect::<Vec<_>>();
        assert_eq!((reminders.len(), reminders[0].1.starts_with("Reminder: ")), (1, true), "{reminders:?}");
        for key in [key_of(&first.1), key_of(&reminders[0].1)] {
            ask(key.clone()).await.good();
            let lies = shop.app.db().read(move |c| {
                let count = |c: &mut bihuan_store::Conn, sql: &str| {
                    c.query_one(&bihuan_store::Query::dynamic(sql.to_owned()), &[format!("%{key}%").as_str().into()])?
                        .int(0)
                };
                let outbox = count(c, "SELECT count(*) FROM outbox WHERE payload LIKE $1")?;
                Ok::<_, bihuan_store::Fault>(outbox + count(c, "SELECT count(*) FROM journal WHERE body LIKE $1")?)
            });
            assert_eq!(lies.await.unwrap(), 0);
        }

        // No address: by hand as ever.
        shop.post(&at("evidence-requests"), asking("顺达物流 021-5588 1234", Value::Null)).await.good();
        let found = shop.get(&at("investigation")).await.good();
        assert_eq!(sendings(&found, 2), json!([]));
        let nowhere = at(&format!("evidence-requests/{}/sendings", found["requests"][2]["id"].as_str().unwrap()));
        let problem = shop.post(&nowhere, json!({})).await.problem(422, "unusable_input");
        assert_eq!(problem["errors"][0]["code"], "no_address");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

//! Whether channels still hear, and trying them from inside, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::{Arc, Mutex};

use bihuan_app::mail::{Mail, MailKind, Taken, Went};
use bihuan_app::messaging::CameIn;
use bihuan_app::notices::{Carried, TOPICS};
use bihuan_domain::messaging::MessagingPlatform;
use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::{Channel, Role};
use bihuan_store::outbox;
use bihuan_testkit::{Engine, HOUR, MINUTE, Reply, TestApp};
use serde_json::{Value, json};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

async fn listen(shop: &TestApp) {
    shop.settled().await;
    shop.app.hear_for_channels().await.unwrap();
}

async fn channel(shop: &TestApp, kind: &str, owner: &Value) -> String {
    let unit = shop.get("/units").await.good()[0]["id"].clone();
    let made = json!({ "unit": unit, "channel": kind, "name": kind, "owner": owner });
    shop.post("/channels", made).await.good()["id"].as_str().unwrap().to_owned()
}

fn call(shop: &TestApp, at: Option<&str>) -> Value {
    let mut case = shop.complaint();
    if let Some(at) = at {
        case["received_at"] = json!(at);
    }
    case
}

#[tokio::test]
async fn s1_12_a_channel_silent_beyond_its_usual_tells_its_owner_and_the_next_arrival_heals_it() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let agent = |login: &str| {
            let role = RoleAt { role: Role::Agent.into(), reach: Reach::All, unit: None };
            let login = login.to_owned();
            let shop = &shop;
            async move { shop.token_at(&login, role).await }
        };
        let (wang, li) = (agent("wang").await, agent("li").await);
        let ask = |token: &str, path: &str| {
            Reply::of(shop.client.get(format!("{}/api/v1{path}", shop.base)).bearer_auth(token))
        };
        let me = ask(&wang, "/me").await.good()["user"].clone();
        for day in [10, 11, 14, 15, 16, 17, 18, 21] {
            for hour in [10, 12, 14, 16] {
                let at = format!("2026-09-{day}T{hour}:00:00+08:00");
                shop.post("/cases", call(&shop, Some(&at))).await.good();
            }
        }
        let id = channel(&shop, "phone", &me).await;
        let path = format!("/channels/{id}");
        listen(&shop).await;
        let view = shop.get(&path).await.good();
        // From 16:00 over night to 10:00 are three of the opening hours; twice that is unusual.
        assert_eq!((&view["usual_silence_ms"], &view["silent_since"]), (&json!(6 * HOUR), &json!(null)), "{view}");
        assert_eq!(view["heard_at"], "2026-09-21T08:00:00.000Z");

        // Nobody listened before nine: six hours of the day are needed.
        shop.pass(6 * HOUR - MINUTE).await;
        assert_eq!(shop.get(&path).await.good()["silent_since"], json!(null));
        shop.pass(2 * MINUTE).await;
        let view = shop.get(&path).await.good();
        assert_eq!(view["silent_since"], "2026-09-21T08:00:00.000Z");
        assert!(view["findings"].as_array().unwrap().contains(&json!("silent")), "{view}");
        let told = ask(&wang, "/me/notifications").await.good();
        assert_eq!(
            (&told["items"][0]["kind"], &told["items"][0]["data"]["channel"]),
            (&json!("channel_silent"), &json!("phone"))
        );
        let seen = |token: String| {
            let ask = &ask;
            async move { ask(&token, "/channels/silent").await.good().as_array().unwrap().len() }
        };
        assert_eq!(
            (seen(shop.token.clone()).await, seen(wang.clone()).await, seen(li.clone()).await),
            (1, 1, 0),
            "whom it concerns"
        );

        shop.post("/cases", call(&shop, None)).await.good();
        listen(&shop).await;
        let view = shop.get(&path).await.good();
        assert_eq!((&view["silent_since"], seen(wang.clone()).await), (&json!(null), 0));
        assert!(view["unusual_at"].as_str().unwrap() > "2026-09-23", "armed anew: {view}");
        shop.settled().await;
        let log = shop.get("/audit?stream=channel_health&order=oldest").await.good();
        let commands: Vec<&str> = log.as_array().unwrap().iter().map(|e| e["command"].as_str().unwrap()).collect();
        assert_eq!(commands, ["channel_silent", "channel_heard"]);
    }
}

/// Sends what is due as the server does; answers the Message-IDs that went out.
async fn send(shop: &TestApp, goes: Went) -> Vec<String> {
    let rows = shop.app.db().write("claim", |tx| outbox::claim_due(tx, 200, 60_000)).await.unwrap();
    let sent = Arc::new(Mutex::new(Vec::new()));
    for row in rows.into_iter().filter(|row| TOPICS.contains(&row.topic.as_str())) {
        let carry = |carried: Carried| {
            let Carried::Letter(letter) = carried else { panic!("a letter was to go") };
            assert_eq!(letter.to, letter.from, "to itself");
            sent.lock().unwrap().push(letter.message_id);
            std::future::ready(goes.clone())
        };
        shop.app.send_notice(row, carry).await.unwrap();
    }
    sent.lock().unwrap().clone()
}

fn arrives(message_id: &str) -> Mail {
    Mail {
        fingerprint: message_id.to_owned(),
        raw: bytes::Bytes::from_static(b"raw"),
        message_id: Some(message_id.to_owned()),
        references: Vec::new(),
        sender_name: String::new(),
        sender: Some("care@shop.example".into()),
        recipients: Vec::new(),
        subject: None,
        visible: "-".into(),
        plain: "-".into(),
        kind: MailKind::AutoGenerated,
        bounced: Vec::new(),
        bounced_message_id: None,
        files: Vec::new(),
        pictures: 0,
    }
}

#[tokio::test]
async fn s4_05_each_channel_is_tried_from_inside_and_no_case_is_left() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let nobody = json!(null);
        let tests = |id: &str| format!("/channels/{id}/tests");

        let phone = channel(&shop, "phone", &nobody).await;
        shop.post(&tests(&phone), json!({})).await.problem(422, "unusable_input");
        let failed = shop.post(&tests(&phone), json!({ "answered": false })).await.good();
        assert_eq!((&failed["standing"], &failed["step"]), (&json!("failed"), &json!("not_answered")));
        let findings = shop.get(&format!("/channels/{phone}")).await.good()["findings"].clone();
        assert!(findings.as_array().unwrap().contains(&json!("test_failed")), "{findings}");
        shop.post(&tests(&phone), json!({ "answered": true })).await.good();
        let history = shop.get(&tests(&phone)).await.good();
        assert_eq!((&history[0]["standing"], &history[1]["standing"]), (&json!("passed"), &json!("failed")));

        for kind in ["web", "chat", "app"] {
            let id = channel(&shop, kind, &nobody).await;
            let passed = shop.post(&tests(&id), json!({})).await.good();
            assert_eq!((&passed["way"], &passed["standing"]), (&json!("rehearsal"), &json!("passed")), "{passed}");
            assert!(passed["took_ms"].is_i64());
        }
        shop.post(&tests(&phone), json!({ "answered": true })).await.good();

        let email = channel(&shop, "email", &nobody).await;
        let none = shop.post(&tests(&email), json!({})).await.good();
        assert_eq!((&none["standing"], &none["step"]), (&json!("failed"), &json!("no_mailbox")));
        let server = json!({ "host": "mail.example", "port": 993, "security": "tls", "user": "care" });
        let unit = shop.get("/units").await.good()[0]["id"].clone();
        let mailbox = json!({ "name": "Care", "address": "care@shop.example", "unit": unit,
            "incoming": server, "outgoing": server });
        let mailbox = shop.post("/mailboxes", mailbox).await.good()["id"].as_str().unwrap().parse().unwrap();
        let well = Went { error: None, permanent: false };
        let standing = |id: String| {
            let shop = &shop;
            async move { shop.get(&format!("/channels/{id}")).await.good()["last_test"].clone() }
        };
        shop.post(&tests(&email), json!({})).await.good();
        let sent = send(&shop, well.clone()).await;
        assert_eq!((sent.len(), &standing(email.clone()).await["standing"]), (1, &json!("running")));
        shop.let_time_pass(1_200);
        let taken = shop.app.take_mail(mailbox, arrives(&sent[0])).await.unwrap();
        assert_eq!(taken, Taken::SetAside);
        let passed = standing(email.clone()).await;
        assert_eq!((&passed["standing"], &passed["took_ms"]), (&json!("passed"), &json!(1_200)), "{passed}");

        shop.post(&tests(&email), json!({})).await.good();
        send(&shop, well).await;
        shop.pass(11 * MINUTE).await;
        assert_eq!(standing(email.clone()).await["step"], "arrival");
        shop.post(&tests(&email), json!({})).await.good();
        send(&shop, Went { error: Some("535 no".into()), permanent: true }).await;
        let refused = standing(email.clone()).await;
        assert_eq!((&refused["step"], &refused["fault"]), (&json!("sending"), &json!("535 no")));
        assert_eq!(shop.get("/cases").await.good().as_array().unwrap().len(), 0, "no case is left");
    }
}

#[tokio::test]
async fn s2_08_an_answer_after_the_platforms_window_is_refused_with_what_else_can_be_done() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let unit = shop.get("/units").await.good()[0]["id"].clone();
        let new = json!({ "platform": "wechat", "name": "公众号", "unit": unit, "receiver": "wx1",
            "secrets": { "token": "t", "app_secret": "s" } });
        let made = shop.post("/messaging-accounts", new).await.good();
        assert_eq!((&made["answers"], made.get("secrets")), (&json!(true), None));
        let id = made["id"].as_str().unwrap().parse().unwrap();
        let account = shop.app.account_called(MessagingPlatform::Wechat, id).await.unwrap().unwrap();
        let came = |id: &str| CameIn {
            id: id.into(),
            from: "open-1".into(),
            channel: Channel::Chat,
            words: "洗衣机漏水".into(),
            file: None,
        };
        shop.app.take_message(&account, came("1")).await.unwrap();
        let case = shop.get("/cases").await.good()[0]["id"].as_str().unwrap().to_owned();
        let messages = format!("/cases/{case}/messages");
        let say = || shop.post(&messages, json!({ "direction": "outbound", "text": "在吗" }));
        shop.let_time_pass(48 * HOUR - MINUTE);
        say().await.good();
        shop.settled().await;
        shop.app.hear_for_messaging().await.unwrap();
        let out = shop.get(&format!("/cases/{case}/mail")).await.good();
        assert_eq!(out[0]["standing"], "waiting", "{out}");
        shop.let_time_pass(MINUTE);
        let refused = say().await.problem(409, "reply_window_closed");
        assert_eq!(refused["data"]["closed_at"], "2026-09-24T01:00:00.000Z", "{refused}");
        assert_eq!(refused["data"]["other_ways"], json!([]), "nothing else is known of them");
        // Another channel is not the platform's; and what they write opens the window again.
        let letter = json!({ "direction": "outbound", "channel": "phone", "text": "已致电" });
        shop.post(&messages, letter).await.good();
        shop.app.take_message(&account, came("2")).await.unwrap();
        say().await.good();
    }
}

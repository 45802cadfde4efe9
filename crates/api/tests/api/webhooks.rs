//! Webhooks against a real listener: order, signature, repeats, kills, the log.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bihuan_app::webhooks::{Came, LEASE_MS};
use bihuan_store::lease::ATTEMPTS;
use bihuan_testkit::{Engine, HOUR, MINUTE, TestApp};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

/// What a receiver was sent.
type Inbox = Arc<Mutex<Vec<(HeaderMap, Vec<u8>)>>>;

/// What came in, and with which status the other side answers, one after another.
#[derive(Clone)]
struct Listener {
    url: String,
    came: Inbox,
}

impl Listener {
    async fn start(answers: &'static [u16]) -> Self {
        let came: Inbox = Arc::default();
        let (kept, count) = (Arc::clone(&came), Arc::new(AtomicUsize::new(0)));
        let take = move |headers: HeaderMap, body: Bytes| {
            kept.lock().unwrap().push((headers, body.to_vec()));
            let n = count.fetch_add(1, Ordering::SeqCst);
            let status = answers.get(n).or(answers.last()).copied().unwrap_or(200);
            async move { (StatusCode::from_u16(status).unwrap(), [("location", "http://127.0.0.1:1/")], "收到") }
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().route("/hook", post(take))).await });
        Self { url, came }
    }

    fn bodies(&self) -> Vec<Value> {
        self.came.lock().unwrap().iter().map(|(_, body)| serde_json::from_slice(body).unwrap()).collect()
    }

    fn ids(&self) -> Vec<String> {
        self.came.lock().unwrap().iter().map(|(h, _)| h["webhook-id"].to_str().unwrap().to_owned()).collect()
    }

    async fn subscribed(&self, shop: &TestApp, events: Value) -> (String, String) {
        let made = shop.post("/webhooks", json!({ "name": "仓库", "url": self.url, "events": events })).await.good();
        (made["id"].as_str().unwrap().to_owned(), made["secret"].as_str().unwrap().to_owned())
    }
}

async fn on_both<F: Future<Output = ()>>(body: impl Fn(TestApp) -> F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        body(TestApp::start(engine).await).await;
    }
}

#[tokio::test]
async fn what_happens_is_told_in_order_once_and_signed_and_holds_nobodys_words() {
    on_both(|shop| async move {
        let there = Listener::start(&[200]).await;
        shop.post("/cases", shop.complaint()).await.good();
        shop.settled().await;
        let (id, secret) = there.subscribed(&shop, json!(["registered", "noted", "closed"])).await;
        assert!(secret.starts_with("whsec_"));
        let case = shop.post("/cases", shop.complaint()).await.good();
        let notes = format!("/cases/{}/notes", case["id"].as_str().unwrap());
        for _ in 0..3 {
            shop.post(&notes, json!({ "text": "已联系仓库" })).await.good();
        }
        assert_eq!(shop.deliver().await, 4, "the case from before nobody asked for");
        assert_eq!(shop.deliver().await, 0, "each once");
        let bodies = there.bodies();
        let told: Vec<_> = bodies.iter().map(|b| b["type"].as_str().unwrap()).collect();
        assert_eq!(told, ["case.registered", "case.noted", "case.noted", "case.noted"]);
        let versions: Vec<_> = bodies.iter().map(|b| b["data"]["version"].as_i64().unwrap()).collect();
        assert_eq!(versions, [1, 2, 3, 4]);
        assert_eq!((&bodies[0]["data"]["case"], &bodies[0]["data"]["number"]), (&case["id"], &case["number"]));
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        for (headers, body) in there.came.lock().unwrap().iter() {
            assert!(!String::from_utf8_lossy(body).contains("仓库"), "people's words do not leave");
            let part = |name: &str| headers[name].to_str().unwrap().to_owned();
            assert_eq!(part("webhook-timestamp"), (shop.now().ms() / 1000).to_string());
            let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
            mac.update(format!("{}.{}.", part("webhook-id"), part("webhook-timestamp")).as_bytes());
            mac.update(body);
            assert_eq!(part("webhook-signature"), format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())));
        }
        let log = shop.get(&format!("/webhooks/{id}/deliveries")).await.good();
        assert_eq!(
            (log.as_array().unwrap().len(), &log[0]["topic"], &log[0]["standing"]),
            (4, &json!("noted"), &json!("taken"))
        );
        assert_eq!(
            (&log[3]["status"], &log[3]["answer"], &log[3]["request"]),
            (&json!(200), &json!("收到"), &bodies[0])
        );
        let shown = shop.get(&format!("/webhooks/{id}")).await.good();
        assert!(shown.get("secret").is_none() && !shop.get("/audit").await.good().to_string().contains(&secret));
    })
    .await;
}

#[tokio::test]
async fn a_failure_is_tried_again_with_the_same_id_until_it_is_parked_and_a_person_sends_it_again() {
    on_both(|shop| async move {
        let there = Listener::start(&[500, 302, 200]).await;
        let (id, _) = there.subscribed(&shop, json!([])).await;
        let test = shop.post(&format!("/webhooks/{id}/test"), json!({})).await.good();
        shop.deliver().await;
        assert_eq!(shop.deliver().await, 0, "not before its pause is over");
        let log = format!("/webhooks/{id}/deliveries");
        let line = shop.get(&log).await.good()[0].clone();
        assert_eq!(
            (&line["standing"], &line["status"], &line["error"]),
            (&json!("waiting"), &json!(500), &json!("status 500"))
        );
        shop.pass(2_000).await;
        shop.deliver().await;
        assert_eq!(shop.get(&log).await.good()[0]["status"], 302, "a redirect is not followed");
        shop.pass(MINUTE).await;
        shop.deliver().await;
        assert_eq!(shop.get(&log).await.good()[0]["standing"], "taken");
        assert_eq!(there.ids(), vec![test["id"].as_str().unwrap().to_owned(); 3]);
        // An endpoint that never takes anything.
        let dead = Listener::start(&[503]).await;
        let (id, _) = dead.subscribed(&shop, json!([])).await;
        let test = shop.post(&format!("/webhooks/{id}/test"), json!({})).await.good();
        for _ in 0..ATTEMPTS {
            shop.deliver().await;
            shop.pass(HOUR).await;
        }
        assert_eq!(shop.deliver().await, 0);
        let line = shop.get(&format!("/webhooks/{id}/deliveries")).await.good()[0].clone();
        assert_eq!((&line["standing"], &line["attempts"]), (&json!("parked"), &json!(ATTEMPTS)));
        assert_eq!(shop.get(&format!("/webhooks/{id}")).await.good()["parked"], 1);
        let again = format!("/webhooks/{id}/deliveries/{}/again", test["id"].as_str().unwrap());
        assert_eq!(shop.post(&again, json!({})).await.good()["standing"], "waiting");
        assert_eq!(shop.deliver().await, 1);
        shop.post(&format!("/webhooks/{id}/deliveries/{id}/again"), json!({})).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn killed_between_sending_and_noting_it_the_same_id_is_sent_again() {
    on_both(|shop| async move {
        let there = Listener::start(&[200]).await;
        let (id, _) = there.subscribed(&shop, json!(["registered"])).await;
        shop.post("/cases", shop.complaint()).await.good();
        shop.settled().await;
        shop.app.hear_for_webhooks().await.unwrap();
        // A worker that sends and never comes back.
        let sent = Arc::new(tokio::sync::Notify::new());
        let (url, told) = (there.url.clone(), Arc::clone(&sent));
        let app = shop.app.clone();
        let worker = tokio::spawn(async move {
            let carry = |out: bihuan_app::webhooks::Outgoing| {
                let (url, told) = (url.clone(), Arc::clone(&told));
                async move {
                    let request = reqwest::Client::new().post(url).header("webhook-id", out.id).body(out.body);
                    request.send().await.unwrap();
                    told.notify_one();
                    std::future::pending::<Came>().await
                }
            };
            app.deliver_webhooks(carry).await
        });
        tokio::time::timeout(Duration::from_secs(10), sent.notified()).await.unwrap();
        worker.abort();
        assert_eq!(shop.deliver().await, 0, "it still belongs to the worker that died");
        shop.pass(LEASE_MS).await;
        assert_eq!(shop.deliver().await, 1);
        let ids = there.ids();
        assert_eq!((ids.len(), &ids[0]), (2, &ids[1]));
        assert_eq!(shop.get(&format!("/webhooks/{id}")).await.good()["waiting"], 0);
    })
    .await;
}

#[tokio::test]
async fn two_workers_hear_and_send_each_thing_once() {
    on_both(|shop| async move {
        let there = Listener::start(&[200]).await;
        there.subscribed(&shop, json!(["registered"])).await;
        for _ in 0..20 {
            shop.post("/cases", shop.complaint()).await.good();
        }
        shop.settled().await;
        let hear = || shop.app.hear_for_webhooks();
        let (a, b, c) = tokio::join!(hear(), hear(), hear());
        assert!(a.is_ok() && b.is_ok() && c.is_ok());
        let (a, b) = tokio::join!(shop.deliver(), shop.deliver());
        assert_eq!(a + b + shop.deliver().await, 20);
        let mut ids = there.ids();
        ids.sort();
        ids.dedup();
        assert_eq!((there.came.lock().unwrap().len(), ids.len()), (20, 20));
    })
    .await;
}

#[tokio::test]
async fn a_webhook_is_changed_disabled_and_ended() {
    on_both(|shop| async move {
        let there = Listener::start(&[200]).await;
        let (id, _) = there.subscribed(&shop, json!(["closed"])).await;
        let path = format!("/webhooks/{id}");
        let body =
            |enabled: bool| json!({ "name": "仓库", "url": there.url, "events": ["registered"], "enabled": enabled });
        assert_eq!(shop.put(&path, body(false)).await.good()["version"], 2);
        shop.post("/cases", shop.complaint()).await.good();
        assert_eq!(shop.deliver().await, 0, "disabled");
        shop.put(&path, body(true)).await.good();
        shop.post("/cases", shop.complaint()).await.good();
        assert_eq!(shop.deliver().await, 1, "what it missed stays missed");
        for url in ["ftp://example.com/", "https://user:pw@example.com/", "not a url at all", "https://"] {
            shop.put(&path, json!({ "name": "x", "url": url })).await.problem(422, "unusable_input");
        }
        let stands = |standing: &'static str| {
            let (shop, path) = (&shop, &path);
            async move { shop.get(&format!("{path}/deliveries?standing={standing}")).await.good().as_array().unwrap().len() }
        };
        shop.post(&format!("{path}/test"), json!({})).await.good();
        assert_eq!((stands("waiting").await, stands("taken").await, stands("parked").await), (1, 1, 0));
        shop.get(&format!("{path}/deliveries?standing=lost")).await.problem(422, "unusable_input");
        assert_eq!(shop.delete(&path, None).await.status, 204);
        assert_eq!(shop.deliver().await, 0, "what waited is given up");
        shop.get(&path).await.problem(404, "not_found");
        shop.delete(&path, None).await.problem(404, "not_found");
    })
    .await;
}

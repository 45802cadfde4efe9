//! What anybody may do without signing in has an end, on both engines: who goes on is told how long to wait, in their
//! language, and may again afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::net::{IpAddr, Ipv4Addr};

use bihuan_app::portal::Portal;
use bihuan_app::portal::allowance::{
    Allowance, SAID_FROM_A_PLACE, SCANS_FROM_A_PLACE, STREAMS_FROM_A_PLACE, STREAMS_OF_A_VISIT, VOTES_FROM_A_PLACE,
};
use bihuan_testkit::{Engine, MINUTE, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

use super::chat::Visitor;

const BOTH: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// As if so many had been counted from this network already.
async fn spent(shop: &TestApp, what: Allowance) {
    let portal = Portal::new(shop.app.clone(), shop.access.clone());
    for _ in 0..what.most {
        portal.allow(what, Some(IpAddr::V4(Ipv4Addr::LOCALHOST))).await.unwrap();
    }
}

async fn anybody(shop: &TestApp, path: &str, body: Value) -> Reply {
    let request = shop.client.request(Method::POST, format!("{}/api/v1{path}", shop.base)).json(&body);
    Reply::of(request.header("accept-language", "en")).await
}

/// It says when to come back, and in words.
fn waits(refused: Reply) {
    let seconds: u64 = refused.header("retry-after").expect("when to come back").parse().unwrap();
    assert!((1..=901).contains(&seconds), "{seconds}");
    let problem = refused.problem(429, "too_many");
    assert_eq!(problem["data"]["retry_after_s"], seconds);
    let words = format!("Wait {seconds} seconds.");
    assert!(problem["title"].as_str().unwrap().ends_with(&words), "{problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn scans_and_votes_from_one_place_have_an_end() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let new = json!({ "unit": shop.unit, "label": "Door", "product": null, "serial": null });
        let made = shop.post("/intake-codes", new).await.good();
        let code = json!({ "code": made["path"].as_str().unwrap().rsplit_once('=').unwrap().1 });
        anybody(&shop, "/portal/scans", code.clone()).await.good();
        let portal = Portal::new(shop.app.clone(), shop.access.clone());
        for _ in 1..SCANS_FROM_A_PLACE.most {
            portal.allow(SCANS_FROM_A_PLACE, Some(IpAddr::V4(Ipv4Addr::LOCALHOST))).await.unwrap();
        }
        waits(anybody(&shop, "/portal/scans", code.clone()).await);
        let elsewhere = portal.allow(SCANS_FROM_A_PLACE, Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)))).await;
        assert!(elsewhere.is_ok(), "another network is not hindered");
        let scans = shop.get(&format!("/intake-codes/{}/scans", made["id"].as_str().unwrap())).await.good();
        assert_eq!(scans[0]["scans"], 1, "what is refused does not count for the shop");
        shop.let_time_pass(16 * MINUTE);
        anybody(&shop, "/portal/scans", code).await.good();

        let words = json!({ "zh_hans": "保修多久？", "zh_hant": "保修多久？", "en": "How long?" });
        let entry = json!({ "id": "warranty", "question": words, "answer": words });
        shop.put("/faq-page/draft", json!({ "entries": [entry] })).await;
        shop.post("/faq-page/editions", json!({ "effective_from": "2026-09-22" })).await.good();
        let vote = async || anybody(&shop, "/portal/faq/warranty/answers", json!({ "helped": true })).await;
        for _ in 0..VOTES_FROM_A_PLACE.most {
            assert_eq!(vote().await.status, 204);
        }
        waits(vote().await);
        let page = shop.get("/faq-page").await.good();
        assert!(page.to_string().contains(&format!("\"helped\":{}", VOTES_FROM_A_PLACE.most)), "{page}");
        shop.let_time_pass(16 * MINUTE);
        assert_eq!(vote().await.status, 204);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_and_streams_of_a_visit_and_from_one_place_have_an_end() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let visitor = Visitor::new(&shop, 5);
        visitor.begin("在吗").await;
        let open = async || visitor.request(Method::GET, "/visit/events").header("accept-language", "en").send().await;
        for _ in 0..STREAMS_OF_A_VISIT.most {
            assert_eq!(open().await.unwrap().status(), 200);
        }
        waits(Reply::of(visitor.request(Method::GET, "/visit/events").header("accept-language", "en")).await);
        // Another visit from the same house still listens, until the house has had its share.
        let other = Visitor::new(&shop, 6);
        other.begin("你好").await;
        assert_eq!(other.request(Method::GET, "/visit/events").send().await.unwrap().status(), 200);
        shop.let_time_pass(16 * MINUTE);
        spent(&shop, STREAMS_FROM_A_PLACE).await;
        waits(Reply::of(other.request(Method::GET, "/visit/events").header("accept-language", "en")).await);

        spent(&shop, SAID_FROM_A_PLACE).await;
        let more = json!({ "id": "message-more", "text": "在吗" });
        let said = || other.request(Method::POST, "/visit/messages").header("accept-language", "en").json(&more);
        waits(Reply::of(said()).await);
        shop.let_time_pass(16 * MINUTE);
        Reply::of(said()).await.good();
    }
}

//! What one is promised, kind by kind, with a price list that has versions; and which version a customer saw (S0-07, S0-34,
//! S0-60).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::trade::Role;
use bihuan_testkit::{DAY, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

use super::counter::{BOTH, anybody, solved};

fn words(text: &str) -> Value {
    json!({ "zh_hans": text })
}

fn visit(amount_minor: i64) -> Value {
    json!({ "sort": "visit", "service": words("上门费"), "in_warranty": false, "unit": words("次"),
        "amount": { "amount_minor": amount_minor, "currency": "CNY" }, "conditions": words("市区内"), "kinds": ["repair"] })
}

fn part() -> Value {
    json!({ "sort": "part", "service": words("排水泵"), "in_warranty": false, "price": words("按报价") })
}

async fn publish(shop: &TestApp, prices: Value, from: &str) {
    let kept = shop.put("/promise-page/draft", json!({ "prices": prices })).await;
    assert_eq!(kept.status, 204, "{kept:?}");
    shop.post("/promise-page/editions", json!({ "effective_from": from })).await.good();
}

#[tokio::test]
async fn s0_07_s0_34_each_kind_tells_its_way_its_times_and_prices_with_the_day_they_began() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let read = |path: &'static str| anybody(&shop, Method::GET, path, None);
        publish(&shop, json!([visit(8_000), part()]), "2026-09-22").await;
        publish(&shop, json!([visit(10_000), part()]), "2026-09-24").await;
        shop.pass(2 * DAY).await;

        let page = read("/portal/promise").await.good();
        let kinds = page["kinds"].as_array().unwrap();
        let named: Vec<&str> = kinds.iter().filter_map(|k| k["kind"].as_str()).collect();
        assert_eq!(named, ["complaint", "inquiry", "rma", "repair", "quality_issue", "suggestion", "praise"]);
        for kind in kinds {
            assert!(!kind["steps"].as_array().unwrap().is_empty() && !kind["times"].as_array().unwrap().is_empty());
        }
        // The times are the policy's own: what it says now stands there, typed nowhere else.
        let id = page["policy"].as_str().unwrap().split('@').next().unwrap();
        let policy = shop.get(&format!("/policies/{id}")).await.good().to_string();
        let first = kinds[0]["times"].as_array().unwrap().iter().find(|t| t["milestone"] == "first_response").unwrap();
        assert!(policy.contains(first["target"].as_str().unwrap()), "{first}");
        assert_eq!(page["policy_from"], "2000-01-01");
        assert!(!page["policy_name"]["en"].as_str().unwrap().is_empty());
        let (visits, parts) = (&page["prices"][0], &page["prices"][1]);
        assert_eq!(visits["amount"], json!({ "amount_minor": 10_000, "currency": "CNY" }));
        assert_eq!((&visits["since"], &parts["since"]), (&json!("2026-09-24"), &json!("2026-09-22")));
        assert_eq!((&visits["kinds"], &parts["amount"]), (&json!(["repair"]), &Value::Null));
        let before = read("/portal/promise?version=1").await.good();
        assert_eq!(before["prices"][0]["amount"]["amount_minor"], 8_000, "as customers saw it");
        assert_eq!(before["kinds"].as_array().unwrap().len(), 7);
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn s0_34_a_price_is_an_amount_or_words_and_only_whoever_writes_policies_sets_it() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let draft = |price: Value| shop.put("/promise-page/draft", json!({ "prices": [price] }));
        let mut neither = part();
        neither["price"] = words(" ");
        draft(neither).await.problem(422, "unusable_input");
        draft(visit(-1)).await.problem(422, "unusable_input");
        let mut odd = visit(1);
        odd["amount"]["currency"] = json!("yuan");
        draft(odd).await.problem(422, "unusable_input");
        assert_eq!(draft(visit(0)).await.status, 204, "free of charge is a price");
        for role in [Role::Agent, Role::Supervisor, Role::Auditor] {
            let token = shop.token_of(role).await;
            let url = format!("{}/api/v1/promise-page/draft", shop.base);
            let asked = shop.client.put(url).bearer_auth(token).json(&json!({ "prices": [visit(1)] }));
            Reply::of(asked).await.problem(403, "not_permitted");
        }
        // Who published it, and when, stands in the record.
        shop.post("/promise-page/editions", json!({ "effective_from": "2026-09-22" })).await.good();
        shop.settled().await;
        let log = shop.get("/audit?stream=public_page").await.good().to_string();
        assert!(log.contains("published") && log.contains(&shop.admin.to_string()), "{log}");
    }
}

#[tokio::test]
async fn s0_60_a_submitted_case_keeps_which_version_of_the_prices_its_customer_saw() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        publish(&shop, json!([visit(8_000)]), "2026-09-22").await;
        publish(&shop, json!([visit(10_000)]), "2026-09-24").await;
        let submit = async |terms: Value| {
            let challenge = solved(&shop).await;
            let body = json!({ "kind": "repair", "text": "不制冷", "phone": "13800138000", "language": "zh-Hans",
                "terms": terms, "challenge": challenge });
            anybody(&shop, Method::POST, "/portal/cases", Some(body)).await
        };
        let case = async |made: Reply| {
            let number = made.good()["number"].as_str().unwrap().to_owned();
            shop.get(&format!("/cases/{number}")).await.good()
        };
        // The second has not begun: nobody can have seen it.
        submit(json!(2)).await.problem(422, "unusable_input");
        let first = case(submit(json!(1)).await).await;
        let shown = &first["course"]["terms_shown"];
        assert_eq!((&shown[0]["page"], &shown[0]["version"]), (&json!("promise"), &json!(1)), "{shown}");
        shop.pass(2 * DAY).await;
        let second = case(submit(json!(2)).await).await;
        assert_eq!(second["course"]["terms_shown"][0]["version"], 2);
        // A page left open over midnight showed the one before; who was shown none says so.
        assert_eq!(case(submit(json!(1)).await).await["course"]["terms_shown"][0]["version"], 1);
        assert_eq!(case(submit(Value::Null).await).await["course"]["terms_shown"], json!([]));
        let again = shop.get(&format!("/cases/{}", first["id"].as_str().unwrap())).await.good();
        assert_eq!(again["course"]["terms_shown"][0]["version"], 1, "what they saw does not change");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn s0_60_whoever_says_told_by_telephone_or_at_the_counter_keeps_the_version_that_holds() {
    for engine in BOTH {
        let shop = TestApp::start(engine).await;
        let station = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "城东站" });
        let station = shop.post("/units", station).await.good()["id"].as_str().unwrap().to_owned();
        let mut call = shop.complaint();
        call["told_terms"] = json!(true);
        let walk_in = json!({ "kind": "repair", "text": "不制冷", "told_terms": true });
        let arrives = format!("/counters/{station}/visits");
        // Nothing was published: nobody can have been told it.
        shop.post("/cases", call.clone()).await.problem(404, "not_found");
        publish(&shop, json!([visit(8_000)]), "2026-09-22").await;
        publish(&shop, json!([visit(10_000)]), "2026-09-24").await;
        for version in [1, 2] {
            let told = shop.post("/cases", call.clone()).await.good()["id"].as_str().unwrap().to_owned();
            let came = shop.post(&arrives, walk_in.clone()).await.good()["case"].as_str().unwrap().to_owned();
            for (case, channel) in [(told, "phone"), (came, "walk_in")] {
                let shown = shop.get(&format!("/cases/{case}")).await.good()["course"]["terms_shown"].clone();
                assert_eq!(
                    (&shown[0]["page"], &shown[0]["version"]),
                    (&json!("promise"), &json!(version)),
                    "{channel}"
                );
            }
            shop.pass(2 * DAY).await;
        }
        call["told_terms"] = json!(false);
        let silent = shop.post("/cases", call).await.good()["id"].as_str().unwrap().to_owned();
        assert_eq!(shop.get(&format!("/cases/{silent}")).await.good()["course"]["terms_shown"], json!([]));
    }
}

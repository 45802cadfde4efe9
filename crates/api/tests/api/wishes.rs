//! What customers wish for beside what they are granted, and how they fare afterwards, on both engines: the wish as remedies
//! with its figures by category (S2-21), care contacts in the watch period and whoever wants none (S3-49), what the customer
//! pays (S0-61), and who hears that nobody took a case (S3-41) or that the brand is at stake (S3-07).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::actor::Actor;
use bihuan_domain::trade::Role;
use bihuan_testkit::{DAY, Engine, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

use crate::person::Person;

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

async fn told(shop: &TestApp, kind: &str) -> usize {
    let all = shop.get("/me/notifications").await.good();
    all["items"].as_array().unwrap().iter().filter(|n| n["kind"] == kind).count()
}

fn owes(case: &Value, action: &str) -> Option<bool> {
    let all = case["pending"].as_array().unwrap();
    all.iter().find(|d| d["action"] == action).map(|d| d["overdue"] == true)
}

/// A serious complaint of a station's customer, closed to their satisfaction.
async fn closed(shop: &TestApp, customer: Option<&str>) -> String {
    let mut new = shop.complaint();
    if let Some(id) = customer {
        new["complainant"] = json!({ "kind": "customer", "id": id });
    }
    let id = shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned();
    let at = |path: &str| format!("/cases/{id}/{path}");
    let judged = json!({ "classification": { "category": "product_quality", "severity": "major" } });
    shop.put(&at("classification"), judged).await.good();
    shop.put(&at("handler"), json!({ "handler": shop.admin })).await.good();
    shop.post(&at("contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
    shop.post(&at("findings"), json!({ "text": "已查" })).await.good();
    shop.post(&at("steps/on_site/omission"), json!({ "reason": "已到店" })).await;
    shop.post(&at("resolution"), json!({ "text": "已修好", "remedies": ["repair"] })).await.good();
    shop.post(&at("follow-ups"), json!({ "channel": "phone", "result": "satisfied" })).await.good();
    shop.post(&at("confirmation"), json!({ "satisfied": true, "channel": "phone" })).await.good();
    shop.post(&at("closure"), json!({ "reason": "confirmed" })).await.good();
    id
}

#[tokio::test]
async fn s2_21_the_wish_is_recorded_as_remedies_and_the_figures_hold_it_against_what_was_granted() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let mut new = shop.complaint();
        new["wished"] = json!(["return_and_refund", "apology", "apology"]);
        let made = shop.post("/cases", new).await.good();
        assert_eq!(made["course"]["wished"], json!(["apology", "return_and_refund"]));
        let id = made["id"].as_str().unwrap().to_owned();
        let at = |path: &str| format!("/cases/{id}/{path}");
        shop.put(&at("wish"), json!({ "wished": ["a_castle"] })).await.problem(422, "unusable_input");
        shop.put(&at("wish"), json!({ "wished": ["apology", "return_and_refund"] }))
            .await
            .problem(409, "nothing_changes");
        let wish = shop.put(&at("wish"), json!({ "wished": ["exchange"] })).await.good();
        assert_eq!(wish["course"]["wished"], json!(["exchange"]));
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        shop.put(&at("classification"), judged).await.good();
        shop.put(&at("handler"), json!({ "handler": shop.admin })).await.good();
        shop.post(&at("contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("resolution"), json!({ "text": "已修好", "remedies": ["repair"] })).await.good();
        shop.settled().await;
        let (from, to) = (shop.now().plus_ms(-DAY), shop.now().plus_ms(DAY));
        let wishes = shop.app.figures(&Actor::system(), from, to).await.unwrap().wishes;
        let of = wishes["product_quality"];
        assert_eq!((of.fulfilled, of.partly, of.otherwise, of.unknown), (0, 0, 1, 0));
    }
}

#[tokio::test]
async fn s3_49_a_serious_matter_is_asked_after_until_the_customer_has_had_enough_and_then_never_again() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        shop.put(&format!("/units/{}/policy", shop.unit), json!({ "policy": "auto_station" })).await.good();
        let customer = shop.post("/customers", json!({ "name": "王芳", "phone": "13800138000" })).await.good();
        let customer = customer["id"].as_str().unwrap();
        let id = closed(&shop, Some(customer)).await;
        let (case, care) = (format!("/cases/{id}"), format!("/cases/{id}/care-contacts"));
        let planned = shop.get(&case).await.good()["watch"]["care"].clone();
        assert_eq!(planned.as_array().unwrap().len(), 3, "{planned}");
        shop.pass(8 * DAY).await;
        let due = shop.get(&case).await.good();
        assert_eq!((owes(&due, "record_care"), told(&shop, "care_due").await), (Some(false), 1), "{due}");
        shop.post(&care, json!({ "channel": "phone", "result": "not_reached" })).await.good();
        let asked = json!({ "channel": "phone", "result": "reached", "text": "车况良好" });
        let asked = shop.post(&care, asked).await.good();
        let first = &asked["watch"]["care"][0];
        assert_eq!((&first["attempts"], &first["text"]), (&json!(1), &json!("车况良好")));
        assert_eq!(owes(&asked, "record_care"), None);
        // Another serious matter of theirs: in its course they say that they have had enough.
        let other = closed(&shop, Some(customer)).await;
        shop.post(&format!("/cases/{other}/care-contacts"), json!({ "result": "declined" })).await.good();
        let person = shop.get(&format!("/customers/{customer}")).await.good();
        assert!(person["care_declined_at"].is_string(), "{person}");
        let refused = shop.post(&care, json!({ "channel": "phone", "result": "reached" })).await;
        refused.problem(409, "care_declined");
        // The next day of the first one comes, and nobody is told to call.
        for _ in 0..6 {
            shop.pass(8 * DAY).await;
        }
        let later = shop.get(&case).await.good();
        assert_eq!((owes(&later, "record_care"), told(&shop, "care_due").await), (None, 1));
        assert_eq!(later["watch"]["care_declined"], true);
        // Nor is anything planned for a new one, until the customer says otherwise.
        let third = closed(&shop, Some(customer)).await;
        assert_eq!(shop.get(&format!("/cases/{third}")).await.good()["watch"]["care"], json!([]));
        let again = shop.put(&format!("/customers/{customer}"), json!({ "care_contacts": true })).await.good();
        assert_eq!(again["care_declined_at"], Value::Null);
        let fourth = closed(&shop, Some(customer)).await;
        assert_eq!(shop.get(&format!("/cases/{fourth}")).await.good()["watch"]["care"].as_array().unwrap().len(), 3);
        // What stands in the rows is what the journal says.
        let verified = shop.app.verify().await.unwrap();
        assert!(verified.findings.is_empty(), "{verified:?}");
    }
}

#[tokio::test]
async fn s0_61_what_the_customer_pays_stands_beside_the_time_and_is_accepted_in_the_portal_before_anything_is_done() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let customer = shop.post("/customers", json!({ "name": "王芳", "phone": "13800138000" })).await.good();
        let mut new = shop.complaint();
        new["complainant"] = json!({ "kind": "customer", "id": customer["id"] });
        let id = shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned();
        let at = |path: &str| format!("/cases/{id}/{path}");
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        shop.put(&at("classification"), judged).await.good();
        shop.put(&at("handler"), json!({ "handler": shop.admin })).await.good();
        shop.post(&at("contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        let offer = |minor: i64| {
            json!({ "text": "更换屏幕", "remedies": ["repair"], "promised_at": shop.now().plus_ms(DAY), "steps": "一、寄回；二、更换",
                "fee": { "amount_minor": minor, "currency": "CNY" } })
        };
        let mut without_time = offer(8_000);
        without_time.as_object_mut().unwrap().remove("promised_at");
        shop.post(&at("proposals"), without_time).await.problem(422, "unusable_input");
        shop.post(&at("proposals"), offer(0)).await.problem(409, "fee_unusable");
        let offered = shop.post(&at("proposals"), offer(8_000)).await.good();
        assert_eq!(offered["course"]["proposals"][0]["fee"], json!({ "amount_minor": 8_000, "currency": "CNY" }));
        shop.post(&at("execution"), json!({})).await.problem(409, "step_missing");
        let link = shop.post(&at("portal-link"), json!({})).await.good();
        let key = link["path"].as_str().unwrap().strip_prefix("/portal/case#").unwrap().to_owned();
        let opened = |method, path: &str| shop.ask(method, path).header("x-portal-key", &key);
        let seen = Reply::of(opened(Method::GET, "/portal/case")).await.good();
        assert_eq!(seen["proposal"]["fee"]["amount_minor"], 8_000, "{seen}");
        // S3-02: price, next step and time stand there before and after.
        assert_eq!((&seen["accepted"], &seen["agreed_fee"]), (&json!(false), &json!(null)));
        let accepts = json!({ "proposal": seen["proposal"]["id"], "accepted": true });
        let seen = Reply::of(opened(Method::POST, "/portal/case/answer").json(&accepts)).await.good();
        assert_eq!((&seen["accepted"], &seen["agreed_fee"]["amount_minor"]), (&json!(true), &json!(8_000)));
        assert!(seen["next"].is_object() && seen["expected_at"].is_string(), "{seen}");
        shop.post(&at("execution"), json!({})).await.good();
    }
}

#[tokio::test]
async fn s3_41_who_answers_hears_that_nobody_took_it_within_an_hour_and_s3_07_head_office_that_the_brand_is_at_stake() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        shop.put(&format!("/units/{}/policy", shop.unit), json!({ "policy": "auto_station" })).await.good();
        let station = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "城东站" });
        let station = shop.post("/units", station).await.good()["id"].as_str().unwrap().to_owned();
        let superior = Person::at(&shop, "jing", Role::StationManager, Some(&station)).await;
        let head = Person::of(&shop, "zong", Role::ServiceManagement).await;
        let mut new = shop.complaint();
        new["unit"] = json!(station);
        let id = shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned();
        let heard = async |person: &Person<'_>, kind: &str| person.told().await.iter().any(|told| told == kind);
        let unassigned = async || {
            let told = superior.get("/me/notifications").await;
            let of = |n: &&Value| n["kind"] == "breached" && n["data"]["clock"] == "auto_station.assign";
            told["items"].as_array().unwrap().iter().filter(of).count()
        };
        shop.pass(3_600_000 - 1).await;
        assert_eq!(unassigned().await, 0);
        shop.pass(2).await;
        assert_eq!(unassigned().await, 1);
        assert!(!heard(&head, "escalated").await);
        let judged = json!({ "classification": { "brand_risk": true, "media_involved": true } });
        shop.put(&format!("/cases/{id}/classification"), judged).await.good();
        assert!(heard(&head, "escalated").await);
    }
}

//! Triage over HTTP, on both engines: words first, then what was learned from judged cases; switched off it is silent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{Engine, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// A new case in these words, and what is proposed for it.
async fn case(shop: &TestApp, verbatim: &str) -> String {
    let mut body = shop.complaint();
    body["texts"] =
        json!({ "verbatim": verbatim, "subject": "客户来信", "symptom": "见原话", "demand": "处理", "product": "P" });
    shop.post("/cases", body).await.good()["id"].as_str().unwrap().to_owned()
}

async fn proposed(shop: &TestApp, case: &str) -> Vec<Value> {
    shop.settled().await;
    shop.app.hear_for_triage().await.unwrap();
    shop.get(&format!("/cases/{case}/triage")).await.good().as_array().unwrap().clone()
}

fn of<'a>(all: &'a [Value], subject: &str) -> Option<&'a Value> {
    all.iter().find(|p| p["subject"] == subject)
}

async fn judge(shop: &TestApp, case: &str, category: &str) {
    let judged = json!({ "classification": { "category": category, "severity": "general" } });
    shop.put(&format!("/cases/{case}/classification"), judged).await.good();
}

#[tokio::test]
async fn words_propose_while_nothing_was_learned_and_what_is_settled_is_not_proposed() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        shop.app.hear_for_triage().await.unwrap();
        let id = case(&shop, "電視機冒煙了，你們這些騙子，快退款！").await;
        let all = proposed(&shop, &id).await;
        let safety = of(&all, "safety_risk").expect("smoke");
        assert_eq!(
            (&safety["label"], &safety["words"], &safety["model"]),
            (&json!("true"), &json!(["冒煙"]), &Value::Null)
        );
        assert_eq!(of(&all, "emotional_state").unwrap()["label"], "angry");
        let category = of(&all, "category").unwrap()["label"].as_str().unwrap().to_owned();
        assert_eq!(category, "safety.fire");
        assert!(all.iter().all(|p| !["severity", "liability", "money"].contains(&p["subject"].as_str().unwrap())));
        let before = shop.get(&format!("/cases/{id}")).await.good();
        assert!(before["classification"]["category"].is_null(), "a proposal decides nothing");
        // Accepting is the agent's ordinary command, and what is settled is proposed no more.
        judge(&shop, &id, &category).await;
        assert!(of(&proposed(&shop, &id).await, "category").is_none());
        // A message brings a new mood.
        let inbound = json!({ "direction": "inbound", "channel": "email", "text": "谢谢，请问什么时候能修好？" });
        shop.post(&format!("/cases/{id}/messages"), inbound).await.good();
        assert_eq!(of(&proposed(&shop, &id).await, "emotional_state").unwrap()["label"], "calm");
    }
}

#[tokio::test]
async fn it_learns_from_judged_cases_says_how_good_it_is_and_is_used() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        shop.app.hear_for_triage().await.unwrap();
        assert!(!shop.app.learn_when_worthwhile().await.unwrap(), "nothing to learn from");
        let sorts = [
            ("logistics.delay", ["快递一直没有动静", "包裹卡在路上", "骑手送得太晚"]),
            ("product_quality.defect", ["洗衣机甩干有异响", "冰箱不制冷", "水泵不转"]),
        ];
        for n in 0..48 {
            let (category, texts) = sorts[n % 2];
            let id = case(&shop, &format!("{}，{}", texts[n / 2 % 3], texts[n / 6 % 3])).await;
            judge(&shop, &id, category).await;
        }
        assert!(shop.app.learn_when_worthwhile().await.unwrap());
        assert_eq!(shop.get("/triage").await.good()["learning"], true);
        shop.app.run_jobs().await.unwrap();
        let seen = shop.get("/triage").await.good();
        assert_eq!((&seen["learning"], &seen["judged"], &seen["on"]), (&json!(false), &json!(48), &json!(true)));
        let version = seen["versions"].as_array().unwrap().iter().find(|v| v["subject"] == "category").unwrap();
        assert_eq!((&version["number"], &version["better"], &version["texts"]), (&json!(1), &json!(true), &json!(48)));
        assert!(version["macro_f1"].as_f64().unwrap() > 0.9, "{version}");
        assert_eq!(version["labels"][0]["label"], "logistics.delay");
        assert!(!shop.app.learn_when_worthwhile().await.unwrap(), "nothing new was judged");

        let id = case(&shop, "新買的冰箱不製冷").await;
        let all = proposed(&shop, &id).await;
        let category = of(&all, "category").unwrap();
        assert_eq!((&category["label"], &category["model"]), (&json!("product_quality.defect"), &json!(1)));
        assert!(category["share"].as_f64().unwrap() > 0.5, "{category}");
        assert!(
            category["words"].as_array().unwrap().iter().any(|w| w == "製冷" || w == "冰箱" || w == "不"),
            "{category}"
        );

        // Asked again, it makes the next version; switched off, it is silent, and what was learned stays.
        assert_eq!(shop.post("/triage/learning", json!({})).await.status, 202);
        shop.post("/triage/learning", json!({})).await.good();
        shop.app.run_jobs().await.unwrap();
        let seen = shop.put("/triage", json!({ "on": false })).await.good();
        assert_eq!((&seen["on"], &seen["versions"][0]["number"]), (&json!(false), &json!(2)));
        assert_eq!(proposed(&shop, &id).await, Vec::<Value>::new());
        let silent = case(&shop, "冰箱不制冷").await;
        assert_eq!(proposed(&shop, &silent).await, Vec::<Value>::new());
        shop.put("/triage", json!({ "on": true })).await.good();
        assert!(of(&proposed(&shop, &id).await, "category").is_some());
    }
}

#[tokio::test]
async fn one_sees_proposals_only_of_cases_one_sees_and_only_administrators_the_rest() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        shop.app.hear_for_triage().await.unwrap();
        let id = case(&shop, "冒烟").await;
        proposed(&shop, &id).await;
        let own = RoleAt { role: Role::Agent.into(), reach: Reach::Own, unit: None };
        let token = shop.token_at("stranger", own).await;
        let ask = |path: String| {
            Reply::of(shop.client.request(Method::GET, format!("{}/api/v1{path}", shop.base)).bearer_auth(&token))
        };
        ask(format!("/cases/{id}/triage")).await.problem(404, "not_found");
        ask("/triage".to_owned()).await.problem(403, "not_permitted");
        shop.put("/triage", json!({})).await.problem(422, "unusable_input");
    }
}

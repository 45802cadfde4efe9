//! What is owed besides a solution, on both engines: loaners with their register, an alternative for what cannot be
//! repaired, the plan of an escalation, and a visit's record.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::trade::Role;
use bihuan_testkit::{DAY, Engine, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

use crate::person::Person;

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

async fn complaint(shop: &TestApp) -> String {
    shop.post("/cases", shop.complaint()).await.good()["id"].as_str().unwrap().to_owned()
}

async fn under(shop: &TestApp, policy: &str) {
    shop.put(&format!("/units/{}/policy", shop.unit), json!({ "policy": policy })).await.good();
}

#[tokio::test]
async fn s0_55_a_loaner_is_lent_rings_when_it_is_late_and_stands_in_the_register_until_it_is_back() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let station = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "城东站" });
        let station = shop.post("/units", station).await.good()["id"].as_str().unwrap().to_owned();
        let elsewhere = Person::at(&shop, "zhan", Role::Supervisor, Some(&station)).await;
        let id = complaint(&shop).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        let lend = |due: i64| {
            json!({ "kind": "appliance", "item": "备用冰箱", "serial": "BX-7", "due_at": shop.now().plus_ms(due),
                "condition": "外观完好" })
        };
        shop.post(&at("loaners"), lend(DAY)).await.problem(409, "no_emergency");
        let judged = json!({ "classification": { "category": "product_quality", "safety_risk": true } });
        shop.put(&at("classification"), judged).await.good();
        shop.put(&at("handler"), json!({ "handler": shop.admin })).await.good();
        shop.post(&at("loaners"), lend(0)).await.problem(409, "before");
        let lent = shop.post(&at("loaners"), lend(DAY)).await.good()["course"]["loaners"][0].clone();
        assert_eq!(
            (&lent["item"], &lent["serial"], &lent["in_at"]),
            (&json!("备用冰箱"), &json!("BX-7"), &Value::Null)
        );
        let out = shop.get("/loaners").await.good();
        assert_eq!((&out[0]["id"], &out[0]["overdue"]), (&lent["id"], &json!(false)));
        assert_eq!(out[0]["subject"], "电视机无法开机");
        // Whoever works at another station sees none of it.
        assert_eq!(elsewhere.ask(Method::GET, "/loaners", None).await.good(), json!([]));
        // It rings once, and whoever works on the case hears of it.
        for _ in 0..3 {
            shop.pass(DAY).await;
        }
        assert_eq!(shop.get("/loaners").await.good()[0]["overdue"], true);
        let told = shop.get("/me/notifications").await.good();
        let rang = told["items"].as_array().unwrap().iter().filter(|n| n["kind"] == "loaner_overdue").count();
        assert_eq!(rang, 1, "{told}");
        let owed = shop.get(&format!("/cases/{id}")).await.good()["pending"].clone();
        let action = format!("take_back_loaner.{}", lent["id"].as_str().unwrap());
        assert!(owed.as_array().unwrap().iter().any(|d| d["action"] == action && d["overdue"] == true), "{owed}");
        let back = at(&format!("loaners/{}/return", lent["id"].as_str().unwrap()));
        let returned = shop.post(&back, json!({ "condition": "门把手松动" })).await.good();
        let returned = &returned["course"]["loaners"][0];
        assert_eq!((&returned["condition_in"], returned["in_at"].is_string()), (&json!("门把手松动"), true));
        shop.post(&back, json!({ "condition": "x" })).await.problem(409, "part_over");
        assert_eq!(shop.get("/loaners").await.good(), json!([]));
    }
}

#[tokio::test]
async fn s4_19_what_cannot_be_repaired_needs_an_alternative_and_says_so() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let id = complaint(&shop).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        shop.put(&at("classification"), judged).await.good();
        shop.post(&at("contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("findings"), json!({ "text": "主板烧毁" })).await.good();
        let found = shop.post(&at("irreparability"), json!({ "reason": "主板已停产" })).await.good();
        assert_eq!(found["course"]["irreparable"]["reason"], "主板已停产");
        let refused = shop.post(&at("resolution"), json!({ "text": "已说明", "remedies": ["explanation"] })).await;
        let refused = refused.problem(409, "alternative_owed");
        assert!(!refused["title"].as_str().unwrap().is_empty());
        let done = shop.post(&at("resolution"), json!({ "text": "已换新", "remedies": ["exchange"] })).await.good();
        assert_eq!(done["stage"], "resolved");
    }
}

#[tokio::test]
async fn s0_58_the_plan_of_an_escalation_is_owed_by_name_and_s2_22_a_solution_explains_its_remedies() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let chief = Person::at(&shop, "zong", Role::Management, None).await;
        let agent = Person::at(&shop, "li", Role::Agent, None).await;
        let id = complaint(&shop).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        shop.put(&at("classification"), judged).await.good();
        for _ in 0..2 {
            shop.post(&at("escalations"), json!({ "cause": "customer_demand" })).await.good();
        }
        chief.ask(Method::PUT, &at("escalation"), Some(json!({}))).await.good();
        let owed = shop.get(&format!("/cases/{id}")).await.good()["pending"].clone();
        assert!(owed.as_array().unwrap().iter().any(|d| d["what"] == "plan_remedy"), "{owed}");
        shop.post(&at("escalations"), json!({ "cause": "difficult" })).await.problem(409, "plan_owed");
        let plan = json!({ "text": "一、今日上门；二、明日换新", "finish_at": shop.now().plus_ms(DAY) });
        agent.ask(Method::POST, &at("escalation/plan"), Some(plan.clone())).await.problem(403, "not_of_this_level");
        let planned = chief.ask(Method::POST, &at("escalation/plan"), Some(plan)).await.good();
        assert_eq!(planned["course"]["escalations"][1]["plan"]["text"], "一、今日上门；二、明日换新");
        // What a remedy means stands with the solution.
        shop.post(&at("contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("findings"), json!({ "text": "主板烧毁" })).await.good();
        let offer = json!({ "text": "换新", "remedies": ["exchange"], "promised_at": shop.now().plus_ms(DAY) });
        let offered = shop.post(&at("proposals"), offer).await.good();
        let told = &offered["course"]["proposals"][0]["explained"][0];
        assert!(["zh_hans", "zh_hant", "en"].iter().all(|l| told[l].as_str().is_some_and(|w| !w.is_empty())), "{told}");
    }
}

#[tokio::test]
async fn s2_26_an_online_shop_tells_content_steps_and_time() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        under(&shop, "ecommerce").await;
        let id = complaint(&shop).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        shop.put(&at("classification"), judged).await.good();
        shop.post(&at("contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("findings"), json!({ "text": "破损" })).await.good();
        let mut offer = json!({ "text": "补发", "remedies": ["apology"], "promised_at": shop.now().plus_ms(DAY) });
        shop.post(&at("proposals"), offer.clone()).await.problem(409, "steps_needed");
        offer["steps"] = json!("一、今日寄出；二、三日送达");
        shop.post(&at("proposals"), offer).await.good();
    }
}

#[tokio::test]
async fn s3_17_a_visit_keeps_its_record_and_s4_21_a_preliminary_finding_its_departments() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        under(&shop, "auto_station").await;
        let id = complaint(&shop).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        let judged = json!({ "classification": { "category": "product_quality", "severity": "minor" } });
        shop.put(&at("classification"), judged).await.good();
        shop.post(&at("contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        let preliminary = |unit: &str| json!({ "text": "待查", "preliminary": true, "departments": [unit] });
        shop.post(&at("findings"), preliminary("0000000000000")).await.problem(422, "unusable_input");
        let found = shop.post(&at("findings"), preliminary(&shop.unit.to_string())).await.good();
        assert_eq!(found["course"]["departments"], json!([shop.unit.to_string()]));
        shop.post(&at("findings"), json!({ "text": "已查" })).await.good();
        shop.post(&at("steps/on_site/omission"), json!({ "reason": "已到店" })).await;
        shop.post(&at("resolution"), json!({ "text": "已修好", "remedies": ["repair"] })).await.good();
        let visit = |files: Value| json!({ "channel": "walk_in", "result": "satisfied", "visit": { "finding": "运行正常", "attachments": files } });
        shop.post(&at("follow-ups"), visit(json!([]))).await.problem(409, "visit_record_needed");
        let form = reqwest::multipart::Form::new()
            .part("file", reqwest::multipart::Part::bytes(shop.picture(40, 30)).file_name("签字.png"));
        Reply::of(shop.ask(Method::POST, &at("attachments")).multipart(form)).await.good();
        let timeline = shop.get(&at("timeline?order=desc&limit=1")).await.good();
        let file = timeline[0]["attachments"][0]["id"].as_str().unwrap();
        let asked = shop.post(&at("follow-ups"), visit(json!([file]))).await.good();
        let kept = &asked["course"]["follow_up_visit"];
        assert_eq!((&kept["finding"], &kept["visitor"]), (&json!("运行正常"), &json!(shop.admin.to_string())));
        assert!(kept["at"].is_string() && kept["files"].as_array().unwrap().len() == 1, "{kept}");
    }
}

//! Escalations, on both engines: raised with words, taken up by whom it went to, passed up when nobody does, and the leader
//! a major case needs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::trade::Role;
use bihuan_testkit::{Engine, TestApp};
use reqwest::Method;
use serde_json::json;

use crate::person::Person;

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];
const DAY: i64 = 86_400_000;

#[tokio::test]
async fn s4_23_an_escalation_is_taken_up_by_whom_it_went_to_or_goes_on_to_the_next() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let (agent, lead) =
            (Person::of(&shop, "li", Role::Agent).await, Person::of(&shop, "zhu", Role::Supervisor).await);
        let chief = Person::of(&shop, "zong", Role::Management).await;
        let id = shop.post("/cases", shop.complaint()).await.good()["id"].as_str().unwrap().to_owned();
        let at = |path: &str| format!("/cases/{id}/{path}");
        shop.put(&at("escalation"), json!({})).await.problem(409, "no_escalation");
        let up = json!({ "cause": "customer_demand", "reason": "客户要求经理出面" });
        let raised = shop.post(&at("escalations"), up).await.good();
        let on = &raised["course"]["escalations"][0];
        assert_eq!((&on["level"], &on["origin"], &on["to"]), (&json!(1), &json!("customer"), &json!("supervisor")));
        assert_eq!(on["reason"], "客户要求经理出面");
        assert!(on["due_at"].is_string(), "{on}");
        agent.put(&at("escalation"), json!({})).await.problem(403, "not_of_this_level");
        // Lists know who wanted it, and that nobody has it yet (C.7).
        for filter in ["escalation=waiting", "escalated_by=customer"] {
            let found = shop.get(&format!("/cases?open=true&{filter}")).await.good();
            assert_eq!(found.as_array().map(Vec::len), Some(1), "{filter}: {found}");
        }
        let none = shop.get("/cases?escalated_by=rule&escalated_by=outside").await.good();
        assert_eq!(none, json!([]));
        let taken = lead.put(&at("escalation"), json!({})).await.good();
        let me = lead.ask(Method::GET, "/me", None).await.good()["user"].clone();
        assert_eq!((&taken["owner"]["id"], &taken["course"]["escalations"][0]["taken_by"]), (&me, &me));
        // Nobody takes up the next: it goes to the end of the ladder, whose people are told.
        shop.post(&at("escalations"), json!({ "cause": "difficult" })).await.good();
        for _ in 0..2 {
            shop.pass(30 * DAY).await;
        }
        let silent = shop.get(&format!("/cases/{id}")).await.good();
        let last = silent["course"]["escalations"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (&last["level"], &last["cause"], &last["reminders"]),
            (&json!(3), &json!("not_taken_up"), &json!(1))
        );
        let told = chief.told().await;
        assert!(told.contains(&"escalation_overdue".to_owned()), "{told:?}");
        let end = chief.put(&at("escalation"), json!({ "owner": me })).await.good();
        assert_eq!(end["owner"]["id"], me);
        let waiting = shop.get("/cases?escalation=taken_up").await.good();
        assert_eq!(waiting.as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn s3_29_a_major_case_is_not_closed_before_somebody_leads_it() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let unit = shop.unit;
        shop.put(&format!("/units/{unit}/policy"), json!({ "policy": "auto_station" })).await.good();
        let lead = Person::of(&shop, "zhan", Role::StationManager).await;
        let id = shop.post("/cases", shop.complaint()).await.good()["id"].as_str().unwrap().to_owned();
        let at = |path: &str| format!("/cases/{id}/{path}");
        let me = lead.ask(Method::GET, "/me", None).await.good()["user"].clone();
        shop.put(&at("sponsor"), json!({ "sponsor": me })).await.problem(409, "not_major");
        shop.put(&at("classification"), json!({ "classification": { "severity": "critical" } })).await.good();
        let close = || json!({ "reason": "withdrawn" });
        shop.post(&at("closure"), close()).await.problem(409, "sponsor_missing");
        shop.pass(10 * DAY).await;
        let major = shop.get(&format!("/cases/{id}")).await.good();
        assert_eq!(major["course"]["sponsorship"]["overdue"], true);
        let strange = json!({ "sponsor": "0000000000001" });
        shop.put(&at("sponsor"), strange).await.problem(422, "unusable_input");
        let hand = Person::of(&shop, "sun", Role::Technician).await.id().await;
        lead.put(&at("sponsor"), json!({ "sponsor": hand })).await.problem(409, "no_leader");
        let owed = major["pending"].as_array().unwrap().iter().find(|due| due["what"] == "name_sponsor").unwrap();
        assert_eq!(owed["overdue"], true);
        lead.put(&at("sponsor"), json!({ "sponsor": me })).await.good();
        let closed = shop.post(&at("closure"), close()).await.good();
        assert_eq!((&closed["stage"], &closed["course"]["sponsorship"]["sponsor"]), (&json!("closed"), &me));
    }
}

#[tokio::test]
async fn s2_23_a_deputy_takes_up_in_the_absence_of_a_superior_and_the_button_says_so() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let deputy = Person::of(&shop, "li", Role::Agent).await;
        let lead = Person::of(&shop, "zhu", Role::Supervisor).await;
        let id = shop.post("/cases", shop.complaint()).await.good()["id"].as_str().unwrap().to_owned();
        let at = |path: &str| format!("/cases/{id}/{path}");
        let up = json!({ "cause": "customer_demand", "reason": "客户要求经理出面" });
        let raised = shop.post(&at("escalations"), up).await.good();
        let due = &raised["pending"][0];
        assert_eq!(
            (&due["what"], &due["action"], &due["role"]),
            (&json!("take_up"), &json!("take_up"), &json!("supervisor"))
        );
        deputy.put(&at("escalation"), json!({})).await.problem(403, "not_of_this_level");
        let now = shop.app.db().now();
        let away =
            json!({ "from": now.to_string(), "until": now.plus_ms(DAY).to_string(), "deputy": deputy.id().await });
        lead.put("/me/absence", away).await.good();
        let actions = deputy.ask(Method::GET, &at("actions"), None).await.good();
        let all = actions.as_array().or_else(|| actions["actions"].as_array()).unwrap();
        assert!(all.iter().any(|a| a["name"] == "take_up" && a["allowed"] == true), "{actions}");
        let taken = deputy.put(&at("escalation"), json!({})).await.good();
        let on = &taken["course"]["escalations"][0];
        assert_eq!((&on["taken_by"], &on["taken_for"]), (&json!(deputy.id().await), &json!(lead.id().await)));
        assert_eq!(taken["pending"], json!([]));
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

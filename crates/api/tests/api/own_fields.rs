//! The organisation's own fields over HTTP: defined, set, asked for, filtered by, masked, and proved against the journal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::trade::Role;
use bihuan_store::Query;
use bihuan_testkit::{Engine, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

async fn on_both<F: Future<Output = ()>>(body: impl Fn(TestApp) -> F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        body(TestApp::start(engine).await).await;
    }
}

fn names(text: &str) -> Value {
    json!({ "zh_hans": text, "zh_hant": text, "en": text })
}

fn choice() -> Value {
    json!({
        "code": "leaks_where", "sort": "choice", "names": names("漏水部位"), "required_before": ["investigate"],
        "options": [{ "code": "door", "names": names("门") }, { "code": "pump", "names": names("泵") }],
        "when": { "kinds": ["complaint"] },
    })
}

async fn define(shop: &TestApp, code: &str, sort: &str, more: Value) -> Value {
    let mut body = json!({ "code": code, "sort": sort, "names": names(code) });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    shop.post("/fields", body).await.good()
}

#[tokio::test]
async fn a_required_field_stops_the_step_until_it_is_set_and_finds_the_case() {
    on_both(|shop| async move {
        let made = shop.post("/fields", choice()).await.good();
        shop.post("/fields", choice()).await.problem(422, "unusable_input");
        define(&shop, "litres", "number", json!({ "decimals": 1 })).await;
        define(&shop, "bought_on", "date", json!({})).await;
        define(&shop, "remark", "text", json!({})).await;
        let case = shop.post("/cases", shop.complaint()).await.good();
        let path = format!("/cases/{}", case["id"].as_str().unwrap());
        let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
        shop.put(&format!("{path}/classification"), judged).await.good();
        let refused = shop.post(&format!("{path}/investigation"), json!({})).await.problem(409, "fields_missing");
        assert_eq!(refused["data"]["fields"], json!(["leaks_where"]));
        let actions = shop.get(&format!("{path}/actions")).await.good();
        let told = actions.as_array().unwrap().iter().find(|a| a["name"] == "investigate").unwrap();
        assert_eq!((&told["allowed"], &told["reason"]["code"]), (&json!(false), &json!("fields_missing")));
        let values = json!({ "values": { "leaks_where": "door", "litres": 2.5, "bought_on": "2026-09-01", "remark": "门封老化" } });
        let set = shop.put(&format!("{path}/fields"), values.clone()).await.good();
        for (code, given) in values["values"].as_object().unwrap() {
            assert_eq!(&set["fields"][code]["value"], given, "{code}");
        }
        let same = json!({ "values": { "leaks_where": "door", "litres": 2.5 } });
        shop.put(&format!("{path}/fields"), same).await.problem(409, "nothing_changes");
        shop.put(&format!("{path}/fields"), json!({ "values": { "nobody": 1 } })).await.problem(422, "unusable_input");
        shop.put(&format!("{path}/fields"), json!({ "values": { "litres": 2.55 } })).await.problem(422, "unusable_input");
        shop.post(&format!("{path}/investigation"), json!({})).await.good();
        shop.post("/cases", shop.complaint()).await.good();
        let found = |filter: &'static str| {
            let shop = &shop;
            async move { shop.get(&format!("/cases?field={filter}")).await.good().as_array().unwrap().len() }
        };
        assert_eq!((found("leaks_where:door").await, found("leaks_where:pump").await), (1, 0));
        assert_eq!((found("litres:2..3").await, found("litres:2.6..").await), (1, 0));
        assert_eq!((found("bought_on:..2026-08-31").await, found("bought_on:2026-09-01").await), (0, 1));
        shop.get("/cases?field=leaks_where:roof").await.problem(422, "unusable_input");
        shop.get("/cases?field=remark:x").await.problem(422, "unusable_input");
        // The words are nowhere in the journal, and the side table is what the journal says.
        assert!(!shop.get("/audit").await.good().to_string().contains("门封"));
        let findings = || async { format!("{:?}", shop.app.verify().await.unwrap().findings) };
        assert_eq!(findings().await, "[]");
        let tamper = Query::dynamic("UPDATE case_field SET code = 'pump' WHERE code = 'door'".into());
        shop.app.db().write("test", move |tx| tx.execute(&tamper, &[])).await.unwrap();
        assert!(findings().await.contains("own fields"));
        shop.put(&format!("{path}/fields"), json!({ "values": { "leaks_where": null } })).await.good();
        assert_eq!(found("leaks_where:door").await, 0);
        // Archived: not asked for, not set, still there.
        let mut archived = choice();
        archived["archived"] = true.into();
        let field = format!("/fields/{}", made["id"].as_str().unwrap());
        assert_eq!(shop.put(&field, archived).await.good()["version"], 2);
        let again = json!({ "values": { "leaks_where": "door" } });
        shop.put(&format!("{path}/fields"), again).await.problem(409, "field_not_here");
        assert_eq!(shop.get("/fields").await.good().as_array().unwrap().len(), 4);
        shop.put(&field, json!({ "code": "other", "sort": "choice", "names": names("x") })).await.problem(422, "unusable_input");
    })
    .await;
}

#[tokio::test]
async fn a_case_says_which_fields_stand_for_it_and_a_new_one_is_taken_in_with_them() {
    on_both(|shop| async move {
        let door = shop.post("/fields", choice()).await.good();
        let hangs = json!([{ "field": door["id"], "any_of": ["door"] }]);
        define(&shop, "seal_seen", "yes_no", json!({ "fields": hangs })).await;
        define(&shop, "price", "money", json!({ "currency": "CNY", "sensitive": true })).await;
        define(&shop, "praised_for", "text", json!({ "when": { "kinds": ["praise"] } })).await;
        let codes = |list: &Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect()
        };
        let told = |kind: &str, fields: Value| json!({ "kind": kind, "channel": "phone", "fields": fields });
        let shown = |body: Value| {
            let shop = &shop;
            async move { codes(&shop.post("/fields/shown", body).await.good()) }
        };
        assert_eq!(shown(told("complaint", json!({}))).await, ["leaks_where", "price"]);
        let given = json!({ "leaks_where": "door" });
        assert_eq!(shown(told("complaint", given)).await, ["leaks_where", "seal_seen", "price"]);
        assert_eq!(shown(told("praise", json!({}))).await, ["price", "praised_for"]);
        shop.post("/fields/shown", told("complaint", json!({ "leaks_where": 7 }))).await.problem(422, "unusable_input");

        let mut new = shop.complaint();
        new["fields"] = json!({ "leaks_where": "roof" });
        shop.post("/cases", new.clone()).await.problem(422, "unusable_input");
        new["fields"] = json!({ "seal_seen": true });
        shop.post("/cases", new.clone()).await.problem(409, "field_not_here");
        assert_eq!(shop.get("/cases").await.good(), json!([]), "nothing half done");
        new["fields"] = json!({ "leaks_where": "door", "price": 19900 });
        let case = shop.post("/cases", new).await.good();
        assert_eq!(case["fields"]["leaks_where"]["value"], "door");
        let path = format!("/cases/{}", case["id"].as_str().unwrap());
        let found = shop.get(&format!("{path}/fields")).await.good();
        assert_eq!(codes(&found), ["leaks_where", "seal_seen", "price"]);
        assert_eq!((&found[0]["value"], &found[0]["required_before"]), (&json!("door"), &json!(["investigate"])));
        assert_eq!((&found[1]["value"], &found[2]["value"]), (&Value::Null, &json!(19900)));
        let may_set = |actions: Value| actions.as_array().unwrap().iter().find(|a| a["name"] == "set_fields").cloned();
        assert_eq!(may_set(shop.get(&format!("{path}/actions")).await.good()).unwrap()["allowed"], true);
        let token = shop.token_of(Role::Archivist).await;
        let asked = shop.client.get(format!("{}/api/v1{path}/fields", shop.base)).bearer_auth(&token);
        let theirs = Reply::of(asked).await.good();
        assert_eq!((&theirs[2]["value"], &theirs[2]["masked"]), (&Value::Null, &json!(true)));
        let asked = shop.client.get(format!("{}/api/v1{path}/actions", shop.base)).bearer_auth(&token);
        assert_eq!(may_set(Reply::of(asked).await.good()).unwrap()["allowed"], false);
        // What no longer stands keeps its value and is not to be set.
        shop.put(&format!("{path}/fields"), json!({ "values": { "seal_seen": false } })).await.good();
        shop.put(&format!("{path}/fields"), json!({ "values": { "leaks_where": "pump" } })).await.good();
        let found = shop.get(&format!("{path}/fields")).await.good();
        assert_eq!((&found[1]["shown"], &found[1]["value"]), (&json!(false), &json!(false)));
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_sensitive_value_is_for_whoever_may_see_it() {
    on_both(|shop| async move {
        define(&shop, "account", "text", json!({ "sensitive": true })).await;
        define(&shop, "pin", "number", json!({ "sensitive": true })).await;
        let case = shop.post("/cases", shop.complaint()).await.good();
        let path = format!("/cases/{}", case["id"].as_str().unwrap());
        shop.put(&format!("{path}/fields"), json!({ "values": { "account": "6222-0001" } })).await.good();
        assert_eq!(shop.get(&path).await.good()["fields"]["account"], json!({ "value": "6222-0001", "masked": false }));
        shop.put(&format!("{path}/fields"), json!({ "values": { "pin": 4711 } })).await.good();
        assert!(shop.get(&format!("{path}/timeline")).await.good().to_string().contains("6222-0001"));
        let agent = shop.token_of(Role::Agent).await;
        let asked = shop.client.get(format!("{}/api/v1{path}/timeline", shop.base)).bearer_auth(&agent);
        let told = Reply::of(asked).await.good();
        assert!(!told.to_string().contains("6222-0001") && !told.to_string().contains("4711"), "nor where it is told");
        let set = told.as_array().unwrap().iter().filter(|e| e["command"] == "set_fields").count();
        let named = told.as_array().unwrap().iter().filter(|e| e["events"][0]["masked"].is_array()).count();
        assert_eq!((set, named), (2, 2), "that it was set is told");
        let asked = shop.client.request(Method::GET, format!("{}/api/v1{path}", shop.base)).bearer_auth(&agent);
        assert_eq!(Reply::of(asked).await.good()["fields"]["account"], json!({ "value": null, "masked": true }));
        let asked = shop.client.request(Method::POST, format!("{}/api/v1/fields", shop.base)).bearer_auth(&agent);
        Reply::of(asked.json(&choice())).await.problem(403, "not_permitted");
    })
    .await;
}

#[tokio::test]
async fn the_order_of_fields_is_kept_and_forms_follow_it() {
    on_both(|shop| async move {
        let mut ids = Vec::new();
        for code in ["one", "two", "three"] {
            ids.push(define(&shop, code, "text", json!({})).await["id"].clone());
        }
        let order = json!({ "fields": [ids[2], ids[0], ids[1]] });
        shop.put("/fields/order", json!({ "fields": [ids[2], ids[0]] })).await.problem(422, "unusable_input");
        let token = shop.token_of(Role::Agent).await;
        let agents = shop.client.put(format!("{}/api/v1/fields/order", shop.base)).bearer_auth(&token);
        Reply::of(agents.json(&order)).await.problem(403, "not_permitted");
        shop.put("/fields/order", order).await.good();
        define(&shop, "four", "text", json!({})).await;
        let codes = |list: &Value, at: &str| {
            let code = |f: &Value| f.pointer(at).unwrap().as_str().unwrap().to_owned();
            list.as_array().unwrap().iter().map(code).collect::<Vec<_>>()
        };
        let wanted = ["three", "one", "two", "four"];
        assert_eq!(codes(&shop.get("/fields").await.good(), "/code"), wanted);
        let case = shop.post("/cases", shop.complaint()).await.good();
        let shown = shop.get(&format!("/cases/{}/fields", case["id"].as_str().unwrap())).await.good();
        assert_eq!(codes(&shown, "/code"), wanted, "{shown}");
        shop.settled().await;
        assert!(shop.get("/audit?stream=field").await.good().to_string().contains("move_field"));
    })
    .await;
}

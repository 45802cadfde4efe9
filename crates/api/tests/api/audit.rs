//! The audit log over HTTP: filters, names, pages and the table; and changes without If-Match side by side.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_domain::trade::Role;
use bihuan_testkit::{Engine, Reply, TestApp};
use serde_json::{Value, json};

async fn entries(shop: &TestApp, filter: &str) -> Vec<Value> {
    shop.get(&format!("/audit?{filter}")).await.good().as_array().unwrap().clone()
}

#[tokio::test]
async fn the_log_is_asked_by_who_what_and_when() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let shop = TestApp::start(engine).await;
        let case = shop.post("/cases", shop.complaint()).await.good();
        let customer = shop.post("/customers", json!({ "name": "=王女士", "phone": "13800138000" })).await.good();
        let reveal = json!({ "fields": ["phone"], "reason": "回电核实" });
        shop.pass(60_000).await;
        let later = shop.now().to_string();
        let id = customer["id"].as_str().unwrap();
        shop.post(&format!("/customers/{id}/reveal"), reveal).await.good();
        let unit = json!({ "parent": shop.unit, "kind": "team", "code": "T1", "name": "=夜班" });
        shop.post("/units", unit).await.good();
        shop.settled().await;

        let of_case = entries(&shop, &format!("stream=case&id={}", case["id"].as_str().unwrap())).await;
        assert_eq!(of_case[0]["subject"], case["number"]);
        assert_eq!(of_case[0]["actor_name"], "管理员");
        let reveals = entries(&shop, "reveals=true").await;
        assert_eq!((reveals.len(), &reveals[0]["command"]), (1, &json!("reveal_customer")));
        assert_eq!(reveals[0]["subject"], Value::Null, "customers are not named in the log");
        let by_admin = entries(&shop, &format!("actor={}&command=create_unit", shop.admin)).await;
        assert_eq!((by_admin.len(), &by_admin[0]["subject"]), (1, &json!("=夜班")));
        let since = entries(&shop, &format!("from={later}&order=newest")).await;
        let commands: Vec<_> = since.iter().map(|e| e["command"].as_str().unwrap()).collect();
        assert_eq!(commands, ["create_unit", "reveal_customer"]);
        let before = entries(&shop, &format!("to={later}&stream=unit")).await;
        assert!(before.iter().all(|e| e["stream"] == "unit" && e["command"] != "create_unit"));
        assert_eq!(entries(&shop, "event=revealed").await.len(), 1);
        assert_eq!(entries(&shop, "event=reveale_").await.len(), 0);

        let first = shop.get("/audit?limit=2&order=newest").await;
        let link = first.header("link").unwrap().to_owned();
        let next = link.split(['<', '>']).nth(1).unwrap().strip_prefix("/api/v1").unwrap().to_owned();
        let (one, two) = (first.good(), shop.get(&next).await.good());
        let cursors: Vec<_> =
            [one, two].iter().flat_map(|p| p.as_array().unwrap().clone()).map(|e| e["cursor"].clone()).collect();
        let all = entries(&shop, "order=newest&limit=4").await;
        assert_eq!(cursors, all.iter().map(|e| e["cursor"].clone()).collect::<Vec<_>>());

        let table = shop.ask(reqwest::Method::GET, "/audit/export?stream=unit").send().await.unwrap();
        assert_eq!(table.headers()["content-type"], "text/csv; charset=utf-8");
        let table = table.text().await.unwrap();
        assert!(table.starts_with("\u{feff}at,actor_kind"), "{table}");
        assert!(table.contains(",'=夜班,"), "no formula: {table}");
        shop.get("/audit?id=0000000000000").await.problem(422, "unusable_input");
        let token = shop.token_of(Role::Agent).await;
        let agent = shop.client.get(format!("{}/api/v1/audit/export", shop.base)).bearer_auth(&token);
        Reply::of(agent).await.problem(403, "not_permitted");
    }
}

#[tokio::test]
async fn changes_without_if_match_side_by_side_all_succeed() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let shop = TestApp::start(engine).await;
        let customer = shop.post("/customers", json!({ "name": "王女士" })).await.good();
        let paths = [
            format!("/customers/{}", customer["id"].as_str().unwrap()),
            format!("/users/{}", shop.admin),
            format!("/units/{}/name", shop.unit),
        ];
        for path in &paths {
            let changes = (0..8).map(|n| {
                let name = format!("名{n}");
                let body = if path.contains("/units/") {
                    json!({ "name": name, "code": "HQ" })
                } else {
                    json!({ "name": name })
                };
                shop.put(path, body)
            });
            for reply in futures::future::join_all(changes).await {
                assert_eq!(reply.status, 200, "{path}: {}", reply.json);
            }
        }
    }
}

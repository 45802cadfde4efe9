//! Who may what: every endpoint by every role, sessions with their CSRF token, and cases one may not see.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_api::endpoint::Access;
use bihuan_api::v1;
use bihuan_domain::actor::default_permissions;
use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{Engine, Reply, TestApp};
use reqwest::Method;
use serde_json::json;

fn path(template: &str) -> String {
    let fill = |part: &str| match part {
        "{field}" => "summary".to_owned(),
        "{region}" => "CN".to_owned(),
        "{policy}" => "general".to_owned(),
        p if p.starts_with('{') => "0000000000000".to_owned(),
        p => p.to_owned(),
    };
    template.split('/').map(fill).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn each_endpoint_answers_each_role_as_the_table_says() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        each_endpoint_by_each_role(engine).await;
    }
}

async fn each_endpoint_by_each_role(engine: Engine) {
    let shop = TestApp::start(engine).await;
    for role in
        [Role::Agent, Role::Technician, Role::Supervisor, Role::Auditor, Role::Counsellor, Role::Archivist, Role::Admin]
    {
        let token = shop.token_of(role).await;
        let held = default_permissions(role);
        for e in v1::endpoints().iter().filter(|e| e.path != "/events") {
            let address = format!("{}/api/v1{}", shop.base, path(e.path));
            let request =
                || shop.client.request(e.method.parse().unwrap(), &address).header("content-type", "application/json");
            if e.access != Access::Public {
                Reply::of(request()).await.problem(401, "not_signed_in");
            }
            let reply = Reply::of(request().bearer_auth(&token).body("?")).await;
            let refused = reply.json["code"] == "not_permitted";
            let may = match e.access {
                Access::May(permission) => held.contains(&permission),
                Access::SignedIn | Access::Public => true,
                // No role opens a customer's case as the customer.
                Access::Guest | Access::Respondent => {
                    reply.problem(401, "not_signed_in");
                    continue;
                }
            };
            assert_eq!(!refused, may, "{role} {} {}: {} {}", e.method, e.path, reply.status, reply.json);
            assert!(reply.status < 500, "{role} {} {}: {}", e.method, e.path, reply.json);
        }
    }
}

#[tokio::test]
async fn only_signing_in_setting_up_and_the_doors_of_portal_and_chat_are_open_to_anybody() {
    let open: Vec<_> =
        v1::endpoints().iter().filter(|e| e.access == Access::Public).map(|e| (e.method, e.path)).collect();
    assert_eq!(
        open,
        [
            ("GET", "/about"),
            ("POST", "/setup"),
            ("POST", "/setup/check"),
            ("GET", "/setup/templates"),
            ("POST", "/session"),
            ("POST", "/session/second-factor"),
            ("GET", "/portal"),
            ("POST", "/portal/challenges"),
            ("POST", "/portal/cases"),
            ("POST", "/portal/codes"),
            ("POST", "/portal/keys"),
            ("GET", "/chat"),
            ("POST", "/chat/challenges"),
            ("POST", "/chat/visits"),
            ("GET", "/displays/{display}"),
            ("POST", "/portal/scans"),
            ("GET", "/portal/promise"),
            ("GET", "/portal/faq"),
            ("GET", "/portal/faq/suggestions"),
            ("POST", "/portal/faq/{entry}/answers"),
        ]
    );
}

#[tokio::test]
async fn a_session_needs_its_csrf_token_for_whatever_changes() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let shop = TestApp::start(engine).await;
        let at = |path: &str| format!("{}/api/v1{path}", shop.base);
        let sign_in = |password: &str| {
            Reply::of(shop.client.post(at("/session")).json(&json!({ "login": "admin", "password": password })))
        };
        sign_in("wrong horse battery").await.problem(401, "wrong_credentials");
        let session = sign_in("correct horse battery").await;
        let cookie = session.header("set-cookie").unwrap().to_owned();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"),
            "{cookie}"
        );
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let csrf = session.good()["csrf"].as_str().unwrap().to_owned();
        let with = |method, path: &str| shop.client.request(method, at(path)).header("cookie", &cookie);
        let me = Reply::of(with(Method::GET, "/me")).await.good();
        assert_eq!(me["csrf"], csrf.as_str());
        Reply::of(with(Method::POST, "/cases").json(&shop.complaint())).await.problem(403, "csrf");
        Reply::of(with(Method::POST, "/cases").header("x-csrf-token", &csrf).json(&shop.complaint())).await.good();
        let token = with(Method::POST, "/tokens").header("x-csrf-token", &csrf).json(&json!({ "name": "脚本" }));
        let token = Reply::of(token).await.good();
        assert!(token["token"].as_str().unwrap().starts_with("bh_"));
        assert_eq!(Reply::of(with(Method::DELETE, "/session").header("x-csrf-token", &csrf)).await.status, 204);
        Reply::of(with(Method::GET, "/me")).await.problem(401, "not_signed_in");
    }
}

#[tokio::test]
async fn a_case_outside_ones_reach_is_not_there() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let shop = TestApp::start(engine).await;
        let station = json!({ "parent": shop.unit, "kind": "station", "code": "S1", "name": "一站" });
        let station = shop.post("/units", station).await.good();
        let role = RoleAt {
            role: Role::StationStaff.into(),
            reach: Reach::Unit,
            unit: Some(station["id"].as_str().unwrap().parse().unwrap()),
        };
        let token = shop.token_at("zhan", role).await;
        let case = shop.post("/cases", shop.complaint()).await.good();
        let mut here = shop.complaint();
        here["unit"] = station["id"].clone();
        let here = shop.post("/cases", here).await.good();
        let get = |path: String| Reply::of(shop.client.get(format!("{}/api/v1{path}", shop.base)).bearer_auth(&token));
        for part in ["", "/timeline", "/clocks", "/actions"] {
            get(format!("/cases/{}{part}", case["id"].as_str().unwrap())).await.problem(404, "not_found");
            get(format!("/cases/{}{part}", here["id"].as_str().unwrap())).await.good();
        }
        let seen = get("/cases".into()).await.good();
        assert_eq!((seen.as_array().unwrap().len(), &seen[0]["id"]), (1, &here["id"]));
    }
}

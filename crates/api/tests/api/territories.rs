//! Complaints find the station they belong to, on both engines: by serial number where a station has a territory, by
//! region where a rule says so; what is raised at a station stays there, and handing it on needs a reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use bihuan_app::tokens::NewToken;
use bihuan_app::users::NewUser;
use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_testkit::{Engine, Reply, TestApp};
use reqwest::Method;
use serde_json::{Value, json};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// Head office, a region, two stations; the stations answer for `LSV` and `LSVAG`.
async fn network(engine: Engine) -> (TestApp, String, [String; 2]) {
    let shop = TestApp::start(engine).await;
    let make = async |parent: &str, kind: &str, code: &str, name: &str| -> String {
        let new = json!({ "parent": parent, "kind": kind, "code": code, "name": name });
        shop.post("/units", new).await.good()["id"].as_str().unwrap().to_owned()
    };
    let top = shop.get("/units").await.good();
    let top = top["items"].as_array().or_else(|| top.as_array()).unwrap()[0]["id"].as_str().unwrap().to_owned();
    let region = make(&top, "region", "R1", "华东区").await;
    // The stations' policy: its ladder begins with the manager of the station.
    shop.put(&format!("/units/{region}/policy"), json!({ "policy": "auto_station" })).await.good();
    let one = make(&region, "station", "S1", "杭州站").await;
    let two = make(&region, "station", "S2", "宁波站").await;
    for (station, prefixes) in [(&one, json!(["LSV"])), (&two, json!(["lsv-ag", "LSVAG"]))] {
        shop.put(&format!("/units/{station}/territory"), json!({ "prefixes": prefixes })).await.good();
    }
    (shop, region, [one, two])
}

async fn complaint(shop: &TestApp, unit: &str, serial: Option<&str>) -> String {
    let mut new = shop.complaint();
    new["unit"] = json!(unit);
    if let Some(serial) = serial {
        new["texts"]["serial"] = json!(serial);
    }
    shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned()
}

async fn as_one(shop: &TestApp, token: &str, method: Method, path: &str, body: Option<Value>) -> Reply {
    let request = shop.client.request(method, format!("{}/api/v1{path}", shop.base)).bearer_auth(token);
    Reply::of(match body {
        Some(body) => request.json(&body),
        None => request,
    })
    .await
}

/// A token of somebody of the station who manages it, and who they are.
async fn manager(shop: &TestApp, login: &str, station: &str) -> (String, String) {
    let unit = station.parse().unwrap();
    let roles = vec![RoleAt { role: Role::StationManager.into(), reach: Reach::Unit, unit: Some(unit) }];
    let (login, language) = (login.to_owned(), "zh-Hans".to_owned());
    let actor = shop.access.actor_of(shop.admin).await.unwrap();
    let new = NewUser { name: login.clone(), login, unit, language, roles, password: None };
    let user = shop.access.create_user(&actor, new).await.unwrap();
    let token = NewToken { name: "test".into(), permissions: None, expires_at: None };
    (shop.access.issue_token(&actor, user, token).await.unwrap().1.reveal().to_owned(), user.to_string())
}

#[tokio::test]
async fn s3_09_a_complaint_taken_in_above_the_stations_is_offered_to_the_one_it_belongs_to() {
    for engine in ENGINES {
        let (shop, region, [one, two]) = network(engine).await;
        let (me, kept) = (json!(shop.admin.to_string()), shop.get(&format!("/units/{two}")).await.good());
        assert_eq!(kept["territory"], json!(["LSVAG"]), "once, as it is compared");
        let (staff, zhao) = manager(&shop, "zhao", &two).await;
        let id = complaint(&shop, &region, Some("lsv AG22E123456789")).await;
        let case = shop.get(&format!("/cases/{id}")).await.good();
        assert_eq!(case["transfer"]["to"], json!({ "kind": "unit", "id": two }), "the longest beginning: {case}");
        assert_eq!((&case["owner"]["id"], &case["unit"]), (&me, &json!(region)), "accountable until it is taken");

        // The system's decision, with its reason.
        let timeline = shop.get(&format!("/cases/{id}/timeline")).await.good();
        let offered: Vec<_> =
            timeline.as_array().unwrap().iter().filter(|e| e.to_string().contains("transfer_offered")).collect();
        assert_eq!(offered.len(), 1, "{timeline}");
        assert_eq!(offered[0]["actor_kind"], "system", "{timeline}");
        for part in ["LSVAG", "宁波站", "服务区域"] {
            assert!(offered[0].to_string().contains(part), "{part} in {timeline}");
        }
        // The station hears of it and takes it.
        let told = as_one(&shop, &staff, Method::GET, "/me/notifications", None).await.good();
        assert!(told.to_string().contains("transfer_offered"), "{told}");
        as_one(&shop, &staff, Method::PUT, &format!("/cases/{id}/transfer"), None).await.good();
        let taken = shop.get(&format!("/cases/{id}")).await.good();
        assert_eq!((&taken["unit"], &taken["transfer"]), (&json!(two), &Value::Null));
        assert_eq!(taken["owner"], json!({ "kind": "user", "id": zhao }), "whoever took it is accountable");

        // Nobody's serial, none at all, two that fit alike, no complaint: it stays where it was taken in.
        shop.put(&format!("/units/{one}/territory"), json!({ "prefixes": ["LSV", "TIE"] })).await.good();
        shop.put(&format!("/units/{two}/territory"), json!({ "prefixes": ["LSVAG", "TIE"] })).await.good();
        for serial in [Some("WVW1"), None, Some("TIE1")] {
            let id = complaint(&shop, &region, serial).await;
            let case = shop.get(&format!("/cases/{id}")).await.good();
            assert_eq!(case["transfer"], Value::Null, "{serial:?}");
        }
        // A territory that is taken away is offered nothing; one that cannot be is refused.
        shop.put(&format!("/units/{two}/territory"), json!({ "prefixes": [] })).await.good();
        let id = complaint(&shop, &region, Some("LSVAG1")).await;
        assert_eq!(shop.get(&format!("/cases/{id}")).await.good()["transfer"]["to"]["id"], json!(one));
        for (unit, bad) in [(&one, "A*"), (&one, " "), (&region, "LSV")] {
            let body = json!({ "prefixes": [bad] });
            shop.put(&format!("/units/{unit}/territory"), body).await.problem(422, "unusable_input");
        }
        assert_eq!(shop.app.verify().await.unwrap().found, 0, "the journal and the rows agree");
    }
}

#[tokio::test]
async fn s3_09_a_rule_brings_the_complaints_of_a_region_to_its_station() {
    for engine in ENGINES {
        let (shop, region, [one, _]) = network(engine).await;
        let names = |name: &str| json!({ "zh_hans": name, "zh_hant": name, "en": name });
        let option = |code: &str| json!({ "code": code, "names": names(code) });
        let field = json!({ "code": "region", "sort": "choice", "names": names("地区"),
            "options": [option("hangzhou"), option("ningbo")] });
        let field = shop.post("/fields", field).await.good()["id"].clone();
        let rule = json!({
            "name": "杭州", "trigger": { "kind": "event", "happenings": ["registered"] },
            "conditions": { "all": [{ "on": "own_field", "field": field, "any_of": ["hangzhou"] }] },
            "actions": [{ "kind": "offer_transfer", "to": { "kind": "unit", "id": one }, "reason": "杭州客户" }],
        });
        shop.post("/rules", rule).await.good();
        let mut seen = Vec::new();
        for place in ["hangzhou", "ningbo"] {
            let mut new = shop.complaint();
            new["unit"] = json!(region);
            new["fields"] = json!({ "region": place });
            let id = shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned();
            shop.rules_act().await;
            seen.push(shop.get(&format!("/cases/{id}")).await.good()["transfer"]["to"]["id"].clone());
        }
        assert_eq!(seen, [json!(one), Value::Null]);
    }
}

#[tokio::test]
async fn s3_39_a_complaint_raised_at_a_station_begins_there_and_is_handed_on_only_with_a_reason() {
    for engine in ENGINES {
        let (shop, _, [one, two]) = network(engine).await;
        let (staff, zhao) = manager(&shop, "zhao", &one).await;
        let mut new = shop.complaint();
        new["unit"] = json!(one);
        // The serial is the neighbour's; the matter was raised here.
        new["texts"]["serial"] = json!("LSVAG22E123456789");
        let case = as_one(&shop, &staff, Method::POST, "/cases", Some(new)).await.good();
        assert_eq!((&case["unit"], &case["transfer"]), (&json!(one), &Value::Null));
        let (owner, path) = (case["owner"].clone(), format!("/cases/{}/transfer", case["id"].as_str().unwrap()));
        assert_eq!(owner, json!({ "kind": "user", "id": zhao }), "whoever of the station took it in");
        let to = json!({ "kind": "unit", "id": two });
        for body in [json!({ "to": to, "reason": " " }), json!({ "to": to, "reason": "" })] {
            as_one(&shop, &staff, Method::POST, &path, Some(body)).await.problem(422, "unusable_input");
        }
        let without = as_one(&shop, &staff, Method::POST, &path, Some(json!({ "to": to }))).await;
        assert!(without.status >= 400 && without.status < 500, "no reason, no transfer");
        let body = json!({ "to": to, "reason": "车辆在宁波站维修" });
        let offered = as_one(&shop, &staff, Method::POST, &path, Some(body)).await.good();
        assert_eq!((&offered["owner"], &offered["transfer"]["to"]["id"]), (&owner, &json!(two)));
    }
}

#[tokio::test]
async fn s3_09_a_serial_number_corrected_later_finds_its_station_until_somebody_handles_it_and_the_offer_can_be_taken_back()
 {
    for engine in ENGINES {
        let (shop, region, [one, two]) = network(engine).await;
        let id = complaint(&shop, &region, Some("WVW1")).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        assert_eq!(shop.get(&format!("/cases/{id}")).await.good()["transfer"], Value::Null);
        let offered = shop.put(&at("texts/serial"), json!({ "text": "LSVAG22E123456789" })).await.good();
        assert_eq!(offered["transfer"]["to"], json!({ "kind": "unit", "id": two }));
        // Whoever answers for it knows better, and takes the system's offer back.
        let back = shop.delete(&at("transfer"), Some(json!({ "reason": "客户要求在杭州处理" }))).await.good();
        assert_eq!(back["transfer"], Value::Null);
        let again = shop.put(&at("texts/serial"), json!({ "text": "LSV9" })).await.good();
        assert_eq!(again["transfer"]["to"], json!({ "kind": "unit", "id": one }));
        shop.delete(&at("transfer"), Some(json!({ "reason": "总部处理" }))).await.good();
        shop.put(&at("handler"), json!({ "handler": shop.admin })).await.good();
        let handled = shop.put(&at("texts/serial"), json!({ "text": "LSVAG1" })).await.good();
        assert_eq!(handled["transfer"], Value::Null, "somebody handles it: they decide");
        assert!(shop.app.verify().await.unwrap().findings.is_empty());
    }
}

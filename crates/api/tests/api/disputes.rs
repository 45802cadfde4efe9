//! Disputes and the evidence pack, on both engines: rounds, papers, deadlines, lists, what the customer reads, and a file
//! that can be checked without us.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use bihuan_domain::organisation::{Reach, RoleAt};
use bihuan_domain::trade::Role;
use bihuan_store::blobs::Digest;
use bihuan_testkit::{Engine, TestApp};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// A judged complaint of a customer.
async fn complaint(shop: &TestApp) -> String {
    let made = shop.post("/customers", json!({ "name": "王女士", "phone": "13800138000" })).await.good();
    let mut new = shop.complaint();
    new["complainant"] = json!({ "kind": "customer", "id": made["id"] });
    let id = shop.post("/cases", new).await.good()["id"].as_str().unwrap().to_owned();
    let judged = json!({ "classification": { "category": "product_quality", "severity": "general" } });
    shop.put(&format!("/cases/{id}/classification"), judged).await.good();
    id
}

fn seat(side: &str, name: &str) -> Value {
    json!({ "side": side, "name": name })
}

fn round(result: &str, seats: &[Value]) -> Value {
    json!({ "participants": seats, "offer": { "amount_minor": 20_000, "currency": "CNY" },
        "counter_offer": { "amount_minor": 50_000, "currency": "CNY" }, "minutes": "双方各让一步", "shared": true, "result": result })
}

#[tokio::test]
async fn s0_62_a_dispute_goes_from_the_table_to_an_authority_and_ends_in_a_settlement() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let id = complaint(&shop).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        let begun = shop.post(&at("disputes"), json!({ "way": "negotiation", "matter": "赔偿金额" })).await.good();
        let talk = begun["course"]["disputes"][0]["id"].as_str().unwrap().to_owned();
        let rounds = at(&format!("disputes/{talk}/rounds"));
        let both = [seat("ours", "李主管"), seat("representative", "王先生")];
        shop.post(&rounds, round("goes_on", &both[..1])).await.problem(409, "side_missing");
        shop.post(&rounds, round("agreed", &both)).await.problem(409, "authority_not_shown");
        let mut dollars = round("goes_on", &both);
        dollars["offer"]["currency"] = json!("USD");
        shop.post(&rounds, dollars).await.problem(409, "other_currency");
        // A paper of another case shows nothing in this one.
        let (other, file) =
            (complaint(&shop).await, reqwest::multipart::Part::bytes(b"%PDF-1.7".to_vec()).file_name("a.pdf"));
        let url = format!("{}/api/v1/cases/{other}/attachments", shop.base);
        let form = reqwest::multipart::Form::new().part("file", file);
        shop.client
            .post(url)
            .bearer_auth(&shop.token)
            .multipart(form)
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap();
        let told = shop.get(&format!("/cases/{other}/timeline")).await.good();
        let strange = told.as_array().unwrap().iter().find_map(|e| e["attachments"][0]["id"].as_str()).unwrap();
        let mut shown = both.clone();
        shown[1]["authority"] = json!(strange);
        let refused = shop.post(&rounds, round("agreed", &shown)).await.problem(422, "unusable_input");
        assert!(refused.to_string().contains("unknown_attachment"), "{refused}");
        let held = shop.post(&rounds, round("goes_on", &both)).await.good();
        let shown = &held["course"]["disputes"][0]["rounds"][0];
        assert_eq!((&shown["minutes"], &shown["participants"][1]["name"]), (&json!("双方各让一步"), &json!("王先生")));

        // It goes to an authority: raised, listed, and not closed before it has ended there.
        shop.post(&at("disputes"), json!({ "way": "authority", "matter": "退款" })).await.problem(409, "body_missing");
        let filed =
            json!({ "way": "authority", "body": "市场监督管理局", "reference": "12315-2030-0001", "matter": "退款" });
        let filed = shop.post(&at("disputes"), filed).await.good();
        assert_eq!(filed["escalation_level"], 1);
        let office = filed["course"]["disputes"][1]["id"].as_str().unwrap().to_owned();
        let listed =
            async |way: &str| shop.get(&format!("/cases?dispute={way}")).await.good().as_array().unwrap().len();
        assert_eq!((listed("authority").await, listed("litigation").await), (1, 0));
        shop.post(&at("closure"), json!({ "reason": "withdrawn" })).await.problem(409, "dispute_goes_on");
        let steps = at(&format!("disputes/{office}/steps"));
        shop.post(&steps, json!({ "standing": "not_accepted" })).await.problem(409, "ground_needed");
        shop.post(&steps, json!({ "standing": "ruled", "outcome": "x" })).await.problem(409, "dispute_step");
        shop.post(&steps, json!({ "standing": "accepted", "published": true })).await.good();
        let clocks = shop.get(&at("clocks")).await.good();
        let running = |rule: &str| clocks.to_string().contains(&format!("\"{rule}\""));
        assert!(running("law.authority_mediation") && running("base.authority_internal"), "{clocks}");

        // What was agreed is a solution the customer accepted.
        shop.post(&steps, json!({ "standing": "settled" })).await.problem(409, "nothing_agreed");
        shop.post(&at("contacts"), json!({ "channel": "phone", "result": "reached" })).await.good();
        shop.post(&at("findings"), json!({ "text": "属实" })).await.good();
        let offer =
            json!({ "text": "退款并致歉", "remedies": ["apology"], "promised_at": "2030-02-15T18:00:00+08:00" });
        let offered = shop.post(&at("proposals"), offer).await.good();
        let proposal = offered["course"]["proposals"][0]["id"].as_str().unwrap().to_owned();
        let yes = json!({ "answer": "accepted", "channel": "phone" });
        shop.post(&at(&format!("proposals/{proposal}/answer")), yes).await.good();
        let settled = shop.post(&steps, json!({ "standing": "settled", "outcome": "调解协议书" })).await.good();
        assert_eq!(settled["course"]["disputes"][1]["settlement"], proposal);
        assert_eq!(settled["course"]["disputes"][1]["published"], true);
        shop.post(&steps, json!({ "standing": "withdrawn" })).await.problem(409, "dispute_over");
        // The talk is left; it is the gravest now.
        assert_eq!((listed("authority").await, listed("negotiation").await), (0, 1));
    }
}

#[tokio::test]
async fn b6_the_pack_can_be_checked_without_us_and_its_making_is_recorded() {
    for engine in ENGINES {
        let shop = TestApp::start(engine).await;
        let id = complaint(&shop).await;
        let at = |path: &str| format!("/cases/{id}/{path}");
        shop.post(&at("notes"), json!({ "text": "此客户常来" })).await.good();
        let url = |path: &str| format!("{}/api/v1{path}", shop.base);
        let file = reqwest::multipart::Part::bytes(b"%PDF-1.7 invoice".to_vec()).file_name("发票.pdf");
        let form = reqwest::multipart::Form::new().part("file", file);
        let attached =
            shop.client.post(url(&at("attachments"))).bearer_auth(&shop.token).multipart(form).send().await.unwrap();
        assert_eq!(attached.status(), StatusCode::CREATED);
        shop.post(&at("terms-shown"), json!({ "page": "promise", "channel": "phone" })).await.problem(404, "not_found");

        let ask = async |token: &str, body: Value| {
            let asked = shop.client.request(Method::POST, url(&at("evidence-pack"))).bearer_auth(token);
            asked.header(header::ACCEPT_LANGUAGE, "en").json(&body).send().await.unwrap()
        };
        let agent = shop.token_at("li", RoleAt { role: Role::Agent.into(), reach: Reach::All, unit: None }).await;
        let bench =
            shop.token_at("zhan", RoleAt { role: Role::Technician.into(), reach: Reach::All, unit: None }).await;
        assert_eq!(ask(&bench, json!({ "reason": "12315 立案" })).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(ask(&agent, json!({ "reason": "x" })).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let dispute = json!({ "reason": "12315 立案", "dispute": "0000000000000" });
        assert_eq!(ask(&agent, dispute).await.status(), StatusCode::CONFLICT);
        let answered = ask(&agent, json!({ "reason": "12315 立案" })).await;
        assert_eq!(answered.status(), StatusCode::OK);
        assert_eq!(answered.headers()[header::CONTENT_TYPE], "application/zip");
        let bytes = answered.bytes().await.unwrap();

        let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut inside = BTreeMap::new();
        for n in 0..zip.len() {
            let mut file = zip.by_index(n).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            inside.insert(file.name().unwrap().into_owned(), content);
        }
        let text = |name: &str| String::from_utf8(inside[name].clone()).unwrap();
        for line in text("SHA256SUMS").lines() {
            let (digest, name) = line.split_once("  ").unwrap();
            assert_eq!(Digest::of(&inside[name]).to_string(), digest, "{name}");
        }
        assert_eq!(inside["files/001-发票.pdf"], b"%PDF-1.7 invoice");
        let index = text("index.html");
        assert!(
            index.contains("13800138000") && index.contains("王女士") && index.contains("What happened"),
            "{index}"
        );
        // Internal words stay inside; the chain has no gap for that.
        assert!(inside.values().all(|c| !String::from_utf8_lossy(c).contains("此客户常来")));
        let chain: Vec<Value> = text("chain.jsonl").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert!(chain.windows(2).all(|w| w[0]["hash"] == w[1]["prev_hash"]), "{chain:?}");
        assert!(chain.iter().any(|e| e["command"] == "note" && e["body"].is_null()));
        for line in text("words.jsonl").lines() {
            let said: Value = serde_json::from_str(line).unwrap();
            let salt = said["salt"].as_str().unwrap();
            let salt: Vec<u8> =
                (0..salt.len()).step_by(2).map(|i| u8::from_str_radix(&salt[i..i + 2], 16).unwrap()).collect();
            let again = [salt.as_slice(), said["text"].as_str().unwrap().as_bytes()].concat();
            assert_eq!(said["digest"], Digest::of(&again).to_string());
        }

        // The record has who, why and the digest of exactly this file; the customer's own record has the reveal.
        let timeline = shop.get(&at("timeline")).await.good().to_string();
        assert!(timeline.contains(&Digest::of(&bytes).to_string()), "{timeline}");
        shop.settled().await;
        let audit = shop.get("/audit?command=reveal_customer").await.good();
        assert!(audit.to_string().contains("reveal_customer"), "{audit}");
    }
}

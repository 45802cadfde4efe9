//! The doors for messaging platforms, by the running program and platforms made up here that follow the documents.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::served::house::{House, until};
use crate::served::{Place, Served, data_in, open_house};
use bihuan_channels::messaging::{Generic, SealKey};
use bihuan_store::{Db, Location, Options, Query, testing};
use bihuan_testkit::FakeWechat;
use reqwest::Method;
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

const AES_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

fn sorted(parts: &[&str]) -> String {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    Sha1::digest(parts.concat().as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// What WeChat posts for words of somebody, in the safe mode.
fn wechat(words: &str, id: &str, at: i64) -> (String, String) {
    let inner = format!(
        "<xml><ToUserName>gh</ToUserName><FromUserName>open-1</FromUserName><CreateTime>{at}</CreateTime>\
         <MsgType>text</MsgType><Content><![CDATA[{words}]]></Content><MsgId>{id}</MsgId></xml>"
    );
    let sealed = AES_KEY.parse::<SealKey>().unwrap().seal(&inner, "wx1", [5; 16]).unwrap();
    let signature = sorted(&["secret-token", &at.to_string(), "n", &sealed]);
    (format!("?msg_signature={signature}&timestamp={at}&nonce=n"), format!("<xml><Encrypt>{sealed}</Encrypt></xml>"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_customers_write_at_a_platform_becomes_a_case_and_its_messages_once() {
    let dir = tempfile::tempdir().unwrap();
    let Location::Postgres { url } = testing::postgres() else { panic!("PostgreSQL was asked for") };
    for database in [None, Some(url)] {
        let data = data_in(&dir.path().join(if database.is_some() { "postgres" } else { "sqlite" }));
        std::fs::create_dir_all(&data).unwrap();
        let place = Place { data, database };
        let token = open_house(&place).await;
        let served = Served::start(&place).await;
        let house = House { served, token, client: reqwest::Client::new() };
        platforms(&house).await;
        drop(house);
        place.assert_sound();
    }
}

async fn platforms(house: &House) {
    let now = jiff::Timestamp::now().as_second();
    let made = house.account("wechat", "wx1", json!({ "token": "secret-token", "aes_key": AES_KEY })).await;
    let address = made["address"].as_str().unwrap();
    // The platform tries the address.
    let signature = sorted(&["secret-token", "5", "n"]);
    let tried = format!("{}{address}?signature={signature}&timestamp={now}&nonce=n&echostr=e", house.served.base);
    assert_eq!(house.client.get(&tried).send().await.unwrap().status(), 401, "signed for another time");
    let signature = sorted(&["secret-token", &now.to_string(), "n"]);
    let tried = format!("{}{address}?signature={signature}&timestamp={now}&nonce=n&echostr=e", house.served.base);
    assert_eq!(house.client.get(&tried).send().await.unwrap().text().await.unwrap(), "e");

    // Words become a case; the same delivery again does nothing; the next words go into the open case.
    let (query, body) = wechat("洗衣机漏水了", "1", now);
    for _ in 0..3 {
        let answer = house.post(&format!("{address}{query}"), &[], body.clone()).await;
        assert_eq!(answer, (200, "success".to_owned()));
    }
    let cases = house.cases().await;
    assert_eq!(cases.len(), 1, "{cases:?}");
    let case = cases[0]["id"].as_str().unwrap().to_owned();
    let (query, body) = wechat("请尽快派人来", "2", now);
    for _ in 0..2 {
        assert_eq!(house.post(&format!("{address}{query}"), &[], body.clone()).await.0, 200);
    }
    assert_eq!(house.cases().await.len(), 1);
    let shown = house.ask(Method::GET, &format!("/cases/{case}"), None).await.1;
    assert_eq!((&shown["texts"]["verbatim"], &shown["channel"]), (&json!("洗衣机漏水了"), &json!("chat")));
    assert_eq!(shown["counts"]["inbound"], 1, "{shown}");

    // A wrong signature, an old delivery, another account's address, too much.
    let (query, body) = wechat("x", "3", now);
    let forged = query.replace("msg_signature=", "msg_signature=0");
    assert_eq!(house.post(&format!("{address}{forged}"), &[], body.clone()).await.0, 401);
    let (old, stale) = wechat("x", "3", now - 400);
    let answer = house.post(&format!("{address}{old}"), &[], stale).await;
    assert_eq!(answer, (401, json!({ "code": "stale_timestamp" }).to_string()));
    let elsewhere = address.replace("wechat", "wecom");
    assert_eq!(house.post(&format!("{elsewhere}{query}"), &[], body.clone()).await.0, 404);
    assert_eq!(house.post(&format!("{address}{query}"), &[], "x".repeat(300_000)).await.0, 413);
    assert_eq!(house.cases().await.len(), 1);

    // A call centre by the generic webhook: a message left is a case, a ringing telephone is none.
    let secret = "a secret of enough bytes";
    let made = house.account("generic", "", json!({ "secret": secret })).await;
    let address = made["address"].as_str().unwrap();
    let call = |event: &str| {
        let body = json!({ "type": "call", "id": "c1", "event": event, "from": "13800138000",
            "at": jiff::Timestamp::now().to_string(), "recording_url": "https://pbx.example/r/1" })
        .to_string();
        let signature = Generic::new(secret).unwrap().sign(now, "nonce-01", body.as_bytes()).unwrap();
        let headers = [
            ("bihuan-timestamp", now.to_string()),
            ("bihuan-nonce", "nonce-01".to_owned()),
            ("bihuan-signature", signature),
        ];
        (headers, body)
    };
    for (event, taken) in [("offered", "nothing"), ("voicemail", "case"), ("voicemail", "before")] {
        let (headers, body) = call(event);
        let answer = house.post(address, &headers, body).await;
        assert_eq!(answer, (200, json!({ "taken": taken }).to_string()), "{event}");
    }
    assert_eq!(house.cases().await.len(), 2);

    // Ended, it takes nothing any more.
    let id = made["id"].as_str().unwrap();
    assert_eq!(house.ask(Method::DELETE, &format!("/messaging-accounts/{id}"), None).await.0, 204);
    let (headers, body) = call("voicemail");
    assert_eq!(house.post(address, &headers, body).await.0, 404);
    let unit = made["unit"].clone();
    let without = json!({ "platform": "wecom", "name": "x", "unit": unit, "secrets": { "token": "t" } });
    assert_eq!(house.ask(Method::POST, "/messaging-accounts", Some(without)).await.0, 422);
}

/// What WeChat posts for a picture of somebody.
fn wechat_picture(id: &str, at: i64) -> (String, String) {
    let inner = format!(
        "<xml><ToUserName>gh</ToUserName><FromUserName>open-1</FromUserName><CreateTime>{at}</CreateTime>\
         <MsgType>image</MsgType><PicUrl>http://pic.example/1</PicUrl><MediaId>picture-1</MediaId>\
         <MsgId>{id}</MsgId></xml>"
    );
    let sealed = AES_KEY.parse::<SealKey>().unwrap().seal(&inner, "wx1", [5; 16]).unwrap();
    let signature = sorted(&["secret-token", &at.to_string(), "n", &sealed]);
    (format!("?msg_signature={signature}&timestamp={at}&nonce=n"), format!("<xml><Encrypt>{sealed}</Encrypt></xml>"))
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_08_answers_and_files_go_both_ways_by_wechat_with_a_token_that_is_renewed() {
    let dir = tempfile::tempdir().unwrap();
    let Location::Postgres { url } = testing::postgres() else { panic!("PostgreSQL was asked for") };
    for database in [None, Some(url)] {
        let data = data_in(&dir.path().join(if database.is_some() { "postgres" } else { "sqlite" }));
        std::fs::create_dir_all(&data).unwrap();
        let place = Place { data, database };
        let token = open_house(&place).await;
        let mut served = Served::begin_with(crate::served::bihuan(), &place, &["--allow-private-webhooks"]);
        served.ready().await;
        let house = House { served, token, client: reqwest::Client::new() };
        both_ways(&house, FakeWechat::start().await).await;
        drop(house);
        place.assert_sound();
    }
}

async fn both_ways(house: &House, wechat: FakeWechat) {
    let now = jiff::Timestamp::now().as_second();
    let unit = house.ask(Method::GET, "/units", None).await.1[0]["id"].clone();
    let account = |secret: &str| {
        json!({ "platform": "wechat", "name": "公众号", "unit": unit, "receiver": FakeWechat::APP,
            "api_base": wechat.base,
            "secrets": { "token": "secret-token", "aes_key": AES_KEY, "app_secret": secret } })
    };
    let (_, made) = house.ask(Method::POST, "/messaging-accounts", Some(account("wrong"))).await;
    let path = format!("/messaging-accounts/{}", made["id"].as_str().unwrap());
    // Tried: its own request is believed, but the platform does not know the secret.
    assert_eq!(house.ask(Method::POST, &format!("{path}/test"), None).await.0, 202);
    let tried = until(house, &path, |a| !a["tested_at"].is_null()).await;
    assert_eq!(tried["test_step"], "token", "{tried}");
    assert!(tried["test_fault"].as_str().unwrap().contains("invalid appsecret"), "{tried}");
    assert_eq!(house.ask(Method::PUT, &path, Some(account(FakeWechat::SECRET))).await.0, 200);
    house.ask(Method::POST, &format!("{path}/test"), None).await;
    let before = tried["tested_at"].clone();
    let tried = until(house, &path, |a| a["tested_at"] != before).await;
    assert_eq!((&tried["test_step"], wechat.seen().tokens), (&json!(null), 1), "{tried}");
    assert!(house.cases().await.is_empty(), "no case is left");

    // A picture comes in: the platform is asked for it, and its bytes say what it is.
    let (query, body) = wechat_picture("1", now);
    let address = format!("{}{query}", made["address"].as_str().unwrap());
    for _ in 0..2 {
        assert_eq!(house.post(&address, &[], body.clone()).await.0, 200);
    }
    let case = house.cases().await[0]["id"].as_str().unwrap().to_owned();
    let attached = |timeline: &Value| -> Vec<Value> {
        let entries = timeline.as_array().cloned().unwrap_or_default().into_iter();
        let events = entries.flat_map(|e| e["events"].as_array().cloned().unwrap_or_default());
        events.filter(|e| e["attachment"].is_string()).collect()
    };
    let timeline = until(house, &format!("/cases/{case}/timeline"), |t| !attached(t).is_empty()).await;
    let kept = attached(&timeline);
    assert_eq!((kept.len(), &kept[0]["media_type"]), (1, &json!("image/png")), "{timeline}");
    let picture = kept[0]["attachment"].clone();

    // An answer with the picture goes out, with a new token, because the old one ended before its time.
    wechat.end_token();
    let answer = json!({ "direction": "outbound", "text": "请看图", "attachments": [picture] });
    let (status, said) = house.ask(Method::POST, &format!("/cases/{case}/messages"), Some(answer)).await;
    assert_eq!(status, 201, "{said}");
    let sent = |d: &Value| d[0]["standing"] == "sent";
    until(house, &format!("/cases/{case}/mail"), sent).await;
    {
        let seen = wechat.seen();
        let text = json!({ "touser": "open-1", "msgtype": "text", "text": { "content": "请看图" } });
        let image = json!({ "touser": "open-1", "msgtype": "image", "image": { "media_id": "media-1" } });
        assert_eq!((seen.said.as_slice(), seen.tokens), ([text, image].as_slice(), 3), "once each, token renewed once");
        let (handed, ours) = (&seen.handed[0], FakeWechat::picture());
        assert!(handed.windows(ours.len()).any(|w| w == ours), "the bytes of the picture");
    }
    // The platform says no: it is not tried again, and the timeline says why.
    wechat.seen().closed = true;
    let answer = json!({ "direction": "outbound", "text": "还在吗" });
    house.ask(Method::POST, &format!("/cases/{case}/messages"), Some(answer)).await;
    let failed = until(house, &format!("/cases/{case}/mail"), |d| d[0]["standing"] == "failed").await;
    assert!(failed[0]["error"].as_str().unwrap().contains("45015"), "{failed}");
    let shown = house.ask(Method::GET, &path, None).await.1;
    assert!(shown["last_error"].as_str().unwrap().contains("45015") && !shown["heard_at"].is_null(), "{shown}");
}

#[test]
fn a_captured_request_of_a_platform_is_checked_by_its_secrets() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("request.txt");
    let verify = |captured: &str, more: &[&str]| {
        std::fs::write(&file, captured).unwrap();
        let out = crate::served::bihuan().args(["webhook", "verify", "--json"]).args(more).arg(&file).output().unwrap();
        let said: Value = serde_json::from_slice(&out.stdout).unwrap_or_default();
        (out.status.code().unwrap(), said, String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let (query, body) = wechat("坏了", "77", 1_795_000_000);
    let captured = format!("POST /in/wechat/x{query} HTTP/1.1\r\nhost: h\r\n\r\n{body}");
    let account = ["--platform", "wechat", "--token", "secret-token", "--aes-key", AES_KEY, "--receiver", "wx1"];
    let (code, said, _) = verify(&captured, &account);
    assert_eq!((code, &said["genuine"], &said["what"]), (0, &json!(true), &json!("message 77")), "{said}");
    let (code, said, _) = verify(&captured.replace("msg_signature=", "msg_signature=0"), &account);
    assert_eq!((code, &said["code"]), (1, &json!("wrong_signature")));
    let (code, said, _) = verify(&captured, &[&account[..], &["--fresh"]].concat());
    assert_eq!((code, &said["code"]), (1, &json!("stale_timestamp")));
    let (code, _, err) = verify(&captured, &["--platform", "wechat"]);
    assert!(code == 1 && err.starts_with("bihuan: missing_secret:"), "{err}");
    let secret = "a secret of enough bytes";
    let body = json!({ "type": "call", "id": "c9", "event": "ended", "from": "1", "at": "2026-11-18T01:46:40Z" });
    let signature = Generic::new(secret).unwrap().sign(9, "nonce-01", body.to_string().as_bytes()).unwrap();
    let head = format!("POST / HTTP/1.1\nbihuan-timestamp: 9\nbihuan-nonce: nonce-01\nbihuan-signature: {signature}");
    let (code, said, err) = verify(&format!("{head}\n\n{body}"), &["--platform", "generic", "--secret", secret]);
    assert_eq!((code, &said["what"]), (0, &json!("call c9")), "{err}");
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_sealed_at_rest_and_another_key_is_told_and_not_guessed() {
    let dir = tempfile::tempdir().unwrap();
    let Location::Postgres { url } = testing::postgres() else { panic!("PostgreSQL was asked for") };
    for database in [None, Some(url)] {
        let data = data_in(&dir.path().join(if database.is_some() { "postgres" } else { "sqlite" }));
        std::fs::create_dir_all(&data).unwrap();
        let place = Place { data, database };
        let token = open_house(&place).await;
        let served = Served::start(&place).await;
        let mut house = House { served, token, client: reqwest::Client::new() };
        let made = house.account("wechat", "wx1", json!({ "token": "secret-token" })).await;
        let unit = made["unit"].clone();
        let gateway =
            json!({ "kind": "wecom_robot", "name": "g", "unit": unit, "url": "https://robot.example/hook-key" });
        assert_eq!(house.ask(Method::POST, "/gateways", Some(gateway)).await.0, 201);
        house.served.kill();

        let kept = |columns: &'static str| {
            let location = place.location();
            async move {
                let db = Db::open(&location, Options { read_only: true, ..Options::default() }).await.unwrap();
                let read = db.read(move |c| c.query_one(&Query::dynamic(columns.into()), &[])?.text(0));
                let text = read.await.unwrap();
                db.close().await;
                text
            }
        };
        for columns in ["SELECT secrets FROM messaging_account", "SELECT secret FROM gateway"] {
            let text = kept(columns).await;
            assert!(text.starts_with("sealed:1:") && !text.contains("key"), "{text}");
        }
        // Without the key the program says what to do, and what it refused it left alone.
        let key = place.data.join("secret.key");
        std::fs::rename(&key, place.data.join("kept.key")).unwrap();
        let refused = place.run(&["serve", "--listen", "127.0.0.1:0"]);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            !refused.status.success() && said.contains("secret_key") && said.contains("--forget-secrets"),
            "{said}"
        );
        assert!(!key.exists(), "no other key is made");
        std::fs::rename(place.data.join("kept.key"), &key).unwrap();
        // Another key takes its place, and what was sealed with the one before opens with it.
        let digits = std::fs::read(&key).unwrap();
        let rotated = place.run(&["admin", "rotate-key"]);
        assert!(rotated.status.success(), "{}", String::from_utf8_lossy(&rotated.stderr));
        assert!(std::fs::read(&key).unwrap() != digits && !place.data.join("secret.key.old").exists());
        house.served = Served::start(&place).await;
        let signature = sorted(&["secret-token", &jiff::Timestamp::now().as_second().to_string(), "n"]);
        let now = jiff::Timestamp::now().as_second();
        let address = format!("{}{}", house.served.base, made["address"].as_str().unwrap());
        let tried = format!("{address}?signature={signature}&timestamp={now}&nonce=n&echostr=e");
        assert_eq!(house.client.get(&tried).send().await.unwrap().text().await.unwrap(), "e", "opened again");
        house.served.kill();
        // Forgotten on purpose, they are given anew.
        std::fs::remove_file(&key).unwrap();
        let mut served = Served::begin_with(crate::served::bihuan(), &place, &["--forget-secrets"]);
        served.ready().await;
        assert!(key.exists() && kept("SELECT secret FROM gateway").await.is_empty());
        drop(served);
        place.assert_sound();
    }
}

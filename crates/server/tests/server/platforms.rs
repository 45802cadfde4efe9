//! What an agent says goes out by WeCom, Feishu and DingTalk: tokens bought and renewed, refusals taken as the platforms
//! document them, nothing said twice. By the running program, against platforms made up after the documents.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::served::house::{House, until};
use crate::served::{Place, Served, data_in, open_house};
use bihuan_channels::messaging::{Known, SealKey, knock};
use bihuan_domain::messaging::MessagingPlatform as P;
use bihuan_store::{Location, testing};
use bihuan_testkit::FakePlatform;
use reqwest::Method;
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

const AES_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const TOKEN: &str = "secret-token";

/// An account with the secrets its platform needs; `secret` is the app's.
fn account(platform: P, unit: &Value, base: &str, secret: &str) -> Value {
    let secrets = match platform {
        P::Wecom => json!({ "token": TOKEN, "aes_key": AES_KEY, "app_secret": secret }),
        P::Feishu => json!({ "token": TOKEN, "app_secret": secret }),
        _ => json!({ "token": TOKEN, "aes_key": AES_KEY, "app_secret": secret }),
    };
    let agent = match platform {
        P::Wecom => "7",
        P::Dingtalk => "robot-1",
        _ => "",
    };
    json!({ "platform": platform.code(), "name": "客服", "unit": unit, "receiver": FakePlatform::APP, "agent": agent,
        "api_base": base, "secrets": secrets })
}

/// Somebody writes, as the platform brings it.
async fn writes(house: &House, platform: P, address: &str, from: &str, words: &str, id: &str) {
    let now = jiff::Timestamp::now().as_second();
    let (query, headers, body) = match platform {
        P::Wecom => {
            let inner = format!(
                "<xml><ToUserName>{}</ToUserName><FromUserName>{from}</FromUserName><CreateTime>{now}</CreateTime>\
                 <MsgType>text</MsgType><Content><![CDATA[{words}]]></Content><MsgId>{id}</MsgId></xml>",
                FakePlatform::APP
            );
            let sealed = AES_KEY.parse::<SealKey>().unwrap().seal(&inner, FakePlatform::APP, [5; 16]).unwrap();
            let mut parts = [TOKEN, &now.to_string(), "n", &sealed];
            parts.sort_unstable();
            let digest = Sha1::digest(parts.concat().as_bytes());
            let signature: String = digest.iter().map(|b| format!("{b:02x}")).collect();
            let query = format!("?msg_signature={signature}&timestamp={now}&nonce=n");
            (query, Vec::new(), format!("<xml><Encrypt>{sealed}</Encrypt></xml>"))
        }
        P::Feishu => {
            let event = json!({ "schema": "2.0",
                "header": { "event_id": id, "token": TOKEN, "event_type": "im.message.receive_v1" },
                "event": { "sender": { "sender_id": { "open_id": from } },
                    "message": { "message_id": id, "create_time": format!("{now}000"), "message_type": "text",
                        "content": json!({ "text": words }).to_string() } } });
            (String::new(), Vec::new(), event.to_string())
        }
        _ => {
            // A robot's signature is of the moment alone.
            let app_secret = Some(FakePlatform::SECRET);
            let known = Known { token: TOKEN, key: None, encrypt_key: None, app_secret, secret: "", receiver: "" };
            let signed = knock(platform, known, now, [1; 16]).unwrap();
            let header = |name: &'static str| (name, signed.header(name).unwrap().to_owned());
            let body = json!({ "msgtype": "text", "msgId": id, "senderStaffId": from, "createAt": now * 1_000,
                "text": { "content": words } });
            (String::new(), vec![header("timestamp"), header("sign")], body.to_string())
        }
    };
    let answer = house.post(&format!("{address}{query}"), &headers, body).await;
    assert_eq!(answer.0, 200, "{platform}: {answer:?}");
}

/// What the platform is to hear when `words` are said to somebody; without what names the attempt.
fn heard(platform: P, to: &str, words: &str) -> Value {
    match platform {
        P::Wecom => json!({ "touser": to, "msgtype": "text", "text": { "content": words }, "agentid": 7,
            "enable_duplicate_check": 1 }),
        P::Feishu => {
            json!({ "receive_id": to, "msg_type": "text", "content": json!({ "text": words }).to_string() })
        }
        _ => json!({ "robotCode": "robot-1", "userIds": [to], "msgKey": "sampleText",
            "msgParam": json!({ "content": words }).to_string() }),
    }
}

struct Line<'a> {
    house: &'a House,
    platform: P,
    fake: FakePlatform,
}

impl Line<'_> {
    /// An agent says something in a case; answers how its delivery stands once `so` holds.
    async fn say(&self, case: &str, words: &str, so: impl Fn(&Value) -> bool) -> Value {
        let before = self.deliveries(case).await.len();
        let body = json!({ "direction": "outbound", "text": words });
        let (status, said) = self.house.ask(Method::POST, &format!("/cases/{case}/messages"), Some(body)).await;
        assert_eq!(status, 201, "{said}");
        let path = format!("/cases/{case}/mail");
        let all = until(self.house, &path, |all| all.as_array().is_some_and(|d| d.len() > before) && so(&all[0])).await;
        all[0].clone()
    }

    async fn deliveries(&self, case: &str) -> Vec<Value> {
        self.house.ask(Method::GET, &format!("/cases/{case}/mail"), None).await.1.as_array().unwrap().clone()
    }

    /// Tokens bought so far, and requests refused for theirs.
    fn tokens(&self) -> (u32, u32) {
        let told = self.fake.told();
        (told.tokens, told.refused)
    }

    /// How often it was asked to say something with a good token.
    fn asked(&self) -> u32 {
        self.fake.told().asked
    }

    /// What was said so far, as it was heard.
    fn said(&self) -> Vec<Value> {
        let strip = |body: &Value| {
            let mut body = body.clone();
            body.as_object_mut().unwrap().remove("uuid");
            body
        };
        self.fake.told().said.iter().map(strip).collect()
    }
}

fn is(delivery: &Value, standing: &str) -> bool {
    delivery["standing"] == standing
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_08_wecom_feishu_and_dingtalk_say_it_once_with_tokens_renewed_and_refusals_as_documented() {
    let dir = tempfile::tempdir().unwrap();
    let Location::Postgres { url } = testing::postgres() else { panic!("PostgreSQL was asked for") };
    // Beside each other: most of it is waiting until something is tried again.
    let on = async |database: Option<String>| {
        let data = data_in(&dir.path().join(if database.is_some() { "postgres" } else { "sqlite" }));
        std::fs::create_dir_all(&data).unwrap();
        let place = Place { data, database };
        let token = open_house(&place).await;
        let mut served = Served::begin_with(crate::served::bihuan(), &place, &["--allow-private-webhooks"]);
        served.ready().await;
        let house = House { served, token, client: reqwest::Client::new() };
        for platform in [P::Wecom, P::Feishu, P::Dingtalk] {
            speaks(Line { house: &house, platform, fake: FakePlatform::start(platform).await }).await;
        }
        drop(house);
        place.assert_sound();
    };
    futures::join!(on(None), on(Some(url)));
}

async fn speaks(line: Line<'_>) {
    let Line { house, platform, fake } = &line;
    let platform = *platform;
    let unit = house.ask(Method::GET, "/units", None).await.1[0]["id"].clone();
    let told = |secret: &str| account(platform, &unit, &fake.base, secret);
    let (status, made) = house.ask(Method::POST, "/messaging-accounts", Some(told("wrong"))).await;
    assert_eq!(status, 201, "{made}");
    let path = format!("/messaging-accounts/{}", made["id"].as_str().unwrap());

    // A wrong secret is told as what it is, and is no token that is over.
    house.ask(Method::POST, &format!("{path}/test"), None).await;
    let tried = until(house, &path, |a| !a["tested_at"].is_null()).await;
    assert_eq!(tried["test_step"], "token", "{platform}: {tried}");
    assert!(tried["test_fault"].as_str().unwrap().contains("the platform says"), "{platform}: {tried}");
    assert_eq!(house.ask(Method::PUT, &path, Some(told(FakePlatform::SECRET))).await.0, 200);
    house.ask(Method::POST, &format!("{path}/test"), None).await;
    let tried = until(house, &path, |a| a["tested_at"] != tried["tested_at"]).await;
    assert_eq!((&tried["test_step"], line.tokens()), (&json!(null), (1, 0)), "{platform}: {tried}");

    let address = made["address"].as_str().unwrap();
    let known: Vec<Value> = house.cases().await;
    writes(house, platform, address, "li-1", "洗衣机漏水了", &format!("{platform}-1")).await;
    let new = |all: Vec<Value>, known: &[Value]| {
        let fresh = all.into_iter().find(|c| known.iter().all(|k| k["id"] != c["id"]));
        fresh.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let case = new(house.cases().await, &known);

    // Said with the token that was bought for the trial; ended before its time, it is bought anew, once.
    let sent = |d: &Value| is(d, "sent");
    line.say(&case, "您好", sent).await;
    assert_eq!((line.said(), line.tokens()), (vec![heard(platform, "li-1", "您好")], (1, 0)), "{platform}");
    fake.end_token();
    fake.told().lasts_s = 60;
    line.say(&case, "明天上午来修", sent).await;
    assert_eq!((line.said().len(), line.tokens()), (2, (3, 1)), "{platform}: renewed once");
    // The new one ends within two minutes by what the platform said: it is bought anew before it is refused.
    fake.told().lasts_s = 0;
    line.say(&case, "请留人在家", sent).await;
    assert_eq!((line.said().len(), line.tokens()), (3, (4, 1)), "{platform}: before its end");

    // Asked too often, it waits with the reason and goes out later, once.
    fake.told().busy = 1;
    let asked = line.asked();
    let waiting = line.say(&case, "师傅在路上", |d| is(d, "waiting") && !d["error"].is_null() || is(d, "sent")).await;
    if is(&waiting, "waiting") {
        assert!(waiting["error"].as_str().unwrap().contains("in trouble"), "{platform}: {waiting}");
    }
    let later = until(house, &format!("/cases/{case}/mail"), |d| is(&d[0], "sent")).await;
    assert_eq!((&later[0]["attempts"], line.said().len()), (&json!(2), 4), "{platform}: {later}");
    assert_eq!(line.asked(), asked + 2, "{platform}");

    // Said, but the answer was lost: it is asked again under the same name, and the platform says it once. DingTalk has
    // no such name; there a lost answer may be said twice.
    if platform != P::Dingtalk {
        fake.told().lost = 1;
        let again = line.say(&case, "已经修好", sent).await;
        assert_eq!((&again["attempts"], line.said().len()), (&json!(2), 5), "{platform}: {again}");
    }
    // The timeline has each once.
    let (_, timeline) = house.ask(Method::GET, &format!("/cases/{case}/timeline"), None).await;
    for words in ["您好", "明天上午来修", "请留人在家", "师傅在路上"] {
        assert_eq!(timeline.to_string().matches(words).count(), 1, "{platform} {words}: {timeline}");
    }

    // Somebody it does not reach: told at once, and not tried again.
    let known = house.cases().await;
    writes(house, platform, address, FakePlatform::STRANGER, "在吗", &format!("{platform}-2")).await;
    let other = new(house.cases().await, &known);
    let (said, asked) = (line.said().len(), line.asked());
    let failed = line.say(&other, "您好", |d| is(d, "failed")).await;
    let why = failed["error"].as_str().unwrap();
    assert!(["81013", "230013", "invalidStaffIdList"].iter().any(|code| why.contains(code)), "{platform}: {failed}");
    assert_eq!(failed["attempts"], 1, "{platform}: {failed}");
    assert_eq!((line.said().len(), line.asked()), (said, asked + 1), "{platform}");
    let (_, shown) = house.ask(Method::GET, &path, None).await;
    assert!(shown["last_error"].as_str().is_some_and(|e| e == why), "{platform}: the account shows it: {shown}");
}

#![allow(clippy::unwrap_used, clippy::panic)]
//! The platforms' forms, with vectors made here: what fits is read, what does not is refused by its code.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::request::hex;
use super::wechat::sorted_signature;
use super::*;

const NOW: i64 = 1_795_000_000;
const AES_KEY: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

fn key() -> SealKey {
    AES_KEY.parse().unwrap()
}

fn account(platform: Platform, sealed: bool) -> WeChat {
    WeChat { platform, token: "tok".into(), key: sealed.then(key), receiver: "wx123".into() }
}

fn inner(rest: &str) -> String {
    format!(
        "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[open-1]]></FromUserName>\
         <CreateTime>{NOW}</CreateTime>{rest}</xml>"
    )
}

/// A request as the platform makes it, in the clear or in an envelope.
fn sent(account: &WeChat, xml: &str, at: i64) -> Request {
    let (at, nonce) = (at.to_string(), "n1");
    match &account.key {
        None => {
            let signature = sorted_signature(&[&account.token, &at, nonce]);
            let query = format!("signature={signature}&timestamp={at}&nonce={nonce}");
            Request::new(&query, [], xml.as_bytes()).unwrap()
        }
        Some(key) => {
            let sealed = key.seal(xml, &account.receiver, [7; 16]).unwrap();
            let signature = sorted_signature(&[&account.token, &at, nonce, &sealed]);
            let query = format!("msg_signature={signature}&timestamp={at}&nonce={nonce}");
            let body = format!("<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>");
            Request::new(&query, [], body.as_bytes()).unwrap()
        }
    }
}

fn content(account: &WeChat, rest: &str) -> Content {
    match account.receive(&sent(account, &inner(rest), NOW), Some(NOW)).unwrap().message {
        Incoming::Message { content, .. } => content,
        other => panic!("{other:?}"),
    }
}

#[test]
fn wechat_and_wecom_say_text_pictures_voice_places_and_events() {
    for account in [
        account(Platform::OfficialAccount, false),
        account(Platform::OfficialAccount, true),
        account(Platform::WeCom, true),
    ] {
        let text = "<MsgType>text</MsgType><Content><![CDATA[电视 & <坏了>]]></Content><MsgId>9</MsgId>";
        assert_eq!(content(&account, text), Content::Text("电视 & <坏了>".into()));
        let received = account.receive(&sent(&account, &inner(text), NOW), Some(NOW + 299)).unwrap();
        assert_eq!(received.replay_key, "9");
        let image = "<MsgType>image</MsgType><PicUrl>http://p/1</PicUrl><MediaId>m1</MediaId><MsgId>1</MsgId>";
        assert_eq!(content(&account, image), Content::Image { media: "m1".into(), url: Some("http://p/1".into()) });
        let voice = "<MsgType>voice</MsgType><MediaId>m2</MediaId><Format>amr</Format><Recognition>坏了</Recognition>";
        let heard = Content::Voice { media: "m2".into(), format: "amr".into(), words: Some("坏了".into()) };
        assert_eq!(content(&account, voice), heard);
        let place =
            "<MsgType>location</MsgType><Location_X>23.1</Location_X><Location_Y>113.3</Location_Y><Label>店</Label>";
        assert_eq!(
            content(&account, place),
            Content::Location { latitude: 23.1, longitude: 113.3, label: "店".into() }
        );
        let event = "<MsgType>event</MsgType><Event>subscribe</Event><EventKey></EventKey>";
        assert_eq!(content(&account, event), Content::Event { name: "subscribe".into(), key: String::new() });
        assert_eq!(content(&account, "<MsgType>sticker</MsgType>"), Content::Other("sticker".into()));
    }
}

#[test]
fn wechat_refuses_what_does_not_fit() {
    let text = inner("<MsgType>text</MsgType><Content>x</Content><MsgId>9</MsgId>");
    for account in [account(Platform::OfficialAccount, false), account(Platform::WeCom, true)] {
        let code = |request: &Request, now| account.receive(request, now).unwrap_err().code();
        let good = sent(&account, &text, NOW);
        assert_eq!(code(&good, Some(NOW + 301)), "stale_timestamp");
        assert_eq!(code(&good, Some(NOW - 301)), "stale_timestamp");
        assert!(account.receive(&good, None).is_ok());
        let other = WeChat { token: "other".into(), ..account.clone() };
        assert_eq!(other.receive(&good, Some(NOW)).unwrap_err().code(), "wrong_signature");
        assert_eq!(code(&Request::new("", [], &good.body).unwrap(), None), "missing_field");
    }
    let sealed = account(Platform::WeCom, true);
    let code = |request: &Request| sealed.receive(request, None).unwrap_err().code();
    // Signed rightly, but for another account, with another key, cut short, or wrongly padded.
    let elsewhere = WeChat { receiver: "wx9".into(), ..sealed.clone() };
    assert_eq!(code(&sent(&elsewhere, &text, NOW)), "wrong_receiver");
    let foreign =
        WeChat { key: Some("zbcdefghijklmnopqrstuvwxyz0123456789ABCDEFG".parse().unwrap()), ..sealed.clone() };
    assert_eq!(code(&sent(&foreign, &text, NOW)), "not_decryptable");
    let resigned = |envelope: &str| {
        let signature = sorted_signature(&["tok", "1", "n", envelope]);
        let body = format!("<xml><Encrypt>{envelope}</Encrypt></xml>");
        Request::new(&format!("msg_signature={signature}&timestamp=1&nonce=n"), [], body.as_bytes()).unwrap()
    };
    let bytes = STANDARD.decode(key().seal(&text, "wx123", [7; 16]).unwrap()).unwrap();
    for damaged in [&bytes[..bytes.len() - 1], &bytes[..bytes.len() - 16], &bytes[..0]] {
        assert_eq!(code(&resigned(&STANDARD.encode(damaged))), "not_decryptable");
    }
    let mut padded = bytes.clone();
    *padded.last_mut().unwrap() ^= 1;
    assert_eq!(code(&resigned(&STANDARD.encode(&padded))), "not_decryptable");
    assert_eq!(code(&resigned("not base64!")), "not_decryptable");
    // WeCom has no clear form, and a body beyond any message is not looked at.
    let clear = account(Platform::WeCom, false);
    assert_eq!(clear.receive(&sent(&clear, &text, NOW), None).unwrap_err().code(), "bad_secret");
    assert_eq!(Request::new("", [], &vec![b'x'; MOST_BYTES + 1]).unwrap_err().code(), "too_large");
    assert_eq!("short".parse::<SealKey>().unwrap_err().code(), "bad_secret");
}

#[test]
fn xml_with_a_document_type_or_entities_of_its_own_is_refused() {
    let account = account(Platform::OfficialAccount, false);
    let bombs = [
        "<!DOCTYPE x [<!ENTITY a \"aa\">]><xml><MsgType>text</MsgType></xml>",
        "<xml><MsgType>&a;</MsgType></xml>",
        "<xml><MsgType>text",
        "no xml",
        "<a><b><c><d><e><f><g>x</g></f></e></d></c></b></a>",
    ];
    for bomb in bombs {
        assert_eq!(
            account.receive(&sent(&account, bomb, NOW), None).unwrap_err().code(),
            "malformed_message",
            "{bomb}"
        );
    }
}

#[test]
fn wechat_is_tried_by_its_echo_and_answers_in_the_same_form() {
    let clear = account(Platform::OfficialAccount, false);
    let signature = sorted_signature(&["tok", "5", "n"]);
    let tried = |signature: &str| {
        let query = format!("signature={signature}&timestamp=5&nonce=n&echostr=hello");
        clear.receive(&Request::new(&query, [], b"").unwrap(), None)
    };
    assert_eq!(tried(&signature).unwrap().message, Incoming::Challenge("hello".into()));
    assert_eq!(tried("0").unwrap_err().code(), "wrong_signature");

    let wecom = account(Platform::WeCom, true);
    let echo = key().seal("42", "wx123", [1; 16]).unwrap();
    let signature = sorted_signature(&["tok", "5", "n", &echo]);
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("msg_signature", signature.as_str()), ("timestamp", "5"), ("nonce", "n"), ("echostr", &echo)])
        .finish();
    let said = wecom.receive(&Request::new(&query, [], b"").unwrap(), None).unwrap();
    assert_eq!(said.message, Incoming::Challenge("42".into()));

    let answer = clear.answer("open-1", "gh_1", NOW, "收到]]>了", [0; 16]).unwrap();
    assert_eq!(xml::fields(&answer.body).unwrap()["Content"], "收到]]>了");
    let answer = xml::fields(&wecom.answer("open-1", "gh_1", NOW, "收到", [3; 16]).unwrap().body).unwrap();
    let parts = ["tok", &answer["TimeStamp"], &answer["Nonce"], &answer["Encrypt"]];
    assert_eq!(answer["MsgSignature"], sorted_signature(&parts));
    let inner = xml::fields(&key().open(&answer["Encrypt"], "wx123").unwrap()).unwrap();
    assert_eq!((inner["ToUserName"].as_str(), inner["Content"].as_str()), ("open-1", "收到"));
}

fn feishu_sealed(key: &str, plain: &str) -> String {
    use aes::cipher::block_padding::Pkcs7;
    use aes::cipher::{BlockModeEncrypt as _, KeyIvInit as _};
    let digest: [u8; 32] = Sha256::digest(key.as_bytes()).into();
    let mut buffer = vec![0; plain.len() + 16];
    buffer[..plain.len()].copy_from_slice(plain.as_bytes());
    let cipher = cbc::Encryptor::<aes::Aes256>::new_from_slices(&digest, &[9; 16]).unwrap();
    let sealed = cipher.encrypt_padded::<Pkcs7>(&mut buffer, plain.len()).unwrap().to_vec();
    STANDARD.encode([&[9; 16][..], &sealed].concat())
}

fn feishu_sent(key: &str, event: &Value) -> Request {
    let body = json!({ "encrypt": feishu_sealed(key, &event.to_string()) }).to_string();
    let (at, nonce) = (NOW.to_string(), "n");
    let signature = hex(&Sha256::digest(format!("{at}{nonce}{key}{body}").as_bytes()));
    let headers =
        [("X-Lark-Request-Timestamp", at.as_str()), ("X-Lark-Request-Nonce", nonce), ("X-Lark-Signature", &signature)];
    Request::new("", headers, body.as_bytes()).unwrap()
}

#[test]
fn feishu_is_decrypted_checked_by_signature_and_token_and_answers_the_challenge() {
    let app = Feishu { token: "vt".into(), encrypt_key: Some("test key".into()) };
    let event = |token: &str| {
        json!({
            "schema": "2.0",
            "header": { "event_id": "e1", "token": token, "event_type": "im.message.receive_v1", "app_id": "cli_1" },
            "event": {
                "sender": { "sender_id": { "open_id": "ou_1" } },
                "message": { "message_id": "om_1", "create_time": "1795000000123", "message_type": "text",
                    "content": "{\"text\":\"坏了\"}" },
            },
        })
    };
    let received = app.receive(&feishu_sent("test key", &event("vt")), Some(NOW)).unwrap();
    assert_eq!(received.replay_key, "e1");
    let wanted = Incoming::Message {
        id: "om_1".into(),
        from: "ou_1".into(),
        to: "cli_1".into(),
        at_s: NOW,
        content: Content::Text("坏了".into()),
    };
    assert_eq!(received.message, wanted);
    let code = |request: &Request, now| app.receive(request, now).unwrap_err().code();
    assert_eq!(code(&feishu_sent("test key", &event("no")), Some(NOW)), "wrong_token");
    assert_eq!(code(&feishu_sent("other key", &event("vt")), Some(NOW)), "wrong_signature");
    assert_eq!(code(&feishu_sent("test key", &event("vt")), Some(NOW + 301)), "stale_timestamp");
    // Without a signature only the trial of the address is believed.
    let bare = |event: &Value| {
        let body = json!({ "encrypt": feishu_sealed("test key", &event.to_string()) }).to_string();
        Request::new("", [], body.as_bytes()).unwrap()
    };
    assert_eq!(code(&bare(&event("vt")), None), "missing_field");
    let trial = json!({ "type": "url_verification", "challenge": "c1", "token": "vt" });
    assert_eq!(app.receive(&bare(&trial), None).unwrap().message, Incoming::Challenge("c1".into()));
    let short = STANDARD.encode([0; 20]);
    assert_eq!(opened_by_feishu("test key", &short).unwrap_err().code(), "not_decryptable");
    let clear = Feishu { token: "vt".into(), encrypt_key: None };
    let request = Request::new("", [], trial.to_string().as_bytes()).unwrap();
    assert_eq!(clear.receive(&request, None).unwrap().message, Incoming::Challenge("c1".into()));
}

#[test]
fn dingtalk_events_and_robot_messages_are_checked_each_in_its_way() {
    let app =
        DingTalk { token: "tok".into(), key: Some(key()), receiver: "ding1".into(), app_secret: Some("sec".into()) };
    let event = |name: &str, receiver: &str| {
        let sealed = key().seal(&json!({ "EventType": name }).to_string(), receiver, [2; 16]).unwrap();
        let at = (NOW * 1_000).to_string();
        let signature = sorted_signature(&["tok", &at, "n", &sealed]);
        let query = format!("signature={signature}&timestamp={at}&nonce=n");
        Request::new(&query, [], json!({ "encrypt": sealed }).to_string().as_bytes()).unwrap()
    };
    let said = |request: &Request| app.receive(request, Some(NOW)).map(|r| r.message);
    assert_eq!(said(&event("check_url", "ding1")).unwrap(), Incoming::Challenge("success".into()));
    assert!(matches!(said(&event("user_add_org", "ding1")).unwrap(),
        Incoming::Message { content: Content::Event { name, .. }, .. } if name == "user_add_org"));
    assert_eq!(said(&event("check_url", "ding2")).unwrap_err().code(), "wrong_receiver");
    let answer: Value = serde_json::from_str(&app.answer(NOW * 1_000, [4; 16]).unwrap().body).unwrap();
    assert_eq!(key().open(answer["encrypt"].as_str().unwrap(), "ding1").unwrap(), "success");

    let robot = |secret: &str, at_ms: i64| {
        let at = at_ms.to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{at}\n{secret}").as_bytes());
        let sign = STANDARD.encode(mac.finalize().into_bytes());
        let body = json!({ "msgtype": "text", "msgId": "m1", "senderStaffId": "s1", "createAt": at_ms,
            "text": { "content": " 坏了 " } });
        Request::new("", [("timestamp", at.as_str()), ("sign", &sign)], body.to_string().as_bytes()).unwrap()
    };
    let received = app.receive(&robot("sec", NOW * 1_000), Some(NOW)).unwrap();
    assert_eq!(received.replay_key, "m1");
    assert!(matches!(received.message, Incoming::Message { content: Content::Text(text), .. } if text == "坏了"));
    assert_eq!(said(&robot("other", NOW * 1_000)).unwrap_err().code(), "wrong_signature");
    assert_eq!(said(&robot("sec", (NOW - 400) * 1_000)).unwrap_err().code(), "stale_timestamp");
}

#[test]
fn the_generic_webhook_takes_messages_and_calls_and_refuses_the_rest() {
    let shared = Generic::new("a secret of enough bytes").unwrap();
    let sent = |body: &Value, at: i64, nonce: &str| {
        let body = body.to_string();
        let signature = shared.sign(at, nonce, body.as_bytes()).unwrap();
        let at = at.to_string();
        let headers = [("Bihuan-Timestamp", at.as_str()), ("Bihuan-Nonce", nonce), ("Bihuan-Signature", &signature)];
        Request::new("", headers, body.as_bytes()).unwrap()
    };
    let message = json!({ "type": "message", "id": "m1", "from": "u1", "at": "2026-11-18T01:46:40Z",
        "content": { "type": "text", "text": "坏了" } });
    let received = shared.receive(&sent(&message, NOW, "nonce-01"), Some(NOW)).unwrap();
    assert_eq!(received.replay_key, "nonce-01");
    assert!(matches!(received.message, Incoming::Message { content: Content::Text(t), .. } if t == "坏了"));
    for (name, event) in [
        ("offered", CallEvent::Offered),
        ("answered", CallEvent::Answered),
        ("abandoned", CallEvent::Abandoned),
        ("ended", CallEvent::Ended),
        ("voicemail", CallEvent::Voicemail),
    ] {
        let call = json!({ "type": "call", "id": "c1", "event": name, "from": "13800138000", "to": "4001",
            "at": "2026-11-18T01:46:40Z", "duration_seconds": 61, "recording_url": "https://pbx.example/r/1" });
        let said = shared.receive(&sent(&call, NOW, "nonce-02"), Some(NOW)).unwrap().message;
        assert!(matches!(said, Incoming::Call { event: e, duration_s: Some(61), .. } if e == event), "{name}");
    }
    let code = |body: &Value| shared.receive(&sent(body, NOW, "nonce-03"), Some(NOW)).unwrap_err().code();
    assert_eq!(code(&json!({ "type": "message" })), "malformed_message");
    let mut unknown = message.clone();
    unknown["priority"] = json!("high");
    assert_eq!(code(&unknown), "malformed_message");
    let mut far = message.clone();
    far["content"] = json!({ "type": "location", "latitude": 91.0, "longitude": 0.0 });
    assert_eq!(code(&far), "missing_field");
    let mut file = message.clone();
    file["content"] = json!({ "type": "image", "url": "file:///etc/passwd" });
    assert_eq!(code(&file), "missing_field");

    let good = sent(&message, NOW, "nonce-04");
    assert_eq!(shared.receive(&good, Some(NOW + 301)).unwrap_err().code(), "stale_timestamp");
    let other = Generic::new("another secret of bytes").unwrap();
    assert_eq!(other.receive(&good, Some(NOW)).unwrap_err().code(), "wrong_signature");
    let mut changed = good.clone();
    changed.body.push(b' ');
    assert_eq!(shared.receive(&changed, Some(NOW)).unwrap_err().code(), "wrong_signature");
    assert_eq!(Generic::new("short").unwrap_err().code(), "bad_secret");
}

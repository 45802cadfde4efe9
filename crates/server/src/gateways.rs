//! Between the application and its gateways: what is to be said becomes a question by HTTP, and the answer how it went.

use bihuan_app::mail::Went;
use bihuan_app::notices::Speaking;
use bihuan_channels::gateway::{BadTemplate, Call, Encoding, Method, Robot, Template, Text, robot_took};
use bihuan_channels::webhook::Sender;
use bihuan_domain::gateway::{GatewayKind, GatewayWording};

/// Says it, once.
pub async fn speak(words: Speaking, sender: &Sender) -> Went {
    let (kind, asked) = (words.gateway.gateway.kind, &words.gateway.asked);
    let now_ms = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_millis());
    let now_ms = i64::try_from(now_ms).unwrap_or(i64::MAX);
    let robot = |robot: Robot| robot.call(&asked.url, &asked.secret, &words.text, now_ms);
    let template = template(&words);
    let call = match kind {
        GatewayKind::WecomRobot => robot(Robot::Wecom),
        GatewayKind::DingtalkRobot => robot(Robot::Dingtalk),
        GatewayKind::FeishuRobot => robot(Robot::Feishu),
        GatewayKind::Sms => match call(&template, &words) {
            Ok(call) => call,
            Err(bad) => return Went { error: Some(bad.to_string()), permanent: true },
        },
    };
    let answer = sender.ask(&call).await;
    if let Some(error) = answer.error {
        // What was asked wrongly stays wrong; too many questions and trouble over there pass.
        let permanent = answer.status.is_some_and(|s| (400..500).contains(&s) && s != 408 && s != 429);
        return Went { error: Some(error), permanent };
    }
    let taken = if kind.is_robot() {
        robot_took(&answer.body)
    } else if template.took(&answer.body) {
        Ok(())
    } else {
        Err(format!("not taken: {}", answer.body.chars().take(200).collect::<String>()))
    };
    metrics::counter!("bihuan_gateway_out_total", "kind" => kind.code()).increment(u64::from(taken.is_ok()));
    Went { error: taken.err(), permanent: false }
}

fn template(words: &Speaking) -> Template {
    let terms = &words.gateway.terms;
    Template {
        url: words.gateway.asked.url.clone(),
        method: if terms.wording == GatewayWording::Address { Method::Get } else { Method::Post },
        encoding: if terms.wording == GatewayWording::Form { Encoding::Form } else { Encoding::Json },
        body: terms.body.clone(),
        header: terms.header.clone(),
        success: terms.success.clone(),
    }
}

fn call(template: &Template, words: &Speaking) -> Result<Call, BadTemplate> {
    let id = words.id.to_string();
    template.call(Text { phone: &words.phone, text: &words.text, secret: &words.gateway.asked.secret, id: &id })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bihuan_app::notices::{GatewayShown, GatewayTerms, HowAsked};
    use bihuan_channels::webhook::Reach;
    use bihuan_domain::ids::Id;
    use bihuan_domain::time::UtcMs;
    use bihuan_store::nouns::gateway::Gateway;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    /// A provider that answers one question with this.
    async fn provider(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/send?key={{secret}}", listener.local_addr().unwrap());
        let asked = tokio::spawn(async move {
            let (mut line, _) = listener.accept().await.unwrap();
            let mut read = Vec::new();
            while !String::from_utf8_lossy(&read).ends_with('}') {
                let mut more = [0; 4_096];
                let n = line.read(&mut more).await.unwrap();
                read.extend_from_slice(more.get(..n).unwrap());
            }
            line.write_all(answer.as_bytes()).await.unwrap();
            String::from_utf8(read).unwrap()
        });
        (url, asked)
    }

    fn words(kind: GatewayKind, url: String) -> Speaking {
        let id = Id::from_i64(7);
        let gateway = Gateway {
            id,
            version: 1,
            kind,
            name: "短信".into(),
            unit: id,
            terms: String::new(),
            secret: String::new(),
            enabled: true,
            created_at: UtcMs::new(0),
            sent_at: None,
            failed_at: None,
            last_error: None,
        };
        let terms = GatewayTerms {
            host: "127.0.0.1".into(),
            wording: GatewayWording::Json,
            body: r#"{"to":"{phone}","text":"{text}","id":"{id}"}"#.into(),
            header: "X-Key: {secret}".into(),
            success: r#""code":0"#.into(),
            hears: Vec::new(),
            language: "zh-Hans".into(),
        };
        let asked = HowAsked { url, secret: "k1".into() };
        Speaking {
            gateway: GatewayShown { gateway, terms, asked },
            phone: "13800138000".into(),
            text: "已超时".into(),
            id,
        }
    }

    #[tokio::test]
    async fn a_provider_is_asked_after_its_template_and_its_answer_is_read() {
        let sender = Sender::new(Reach::Anywhere).unwrap();
        let (url, asked) =
            provider("HTTP/1.1 200 OK\r\ncontent-length: 10\r\nconnection: close\r\n\r\n{\"code\":0}").await;
        assert_eq!(speak(words(GatewayKind::Sms, url), &sender).await, Went { error: None, permanent: false });
        let asked = asked.await.unwrap();
        assert!(asked.starts_with("POST /send?key=k1 ") && asked.contains("x-key: k1"), "{asked}");
        assert!(asked.ends_with(r#"{"to":"13800138000","text":"已超时","id":"0000000000007"}"#), "{asked}");

        let (url, _asked) =
            provider("HTTP/1.1 200 OK\r\ncontent-length: 10\r\nconnection: close\r\n\r\n{\"code\":9}").await;
        let went = speak(words(GatewayKind::Sms, url), &sender).await;
        assert_eq!((went.error.as_deref(), went.permanent), (Some("not taken: {\"code\":9}"), false));

        let (url, _asked) = provider("HTTP/1.1 403 No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await;
        assert!(speak(words(GatewayKind::WecomRobot, url), &sender).await.permanent, "asked wrongly");
        let inside = Sender::new(Reach::Public).unwrap();
        let went = speak(words(GatewayKind::Sms, "http://127.0.0.1:9/".into()), &inside).await;
        assert_eq!(went.error.as_deref(), Some("private_address"));
    }
}

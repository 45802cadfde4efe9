//! E-mail as cases see it, on both engines: threads, strangers, machines, bounces, answers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::stores::{Place, both};
use bihuan_app::App;
use bihuan_app::canned_texts::NewCannedText;
use bihuan_app::cases::timeline::Ask;
use bihuan_app::mail::renewal::Renewed;
use bihuan_app::mail::{
    Mail, MailFile, MailKind, MailboxTerms, NewMailbox, RenewalTerms, Security, ServerTerms, Taken, Went, Writing,
};
use bihuan_app::notices::Carried;
use bihuan_app::portal::code_message::{self, CodeMessage, To};
use bihuan_app::rules::{NewRule, RunShown};
use bihuan_domain::actor::Actor;
use bihuan_domain::automation::{Action, Conditions, Happening, RuleTerms, Trigger};
use bihuan_domain::canned_text::TextScope;
use bihuan_domain::case::command::{CaseCommand, Message};
use bihuan_domain::case::event::{CaseEvent, Complainant, ContactResult, Direction};
use bihuan_domain::case::text::TextFormat;
use bihuan_domain::ids::{CaseNumber, Id};
use bihuan_domain::trade::{Channel, Kind};
use bihuan_store::blobs::Blobs;
use bihuan_store::journal::{self, Stream};
use bihuan_store::nouns::mail;
use bihuan_store::{Fault, outbox};
use bytes::Bytes;

struct Desk {
    app: App,
    admin: Arc<Actor>,
    mailbox: Id,
    _files: tempfile::TempDir,
}

fn server(port: u16) -> ServerTerms {
    ServerTerms {
        host: "127.0.0.1".into(),
        port,
        security: Security::Plain,
        user: Some("service".into()),
        oauth2: false,
    }
}

fn terms() -> MailboxTerms {
    MailboxTerms {
        incoming: Some(server(143)),
        folder: "INBOX".into(),
        outgoing: Some(server(25)),
        kind: Kind::Complaint,
        acknowledge: true,
        acknowledgement: BTreeMap::new(),
        lists: false,
        renewal: None,
    }
}

fn new_mailbox() -> NewMailbox {
    NewMailbox {
        name: "示例服务".into(),
        address: "service@example.org".into(),
        enabled: true,
        terms: terms(),
        incoming_secret: Some("secret one".into()),
        outgoing_secret: Some("secret two".into()),
        client_secret: None,
        refresh_token: None,
    }
}

fn letter(number: u32, from: &str) -> Mail {
    Mail {
        fingerprint: format!("fingerprint {number}"),
        raw: Bytes::from(format!("raw {number}")),
        message_id: Some(format!("<m{number}@example.com>")),
        references: Vec::new(),
        sender_name: "王女士".into(),
        sender: Some(from.to_owned()),
        recipients: vec!["service@example.org".into()],
        subject: Some("洗衣机不脱水".into()),
        visible: "洗好的衣服全是水，怎么回事？".into(),
        plain: "洗好的衣服全是水，怎么回事？\n\n发自我的 iPhone".into(),
        kind: MailKind::Message,
        bounced: Vec::new(),
        bounced_message_id: None,
        files: vec![MailFile {
            name: "../a/发票.pdf".into(),
            media_type: "application/pdf".into(),
            bytes: Bytes::from_static(b"%PDF-1.7"),
        }],
        pictures: 0,
    }
}

const WANG: &str = "Wang@Example.com";

impl Desk {
    async fn open(place: &Place) -> Self {
        let (admin, unit) = place.set_up().await;
        let files = tempfile::tempdir().unwrap();
        let app = App::open(place.db.clone(), Blobs::local(files.path(), 1 << 20).unwrap()).await.unwrap();
        let mailbox = app.create_mailbox(&admin, unit, new_mailbox()).await.unwrap().mailbox.id;
        Self { app, admin, mailbox, _files: files }
    }

    async fn take(&self, mail: Mail) -> Taken {
        self.app.take_mail(self.mailbox, mail).await.unwrap()
    }

    async fn begun(&self, number: u32) -> Id {
        match self.take(letter(number, WANG)).await {
            Taken::NewCase(case) => case,
            other => panic!("{other:?}"),
        }
    }

    /// What happened in a case, by code of the command.
    async fn events(&self, case: Id) -> Vec<CaseEvent> {
        let rows = self.app.db().read(move |c| {
            // Of one stream: the whole feed is held back on PostgreSQL by whatever runs beside.
            let rows = journal::page(c, &Stream::new("case", case), (0, i64::MAX), false, 1_000)?;
            Ok::<_, Fault>(rows.into_iter().map(|entry| entry.body).collect::<Vec<_>>())
        });
        rows.await.unwrap().iter().flat_map(|body| serde_json::from_str::<Vec<CaseEvent>>(body).unwrap()).collect()
    }

    async fn number(&self, case: Id) -> String {
        self.app.case(&self.admin, &case.to_string()).await.unwrap().case.number.to_string()
    }

    async fn answers(&self, case: Id, text: &str) {
        let words = self.app.words("text", text).unwrap();
        let message = Message {
            message: self.app.db().new_id(),
            direction: Direction::Outbound,
            channel: Channel::Email,
            text: words.reference.clone(),
            substantive: true,
            roles: Vec::new(),
            promised_at: None,
            emotional_state: None,
            attachments: Vec::new(),
        };
        let command = CaseCommand::RecordMessage(Box::new(message));
        self.app.change(&self.admin, case, None, command, vec![words]).await.unwrap();
    }

    /// Hears of everything (on PostgreSQL the feed shows a decision a moment later) and sends what is due.
    async fn sends(&self, outcome: &Went) -> Vec<Writing> {
        let sent = Arc::new(Mutex::new(Vec::new()));
        for _ in 0..50 {
            self.app.hear_for_mail().await.unwrap();
            let batch = self.app.db().write("claim", |tx| outbox::claim_due(tx, 50, 60_000)).await.unwrap();
            let found = batch.iter().any(|r| r.topic == "mail");
            for row in batch.into_iter().filter(|r| r.topic == "mail") {
                let kept = Arc::clone(&sent);
                let outcome = outcome.clone();
                let carry = |writing: Writing| async move {
                    kept.lock().unwrap().push(writing);
                    outcome
                };
                self.app.send_mail(row, carry).await.unwrap();
            }
            if found {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        Arc::try_unwrap(sent).ok().unwrap().into_inner().unwrap()
    }
}

fn good() -> Went {
    Went { error: None, permanent: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn s4_05_a_message_becomes_a_case_once_with_its_words_files_and_customer() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let case = desk.begun(1).await;
        assert_eq!(desk.take(letter(1, WANG)).await, Taken::Known);
        let shown = desk.app.case(&desk.admin, &case.to_string()).await.unwrap();
        assert_eq!(shown.case.channel, Channel::Email);
        assert_eq!(shown.case.kind, Kind::Complaint);
        assert!(matches!(shown.case.complainant, Complainant::Customer { .. }));
        let events = desk.events(case).await;
        assert!(
            events
                .iter()
                .any(|e| matches!(e, CaseEvent::Attached { media_type, .. } if media_type == "application/pdf"))
        );
        // Another message of the same sender, in no thread, is another case of the same customer.
        let other = desk.begun(2).await;
        let again = desk.app.case(&desk.admin, &other.to_string()).await.unwrap();
        assert_eq!(again.case.complainant, shown.case.complainant);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_03_the_acknowledgement_names_the_number_and_an_answer_to_it_finds_its_case() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let case = desk.begun(1).await;
        let number = desk.number(case).await;
        let sent = desk.sends(&good()).await;
        assert_eq!(sent.len(), 1);
        let first = &sent[0];
        assert!(first.text.contains(&number) && first.text.contains("答复您") && first.text.contains("Asia/Shanghai"), "{}", first.text);
        assert_eq!((first.to.as_str(), first.in_reply_to.as_deref()), (WANG, Some("<m1@example.com>")));
        assert!(first.automatic && first.subject.ends_with(&format!("[{number}]")), "{}", first.subject);
        assert_eq!(first.secret, "secret two");
        assert!(desk.sends(&good()).await.is_empty(), "nothing is sent twice");

        let by_thread = Mail { references: vec!["<x@y>".into(), first.message_id.clone()], ..letter(2, WANG) };
        assert_eq!(desk.take(by_thread).await, Taken::Message(case));
        let by_plus = Mail { recipients: vec![first.reply_to.clone().unwrap()], ..letter(3, WANG) };
        assert_eq!(desk.take(by_plus).await, Taken::Message(case));
        let by_number = Mail { subject: Some(format!("回复: 洗衣机 [{number}]")), ..letter(4, WANG) };
        assert_eq!(desk.take(by_number).await, Taken::Message(case));
        let inbound = desk.events(case).await.into_iter().filter(
            |e| matches!(e, CaseEvent::MessageRecorded { direction: Direction::Inbound, attachments, .. } if attachments.len() == 1),
        );
        assert_eq!(inbound.count(), 3);

        desk.answers(case, "我们明天上门。").await;
        let sent = desk.sends(&good()).await;
        assert_eq!(sent[0].text, "我们明天上门。");
        assert_eq!(sent[0].in_reply_to.as_deref(), Some("<m4@example.com>"));
        assert!(sent[0].references.contains(&first.message_id) && !sent[0].automatic);
        let stand = desk.app.deliveries_of_case(&desk.admin, case).await.unwrap();
        assert!(stand.iter().all(|d| d.standing == "sent"), "{stand:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_who_quotes_a_case_does_not_get_into_it() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let case = desk.begun(1).await;
        let number = desk.number(case).await;
        let before = desk.events(case).await.len();
        for (n, mail) in [
            Mail { subject: Some(format!("Re: [{number}]")), ..letter(2, "eve@example.net") },
            Mail { references: vec!["<m1@example.com>".into()], ..letter(3, "eve@example.net") },
            Mail {
                recipients: vec![format!("service+{}@example.org", number.replace('-', ""))],
                ..letter(4, "eve@example.net")
            },
            Mail { sender: None, subject: Some(number.clone()), ..letter(5, WANG) },
        ]
        .into_iter()
        .enumerate()
        {
            let Taken::NewCase(other) = desk.take(mail).await else { panic!("{n}") };
            assert_ne!(other, case);
            assert!(
                desk.events(other).await.iter().any(|e| matches!(e, CaseEvent::Noted { .. })),
                "the link is proposed"
            );
        }
        assert_eq!(desk.events(case).await.len(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn machines_make_no_case_and_are_not_answered() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        for (n, kind) in [MailKind::AutoReply, MailKind::Report, MailKind::List].into_iter().enumerate() {
            let mail = Mail { kind, ..letter(u32::try_from(n).unwrap(), WANG) };
            assert_eq!(desk.take(mail).await, Taken::SetAside, "{kind:?}");
        }
        assert_eq!(desk.take(letter(10, "Service@example.org")).await, Taken::SetAside, "our own");
        let generated = Mail { kind: MailKind::AutoGenerated, ..letter(11, "shop@example.net") };
        assert!(matches!(desk.take(generated).await, Taken::NewCase(_)));
        assert!(desk.sends(&good()).await.is_empty());
        // Two machines that answer each other end after ten.
        for n in 100..115 {
            desk.begun(n).await;
        }
        let mut sent = 0;
        loop {
            match desk.sends(&good()).await.len() {
                0 => break,
                more => sent += more,
            }
        }
        assert_eq!(sent, 10);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounce_marks_the_address_and_shows_on_the_case() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let case = desk.begun(1).await;
        let sent = desk.sends(&good()).await;
        let bounce = Mail {
            kind: MailKind::Bounce,
            bounced: vec!["wang@example.com".into()],
            bounced_message_id: Some(sent[0].message_id.clone()),
            ..letter(2, "MAILER-DAEMON@mx.example")
        };
        assert_eq!(desk.take(bounce).await, Taken::Bounced);
        let wrong = |e: &CaseEvent| matches!(e, CaseEvent::ContactLogged { result: ContactResult::Wrong, .. });
        assert!(desk.events(case).await.iter().any(wrong));
        assert_eq!(desk.app.deliveries_of_case(&desk.admin, case).await.unwrap()[0].standing, "bounced");
        desk.answers(case, "您好").await;
        assert!(desk.sends(&good()).await.is_empty(), "nothing goes to an address that fails");
        assert_eq!(desk.app.deliveries_of_case(&desk.admin, case).await.unwrap()[0].standing, "failed");
        // They write again: the address works.
        assert!(matches!(desk.take(letter(3, WANG)).await, Taken::NewCase(_)));
        desk.answers(case, "您好").await;
        assert!(!desk.sends(&good()).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_is_tried_again_under_the_same_id_or_given_up() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let case = desk.begun(1).await;
        let busy = Went { error: Some("unreachable: busy".into()), permanent: false };
        let first = desk.sends(&busy).await;
        let stand = desk.app.deliveries_of_case(&desk.admin, case).await.unwrap();
        assert_eq!((stand[0].standing.as_str(), stand[0].attempts), ("waiting", 1));
        assert_eq!(stand[0].error.as_deref(), Some("unreachable: busy"));
        place.pass_minutes(1);
        let second = desk.sends(&Went { error: Some("refused: 550".into()), permanent: true }).await;
        assert_eq!(first[0].message_id, second[0].message_id);
        assert_eq!(desk.app.deliveries_of_case(&desk.admin, case).await.unwrap()[0].standing, "failed");
        place.pass_minutes(60);
        assert!(desk.sends(&good()).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_tells_nobody_its_secrets_and_a_secret_goes_to_no_other_server() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let journal = desk.app.db().read(|c| {
            let mut all = String::new();
            journal::scan(c, journal::Cursor::default(), |e| {
                all.push_str(&e.body);
                Ok::<(), Fault>(())
            })?;
            Ok::<_, Fault>(all)
        });
        let journal = journal.await.unwrap();
        assert!(!journal.contains("secret one") && !journal.contains("service@example.org"), "{journal}");
        let kept = NewMailbox { incoming_secret: None, outgoing_secret: None, ..new_mailbox() };
        let shown = desk.app.change_mailbox(&desk.admin, desk.mailbox, Some(1), kept).await.unwrap();
        assert_eq!(shown.mailbox.outgoing_secret, "secret two");
        let mut moved = NewMailbox { incoming_secret: None, outgoing_secret: None, ..new_mailbox() };
        moved.terms.outgoing = Some(server(2_525));
        let shown = desk.app.change_mailbox(&desk.admin, desk.mailbox, None, moved).await.unwrap();
        assert_eq!(
            (shown.mailbox.incoming_secret.as_str(), shown.mailbox.outgoing_secret.as_str()),
            ("secret one", "")
        );
        let mut bad = new_mailbox();
        bad.address = "nobody".into();
        assert!(desk.app.change_mailbox(&desk.admin, desk.mailbox, None, bad).await.is_err());
        desk.app.delete_mailbox(&desk.admin, desk.mailbox).await.unwrap();
        assert!(desk.app.mailboxes(&desk.admin).await.unwrap().is_empty());
        let known = desk.app.db().read(|c| mail::known(c, "fingerprint 1")).await.unwrap();
        assert!(!known);
    })
    .await;
}

/// Sends the codes that are due through a carrier that answers `outcome`; what was carried.
async fn told(app: &App, outcome: Went) -> Vec<Writing> {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let batch = app.db().write("claim", |tx| outbox::claim_due(tx, 50, 60_000)).await.unwrap();
    for row in batch.into_iter().filter(|r| r.topic == code_message::TOPIC) {
        let (kept, outcome) = (Arc::clone(&kept), outcome.clone());
        let carry = |carried: Carried| async move {
            let Carried::Letter(writing) = carried else { panic!("{carried:?}") };
            kept.lock().unwrap().push(*writing);
            outcome
        };
        app.send_notice(row, carry).await.unwrap();
    }
    let carried = kept.lock().unwrap();
    carried.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portals_code_goes_out_once_through_a_mailbox_that_sends_and_no_further_without() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let number: CaseNumber = CaseNumber::draw(2026, 11, 7);
        let enqueue = async |key: &'static str, to: To| {
            let message = CodeMessage::new(to, "en", Some("Example"), &number, "123456");
            desk.app.db().write("code", move |tx| code_message::enqueue(tx, key, &message)).await.unwrap();
        };
        let fine = Went { error: None, permanent: false };
        enqueue("a", To::Email("wang@example.com".into())).await;
        enqueue("a", To::Email("wang@example.com".into())).await;
        let sent = told(&desk.app, fine.clone()).await;
        assert_eq!(sent.len(), 1, "once a key");
        let letter = &sent[0];
        assert_eq!((letter.to.as_str(), letter.from.as_str()), ("wang@example.com", "service@example.org"));
        assert!(letter.text.contains("123456") && letter.subject.contains(&number.to_string()) && letter.automatic);
        assert!(told(&desk.app, fine.clone()).await.is_empty());
        // A telephone has no gateway, and without a mailbox nothing goes out: given up, not tried for ever.
        enqueue("b", To::Phone("13812345678".into())).await;
        assert!(told(&desk.app, fine.clone()).await.is_empty());
        desk.app.delete_mailbox(&desk.admin, desk.mailbox).await.unwrap();
        enqueue("c", To::Email("wang@example.com".into())).await;
        assert!(told(&desk.app, fine).await.is_empty());
        let left = desk.app.db().write("claim", |tx| outbox::claim_due(tx, 50, 60_000)).await.unwrap();
        assert!(left.iter().all(|r| r.topic != code_message::TOPIC));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s3_45_nothing_of_what_a_customer_wrote_is_lost_by_folding() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let case = desk.begun(1).await;
        let texts = async || {
            let shown = desk.app.case(&desk.admin, &case.to_string()).await.unwrap();
            shown.words.into_values().collect::<Vec<String>>()
        };
        assert!(
            texts().await.contains(&"洗好的衣服全是水，怎么回事？\n\n发自我的 iPhone".to_owned()),
            "the verbatim is whole"
        );
        let answer = "还是不行。\n\n在 2026年11月2日 客服 <service@example.org> 写道：\n> 请断电重启。\n> 然后再试。";
        let reply = Mail {
            references: vec!["<m1@example.com>".into()],
            visible: "还是不行。".into(),
            plain: answer.into(),
            ..letter(2, WANG)
        };
        assert_eq!(desk.take(reply).await, Taken::Message(case));
        assert!(texts().await.contains(&answer.to_owned()), "the quotation is folded, not lost");
        let page = desk.app.timeline(&desk.admin, &case.to_string(), Ask { newest: true, after: None, limit: 5 }).await;
        let html = page.unwrap().items.into_iter().flat_map(|i| i.words.into_values()).find_map(|w| w.html).unwrap();
        assert!(html.starts_with("<p>还是不行。</p><details>"), "{html}");
    })
    .await;
}

impl Desk {
    /// Lets rules act until they did so often on a case; the latest first.
    async fn fired(&self, case: Id, times: usize) -> Vec<RunShown> {
        for _ in 0..50 {
            self.app.hear_for_rules().await.unwrap();
            let runs = self.app.case_runs(&self.admin, &case.to_string()).await.unwrap();
            if runs.len() >= times {
                return runs;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the rule did not act {times} times");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_says_a_canned_text_by_mail_as_a_machine_and_not_again_to_what_answers_it() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let text = NewCannedText {
            scope: TextScope::Everybody,
            unit: None,
            name: "安全提示".into(),
            shortcut: None,
            language: "zh-Hans".into(),
            channel: None,
            category: None,
            format: TextFormat::Plain,
            body: "{{customer.name}}您好，工单 {{case.number}}：请先断电。".into(),
        };
        let text = desk.app.write_canned_text(&desk.admin, text).await.unwrap().id;
        let terms = RuleTerms {
            trigger: Trigger::Event { happenings: vec![Happening::Registered, Happening::MessageIn] },
            conditions: Conditions::default(),
            actions: vec![Action::SendText { text }],
            otherwise: false,
        };
        let rule = NewRule { name: "安全".into(), enabled: true, terms };
        desk.app.create_rule(&desk.admin, rule).await.unwrap();
        let case = desk.begun(1).await;
        desk.fired(case, 1).await;
        let mut sent = desk.sends(&good()).await;
        if sent.len() < 2 {
            sent.extend(desk.sends(&good()).await);
        }
        let said = sent.iter().find(|w| w.text.contains("请先断电")).expect("it goes out");
        assert!(said.text.starts_with("王女士您好") && said.text.contains(&desk.number(case).await), "{}", said.text);
        assert!(said.automatic && said.to == WANG, "machines must see that a machine wrote it");
        let answer = Mail { references: vec![said.message_id.clone()], ..letter(2, WANG) };
        assert_eq!(desk.take(answer).await, Taken::Message(case));
        let runs = desk.fired(case, 2).await;
        assert_eq!(runs[0].account.actions[0].outcome, "nothing", "said today already");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_token_is_renewed_before_it_ends_and_what_fails_stands_at_the_mailbox() {
    both(async |place| {
        let desk = Desk::open(&place).await;
        let mut new = new_mailbox();
        new.terms.renewal = Some(RenewalTerms {
            token_endpoint: "https://login.example/token".into(),
            client_id: "mail".into(),
            scope: String::new(),
        });
        (new.client_secret, new.refresh_token) = (Some("client".into()), Some("first".into()));
        let (app, id) = (&desk.app, desk.mailbox);
        app.change_mailbox(&desk.admin, id, None, new.clone()).await.unwrap();
        let given = |token: &str, lasts_s: i64, next: Option<&str>| Renewed {
            access_token: token.into(),
            lasts_s: Some(lasts_s),
            refresh_token: next.map(str::to_owned),
        };
        let first = app.mail_access(id, false, |of| {
            assert_eq!((of.client_secret.as_str(), of.refresh_token.as_str()), ("client", "first"));
            std::future::ready(Ok(given("a", 60, Some("second"))))
        });
        assert_eq!(first.await.unwrap(), Ok("a".into()));
        // It ends soon: asked again, with the refresh token that was answered; a failure stands there and is no silence.
        let asked = app.mail_access(id, false, |of| {
            assert_eq!(of.refresh_token, "second");
            std::future::ready(Err("invalid_grant expired".to_owned()))
        });
        assert_eq!(asked.await.unwrap(), Ok("a".into()), "still good for a minute");
        let shown = app.mailbox(&desk.admin, id).await.unwrap().mailbox;
        assert_eq!(shown.last_error.as_deref(), Some("renewal: invalid_grant expired"));
        let anew = app.mail_access(id, true, |_| std::future::ready(Err("status 502".to_owned())));
        assert_eq!(anew.await.unwrap(), Err("renewal: status 502".into()));
        let healed = app.mail_access(id, true, |_| std::future::ready(Ok(given("b", 3_600, None))));
        assert_eq!(healed.await.unwrap(), Ok("b".into()));
        assert_eq!(app.mailbox(&desk.admin, id).await.unwrap().mailbox.last_error, None);
        let good = app.mail_access(id, false, |_| async { panic!("it is good for an hour") });
        assert_eq!(good.await.unwrap(), Ok("b".into()));
        // What was given for one endpoint goes to no other.
        new.terms.renewal.as_mut().unwrap().token_endpoint = "https://other.example/token".into();
        (new.client_secret, new.refresh_token) = (None, None);
        let moved = app.change_mailbox(&desk.admin, id, None, new).await.unwrap().mailbox;
        assert!(moved.renewal.client_secret.is_empty() && moved.renewal.refresh_token.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_elsewhere_come_when_somebody_asks_and_the_raw_message_goes_with_its_customer() {
    use bihuan_app::mail::came::{CaseMail, ERASED, PICTURES, Pictures};
    both(async |place| {
        let desk = Desk::open(&place).await;
        let Taken::NewCase(case) = desk.take(Mail { pictures: 1, ..letter(1, WANG) }).await else { panic!("no case") };
        let (app, name) = (&desk.app, case.to_string());
        let first = app.mail_of_case(&desk.admin, &name).await.unwrap().remove(0);
        let names = |m: &CaseMail| m.actions.iter().map(|a| (a.name.clone(), a.allowed)).collect::<Vec<_>>();
        let all = ["pictures", "raw", "erasure"].map(|n| (n.to_owned(), true));
        assert_eq!(names(&first), all);
        let came = first.came;
        assert_eq!((came.pictures, came.pictures_standing.as_deref()), (1, None), "nothing is fetched unasked");
        app.ask_pictures(&desk.admin, &name, came.id).await.unwrap();
        app.ask_pictures(&desk.admin, &name, came.id).await.unwrap();
        let claim = |topic: &'static str| async move {
            let rows = app.db().write("claim", |tx| outbox::claim_due(tx, 50, 60_000)).await.unwrap();
            rows.into_iter().filter(|row| row.topic == topic).collect::<Vec<_>>()
        };
        let mut rows = claim(PICTURES).await;
        assert_eq!(rows.len(), 1, "asked twice, brought once");
        let brought = app.bring_pictures(rows.remove(0), |raw| {
            assert_eq!(raw, Bytes::from_static(b"raw 1"));
            let bytes = Bytes::from_static(b"a picture");
            let file = MailFile { name: "picture-1.png".into(), media_type: "image/png".into(), bytes };
            std::future::ready(Pictures { files: vec![file], trouble: Some("status 404".into()) })
        });
        brought.await.unwrap();
        let shown = app.mail_of_case(&desk.admin, &name).await.unwrap().remove(0);
        assert_eq!(names(&shown), all[1..], "they are there");
        let came = shown.came;
        assert_eq!(came.pictures_standing.as_deref(), Some("shown"));
        let files: Vec<Id> = serde_json::from_str(&came.picture_files).unwrap();
        let attached = |e: &CaseEvent| matches!(e, CaseEvent::Attached { attachment, .. } if files == [*attachment]);
        assert!(desk.events(case).await.iter().any(attached), "it is told which file of the case it is");
        assert_eq!(came.pictures_trouble.as_deref(), Some("status 404"), "another did not come");
        assert!(app.raw_mail(&desk.admin, &name, came.id, "no").await.is_err(), "without a reason");
        let raw = app.raw_mail(&desk.admin, &name, came.id, "evidence for the station").await.unwrap();
        assert_eq!(raw, Bytes::from_static(b"raw 1"));
        let digest = came.digest.clone().unwrap().parse().unwrap();
        let customers = bihuan_app::customers::Customers::new(place.db.clone());
        customers.erase(&desk.admin, came.customer.unwrap(), None).await.unwrap();
        app.drop_raw(claim(ERASED).await.remove(0)).await.unwrap();
        assert!(app.blobs().get(digest).await.is_err(), "the file is gone");
        assert!(app.raw_mail(&desk.admin, &name, came.id, "evidence for the station").await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn b_9_one_raw_message_is_erased_for_a_recorded_reason_and_the_case_keeps_its_words() {
    use bihuan_app::mail::came::ERASED;
    both(async |place| {
        let desk = Desk::open(&place).await;
        let (app, case, other) = (&desk.app, desk.begun(1).await, desk.begun(2).await);
        let (name, words) = (case.to_string(), app.case(&desk.admin, &case.to_string()).await.unwrap().words);
        let came = app.mail_of_case(&desk.admin, &name).await.unwrap().remove(0).came;
        let kept = app.mail_of_case(&desk.admin, &other.to_string()).await.unwrap().remove(0).came;
        let digest = came.digest.clone().unwrap().parse().unwrap();
        assert!(app.erase_mail(&desk.admin, &name, came.id, "no").await.is_err(), "without a reason");
        assert!(app.erase_mail(&desk.admin, &other.to_string(), came.id, "it holds an identity card").await.is_err());
        app.erase_mail(&desk.admin, &name, came.id, "it holds an identity card").await.unwrap();
        let rows = app.db().write("claim", |tx| outbox::claim_due(tx, 50, 60_000)).await.unwrap();
        let mut gone = rows.into_iter().filter(|row| row.topic == ERASED).collect::<Vec<_>>();
        assert_eq!(gone.len(), 1);
        app.drop_raw(gone.remove(0)).await.unwrap();
        assert!(app.blobs().get(digest).await.is_err(), "the file is gone");
        let after = app.mail_of_case(&desk.admin, &name).await.unwrap().remove(0);
        assert!(after.came.erased_at.is_some() && after.came.digest.is_none() && after.actions.is_empty());
        assert!(app.raw_mail(&desk.admin, &name, came.id, "evidence for the station").await.is_err());
        assert!(app.erase_mail(&desk.admin, &name, came.id, "it holds an identity card").await.is_err(), "once");
        assert_eq!(app.case(&desk.admin, &name).await.unwrap().words, words, "what the case says stays");
        assert!(app.raw_mail(&desk.admin, &other.to_string(), kept.id, "evidence for the station").await.is_ok());
        let whose = came.customer.unwrap();
        let told = app.db().read(move |c| journal::page(c, &Stream::new("customer", whose), (0, i64::MAX), false, 50));
        let told = told.await.unwrap();
        assert!(told.iter().any(|e| e.command == "erase_mail" && e.body.contains("mail_erased")), "it is recorded");
    })
    .await;
}

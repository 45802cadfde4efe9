//! The link of a request for evidence, sent to whoever is asked outside where their words name an e-mail address or a mobile
//! number (S2-17): when they are asked, when they are reminded, and when somebody sends it again. The row in the outbox
//! names the sending only. The secret is drawn when it leaves and only its digest kept, so it lies nowhere; what did not
//! leave is no good. Should we end between the other side's yes and our note of it, they get the same message with a newer
//! link, and both are good.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::command::CaseCommand;
use bihuan_domain::complaint::evidence_request::{EvidenceRequest, LinkStanding, RequestStanding};
use bihuan_domain::contact::{email_key, half_width, phone_key};
use bihuan_domain::ids::Id;
use bihuan_domain::notification::NoticeWay;
use bihuan_domain::time::UtcMs;
use bihuan_store::lease::{Claimed, Failed};
use bihuan_store::nouns::evidence_request as kept;
use bihuan_store::nouns::evidence_sending as sendings;
use bihuan_store::nouns::policy;
use bihuan_store::nouns::{case as row, text};
use bihuan_store::{Conn, Fault, Tx, outbox};
use serde::{Deserialize, Serialize};

use super::evidence::good_until;
use super::find::permit_read;
use super::write::Work;
use crate::app::{App, setting};
use crate::failure::Failure;
use crate::mail::Went;
use crate::notices::Carried;
use crate::secrets::Secret;
use crate::world::World;

/// The outbox topic.
pub const TOPIC: &str = "evidence_link";

#[derive(Serialize, Deserialize)]
struct LinkRow {
    sending: Id,
}

/// The first e-mail address in somebody's words, else the first mobile number.
pub(crate) fn address(words: &str) -> Option<(NoticeWay, String)> {
    let words = half_width(words);
    let apart = |c: char| c.is_whitespace() || ",;:，；：、<>()（）[]【】\"'“”".contains(c);
    if let Some(found) = words.split(apart).find_map(email_key) {
        return Some((NoticeWay::Email, found));
    }
    let number = |c: char| c.is_ascii_digit() || "+- ".contains(c);
    let mobile = |run: &str| phone_key(run).filter(|key| run.starts_with('+') || is_mobile(key));
    let found = words.split(|c: char| !number(c)).find_map(|run| mobile(run.trim()));
    // As it is dialled from abroad, which a provider understands whoever it is.
    found.map(|key| (NoticeWay::Sms, format!("+{key}")))
}

/// Chinese mobile numbers have eleven digits and begin with 1; landlines receive nothing.
fn is_mobile(key: &str) -> bool {
    key.strip_prefix("861").is_some_and(|rest| rest.len() == 10)
}

fn address_of(conn: &mut Conn, asked: &EvidenceRequest) -> Result<Option<(NoticeWay, String)>, Fault> {
    let Some(outside) = asked.outside.as_ref().filter(|_| asked.unit.is_none()) else { return Ok(None) };
    let words = text::by_ids(conn, &[outside.id])?.pop().and_then(|t| t.body);
    Ok(words.as_deref().and_then(address))
}

fn request_of(case: &Case, request: Id) -> Option<&EvidenceRequest> {
    case.course.investigation.requests.iter().find(|r| r.id == request)
}

/// Notes that the link goes to whoever is asked outside, once a key; where no address is known somebody hands it on.
/// Whether one is on its way.
///
/// # Errors
/// Faults.
pub(crate) fn leave(tx: &mut Tx, case: &Case, request: Id, key: &str) -> Result<bool, Fault> {
    let Some(asked) = request_of(case, request) else { return Ok(false) };
    let Some((way, _)) = address_of(tx, asked)? else { return Ok(false) };
    let (id, now) = (tx.new_id(), tx.now());
    let payload = serde_json::to_string(&LinkRow { sending: id }).map_err(|e| Fault::Sql(format!("link: {e}")))?;
    if outbox::enqueue(tx, TOPIC, &format!("evidence_link:{key}"), &payload, now)?.is_some() {
        sendings::insert(tx, id, request, case.id, way, asked.at < now)?;
    }
    Ok(true)
}

/// What leaves.
struct Letter {
    way: NoticeWay,
    to: String,
    language: String,
    number: String,
    company: Option<String>,
    due: String,
    until: String,
}

impl Letter {
    fn written(&self, url: &str, is_reminder: bool) -> (String, String, String) {
        let Self { number, due, until, .. } = self;
        let who = self.company.as_deref().unwrap_or("bihuan");
        match self.language.as_str() {
            "en" => {
                let again = if is_reminder { "Reminder: " } else { "" };
                let subject = format!("{again}{who} asks you for information on case {number}");
                let text = format!(
                    "{who} is looking into case {number} and asks you for information or documents.\n\n\
                     Please answer by {due}, without an account:\n{url}\n\n\
                     The link is for this one question, good until {until}. Please do not pass it on."
                );
                (subject, text, format!("{again}{who} asks you for information on case {number} by {due}: {url}"))
            }
            "zh-Hant" => {
                let again = if is_reminder { "提醒：" } else { "" };
                let subject = format!("{again}{who}：就工單 {number} 請您提供資料");
                let text = format!(
                    "{who} 正在調查工單 {number}，請您提供資料或說明。\n\n\
                     請於 {due} 前透過此連結答覆，無需帳號：\n{url}\n\n\
                     此連結僅供答覆此事，{until} 前有效，請勿轉發。"
                );
                (subject, text, format!("【{who}】{again}工單 {number} 請您於 {due} 前提供資料：{url}"))
            }
            _ => {
                let again = if is_reminder { "提醒：" } else { "" };
                let subject = format!("{again}{who}：就工单 {number} 请您提供资料");
                let text = format!(
                    "{who} 正在调查工单 {number}，请您提供资料或说明。\n\n\
                     请于 {due} 前通过此链接答复，无需账号：\n{url}\n\n\
                     此链接仅供答复此事，{until} 前有效，请勿转发。"
                );
                (subject, text, format!("【{who}】{again}工单 {number} 请您于 {due} 前提供资料：{url}"))
            }
        }
    }
}

/// What the request of a sending says now; none when it needs no answer any more or the address is gone.
fn letter(conn: &mut Conn, world: &World, of: &sendings::Sending) -> Result<Option<(Letter, UtcMs)>, Fault> {
    let Some(case) = row::load(conn, of.case)?.map(|s| s.case).filter(|c| !c.stage.is_over()) else { return Ok(None) };
    let Some(asked) = request_of(&case, of.request).filter(|r| r.standing != RequestStanding::Withdrawn) else {
        return Ok(None);
    };
    let Some((way, to)) = address_of(conn, asked)? else { return Ok(None) };
    let until = good_until(of.asked_at, asked.due_at);
    let at = |at: UtcMs| world.zone.civil(at).strftime("%Y-%m-%d %H:%M").to_string();
    let letter = Letter {
        way,
        to,
        language: asked.language.clone().unwrap_or_else(|| "zh-Hans".to_owned()),
        number: case.number.to_string(),
        company: policy::setting(conn, setting::COMPANY)?,
        due: at(asked.due_at),
        until: at(until),
    };
    Ok(Some((letter, until)))
}

impl App {
    /// Sends the link of a request to whoever is asked outside, again.
    ///
    /// # Errors
    /// `NotFound`; `Input` where their words name no address, or one is on its way; the rule's refusal; faults.
    pub async fn send_evidence_link(&self, actor: &Actor, case: Id, request: Id) -> Result<(), Failure> {
        let (world, actor) = (self.world(), actor.clone());
        let done = self.db().write("evidence.send_again", move |tx| {
            let mut work = Work::open(tx, &world, case, None)?;
            if let Some(case) = work.case() {
                permit_read(&world, &actor, case)?;
            }
            let now = tx.now();
            let due = kept::load(tx, request)?.map_or(now, |r| r.due_at);
            let until = good_until(now, due);
            work.step(tx, &actor, now, &CaseCommand::MakeEvidenceLink { request, until })?;
            // What is on its way is not sent beside itself.
            if sendings::waits(tx, case, request)? {
                return Err(Failure::input("request", "on_its_way", ""));
            }
            let shown = work.case().cloned();
            work.finish(tx)?;
            let key = tx.new_id().to_string();
            match shown {
                Some(case) if leave(tx, &case, request, &key)? => Ok(()),
                _ => Err(Failure::input("request", "no_address", "")),
            }
        });
        done.await
    }

    /// Sends what a claimed row of [`TOPIC`] names, and notes how it went.
    pub(crate) async fn send_link<F, T>(&self, claimed: Claimed, carry: F) -> Result<(), Failure>
    where
        F: FnOnce(Carried) -> T,
        T: Future<Output = Went>,
    {
        let (world, secret) = (self.world(), Secret::draw()?);
        let hash = secret.digest();
        let row = serde_json::from_str::<LinkRow>(&claimed.payload).ok();
        let begun = self.db().write("evidence.link_out", move |tx| {
            let Some(row) = row else { return Ok(None) };
            let Some(of) = sendings::load(tx, row.sending)?.filter(|s| s.standing == LinkStanding::Waiting) else {
                return Ok::<_, Fault>(None);
            };
            let found = letter(tx, &world, &of)?;
            if let Some((_, until)) = &found {
                kept::add_key(tx, of.request, &hash, *until)?;
            }
            Ok(Some((of, found.map(|(letter, _)| letter))))
        });
        let Some((of, found)) = begun.await? else {
            return Ok(self.db().write("evidence.link_out", move |tx| outbox::sent(tx, &claimed).map(|_| ())).await?);
        };
        let is_needed = found.is_some();
        let went = match &found {
            None => None,
            Some(letter) => Some(match self.ready(claimed.id, letter, &secret, of.is_reminder).await? {
                Ok(carried) => carry(carried).await,
                Err(why) => Went { error: Some(why.to_owned()), permanent: true },
            }),
        };
        let done = move |tx: &mut Tx| {
            let Went { error, permanent } = went.unwrap_or(Went { error: None, permanent: false });
            let standing = match &error {
                None if is_needed => LinkStanding::Sent,
                None => LinkStanding::NotNeeded,
                Some(error) => {
                    sendings::drop_key(tx, &hash)?;
                    // What is given up by the outbox itself stays there, visible.
                    let failed = if permanent { None } else { Some(outbox::failed(tx, &claimed, error)?) };
                    let standing = match failed {
                        Some(Failed::Again(_)) => LinkStanding::Waiting,
                        _ => LinkStanding::Failed,
                    };
                    sendings::stand(tx, of.id, standing, Some(error))?;
                    if failed.is_some() {
                        return Ok::<_, Fault>(());
                    }
                    standing
                }
            };
            sendings::stand(tx, of.id, standing, error.as_deref())?;
            outbox::sent(tx, &claimed)?;
            Ok(())
        };
        Ok(self.db().write("evidence.link_went", done).await?)
    }

    async fn ready(
        &self,
        id: Id,
        letter: &Letter,
        secret: &Secret,
        is_reminder: bool,
    ) -> Result<Result<Carried, &'static str>, Failure> {
        let Some(base) = self.public_url() else { return Ok(Err("no_public_url")) };
        let url = format!("{base}/portal/request#{}", secret.reveal());
        let (subject, text, short) = letter.written(&url, is_reminder);
        let to = letter.to.clone();
        Ok(match letter.way {
            NoticeWay::Email => {
                let found = self.letter_of_ours(format!("evidence.{id}"), to, subject, text).await?;
                found.map(|l| Carried::Letter(Box::new(l))).ok_or("no_mailbox")
            }
            NoticeWay::Sms => {
                let found = self.text_message(id, to, short).await?;
                found.map(|w| Carried::Words(Box::new(w))).ok_or("no_gateway")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_among_the_words_a_letter_before_a_text_message() {
        let mail = |to: &str| Some((NoticeWay::Email, to.to_owned()));
        let sms = |to: &str| Some((NoticeWay::Sms, to.to_owned()));
        assert_eq!(address("顺达物流 Li@Example.com"), mail("li@example.com"));
        assert_eq!(address("顺达物流（li@example.com，138 0013 8000）"), mail("li@example.com"));
        assert_eq!(address("顺达物流 李强 138-0013-8000"), sms("+8613800138000"));
        assert_eq!(address("李强，电话：１３８００１３８０００"), sms("+8613800138000"));
        assert_eq!(address("Carrier Ltd +44 7700 900123"), sms("+447700900123"));
        // A landline receives nothing, a house number is none.
        assert_eq!(address("顺达物流 021-5588 1234"), None);
        assert_eq!(address("南京路 1200 号 5 楼"), None);
    }

    #[test]
    fn a_letter_is_in_their_language_and_a_reminder_says_so() {
        let letter = |language: &str| Letter {
            way: NoticeWay::Email,
            to: String::new(),
            language: language.to_owned(),
            number: "C-7".to_owned(),
            company: Some("好车".to_owned()),
            due: "2026-11-05 18:00".to_owned(),
            until: "2026-11-19 18:00".to_owned(),
        };
        for (language, word) in [("zh-Hans", "请您提供资料"), ("zh-Hant", "請您提供資料"), ("en", "asks you")]
        {
            let (subject, text, short) = letter(language).written("https://x/portal/request#k", false);
            assert!(subject.contains(word), "{subject}");
            for said in [&text, &short] {
                assert!(said.contains("https://x/portal/request#k") && said.contains("2026-11-05 18:00"), "{said}");
            }
            assert_ne!(letter(language).written("u", true).0, subject);
        }
    }
}

//! Between the application and messaging platforms: what is to be said becomes questions by HTTP, files are handed over
//! and fetched, access tokens are bought and kept until they end. What a platform wants is known to `channels`, cases to
//! `app`; here one is told in the words of the other.

use std::time::Duration;

use bihuan_app::App;
use bihuan_app::mail::MailFile;
use bihuan_app::messaging::answers::{ANSWER, Said, Saying};
use bihuan_app::messaging::files::{Brought, CameFile, FILE};
use bihuan_app::messaging::trial::Tried;
use bihuan_channels::messaging::asking::{
    self, Credentials, Fetched, FileSort, MOST_FILE_BYTES, MOST_WORDS_BYTES, Question, Reply, Trouble, What,
};
use bihuan_channels::messaging::{Known, knock};
use bihuan_channels::webhook::Sender;
use bihuan_domain::messaging::{MessagingPlatform as P, MessagingTestStep as Step};
use bihuan_domain::time::UtcMs;
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::messaging::{Account, Token};
use bytes::Bytes;
use futures::StreamExt as _;
use rand::Rng as _;

use crate::inbound::receive;

/// Accounts spoken through at the same time.
const AT_ONCE: usize = 4;
/// After this long a worker begins no further row of its claim: the lease must outlive the last one.
const BEGIN_WITHIN: Duration = Duration::from_secs(20);
/// Bytes of an answer that is no file.
const MOST_ANSWER: usize = 64 << 10;
/// A token is bought anew this long before it ends.
const BEFORE_END_MS: i64 = 120_000;

/// Carries what claimed outbox rows stand for, a few at a time; each is noted on its own row.
pub async fn carry(app: &App, sender: &Sender, rows: Vec<Claimed>) {
    let begun = std::time::Instant::now();
    let carrying = futures::stream::iter(rows).map(|row| async move {
        if begun.elapsed() > BEGIN_WITHIN {
            return;
        }
        let now = app.db().now();
        let outcome = match row.topic.as_str() {
            ANSWER => app.send_answer(row, |saying| say(saying, sender, now)).await,
            FILE => app.bring_file(row, |account, file| bring(account, file, sender, now)).await,
            _ => app.try_account(row, |account| attempt(account, sender, now)).await,
        };
        if let Err(failure) = outcome {
            tracing::error!(%failure, "messaging out");
        }
    });
    carrying.buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
}

/// An account as one speaks through it: the token is bought when there is none, and once more when it is over.
struct Line<'a> {
    platform: P,
    credentials: Credentials,
    token: Token,
    bought: bool,
    sender: &'a Sender,
    now: UtcMs,
}

impl<'a> Line<'a> {
    fn of(account: &Account, sender: &'a Sender, now: UtcMs) -> Self {
        let secrets = &account.secrets;
        let secret = if account.platform == P::Generic { &secrets.secret } else { &secrets.app_secret };
        let credentials = Credentials {
            base: account.api_base.clone(),
            id: account.receiver.clone(),
            secret: secret.clone().unwrap_or_default(),
            agent: account.agent.clone(),
        };
        let token = account.token.clone();
        Self { platform: account.platform, credentials, token, bought: false, sender, now }
    }

    async fn asked(&self, question: &Question, most: usize) -> Result<Reply, Trouble> {
        self.sender.question(question, most).await.map_err(|error| match error.as_str() {
            "private_address" | "bad_url" | "too_large" => Trouble::Said(error),
            _ => Trouble::Passing(error),
        })
    }

    async fn buy(&mut self) -> Result<(), Trouble> {
        let Some(question) = asking::token(self.platform, &self.credentials)? else { return Ok(()) };
        let (token, seconds) = asking::token_of(self.platform, &self.asked(&question, MOST_ANSWER).await?)?;
        self.token = Token { token, until: Some(self.now.plus_ms(seconds.clamp(0, 1 << 31) * 1_000)) };
        self.bought = true;
        Ok(())
    }

    /// Asks with a token that is good, once more with a new one when the platform says that it is over.
    async fn ask<T>(
        &mut self,
        most: usize,
        question: impl Fn(&Credentials, &str) -> Result<Question, Trouble>,
        read: impl Fn(Reply) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let good = self.token.until.is_some_and(|until| until > self.now.plus_ms(BEFORE_END_MS));
        if !good || self.token.token.is_empty() {
            self.buy().await?;
        }
        let asked = question(&self.credentials, &self.token.token)?;
        match self.asked(&asked, most).await.and_then(&read) {
            Err(Trouble::TokenOver(_)) if self.platform != P::Generic => {
                self.buy().await?;
                let asked = question(&self.credentials, &self.token.token)?;
                self.asked(&asked, most).await.and_then(&read)
            }
            other => other,
        }
    }

    fn new_token(&self) -> Option<Token> {
        self.bought.then(|| self.token.clone())
    }
}

async fn say(saying: Saying, sender: &Sender, now: UtcMs) -> Said {
    let mut line = Line::of(&saying.account, sender, now);
    let mut done = saying.done;
    let outcome = parts(&saying, &mut line, &mut done).await;
    metrics::counter!("bihuan_messaging_out_total", "platform" => line.platform.code())
        .increment(u64::from(outcome.is_ok()));
    let token = line.new_token();
    match outcome {
        Ok(()) => Said { error: None, passes: false, done, token },
        Err(trouble) => Said { error: Some(trouble.to_string()), passes: trouble.passes(), done, token },
    }
}

async fn parts(saying: &Saying, line: &mut Line<'_>, done: &mut i64) -> Result<(), Trouble> {
    let (platform, to, now_s) = (line.platform, saying.to.as_str(), line.now.ms() / 1_000);
    if *done == 0 {
        if saying.text.len() > MOST_WORDS_BYTES {
            return Err(Trouble::NotCarried("a message is at most 2,000 bytes there"));
        }
        if !saying.text.trim().is_empty() {
            let id = saying.id.to_string();
            let words = What::Words(&saying.text);
            let question = |c: &Credentials, t: &str| asking::say(platform, c, t, to, words, &id, now_s);
            line.ask(MOST_ANSWER, question, |reply| asking::taken(platform, &reply).map(|_| ())).await?;
        }
        *done = 1;
    }
    let before = usize::try_from(*done - 1).unwrap_or(0);
    for (n, file) in saying.files.iter().enumerate().skip(before) {
        let sort = FileSort::of(&file.media_type);
        let handed =
            |c: &Credentials, t: &str| asking::upload(platform, c, t, sort, &file.name, &file.media_type, &file.bytes);
        let media = line.ask(MOST_ANSWER, handed, |reply| asking::uploaded(platform, &reply)).await?;
        let id = format!("{}-{n}", saying.id);
        let what = What::File(sort, &media);
        let question = |c: &Credentials, t: &str| asking::say(platform, c, t, to, what, &id, now_s);
        line.ask(MOST_ANSWER, question, |reply| asking::taken(platform, &reply).map(|_| ())).await?;
        *done += 1;
    }
    Ok(())
}

async fn bring(account: Account, file: CameFile, sender: &Sender, now: UtcMs) -> Brought {
    let mut line = Line::of(&account, sender, now);
    let found = fetch(&mut line, &file).await;
    let token = line.new_token();
    let file = found.map_err(|trouble| (trouble.to_string(), trouble.passes())).map(|bytes| {
        let media_type = asking::media_type_of(&bytes);
        let extension = media_type.rsplit('/').next().unwrap_or("bin");
        let name = if file.name.is_empty() { format!("{}.{extension}", file.sort) } else { file.name };
        MailFile { name, media_type: media_type.to_owned(), bytes: Bytes::from(bytes) }
    });
    Brought { file, token }
}

async fn fetch(line: &mut Line<'_>, file: &CameFile) -> Result<Vec<u8>, Trouble> {
    let platform = line.platform;
    let sort = match file.sort.as_str() {
        "image" => FileSort::Image,
        "voice" => FileSort::Voice,
        "video" => FileSort::Video,
        _ => FileSort::File,
    };
    let question = |c: &Credentials, t: &str| asking::fetch(platform, c, t, &file.media, &file.message, sort);
    match line.ask(MOST_FILE_BYTES, question, |reply| asking::fetched(platform, reply)).await? {
        Fetched::Bytes(bytes) => Ok(bytes),
        Fetched::At(url) => {
            let plain = Question { url, headers: Vec::new(), body: None };
            let reply = line.asked(&plain, MOST_FILE_BYTES).await?;
            match reply.status {
                200..300 => Ok(reply.bytes),
                status => Err(Trouble::Said(format!("status {status}"))),
            }
        }
    }
}

/// Knocks at the account's own door as its platform would, and asks the platform for a token.
async fn attempt(account: Account, sender: &Sender, now: UtcMs) -> Tried {
    let mut random = [0; 16];
    rand::rng().fill_bytes(&mut random);
    let now_s = now.ms() / 1_000;
    let secrets = &account.secrets;
    let believed = secrets.aes_key.as_deref().map(str::parse).transpose().and_then(|key| {
        let known = Known {
            token: secrets.token.as_deref().unwrap_or_default(),
            key: key.as_ref(),
            encrypt_key: secrets.encrypt_key.as_deref(),
            app_secret: secrets.app_secret.as_deref().filter(|_| account.platform == P::Dingtalk),
            secret: secrets.secret.as_deref().unwrap_or_default(),
            receiver: &account.receiver,
        };
        receive(&account, &knock(account.platform, known, now_s, random)?, now_s)
    });
    if let Err(refused) = believed {
        return Tried { failed: Some((Step::Signature, refused.code().to_owned())), token: None };
    }
    if account.platform == P::Generic || secrets.app_secret.is_none() {
        // It only listens: there is nothing to sign in with.
        return Tried::default();
    }
    let mut line = Line::of(&account, sender, now);
    let failed = line.buy().await.err().map(|trouble| (Step::Token, trouble.to_string()));
    Tried { failed, token: line.new_token() }
}

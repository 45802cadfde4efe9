//! Reading a mailbox by IMAP. A message is handed over raw; only what the caller has kept is marked `\Seen`, so that one
//! that is lost on the way comes again.

use std::time::Duration;

use async_imap::types::Fetch;
use async_imap::{Authenticator, Client, Session};
use futures::TryStreamExt as _;
use tokio::time::timeout;

use super::MOST_BYTES;
use super::server::{DEADLINE, Login, Security, Server, Trouble, Trust, Wire};

/// A mailbox that is read.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Where.
    pub server: Server,
    /// As whom.
    pub login: Login,
    /// Which folder, `INBOX` mostly.
    pub folder: String,
}

/// An open mailbox.
#[derive(Debug)]
pub struct Inbox {
    session: Session<Box<dyn Wire>>,
    idles: bool,
}

struct XOAuth2(String);

impl Authenticator for XOAuth2 {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> String {
        // A second challenge is the server's refusal; it wants an empty answer.
        std::mem::take(&mut self.0)
    }
}

async fn soon<T, E: std::fmt::Display>(
    code: &'static str,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, Trouble> {
    match timeout(DEADLINE, work).await {
        Ok(done) => done.map_err(|e| Trouble::new(code, e)),
        Err(late) => Err(Trouble::new("timeout", late)),
    }
}

impl Inbox {
    /// Connects, signs in and opens the folder.
    ///
    /// # Errors
    /// What went wrong, by code.
    pub async fn open(at: &Incoming, trust: &Trust) -> Result<Self, Trouble> {
        let stream = at.server.dial().await?;
        let wire: Box<dyn Wire> = match at.server.security {
            Security::Tls => at.server.secure(stream, trust).await?,
            Security::StartTls => {
                let mut client = Client::new(stream);
                soon("unreachable", greeting(&mut client)).await?;
                soon("no_tls", client.run_command_and_check_ok("STARTTLS", None)).await?;
                at.server.secure(client.into_inner(), trust).await?
            }
            Security::Plain | Security::PlainAnywhere => Box::new(stream),
        };
        let mut client = Client::new(wire);
        if at.server.security != Security::StartTls {
            soon("unreachable", greeting(&mut client)).await?;
        }
        let signing_in = async {
            match &at.login {
                Login::None => Err(Trouble::for_good("wrong_credentials", "a name and a password are wanted")),
                Login::Password { user, password } => {
                    client.login(user, password).await.map_err(|(e, _)| Trouble::new("wrong_credentials", e))
                }
                Login::OAuth2 { user, token } => {
                    let answer = XOAuth2(format!("user={user}\x01auth=Bearer {token}\x01\x01"));
                    client.authenticate("XOAUTH2", answer).await.map_err(|(e, _)| Trouble::new("wrong_credentials", e))
                }
            }
        };
        let mut session = timeout(DEADLINE, signing_in).await.map_err(|e| Trouble::new("timeout", e))??;
        let can = soon("lost", session.capabilities()).await?;
        let idles = can.has_str("IDLE");
        soon("no_such_folder", session.select(&at.folder)).await?;
        Ok(Self { session, idles })
    }

    /// Messages nobody has marked, oldest first, at most so many.
    ///
    /// # Errors
    /// What went wrong.
    pub async fn unseen(&mut self, most: usize) -> Result<Vec<u32>, Trouble> {
        let found = soon("lost", self.session.uid_search("UNSEEN UNDELETED")).await?;
        let mut uids: Vec<u32> = found.into_iter().collect();
        uids.sort_unstable();
        uids.truncate(most);
        Ok(uids)
    }

    /// How large messages are, in bytes; those that are gone are left out.
    ///
    /// # Errors
    /// What went wrong.
    pub async fn sizes(&mut self, uids: &[u32]) -> Result<Vec<(u32, u32)>, Trouble> {
        if uids.is_empty() {
            return Ok(Vec::new());
        }
        let (session, set) = (&mut self.session, set_of(uids));
        let work = async move {
            let stream = session.uid_fetch(set, "(UID RFC822.SIZE)").await?;
            stream.try_collect::<Vec<Fetch>>().await
        };
        let found = soon("lost", work).await?;
        let mut sizes: Vec<(u32, u32)> = found.iter().filter_map(|f| Some((f.uid?, f.size.unwrap_or(0)))).collect();
        // Only what was asked for: servers tell other news in between.
        sizes.retain(|(uid, _)| uids.contains(uid));
        sizes.sort_unstable();
        sizes.dedup_by_key(|(uid, _)| *uid);
        Ok(sizes)
    }

    /// Messages as they lie there, unmarked, oldest first; those that are gone are left out. One that is too large ends one
    /// byte after what is parsed, so that it is known to be larger.
    ///
    /// # Errors
    /// What went wrong.
    pub async fn fetch(&mut self, uids: &[u32]) -> Result<Vec<(u32, Vec<u8>)>, Trouble> {
        if uids.is_empty() {
            return Ok(Vec::new());
        }
        let what = format!("(UID BODY.PEEK[]<0.{}>)", MOST_BYTES + 1);
        let (session, set) = (&mut self.session, set_of(uids));
        let work = async move {
            let stream = session.uid_fetch(set, what).await?;
            stream.try_collect::<Vec<Fetch>>().await
        };
        // A large message on a slow line takes its time.
        let found = timeout(DEADLINE * 5, work).await.map_err(|e| Trouble::new("timeout", e))?;
        let found = found.map_err(|e| Trouble::new("lost", e))?;
        let mut raw: Vec<(u32, Vec<u8>)> =
            found.iter().filter_map(|f| Some((f.uid?, f.body()?.to_vec()))).filter(|(u, _)| uids.contains(u)).collect();
        raw.sort_by_key(|(uid, _)| *uid);
        raw.dedup_by_key(|(uid, _)| *uid);
        Ok(raw)
    }

    /// Marks messages as seen: the caller has kept them.
    ///
    /// # Errors
    /// What went wrong; then they come again, and are known already.
    pub async fn seen(&mut self, uids: &[u32]) -> Result<(), Trouble> {
        if uids.is_empty() {
            return Ok(());
        }
        let (session, set) = (&mut self.session, set_of(uids));
        let work = async move {
            let stream = session.uid_store(set, "+FLAGS.SILENT (\\Seen)").await?;
            stream.try_collect::<Vec<Fetch>>().await
        };
        soon("lost", work).await.map(|_| ())
    }

    /// Waits until something may be new, at most so long: by IDLE where the server can, otherwise by the clock.
    ///
    /// # Errors
    /// When the line is lost.
    pub async fn wait(mut self, most: Duration) -> Result<Self, Trouble> {
        if !self.idles {
            tokio::time::sleep(most.min(DEADLINE)).await;
            soon("lost", self.session.noop()).await?;
            return Ok(self);
        }
        let mut idle = self.session.idle();
        soon("lost", idle.init()).await?;
        let (waiting, interrupt) = idle.wait_with_timeout(most);
        let waited = timeout(most, waiting).await;
        drop(interrupt);
        if let Ok(outcome) = waited {
            outcome.map_err(|e| Trouble::new("lost", e))?;
        }
        self.session = soon("lost", idle.done()).await?;
        Ok(self)
    }

    /// Ends it politely.
    pub async fn close(mut self) {
        let _ = timeout(Duration::from_secs(5), self.session.logout()).await;
    }
}

fn set_of(uids: &[u32]) -> String {
    uids.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

async fn greeting<T: Wire>(client: &mut Client<T>) -> Result<(), String> {
    match client.read_response().await {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err("the server hung up".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

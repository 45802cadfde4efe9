//! Live chat under load: thousands of visitors listen, a hundred agents answer, and everybody writes. What counts is how long
//! a message is on its way to whoever waits for it, and what the program holds meanwhile. Visitors come from addresses of
//! their own, because beginnings are counted by network; each does the little work that is asked.

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bihuan_app::App;
use bihuan_app::access::{Access, AccessRules};
use bihuan_app::tokens::NewToken;
use bihuan_app::users::NewUser;
use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::organisation::RoleAt;
use bihuan_domain::trade::Role;
use bihuan_store::blobs::Blobs;
use bihuan_store::{Db, Location, Options};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::Mutex;

use crate::Bad;
use crate::http::Caller;
use crate::reads::Served;
use crate::report::{Report, percentile};

/// How many there are.
#[derive(Debug, Clone, Copy)]
pub struct Crowd {
    /// Visitors with an open chat.
    pub visitors: usize,
    /// Agents who serve them.
    pub agents: usize,
    /// Messages a second, half from each side.
    pub rate: u64,
}

/// Always open, so that the hour of the run does not matter.
const HOURS: &str = r#"{"calendar":{"kind":"business_hours","zone":"Asia/Shanghai","week":{"mon":[["00:00","24:00"]],"tue":[["00:00","24:00"]],"wed":[["00:00","24:00"]],"thu":[["00:00","24:00"]],"fri":[["00:00","24:00"]],"sat":[["00:00","24:00"]],"sun":[["00:00","24:00"]]}}}"#;

/// The organisation with its agents; their tokens, the administrator's first.
async fn prepare(dir: &Path, agents: usize) -> Result<(Vec<String>, String), Bad> {
    let db = Db::open(&Location::Sqlite { dir: dir.to_owned() }, Options::default()).await?;
    let app = App::open(db.clone(), Blobs::local(&dir.join("files"), 1 << 20)?).await?;
    let access = Access::open(db, AccessRules::default()).await?;
    let link = access.setup_link().await?.ok_or("somebody is there already")?;
    let admin = access.complete_setup(link.reveal(), crate::create::setup()).await?;
    let boss = Actor::everything(Who::System);
    let unit = access.tree().root().ok_or("no head office")?;
    let mut tokens = Vec::with_capacity(agents + 1);
    for n in 0..=agents {
        let user = if n == 0 {
            admin
        } else {
            let new = NewUser {
                login: format!("agent-{n}"),
                name: format!("agent {n}"),
                password: None,
                unit,
                language: "en".to_owned(),
                roles: vec![RoleAt::everywhere(Role::Agent)],
            };
            access.create_user(&boss, new).await?
        };
        let asked = NewToken { name: "bench".to_owned(), permissions: None, expires_at: None };
        tokens.push(access.issue_token(&boss, user, asked).await?.1.reveal().to_owned());
    }
    app.db().close().await;
    Ok((tokens, unit.to_string()))
}

/// A visitor's connection, from an address of its own.
async fn visit(to: SocketAddr, n: usize) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    let (high, low) = (u8::try_from(1 + n / 250).unwrap_or(u8::MAX), u8::try_from(1 + n % 250).unwrap_or(1));
    socket.bind(SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::new(127, 1, high, low), 0)))?;
    let stream = socket.connect(to).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

fn solved(challenge: &str, bits: u32) -> String {
    let zeros = |n: u64| {
        let digest = Sha256::digest(format!("{challenge}:{n}").as_bytes());
        let mut first = [0; 16];
        first.copy_from_slice(&digest[..16]);
        u128::from_be_bytes(first).leading_zeros()
    };
    (0..).find(|n| zeros(*n) >= bits).unwrap_or_default().to_string()
}

fn good(what: &str, (status, body, took): (u16, Vec<u8>, Duration)) -> Result<(serde_json::Value, Duration), Bad> {
    if !(200..300).contains(&status) {
        return Err(format!("{what}: {status} {}", String::from_utf8_lossy(&body)).into());
    }
    Ok((if body.is_empty() { serde_json::Value::Null } else { serde_json::from_slice(&body)? }, took))
}

/// A visit that stands.
struct Visitor {
    key: String,
    chat: String,
    case: String,
}

async fn begin(to: SocketAddr, n: usize) -> Result<Visitor, Bad> {
    let mut caller = Caller::over(visit(to, n).await?, "");
    let (given, _) = good("challenge", caller.call("POST", "/api/v1/chat/challenges", "").await?)?;
    let challenge = given["challenge"].as_str().unwrap_or_default();
    let bits = u32::try_from(given["bits"].as_u64().unwrap_or_default()).unwrap_or_default();
    let key = format!("bh_{n:064x}");
    let body = serde_json::json!({ "key": key, "text": "洗衣机不脱水", "language": "zh-Hans",
        "challenge": { "challenge": challenge, "answer": solved(challenge, bits) } });
    let (begun, _) = good("begin", caller.call("POST", "/api/v1/chat/visits", &body.to_string()).await?)?;
    let said = |name: &str| begun[name].as_str().unwrap_or_default().to_owned();
    Ok(Visitor { key, chat: said("chat"), case: said("number") })
}

/// Listens as a visitor: each message from the desk says when it left, and is on its way no longer.
async fn listen(
    to: SocketAddr,
    n: usize,
    key: String,
    began: Instant,
    heard: Arc<Mutex<Vec<Duration>>>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(visit(to, n).await?);
    let request = format!("GET /api/v1/chat/visit/events HTTP/1.1\r\nhost: bench\r\nx-portal-key: {key}\r\n\r\n");
    stream.get_mut().write_all(request.as_bytes()).await?;
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let Some((_, told)) = line.rsplit_once("sent ") else { continue };
        let digits: String = told.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(micros) = digits.parse::<u64>() {
            let took = began.elapsed().saturating_sub(Duration::from_micros(micros));
            heard.lock().await.push(took);
        }
    }
}

/// Measures.
pub async fn measure(dir: &Path, crowd: Crowd, time: Duration, report: &mut Report) -> Result<(), Bad> {
    let (tokens, unit) = prepare(dir, crowd.agents).await?;
    let served = Served::start(dir, None).await?;
    let to = served.address();
    let mut admin = Caller::connect(to, &tokens[0]).await?;
    good("hours", admin.call("PUT", &format!("/api/v1/units/{unit}/calendar"), HOURS).await?)?;
    let most = crowd.visitors.div_ceil(crowd.agents.max(1)).clamp(1, 20);
    let settings = serde_json::json!({ "origins": [], "most_at_once": most }).to_string();
    good("settings", admin.call("PUT", "/api/v1/chat-settings", &settings).await?)?;
    let began = Instant::now();
    let mut visitors = Vec::with_capacity(crowd.visitors);
    for first in (0..crowd.visitors).step_by(50) {
        let some = (first..crowd.visitors.min(first + 50)).map(|n| tokio::spawn(begin(to, n)));
        for one in futures::future::join_all(some).await {
            visitors.push(one??);
        }
    }
    let rate = crowd.visitors as f64 / began.elapsed().as_secs_f64();
    report.note("chats begun, with their little work", "sqlite", rate, "/s", format!("{} visitors", crowd.visitors));
    // Each agent is there, hears what happens, and serves their share.
    let mut agents = Vec::with_capacity(crowd.agents);
    for token in &tokens[1..] {
        let mut caller = Caller::connect(to, token).await?;
        let body = format!(r#"{{"available":true,"capacity":{most}}}"#);
        good("switch", caller.call("PUT", "/api/v1/me/chat", &body).await?)?;
        agents.push(caller);
    }
    for (n, visitor) in visitors.iter().enumerate() {
        let at = n % agents.len();
        good("take", agents[at].call("PUT", &format!("/api/v1/chats/{}/agent", visitor.chat), "{}").await?)?;
    }
    let heard = Arc::new(Mutex::new(Vec::new()));
    let began = Instant::now();
    for (n, visitor) in visitors.iter().enumerate() {
        tokio::spawn(listen(to, n, visitor.key.clone(), began, Arc::clone(&heard)));
    }
    for token in &tokens[1..] {
        let mut hears = BufReader::new(TcpStream::connect(to).await?);
        let asked = format!("GET /api/v1/events HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\n\r\n");
        hears.get_mut().write_all(asked.as_bytes()).await?;
        tokio::spawn(async move { tokio::io::copy(&mut hears, &mut tokio::io::sink()).await });
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    let (stop, sent) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let visitors = Arc::new(visitors);
    let pause = Duration::from_secs_f64(2.0 * agents.len() as f64 / crowd.rate.max(1) as f64);
    let mut talking = Vec::new();
    for (at, mut caller) in agents.into_iter().enumerate() {
        let (stop, sent, visitors) = (Arc::clone(&stop), Arc::clone(&sent), Arc::clone(&visitors));
        let (step, from) = (tokens.len() - 1, visit(to, at).await?);
        talking.push(tokio::spawn(async move {
            let mut customers = Caller::over(from, "");
            // One after the other, as people write: not a hundred at one stroke.
            let share = at as f64 / step.max(1) as f64;
            let mut every = tokio::time::interval_at(tokio::time::Instant::now() + pause.mul_f64(share), pause);
            let mine: Vec<&Visitor> = visitors.iter().skip(at).step_by(step).collect();
            for n in 0.. {
                every.tick().await;
                if stop.load(Ordering::Relaxed) || mine.is_empty() {
                    break;
                }
                let visitor = mine[n % mine.len()];
                let text = format!("sent {}", began.elapsed().as_micros());
                let body = serde_json::json!({ "direction": "outbound", "channel": "chat", "text": text }).to_string();
                good("answer", caller.call("POST", &format!("/api/v1/cases/{}/messages", visitor.case), &body).await?)?;
                sent.fetch_add(1, Ordering::Relaxed);
                let said = serde_json::json!({ "id": format!("message-{at}-{n}"), "text": "好的" }).to_string();
                customers.key = visitor.key.clone();
                good("say", customers.call("POST", "/api/v1/chat/visit/messages", &said).await?)?;
            }
            Ok::<_, Bad>(())
        }));
    }
    let mut most_memory = 0.0_f64;
    let until = Instant::now() + time * 4;
    while Instant::now() < until {
        most_memory = most_memory.max(served.memory());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    stop.store(true, Ordering::Relaxed);
    for one in talking {
        one.await??;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut taken = std::mem::take(&mut *heard.lock().await);
    let (arrived, sent) = (taken.len() as f64, sent.load(Ordering::Relaxed) as f64);
    let p50 = percentile(&mut taken, 50);
    let detail = format!("p50 {p50:.1}; {sent:.0} answers, as many messages of visitors; {} listen", crowd.visitors);
    report.at_most("chat: delivery of a message, p99", "sqlite", percentile(&mut taken, 99), 200.0, "ms", detail);
    report.at_least("chat: answers that arrived", "sqlite", arrived / sent.max(1.0), 1.0, "share", "of those sent");
    report.at_most("chat: memory", "sqlite", most_memory, 400.0, "MB", format!("{} agents", crowd.agents));
    Ok(())
}

//! A full disk: the real server in a name space of its own with a small tmpfs as its disk. Commands fail with a clear
//! problem, reading goes on, nothing is half written, and when there is room again it recovers without a restart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::served::books::compare;
use crate::served::callers::{Answered, Caller, long_note, new_case};
use crate::served::ledger::Ledger;
use crate::served::{Place, Served, data_in, open_house};
use reqwest::{Method, StatusCode};

/// Mounts the disk, moves the house onto it, lays ballast beside it and becomes the server. The mount goes with the process.
const MOVE_IN: &str = r#"mount -t tmpfs -o size=24m bihuan "$1" && cp -a "$2" "$1/data" &&
head -c 6000000 /dev/zero >"$1/ballast" && shift 2 && exec "$@""#;
const RECOVERY: Duration = Duration::from_secs(5);

/// Root needs no name space of users; others get one.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0)
}

fn name_space() -> Command {
    let mut command = Command::new("unshare");
    command.args(if is_root() { &["-m"][..] } else { &["-rm"][..] });
    command
}

/// The disk of a running server, seen from within its name space.
struct Disk {
    server: u32,
    data: PathBuf,
    outside: PathBuf,
    copies: usize,
}

impl Disk {
    fn run(&self, command: &[&str]) -> Output {
        let mut inside = Command::new("nsenter");
        inside.args(["-t", &self.server.to_string(), "-m"]);
        if !is_root() {
            inside.args(["-U", "--preserve-credentials"]);
        }
        inside.arg(env!("CARGO_BIN_EXE_bihuan")).args(command).arg("--data").arg(&self.data);
        inside.output().expect("the binary runs")
    }

    /// The record is sound where it lies, and a backup of it, made now onto another disk, agrees with the ledger.
    async fn assert_whole(&mut self, ledger: &Ledger) {
        let out = self.run(&["verify", "--json"]);
        assert!(
            out.status.success(),
            "{}{}",
            String::from_utf8_lossy(&out.stdout),
            String::from_utf8_lossy(&out.stderr)
        );
        self.copies += 1;
        let copy = self.outside.join(format!("copy-{}", self.copies));
        let out = self.run(&["backup", copy.to_str().unwrap()]);
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        println!("{:?}", compare(&Place { data: copy, database: None }, ledger).await);
    }
}

fn assert_full(answer: &Answered) {
    assert_eq!((answer.status, answer.code()), (StatusCode::SERVICE_UNAVAILABLE, "store_disk_full"), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_commands_fail_clearly_reading_goes_on_and_it_recovers_by_itself() {
    let dir = tempfile::tempdir().unwrap();
    let house = Place { data: dir.path().join("house"), database: None };
    let caller = Caller::new(&open_house(&house).await);
    let disk = dir.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let mut command = name_space();
    command.args(["sh", "-c", MOVE_IN, "sh"]).arg(&disk).arg(&house.data).arg(env!("CARGO_BIN_EXE_bihuan"));
    let mut served = Served::begin_as(command, &Place { data: data_in(&disk), database: None });
    served.ready().await;
    let inside = PathBuf::from(format!("/proc/{}/root", served.id())).join(disk.strip_prefix("/").unwrap());
    let mut small = Disk { server: served.id(), data: data_in(&disk), outside: dir.path().to_owned(), copies: 0 };
    let ledger = Ledger::default();

    let (key, sent) = new_case();
    ledger.intend(&key, sent.clone());
    let case =
        caller.command(&served.base, &ledger, &key, &sent).await.unwrap().body["id"].as_str().unwrap().to_owned();
    let mut full = 0;
    for n in 0.. {
        assert!(n < 20_000, "the disk never filled");
        let (key, sent) = long_note(&case);
        ledger.intend(&key, sent.clone());
        // Any answer but done or 503 panics here.
        full = if caller.command(&served.base, &ledger, &key, &sent).await.is_none() { full + 1 } else { 0 };
        if full > 20 {
            break;
        }
    }
    let (key, sent) = long_note(&case);
    let refused = caller.send(&served.base, Method::POST, &sent.path, Some(&key), Some(&sent.body)).await.unwrap();
    assert_full(&refused);
    let photo: Vec<u8> = (0..8_000_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
    assert_full(&caller.attach(&served.base, &case, photo.clone()).await);

    let path = format!("/cases/{case}");
    assert_eq!(caller.get(&served.base, &path).await.status, StatusCode::OK, "reading goes on");
    small.assert_whole(&ledger).await;

    std::fs::remove_file(inside.join("ballast")).unwrap();
    let room = Instant::now();
    ledger.intend(&key, sent.clone());
    while caller.command(&served.base, &ledger, &key, &sent).await.is_none() {
        assert!(room.elapsed() < RECOVERY, "it does not recover");
    }
    println!("recovered after {:?}", room.elapsed());
    for _ in 0..3 {
        caller.work(&served.base, &ledger, 1).await;
    }
    let attached = caller.attach(&served.base, &case, photo[..10_000].to_vec()).await;
    assert_eq!(attached.status, StatusCode::CREATED, "{}", attached.body);
    small.assert_whole(&ledger).await;
    served.kill();
}

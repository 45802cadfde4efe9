#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Parses within a time that even a busy machine keeps.
fn soon(raw: &[u8]) -> Email {
    let begun = Instant::now();
    let email = parse(raw);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    email
}

#[test]
fn a_thousand_parts_are_cut_and_noted() {
    let mut raw = String::from("From: a@example.com\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n");
    for i in 0..1_000 {
        write!(raw, "--x\r\nContent-Type: text/plain; name=f{i}\r\n\r\nbody\r\n").unwrap();
    }
    let email = soon(raw.as_bytes());
    assert!(email.defects.contains(&"too_many_parts"), "{:?}", email.defects);
    assert!(!email.attachments.is_empty() && email.attachments.len() <= MOST_PARTS);
    let bare = format!("Content-Type: multipart/mixed; boundary=x\r\n\r\n{}", "--x\r\n\r\n\r\n".repeat(500_000));
    assert!(soon(bare.as_bytes()).defects.contains(&"too_many_parts"));
}

#[test]
fn messages_within_messages_end_and_so_do_multiparts() {
    let deep = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    assert!(soon(deep.as_bytes()).defects.contains(&"too_many_parts"));
    let mut multi = String::new();
    for i in 0..50_000 {
        write!(multi, "Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n").unwrap();
    }
    assert!(soon(multi.as_bytes()).defects.contains(&"too_many_parts"));
    let digest = "Content-Type: multipart/digest; boundary=x\r\n\r\n--x\r\n\r\n".repeat(100_000);
    soon(digest.as_bytes());
}

#[test]
fn a_body_of_a_hundred_megabytes_and_a_header_without_end_are_cut() {
    let mut raw = b"From: a@example.com\r\n\r\n".to_vec();
    raw.resize(100 << 20, b'a');
    let email = soon(&raw);
    assert!(email.defects.contains(&"too_large") && email.defects.contains(&"body_too_long"), "{:?}", email.defects);
    assert!(email.plain.len() <= 4 << 20);
    let mut head = String::from("From: a@example.com\r\n");
    for i in 0..100_000 {
        write!(head, "X-{i}: {}\r\n", "y".repeat(60)).unwrap();
    }
    let email = soon(format!("{head}\r\nwords").as_bytes());
    assert!(email.defects.contains(&"header_too_long"));
    assert_eq!(email.from[0].address, "a@example.com");
    let many = format!("From: a@example.com\r\nTo: {}\r\n\r\n", "b@example.com,".repeat(15_000));
    assert!(soon(many.as_bytes()).to.len() <= 500);
}

#[test]
fn a_zip_bomb_stays_a_file_that_nobody_opens() {
    // The first bytes of an archive that would unpack to petabytes: only its bytes count.
    let raw = "From: a@example.com\r\nContent-Type: application/zip; name=bomb.zip\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBBQAAAAIAAAAIQA=\r\n";
    let email = soon(raw.as_bytes());
    assert_eq!((email.attachments[0].content_type.as_str(), email.attachments[0].size), ("application/zip", 14));
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(raw in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        parse(&raw);
    }

    #[test]
    fn nor_does_what_looks_like_mail(lines in proptest::collection::vec(
        prop_oneof![
            Just("Content-Type: multipart/mixed; boundary=x".to_owned()),
            Just("Content-Type: message/rfc822".to_owned()),
            Just("Content-Type: message/delivery-status".to_owned()),
            Just("Content-Type: text/calendar; method=REQUEST".to_owned()),
            Just("Content-Transfer-Encoding: base64".to_owned()),
            Just("Content-Transfer-Encoding: x-uuencode".to_owned()),
            Just("Subject: =?ISO-2022-JP?B?GyRC?=".to_owned()),
            Just("--x".to_owned()), Just("--x--".to_owned()), Just(String::new()),
            Just("begin 644 a".to_owned()), Just("end".to_owned()),
            "\\PC{0,40}",
        ], 0..60)) {
        parse(lines.join("\r\n").as_bytes());
        parse(lines.join("\n").as_bytes());
    }
}

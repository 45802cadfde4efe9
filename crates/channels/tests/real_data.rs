//! The shipped mappings against the real files they were written for; runs only where those files are.
//!
//! Why counts: a row that silently vanishes in an import is the one a customer will ask about (issue item 8).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use bihuan_channels::tables::{EventLog, EventMapping, Implied, ImportRow, Mapping, RowError, Rows, read_events};

fn real_data() -> Option<PathBuf> {
    let folder = std::env::var_os("BIHUAN_REAL_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("real data absent");
    }
    folder
}

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mappings").join(name)
}

fn imported(file: &str, mapping: &str) -> Option<Vec<ImportRow>> {
    let path = real_data()?.join(file);
    let mapping = Mapping::load(shipped(mapping)).unwrap();
    let rows = Rows::open_with(path, &mapping.file().read_options()).unwrap();
    mapping.check_header(rows.header()).unwrap();
    let rows: Vec<Result<ImportRow, RowError>> = rows.map(|row| row.and_then(|row| mapping.row(&row))).collect();
    Some(rows.into_iter().map(|row| row.unwrap()).collect())
}

fn replayed(file: &str, mapping: &str) -> Option<EventLog> {
    let path = real_data()?.join(file);
    let mapping = EventMapping::load(shipped(mapping)).unwrap();
    let mut rows = Rows::open_with(path, &mapping.file().read_options()).unwrap();
    mapping.check_header(rows.header()).unwrap();
    Some(read_events(&mut rows, &mapping, |error| panic!("rejected: {error}")).unwrap())
}

fn ids(rows: &[ImportRow]) -> usize {
    rows.iter().map(|row| &row.external_id).collect::<HashSet<_>>().len()
}

fn counted<'a>(values: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

#[test]
fn every_consumer_complaint_is_read_and_its_id_is_unique() {
    let Some(rows) = imported("complaints/cfpb_complaints.csv.gz", "cfpb_complaints.toml") else {
        return;
    };
    assert_eq!((rows.len(), ids(&rows)), (5_311, 5_311));
    assert_eq!(rows.iter().filter(|row| row.verbatim.is_some()).count(), 1_230);
    assert_eq!(counted(rows.iter().filter_map(|row| row.status.as_deref()))["in_progress"], 29);
    assert_eq!(counted(rows.iter().filter_map(|row| row.channel.as_deref()))["letter"], 213 + 86);
}

#[test]
fn every_telecom_complaint_has_its_minute() {
    let Some(rows) = imported("complaints/comcast_telecom_complaints.csv.gz", "comcast_telecom_complaints.toml") else {
        return;
    };
    assert_eq!((rows.len(), ids(&rows)), (2_224, 2_224));
    assert!(rows.iter().all(|row| !row.received_date_only));
    let status = counted(rows.iter().filter_map(|row| row.status.as_deref()));
    assert_eq!(status, BTreeMap::from([("closed", 734), ("in_progress", 154), ("new", 363), ("resolved", 973)]));
}

#[test]
fn every_citizen_message_is_read_also_the_one_under_two_classes() {
    let Some(rows) = imported("zh/gov_messages_labelled.csv.gz", "gov_messages_labelled.toml") else {
        return;
    };
    // One number stands twice, under two classes: number and class together make the external id.
    assert_eq!((rows.len(), ids(&rows)), (396, 396));
    assert!(rows.iter().all(|row| row.verbatim.is_some() && row.category.is_some()));
    let first = rows.iter().find(|row| row.external_id == "24/城乡建设").unwrap();
    assert_eq!(first.subject.as_deref(), Some("A市西湖建筑集团占道施工有安全隐患"));
    // 2020-01-06 12:09:38 in Shanghai.
    assert_eq!(first.received_at_ms, 1_578_283_778_000);
}

#[test]
fn the_italian_log_gives_every_case_every_event_and_every_wait_an_end_or_an_open_end() {
    let Some(log) = replayed("eventlogs/helpdesk_italian.csv.gz", "helpdesk_italian.toml") else {
        return;
    };
    assert_eq!(log.cases.len(), 4_580);
    assert_eq!(log.cases.iter().map(|case| case.events.len()).sum::<usize>(), 21_348);
    let waiting = |action: &str| action.starts_with("wait_");
    let events = || log.cases.iter().flat_map(|case| &case.events);
    // Wait 1463, Require upgrade 119, Create SW anomaly 67, Schedule intervention 5.
    assert_eq!(events().filter(|event| waiting(&event.action)).count(), 1_654);
    for case in &log.cases {
        assert!(case.events.windows(2).all(|pair| pair[0].at_ms <= pair[1].at_ms));
        let mut open = false;
        for event in &case.events {
            if waiting(&event.action) {
                open = true;
            } else if event.implies == Some(Implied::Resume) || event.action == "resume" {
                assert!(open || event.action == "resume", "{}", case.external_id);
                open = false;
            } else {
                assert!(!open || event.action == "note", "{} line {}", case.external_id, event.line);
            }
        }
    }
}

#[test]
fn the_incident_log_gives_one_event_a_row() {
    let Some(log) = replayed("eventlogs/servicenow_incidents.csv.gz", "servicenow_incidents.toml") else {
        return;
    };
    assert_eq!((log.rows, log.cases.len()), (119_998, 20_769));
    assert_eq!(log.cases.iter().map(|case| case.events.len()).sum::<usize>(), 119_998);
    assert!(log.cases.iter().all(|case| case.opened_at_ms.is_some()));
    let actions = counted(log.cases.iter().flat_map(|case| &case.events).map(|event| event.action.as_str()));
    println!("{actions:?}");
    assert!(actions["wait_customer"] > 4_000 && actions["close"] > 20_000 && actions["assign"] > 1_000);
}

#[test]
fn the_shipped_mappings_are_sound_without_any_data() {
    for name in ["cfpb_complaints.toml", "comcast_telecom_complaints.toml", "gov_messages_labelled.toml"] {
        Mapping::load(shipped(name)).unwrap();
    }
    for name in ["helpdesk_italian.toml", "servicenow_incidents.toml"] {
        EventMapping::load(shipped(name)).unwrap();
    }
}

#[test]
fn the_platforms_vectors_fit() {
    use bihuan_channels::messaging::{Incoming, Platform, Request, WeChat, opened_by_feishu, user_info_signature};
    let Some(path) = real_data().map(|d| d.join("protocol/webhook_vectors.json")) else {
        return;
    };
    let vectors: Vec<serde_json::Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut known = 0;
    for vector in &vectors {
        let text = |name: &str| vector[name].as_str().unwrap();
        match text("name") {
            "wechat_oa_url_signature" => {
                let account = WeChat {
                    platform: Platform::OfficialAccount,
                    token: text("token").into(),
                    key: None,
                    receiver: String::new(),
                };
                let tried = |signature: &str| {
                    let (timestamp, nonce) = (text("timestamp"), text("nonce"));
                    let query = format!("signature={signature}&timestamp={timestamp}&nonce={nonce}&echostr=e");
                    account.receive(&Request::new(&query, [], b"").unwrap(), None).map(|r| r.message)
                };
                assert_eq!(tried(text("signature")).unwrap(), Incoming::Challenge("e".into()));
                assert_eq!(tried(text("bad_signature")).unwrap_err().code(), "wrong_signature");
            }
            "feishu_event_decrypt" => {
                assert_eq!(opened_by_feishu(text("encrypt_key"), text("encrypt")).unwrap(), text("plaintext"));
            }
            name if name.starts_with("wxa_userinfo_signature") => {
                assert_eq!(user_info_signature(text("raw_data"), text("session_key")), text("signature"));
            }
            other => panic!("no test knows the vector {other}"),
        }
        known += 1;
    }
    assert!(known > 0);
}

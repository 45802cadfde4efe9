//! Chaser, repeat, duplicate: three different things (C.6).
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::{CancelReason, Carried, ClosureReason, Direction, LinkKind};
use crate::case::facts::Neighbour;
use crate::case::links::{Earlier, suggested};
use crate::case::stage::Stage;
use crate::trade::Channel;

fn other(received: &str, over: bool) -> Neighbour {
    Neighbour { id: OTHER_CASE, received_at: t(received), over }
}

fn open_earlier() -> Neighbour {
    other("2026-10-20T10:00:00+08:00", false)
}

fn link(kind: LinkKind) -> CaseCommand {
    CaseCommand::Link { kind, other: OTHER_CASE }
}

fn beside(neighbour: Neighbour) -> Story {
    given("general").registered(complaint()).beside(neighbour)
}

#[test]
fn c_6_a_chaser_asks_about_an_open_case_a_repeat_follows_an_earlier_one() {
    beside(open_earlier()).done(link(LinkKind::Chaser)).happens(&["linked"]);
    beside(other("2026-10-20T10:00:00+08:00", true)).when(link(LinkKind::Chaser)).refused("chaser_of_closed");
    beside(other("2026-10-20T10:00:00+08:00", true)).done(link(LinkKind::Repeat)).happens(&["linked"]);
    beside(other("2026-11-20T10:00:00+08:00", true)).when(link(LinkKind::Repeat)).refused("repeat_of_later");
}

#[test]
fn s1_07_both_links_are_kept_and_each_once() {
    beside(open_earlier())
        .done(link(LinkKind::Repeat))
        .done(link(LinkKind::About))
        .so(|c| assert_eq!(c.links.len(), 2))
        .when(link(LinkKind::About))
        .refused("already_linked");
}

#[test]
fn a_case_is_tied_to_another_that_exists() {
    let itself = CaseCommand::Link { kind: LinkKind::Related, other: CASE };
    given("general")
        .registered(complaint())
        .when(itself)
        .refused("self_link")
        .when(link(LinkKind::Related))
        .refused("no_such_case");
    given("general").registered(complaint()).when(CaseCommand::MergeInto { other: CASE }).refused("self_link");
}

#[test]
fn c_6_the_same_event_twice_goes_on_in_one_case_and_stays_closed_in_the_other() {
    beside(open_earlier())
        .done(CaseCommand::MergeInto { other: OTHER_CASE })
        .happens(&["linked", "stage_entered", "closed", "clock_cancelled"])
        .stage(Stage::Closed)
        .standing("base.first_response", Standing::Cancelled)
        .so(|c| {
            assert_eq!(c.clock("base.first_response").unwrap().cancelled, Some(CancelReason::Merged));
            assert_eq!(c.closure.unwrap().reason, ClosureReason::Merged);
        })
        .when(reopen())
        .refused("reason_not_allowed")
        .when(follow_up(crate::case::event::FollowUpResult::Dissatisfied))
        .refused("reason_not_allowed");
}

#[test]
fn nothing_is_merged_into_what_is_over() {
    beside(other("2026-10-20T10:00:00+08:00", true))
        .when(CaseCommand::MergeInto { other: OTHER_CASE })
        .refused("closed");
}

#[test]
fn s4_20_a_complaint_about_the_handling_keeps_its_parent() {
    beside(other("2026-10-20T10:00:00+08:00", true))
        .done(link(LinkKind::About))
        .so(|c| assert_eq!((c.links[0].kind, c.links[0].other), (LinkKind::About, OTHER_CASE)));
}

fn carried() -> Vec<Carried> {
    let at = t("2026-11-16T09:05:00+08:00");
    let (direction, channel) = (Direction::Inbound, Channel::Phone);
    vec![Carried { message: crate::ids::Id::from_i64(70), direction, channel, at, text: text(71) }]
}

#[test]
fn what_is_split_off_is_told_in_both_cases_and_nothing_is_taken_away() {
    let messages = vec![crate::ids::Id::from_i64(70)];
    given("general")
        .registered(complaint())
        .done(CaseCommand::SplitOff { into: OTHER_CASE, messages })
        .happens(&["split_off", "linked"])
        .so(|c| {
            assert_eq!(c.texts, complaint().texts.iter().map(|(f, t)| (f.code().to_owned(), t.clone())).collect());
            assert_eq!((c.links[0].kind, c.links[0].other), (LinkKind::Related, OTHER_CASE));
        });
    let own = CaseCommand::SplitOff { into: CASE, messages: vec![] };
    given("general").registered(complaint()).when(own).refused("self_link");
    closed("general").when(CaseCommand::SplitOff { into: OTHER_CASE, messages: vec![] }).refused("closed");
}

#[test]
fn the_new_case_begins_with_what_was_carried_over_and_its_clocks_with_the_first_receipt() {
    let carry = || CaseCommand::CarryOver { from: OTHER_CASE, messages: carried() };
    let before = given("general").registered(complaint()).case().clone();
    assert!(before.clocks.iter().any(|c| c.started_at == before.received_at));
    given("general")
        .registered(complaint())
        .done(carry())
        .happens(&["split_from", "linked"])
        .so(|c| {
            assert_eq!((c.counts.inbound, c.last_message.unwrap().text), (1, text(71).id));
            assert_eq!(c.clocks, before.clocks, "no clock begins with the copy");
        })
        .when(carry())
        .refused("already_linked");
}

#[test]
fn c_6_the_link_that_fits_follows_from_how_the_earlier_case_stands() {
    let at = t("2026-11-16T09:00:00+08:00");
    let earlier = |received: &str, closed: Option<&str>, same_words| Earlier {
        received_at: t(received),
        closed_at: closed.map(t),
        same_words,
    };
    let fits = |e: Earlier| suggested(&e, at, 90);
    assert_eq!(fits(earlier("2026-11-01T09:00:00+08:00", None, false)), Some(LinkKind::Chaser));
    assert_eq!(fits(earlier("2026-11-16T08:00:00+08:00", None, true)), Some(LinkKind::Duplicate));
    assert_eq!(fits(earlier("2026-11-01T09:00:00+08:00", None, true)), Some(LinkKind::Chaser), "a day is over");
    let closed = Some("2026-08-18T09:00:00+08:00");
    assert_eq!(fits(earlier("2026-08-01T09:00:00+08:00", closed, false)), Some(LinkKind::Repeat), "90 days");
    let closed = Some("2026-08-18T08:59:00+08:00");
    assert_eq!(fits(earlier("2026-08-01T09:00:00+08:00", closed, true)), None);
}

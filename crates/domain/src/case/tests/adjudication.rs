//! Valid complaints: who judges, what counts, where and when it counts, who appeals and who decides.
use super::kit::*;
use crate::actor::Scope;
use crate::case::CaseCommand;
use crate::case::event::{ClosureReason, Party};
use crate::case::facts::Neighbour;
use crate::complaint::adjudication::{AdjudicationStanding as A, Judgement};
use crate::complaint::liability::{LiableParty, Share};
use crate::ids::Id;
use crate::trade::{Kind, Role, Severity};

const ID: Id = Id::from_i64(40);

fn judgement(class: &str, finding: Option<&str>, confirmed: bool) -> CaseCommand {
    CaseCommand::Adjudicate {
        adjudication: ID,
        judgement: Box::new(Judgement {
            confirmed,
            class: class.to_owned(),
            finding: finding.map(str::to_owned),
            station: STATION,
            station_caused: confirmed,
            reason: text(80),
        }),
    }
}

fn appeal() -> CaseCommand {
    CaseCommand::AppealAdjudication { adjudication: ID, reason: text(81) }
}

fn decide(granted: bool) -> CaseCommand {
    CaseCommand::DecideAppeal { adjudication: ID, granted, reason: text(82) }
}

fn head(user: Id) -> crate::actor::Actor {
    with_role(user, REGION, Role::ServiceManagement, Scope::Subtree(REGION))
}

fn station() -> crate::actor::Actor {
    with_role(AGENT, STATION, Role::StationManager, Scope::Subtree(STATION))
}

/// A complaint of Monday, 2 November, looked into, the station liable.
fn looked_into() -> Story {
    let shares = vec![Share { party: LiableParty::Station, percent: 100, unit: None }];
    given("auto_station")
        .registered(complaint())
        .done(classify(Severity::General))
        .done(verify())
        .done(CaseCommand::DecideLiability { shares, reason: Some(text(64)) })
}

fn valid() -> Story {
    looked_into().by(head(LEAD)).done(judgement("service_attitude", None, true))
}

fn stands(story: Story, standing: A) -> Story {
    story.so(|c| assert_eq!(c.course.adjudication.as_ref().unwrap().standing, standing))
}

#[test]
fn s3_19_each_of_the_five_classes_counts_on_confirmation_and_nothing_unconfirmed_does() {
    let five = ["repair_quality_rework", "service_attitude", "service_timeliness", "parts_shortage", "price_violation"];
    for class in five {
        let story = looked_into().by(head(LEAD)).done(judgement(class, None, true));
        stands(story, A::Valid).so(|c| assert!(c.course.adjudication.as_ref().unwrap().counts()));
    }
    stands(looked_into().by(head(LEAD)).done(judgement(five[0], None, false)), A::NotValid);
}

#[test]
fn s3_20_any_other_class_counts_with_a_finding_only() {
    let other = |finding| looked_into().by(head(LEAD)).done(judgement("logistics", finding, true));
    stands(other(None), A::NotValid);
    stands(other(Some("uncooperative")), A::Valid);
    let story = looked_into().by(head(LEAD));
    let story = story.when(judgement("weather", None, true)).refused("unknown_class");
    story.when(judgement("logistics", Some("rainy"), true)).refused("unknown_finding");
}

#[test]
fn it_is_judged_on_evidence_by_who_may_of_a_complaint_once_and_against_a_liable_station() {
    let shares = vec![Share { party: LiableParty::Station, percent: 100, unit: Some(OTHER_STATION) }];
    let unseen = given("auto_station").registered(complaint()).by(head(LEAD));
    let unseen = unseen.when(judgement("service_attitude", None, true)).refused("step_missing");
    let seen = unseen.done(classify(Severity::General)).done(verify());
    let seen = seen.when(judgement("service_attitude", None, true)).refused("station_not_liable");
    seen.done(CaseCommand::DecideLiability { shares, reason: Some(text(64)) })
        .when(judgement("service_attitude", None, true))
        .refused("station_not_liable");
    looked_into().by(station()).when(judgement("service_attitude", None, true)).refused("not_permitted");
    valid().when(judgement("service_attitude", None, true)).refused("adjudicated_already");
    let repair = given("auto_station").registered(of_kind(Kind::Repair)).by(head(LEAD));
    repair.when(judgement("service_attitude", None, true)).refused("not_a_complaint");
    given("ecommerce").registered(complaint()).when(judgement("x", None, true)).refused("no_valid_complaints");
}

#[test]
fn the_station_appeals_within_five_working_days_and_is_told_the_day_after() {
    let until = "2026-11-10T00:00:00+08:00"; // Monday the 2nd: five working days end with Monday the 9th.
    let ask = |at: &str| valid().by(station()).at(at).when(appeal());
    valid().so(|c| assert_eq!(c.course.adjudication.as_ref().unwrap().appeal_until, t(until)));
    stands(ask("2026-11-10T00:00:00+08:00").happens(&["adjudication_appealed"]), A::Appealed);
    let late = ask("2026-11-10T00:00:00.001+08:00").refused("appeal_too_late");
    assert_eq!(serde_json::to_value(late.refusal()).unwrap()["data"]["until"], serde_json::json!(t(until)));
    valid().by(station()).done(appeal()).when(appeal()).refused("appealed_already");
    valid().by(head(LEAD)).when(appeal()).refused("not_permitted");
}

#[test]
fn an_appeal_is_decided_by_neither_the_adjudicator_nor_the_appellant_in_whatever_role() {
    let appealed = || valid().by(station()).done(appeal());
    appealed().by(head(LEAD)).when(decide(true)).refused("four_eyes");
    appealed().by(with_role(LEAD, REGION, Role::Admin, Scope::All)).when(decide(false)).refused("four_eyes");
    appealed().by(head(AGENT)).when(decide(true)).refused("four_eyes");
    let refused = appealed().by(head(COLLEAGUE)).done(decide(false)).never("adjudication_reversed");
    stands(refused, A::Upheld).when(decide(true)).refused("no_appeal");
    let granted =
        appealed().by(head(COLLEAGUE)).done(decide(true)).happens(&["appeal_decided", "adjudication_reversed"]);
    stands(granted, A::Reversed).when(judgement("service_attitude", None, true)).refused("adjudicated_already");
}

#[test]
fn c_11_a_case_that_moves_counts_for_the_station_that_caused_it_and_that_station_appeals() {
    let other = || with_role(STRANGER, OTHER_STATION, Role::StationManager, Scope::Unit(OTHER_STATION));
    let moved = valid()
        .by(station())
        .done(offer(Party::User(STRANGER), OTHER_STATION))
        .by(other())
        .done(CaseCommand::AcceptTransfer {});
    let moved = moved.so(|c| {
        let judged = c.course.adjudication.as_ref().unwrap();
        assert_eq!((c.unit, judged.station, judged.month.as_str()), (OTHER_STATION, STATION, "2026-11"));
    });
    moved.when(appeal()).refused("not_permitted").by(station()).when(appeal()).happens(&["adjudication_appealed"]);
}

#[test]
fn c_11_a_merged_duplicate_counts_once() {
    let neighbour = |story: &Story| Neighbour { id: OTHER_CASE, received_at: story.now, over: false };
    let story = valid();
    let beside = neighbour(&story);
    let story = story.by(station()).beside(beside).done(CaseCommand::MergeInto { other: OTHER_CASE });
    stands(story.happens(&["adjudication_reversed", "closed"]), A::Reversed);
    let story = looked_into();
    let beside = neighbour(&story);
    let story = story.beside(beside).done(CaseCommand::MergeInto { other: OTHER_CASE });
    story.by(head(LEAD)).when(judgement("service_attitude", None, true)).refused("counted_elsewhere");
}

#[test]
fn the_month_is_that_of_receipt_in_the_business_time_zone_and_judging_goes_on_after_closing() {
    let shares = vec![Share { party: LiableParty::Station, percent: 100, unit: None }];
    given("auto_station")
        .at("2026-10-31T16:30:00Z")
        .registered(complaint())
        .all_done([classify(Severity::General), verify()])
        .done(CaseCommand::DecideLiability { shares, reason: Some(text(64)) })
        .done(close(ClosureReason::Withdrawn))
        .later(40 * DAY)
        .by(head(LEAD))
        .done(judgement("price_violation", None, true))
        .so(|c| assert_eq!(c.course.adjudication.as_ref().unwrap().month, "2026-11"));
}

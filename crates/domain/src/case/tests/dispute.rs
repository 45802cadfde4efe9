//! Disputes: rounds of negotiation, the ways outside the house, their deadlines, and a case that is not over before them.
use super::kit::*;
use crate::case::CaseCommand;
use crate::case::clock::Standing;
use crate::case::event::{Answer, ClosureReason};
use crate::case::facts::Neighbour;
use crate::complaint::dispute::{
    DisputeGround, DisputeSide, DisputeStanding, DisputeWay, Opening, Participant, Round, RoundResult, Step,
};
use crate::ids::Id;
use crate::money::Money;
use crate::public_page::PageKind;
use crate::time::UtcMs;
use crate::trade::{Channel, Severity};

fn opened(n: i64, way: DisputeWay, filed_at: UtcMs) -> CaseCommand {
    let body = way.is_outside().then(|| text(70));
    let dispute = Id::from_i64(n);
    CaseCommand::OpenDispute(Box::new(Opening { dispute, way, body, reference: None, matter: text(71), filed_at }))
}

fn seat(side: DisputeSide, authority: Option<i64>) -> Participant {
    Participant { side, name: text(72), authority: authority.map(Id::from_i64) }
}

fn round(n: i64, at: UtcMs, result: RoundResult, seats: &[Participant]) -> CaseCommand {
    let round = Round {
        held_at: at,
        participants: seats.to_vec(),
        offer: Some(yuan(200)),
        counter_offer: Some(yuan(500)),
        minutes: text(73),
        shared: true,
        result,
    };
    CaseCommand::HoldRound { dispute: Id::from_i64(n), round: Box::new(round) }
}

fn step(n: i64, standing: DisputeStanding, at: UtcMs, ground: Option<DisputeGround>) -> CaseCommand {
    let (outcome, reference) = (Some(text(74)), Some(text(75)));
    CaseCommand::MoveDispute(Box::new(Step {
        dispute: Id::from_i64(n),
        standing,
        at,
        ground,
        outcome,
        reference,
        published: Some(true),
    }))
}

fn judged_at(instant: &str) -> Story {
    given("ecommerce").at(instant).registered(complaint()).done(classify(Severity::General))
}

#[test]
fn s0_62_each_round_has_its_date_offer_counter_offer_and_result() {
    let story = judged_at("2026-07-01T02:00:00Z");
    let now = story.facts().now;
    let both = [seat(DisputeSide::Ours, None), seat(DisputeSide::Customer, None)];
    story
        .done(opened(1, DisputeWay::Negotiation, now))
        .never("escalated")
        .when(opened(2, DisputeWay::Negotiation, now))
        .refused("dispute_goes_on")
        .when(round(1, now, RoundResult::GoesOn, &both[..1]))
        .refused("side_missing")
        .when(round(1, now.plus_ms(1), RoundResult::GoesOn, &both))
        .refused("in_future")
        .when(round(9, now, RoundResult::GoesOn, &both))
        .refused("no_such_dispute")
        .done(round(1, now, RoundResult::GoesOn, &both))
        .happens(&["dispute_round_held"])
        .done(round(1, now, RoundResult::Agreed, &both))
        .so(|c| {
            let rounds = &c.course.disputes[0].rounds;
            assert_eq!(rounds.len(), 2);
            assert_eq!((&rounds[0].offer, &rounds[0].counter_offer), (&Some(yuan(200)), &Some(yuan(500))));
        });
}

#[test]
fn an_offer_in_another_currency_or_below_zero_is_none() {
    let story = judged_at("2026-07-01T02:00:00Z");
    let now = story.facts().now;
    let mut story = story.done(opened(1, DisputeWay::Negotiation, now));
    for offer in [Money::new(100, "USD").unwrap(), Money::new(-1, "CNY").unwrap()] {
        let round = Round {
            held_at: now,
            participants: vec![seat(DisputeSide::Ours, None), seat(DisputeSide::Customer, None)],
            offer: Some(offer),
            counter_offer: None,
            minutes: text(73),
            shared: false,
            result: RoundResult::GoesOn,
        };
        story = story
            .when(CaseCommand::HoldRound { dispute: Id::from_i64(1), round: Box::new(round) })
            .refused("other_currency");
    }
}

#[test]
fn s0_59_whoever_agrees_for_the_customer_shows_their_authority() {
    let story = judged_at("2026-07-01T02:00:00Z");
    let now = story.facts().now;
    let sent = |authority| [seat(DisputeSide::Ours, None), seat(DisputeSide::Representative, authority)];
    story
        .done(opened(1, DisputeWay::Mediation, now))
        .done(round(1, now, RoundResult::GoesOn, &sent(None)))
        .when(round(1, now, RoundResult::Agreed, &sent(None)))
        .refused("authority_not_shown")
        .done(round(1, now, RoundResult::Agreed, &sent(Some(8))));
}

#[test]
fn a_settlement_is_a_solution_the_customer_accepted() {
    let story = judged_at("2026-07-01T02:00:00Z");
    let now = story.facts().now;
    story
        .done(verify())
        .done(spoken(now))
        .done(opened(1, DisputeWay::Negotiation, now))
        .when(step(1, DisputeStanding::Settled, now, None))
        .refused("nothing_agreed")
        .done(propose(5, now.plus_ms(1_000)))
        .when(step(1, DisputeStanding::Settled, now, None))
        .refused("nothing_agreed")
        .done(answer(5, Answer::Accepted))
        .when(step(1, DisputeStanding::Ruled, now, None))
        .refused("dispute_step")
        .done(step(1, DisputeStanding::Settled, now, None))
        .so(|c| assert_eq!(c.course.disputes[0].settlement, Some(Id::from_i64(5))))
        .when(step(1, DisputeStanding::Withdrawn, now, None))
        .refused("dispute_over");
}

#[test]
fn an_authority_raises_the_case_and_keeps_it_open_until_it_has_ended_there() {
    let story = judged_at("2026-07-01T02:00:00Z");
    let now = story.facts().now;
    let mut nobody = opened(1, DisputeWay::Authority, now);
    if let CaseCommand::OpenDispute(opening) = &mut nobody {
        opening.body = None;
    }
    story
        .when(nobody)
        .refused("body_missing")
        .done(opened(1, DisputeWay::Authority, now))
        .happens(&["escalated"])
        .when(close(ClosureReason::Withdrawn))
        .refused("dispute_goes_on")
        .beside(Neighbour { id: Id::from_i64(99), received_at: now, over: false })
        .when(CaseCommand::MergeInto { other: Id::from_i64(99) })
        .refused("dispute_goes_on")
        .when(step(1, DisputeStanding::NotAccepted, now, None))
        .refused("ground_needed")
        .when(step(1, DisputeStanding::Accepted, now.plus_ms(-1), None))
        .refused("before")
        .done(step(1, DisputeStanding::NotAccepted, now, Some(DisputeGround::TooLate)))
        .standing("law.authority_acceptance", Standing::Met)
        .done(close(ClosureReason::Withdrawn));
}

#[test]
fn whoever_goes_to_an_authority_does_so_after_we_have_closed() {
    let story = closed("ecommerce");
    let now = story.facts().now;
    story.done(opened(1, DisputeWay::Authority, now)).never("escalated").done(step(
        1,
        DisputeStanding::Accepted,
        now,
        None,
    ));
}

#[test]
fn the_days_of_an_authority_count_from_its_papers_and_over_the_spring_festival() {
    // Filed on Thursday 2026-02-12. Working days: 13, 14 (made up), 24, 25, 26, 27, 28 (made up).
    let filed = t("2026-02-12T02:00:00Z");
    // Written down a day later, as the letter came.
    let story =
        judged_at("2026-02-12T01:00:00Z").at("2026-02-13T02:00:00Z").done(opened(1, DisputeWay::Authority, filed));
    let accepted = t("2026-02-25T06:00:00Z");
    story
        .due("law.authority_acceptance", "2026-02-28T16:00:00Z")
        .at("2026-02-26T01:00:00Z")
        .done(step(1, DisputeStanding::Accepted, accepted, None))
        .standing("law.authority_acceptance", Standing::Met)
        // 60 days after 25 February is Sunday 26 April, rolled to Monday.
        .due("law.authority_mediation", "2026-04-27T16:00:00Z")
        .due("base.authority_internal", "2026-04-11T16:00:00Z")
        .done(step(1, DisputeStanding::Terminated, t("2026-02-26T01:00:00Z"), Some(DisputeGround::NoAgreement)))
        .standing("law.authority_mediation", Standing::Met)
        .standing("base.authority_internal", Standing::Met);
}

#[test]
fn a_ruling_says_what_was_ruled() {
    let story = judged_at("2026-07-01T02:00:00Z");
    let now = story.facts().now;
    let mut silent = step(1, DisputeStanding::Ruled, now, None);
    if let CaseCommand::MoveDispute(step) = &mut silent {
        step.outcome = None;
    }
    story
        .done(opened(1, DisputeWay::Litigation, now))
        .when(step(1, DisputeStanding::Ruled, now, None))
        .refused("dispute_step")
        .done(step(1, DisputeStanding::Accepted, now, None))
        .when(silent)
        .refused("reason_needed")
        .done(step(1, DisputeStanding::Ruled, now, None))
        .so(|c| assert_eq!(c.course.disputes[0].published, Some(true)));
}

#[test]
fn s0_60_the_case_knows_which_terms_the_customer_saw() {
    let shown = |version| CaseCommand::ShowTerms { page: PageKind::Promise, version, channel: Channel::Phone };
    judged_at("2026-07-01T02:00:00Z")
        .done(shown(3))
        .when(shown(3))
        .refused("terms_shown_already")
        .done(shown(4))
        .so(|c| assert_eq!(c.course.terms_shown.iter().map(|t| t.version).collect::<Vec<_>>(), [3, 4]));
}

#[test]
fn s0_63_the_ladder_is_the_policys_and_what_it_leaves_out_stays_open_to_the_customer() {
    let ways = |house| -> Vec<String> {
        let story = given_house(house).registered(complaint());
        let all = crate::case::actions::actions(story.case(), &story.facts());
        all.into_iter().filter_map(|a| a.name.strip_prefix("open_dispute.").map(str::to_owned)).collect()
    };
    let law = ["negotiation", "mediation", "authority", "arbitration", "litigation"];
    assert_eq!(ways(house("general")), law);
    assert!(house("general").policy.policy.dispute.default, "marked: not from the source");
    let own = own_house(
        "general",
        "[dispute]\nladder = [\"mediation\", \"negotiation\", \"mediation\"]\nbasis = \"our own\"\ndefault = false\n",
    );
    assert_eq!(ways(own), ["mediation", "negotiation", "authority", "arbitration", "litigation"]);
    assert!(!own.policy.policy.dispute.default);
}

//! Who is liable: evidence from the sides, shares that make a whole, and a decision on one word alone.
use super::kit::*;
use crate::case::CaseCommand;
use crate::complaint::liability::{Conduct, EvidenceSource, LiableParty, Share};
use crate::trade::Severity;

fn share(party: LiableParty, percent: u8) -> Share {
    Share { party, percent, unit: None }
}

fn liable(shares: &[Share]) -> CaseCommand {
    CaseCommand::DecideLiability { shares: shares.to_vec(), reason: None }
}

fn because(shares: &[Share]) -> CaseCommand {
    CaseCommand::DecideLiability { shares: shares.to_vec(), reason: Some(text(64)) }
}

fn evidence(source: EvidenceSource) -> CaseCommand {
    CaseCommand::RecordEvidence { evidence: crate::ids::Id::from_i64(1), source, text: text(65), attachments: vec![] }
}

fn judged() -> Story {
    given("ecommerce").registered(complaint()).done(classify(Severity::General))
}

#[test]
fn s2_19_shares_are_whole_per_cent_of_different_parties_and_make_a_hundred() {
    use LiableParty as L;
    let story = judged().done(evidence(EvidenceSource::Logistics));
    story
        .when(liable(&[share(L::Merchant, 60), share(L::Logistics, 30)]))
        .refused("shares_not_whole")
        .when(liable(&[share(L::Merchant, 60), share(L::Merchant, 40)]))
        .refused("shares_not_whole")
        .when(liable(&[share(L::Merchant, 100), share(L::Logistics, 0)]))
        .refused("shares_not_whole")
        .when(liable(&[share(L::Merchant, 200), share(L::Logistics, 156)]))
        .refused("shares_not_whole")
        .done(liable(&[share(L::Merchant, 60), share(L::Logistics, 40)]))
        .happens(&["liability_decided"])
        .so(|c| assert!(c.course.liability.as_ref().unwrap().has(L::Logistics)));
}

#[test]
fn s2_19_it_may_stay_undetermined() {
    judged().done(liable(&[])).so(|c| {
        let decided = c.course.liability.as_ref().unwrap();
        assert!(decided.shares.is_empty() && !decided.one_sided && decided.conduct().is_none());
    });
}

#[test]
fn s2_18_on_the_customers_word_alone_it_needs_a_reason_and_says_so() {
    let merchant = [share(LiableParty::Merchant, 100)];
    judged()
        .done(evidence(EvidenceSource::Customer))
        .when(liable(&merchant))
        .refused("one_sided")
        .done(because(&merchant))
        .so(|c| assert!(c.course.liability.as_ref().unwrap().one_sided));
    judged()
        .done(evidence(EvidenceSource::Record))
        .done(liable(&merchant))
        .so(|c| assert!(!c.course.liability.as_ref().unwrap().one_sided));
}

#[test]
fn a_decision_that_is_changed_says_why() {
    let (merchant, customer) = ([share(LiableParty::Merchant, 100)], [share(LiableParty::Customer, 100)]);
    judged()
        .done(evidence(EvidenceSource::Record))
        .done(liable(&merchant))
        .when(because(&merchant))
        .refused("nothing_changes")
        .when(liable(&customer))
        .refused("reason_needed")
        .done(because(&customer));
}

#[test]
fn s3_44_the_conduct_follows_the_liability() {
    use LiableParty as L;
    let conduct = |shares: &[Share]| {
        let mut said = None;
        judged()
            .done(because(shares))
            .so(|c| assert!(c.course.liability.is_some()))
            .so(|c| said = c.course.liability.as_ref().unwrap().conduct());
        said
    };
    assert_eq!(conduct(&[share(L::Station, 100)]), Some(Conduct::Ours));
    assert_eq!(conduct(&[share(L::Station, 50), share(L::Customer, 50)]), Some(Conduct::Shared));
    assert_eq!(conduct(&[share(L::Customer, 100)]), Some(Conduct::Misunderstanding));
    assert_eq!(conduct(&[share(L::Logistics, 100)]), None);
}

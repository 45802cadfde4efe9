//! Authority over money and its approval: limits by role, four eyes, deputies, time, and the carrying out.
use super::kit::*;
use crate::actor::{Actor, Scope};
use crate::case::CaseCommand;
use crate::case::event::{Answer, Remedy};
use crate::case::pending::{DecisionDue, pending};
use crate::complaint::approval::{ApprovalStanding, StandsInFor};
use crate::complaint::remedy::{LegalGround, Term};
use crate::ids::Id;
use crate::trade::{Role, Severity};

fn agent() -> Actor {
    with_role(AGENT, STATION, Role::Agent, Scope::All)
}
fn lead() -> Actor {
    with_role(LEAD, STATION, Role::Supervisor, Scope::All)
}
fn other_lead() -> Actor {
    with_role(COLLEAGUE, STATION, Role::Supervisor, Scope::All)
}
fn chief() -> Actor {
    with_role(STRANGER, STATION, Role::Management, Scope::All)
}

fn ready() -> Story {
    ready_in(house("ecommerce"))
}

fn ready_in(house: &'static House) -> Story {
    let story = given_house(house).registered(complaint()).done(classify(Severity::General));
    let now = story.now;
    story.all_done([spoken(now), verify()]).by(agent())
}

fn soon(story: &Story) -> crate::time::UtcMs {
    story.now.plus_ms(DAY)
}

fn standing(c: &crate::case::Case, n: i64) -> ApprovalStanding {
    c.course.approvals.iter().find(|a| a.id == Id::from_i64(n)).unwrap().standing
}

#[test]
fn s2_23_within_the_limit_an_agent_promises_beyond_it_asks() {
    let story = ready();
    let soon = soon(&story);
    story
        .when(ask_money(1, 200))
        .refused("within_authority")
        .when(offer_money(1, 201, soon))
        .refused("beyond_authority")
        .done(ask_money(1, 201))
        .happens(&["approval_requested"])
        .when(ask_money(2, 201))
        .refused("approval_asked")
        .by(lead())
        .done(sign(1))
        .so(|c| assert_eq!(standing(c, 1), ApprovalStanding::Granted))
        .by(agent())
        .done(offer_money(1, 201, soon));
}

#[test]
fn s2_23_a_changed_amount_is_another_promise_and_starts_anew() {
    let story = ready().done(ask_money(1, 500)).by(lead()).done(sign(1)).by(agent());
    let soon = soon(&story);
    story
        .when(offer_money(1, 501, soon))
        .refused("beyond_authority")
        .when(offer_money(1, 499, soon))
        .refused("beyond_authority")
        .done(ask_money(2, 800))
        .done(ask_money(3, 900))
        .so(|c| assert_eq!(standing(c, 2), ApprovalStanding::Superseded))
        .by(lead())
        .when(sign(2))
        .refused("approval_decided")
        .done(sign(3))
        .by(agent())
        .done(offer_money(1, 900, soon));
}

#[test]
fn s2_23_whoever_asked_never_signs_under_whatever_role() {
    // The same person holds both roles.
    let both = Actor { roles: vec![(Role::Agent, Scope::All), (Role::Management, Scope::All)], ..chief() };
    let asking = Actor { who: crate::actor::Who::User(STRANGER), ..agent() };
    ready().by(asking).done(ask_money(1, 500)).by(both).when(sign(1)).refused("four_eyes");
}

#[test]
fn s2_23_two_sign_at_once_and_the_second_is_told() {
    ready().done(ask_money(1, 500)).by(lead()).done(sign(1)).by(other_lead()).when(sign(1)).refused("approval_decided");
}

#[test]
fn s2_23_a_supervisor_does_not_sign_what_exceeds_their_own_limit() {
    ready()
        .done(ask_money(1, 30_000))
        .by(lead())
        .when(sign(1))
        .refused("beyond_authority")
        .by(chief())
        .done(sign(1))
        .so(|c| assert_eq!(standing(c, 1), ApprovalStanding::Granted));
}

#[test]
fn every_level_signs_where_the_policy_says_so_and_nobody_twice() {
    let over = "[remedy]\nevery_level = true\napprove_within = \"PT4H\"\ncalendar = \"24x7\"\n\
        [[remedy.authority]]\nrole = \"agent\"\nper_case_minor = 20_000\nbasis = \"S2-23\"\n\
        [[remedy.authority]]\nrole = \"supervisor\"\nper_case_minor = 200_000\nbasis = \"S2-23\"\n\
        [[remedy.authority]]\nrole = \"management\"\nbasis = \"S2-23\"\n";
    let story = ready_in(own_house("ecommerce", over)).done(ask_money(1, 3_000));
    let first_due = story.case().course.approvals[0].due_at;
    story
        .later(HOUR)
        .by(lead())
        .done(sign(1))
        .so(|c| assert_eq!(standing(c, 1), ApprovalStanding::Pending))
        .so(|c| assert_eq!(c.course.approvals[0].due_at, first_due.plus_ms(HOUR)))
        .when(sign(1))
        .refused("four_eyes")
        .by(other_lead())
        .when(sign(1))
        .refused("beyond_authority")
        .by(chief())
        .done(sign(1))
        .so(|c| assert_eq!(standing(c, 1), ApprovalStanding::Granted));
}

#[test]
fn a_deputy_signs_in_the_absence_of_a_superior_and_no_longer_when_it_ends() {
    let deputy = with_role(COLLEAGUE, STATION, Role::Agent, Scope::All);
    let deputy = Actor { grants: lead().grants, ..deputy };
    let absent = StandsInFor { user: LEAD, roles: vec![Role::Supervisor] };
    let mut story = ready().done(ask_money(1, 500)).by(deputy);
    // The delegation ended in between.
    story = story.when(sign(1)).refused("beyond_authority");
    story.stands_in_for = vec![absent];
    story.done(sign(1)).so(|c| assert_eq!(c.course.approvals[0].signed[0].for_user, Some(LEAD)));
}

#[test]
fn nobody_signs_with_the_authority_of_whoever_asked() {
    let over = "[remedy]\n[[remedy.authority]]\nrole = \"supervisor\"\nper_case_minor = 10_000\nbasis = \"S2-23\"\n\
        [[remedy.authority]]\nrole = \"management\"\nper_case_minor = 10_000\nbasis = \"S2-23\"\n";
    let deputy = Actor { roles: vec![(Role::Agent, Scope::All)], ..other_lead() };
    let mut story = ready_in(own_house("ecommerce", over)).by(lead()).done(ask_money(1, 500)).by(deputy);
    story.stands_in_for = vec![StandsInFor { user: LEAD, roles: vec![Role::Supervisor] }];
    story.when(sign(1)).refused("beyond_authority");
}

#[test]
fn an_approval_that_nobody_signs_in_time_rings_once_and_can_still_be_signed() {
    ready()
        .done(ask_money(1, 500))
        .later(3 * DAY)
        .ticked()
        .so(|c| assert!(c.course.approvals[0].overdue))
        .by(lead())
        .done(sign(1));
}

#[test]
fn what_nobody_signed_before_the_case_was_closed_is_asked_for_anew() {
    let withdrawn = CaseCommand::Close { reason: crate::case::event::ClosureReason::Withdrawn, ground: None };
    ready()
        .done(ask_money(1, 500))
        .done(withdrawn)
        .so(|c| assert_eq!(standing(c, 1), ApprovalStanding::Superseded))
        .done(reopen())
        .by(lead())
        .when(sign(1))
        .refused("approval_decided")
        .by(agent())
        .done(ask_money(2, 500));
}

#[test]
fn refusing_needs_a_reason_and_the_next_request_starts_anew() {
    let no = |reason| CaseCommand::DecideApproval { approval: Id::from_i64(1), granted: false, reason };
    let story = ready().done(ask_money(1, 500)).by(lead());
    let soon = soon(&story);
    story
        .when(no(None))
        .refused("reason_needed")
        .done(no(Some(text(70))))
        .by(agent())
        .when(offer_money(1, 500, soon))
        .refused("beyond_authority")
        .done(ask_money(2, 500));
}

#[test]
fn what_the_customer_was_granted_this_year_counts() {
    let mut story = ready();
    let soon = soon(&story);
    story.granted_this_year = 50_000;
    story.when(offer_money(1, 101, soon)).refused("beyond_authority").done(offer_money(1, 100, soon));
}

#[test]
fn what_the_case_granted_before_counts_too() {
    let story = ready();
    let soon = soon(&story);
    let mut story = story.done(offer_money(1, 150, soon)).done(answer(1, Answer::Accepted));
    story.actor = agent();
    // Another solution after the first was accepted: 150 and 60 are more than 200.
    story.when(ask_money(1, 50)).refused("within_authority").done(ask_money(1, 60));
}

#[test]
fn s2_24_terms_belong_to_the_solution_and_have_their_amounts() {
    let story = ready();
    let soon = soon(&story);
    let offer = |terms: Vec<Term>| CaseCommand::Propose {
        proposal: Id::from_i64(1),
        text: text(62),
        remedies: vec![Remedy::Coupon, Remedy::Apology],
        promised_at: soon,
        terms,
        steps: Some(text(66)),
        fee: None,
    };
    let coupon = term(Remedy::Coupon, 20);
    story
        .when(offer(vec![term(Remedy::Compensation, 20)]))
        .refused("term_misplaced")
        .when(offer(vec![coupon.clone(), coupon.clone()]))
        .refused("term_misplaced")
        .when(offer(vec![Term { amount: None, ..coupon.clone() }]))
        .refused("amount_missing")
        .when(offer(vec![term(Remedy::Coupon, -1)]))
        .refused("amount_unusable")
        .when(offer(vec![Term { amount: Some(crate::money::Money::new(1, "EUR").unwrap()), ..coupon.clone() }]))
        .refused("amount_unusable")
        .done(offer(vec![coupon]));
}

#[test]
fn the_law_is_never_undercut_and_needs_no_generosity() {
    let fraud = |amount| Term {
        price: Some(yuan(1_000)),
        ground: Some(LegalGround::Fraud),
        ..term(Remedy::Compensation, amount)
    };
    let story = ready().by(chief_who_proposes());
    let soon = soon(&story);
    let offer = |amount| CaseCommand::Propose {
        proposal: Id::from_i64(1),
        text: text(62),
        remedies: vec![Remedy::Compensation],
        promised_at: soon,
        terms: vec![fraud(amount)],
        steps: Some(text(63)),
        fee: None,
    };
    story.when(offer(2_999)).refused("below_law").done(offer(3_000));
}

fn chief_who_proposes() -> Actor {
    Actor { grants: lead().grants, ..chief() }
}

#[test]
fn s2_20_above_the_standard_needs_authority_for_it() {
    let over = "[remedy]\n[[remedy.authority]]\nrole = \"agent\"\nper_case_minor = 20_000\nbasis = \"S2-23\"\n\
        [[remedy.authority]]\nrole = \"supervisor\"\nbeyond_standard = true\nbasis = \"S2-23\"\n\
        [[remedy.standard]]\nid = \"late\"\nremedy = \"compensation\"\nleast_minor = 1_000\nmost_minor = 5_000\n\
        percent_of_price = 10\nbasis = \"S2-20\"\n";
    let story = ready_in(own_house("ecommerce", over));
    let soon = soon(&story);
    let priced = |amount, price| Term { price: Some(yuan(price)), ..term(Remedy::Compensation, amount) };
    let offer = |term: Term| CaseCommand::Propose {
        proposal: Id::from_i64(1),
        text: text(62),
        remedies: vec![Remedy::Compensation],
        promised_at: soon,
        terms: vec![term],
        steps: Some(text(63)),
        fee: None,
    };
    // Ten per cent of the price, at least 10, at most 50 yuan.
    story
        .when(offer(term(Remedy::Compensation, 11)))
        .refused("beyond_authority")
        .when(offer(priced(31, 300)))
        .refused("beyond_authority")
        .when(offer(priced(51, 9_000)))
        .refused("beyond_authority")
        .done(offer(priced(30, 300)));
}

#[test]
fn s2_27_carried_out_with_its_proof_and_a_second_failure_goes_up() {
    let story = ready();
    let soon = soon(&story);
    let out = |reference: Option<i64>, failed| CaseCommand::CarryOut {
        remedy: Remedy::Compensation,
        reference: reference.map(text),
        failed,
    };
    let resolve = CaseCommand::Resolve { remedies: vec![Remedy::Compensation], text: text(67) };
    story
        .done(offer_money(1, 100, soon))
        .when(out(Some(1), false))
        .refused("step_missing")
        .done(answer(1, Answer::Accepted))
        .done(CaseCommand::Execute {})
        .when(out(None, false))
        .refused("proof_missing")
        .when(resolve.clone())
        .refused("proof_missing")
        .done(out(Some(68), true))
        .never("escalated")
        .done(out(Some(68), true))
        .happens(&["remedy_carried_out", "failure_review_asked", "escalated"])
        .done(out(Some(69), false))
        .when(out(Some(69), false))
        .refused("carried_out")
        .so(|c| assert!(pending(c).iter().any(|d| d.what == DecisionDue::ReviewFailure && d.due_at.is_some())))
        .when(resolve.clone())
        .refused("review_owed")
        // Nobody reviewed in time: it rings, once.
        .later(3 * DAY)
        .ticked()
        .so(|c| assert!(pending(c).iter().any(|d| d.what == DecisionDue::ReviewFailure && d.overdue)))
        .later(DAY)
        .ticked()
        .rang("failure_review_overdue", 1)
        .by(lead())
        .done(CaseCommand::ReviewFailure { finding: text(70) })
        .so(|c| assert!(!pending(c).iter().any(|d| d.what == DecisionDue::ReviewFailure)))
        .when(CaseCommand::ReviewFailure { finding: text(70) })
        .refused("no_review_owed")
        .by(with_role(AGENT, STATION, Role::Admin, Scope::All))
        .done(resolve);
}

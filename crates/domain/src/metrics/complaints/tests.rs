//! The figures of complaints by hand, on small cohorts.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::super::kit::case;
use super::*;

#[test]
fn s2_21_what_was_wished_for_stands_beside_what_was_granted_by_category() {
    use crate::case::event::Remedy as R;
    let said = |category: &str, wished: &[R], granted: &[R]| CaseCourse {
        category: Some(category.to_owned()),
        wished: wished.to_vec(),
        granted: granted.to_vec(),
        ..case()
    };
    let open = CaseCourse { resolutions: vec![], first_resolved_at: None, ..said("logistics", &[R::Repair], &[]) };
    let question = CaseCourse { kind: Kind::Inquiry, ..said("logistics", &[R::Repair], &[R::Repair]) };
    let out = wishes(&[
        said("logistics", &[R::Exchange], &[R::Exchange, R::Coupon]),
        said("logistics", &[R::ReturnAndRefund, R::Compensation], &[R::ReturnAndRefund]),
        said("logistics", &[R::ReturnAndRefund], &[R::Repair]),
        said("logistics", &[], &[R::Apology]),
        said("service", &[R::Apology], &[R::Apology]),
        open,
        question,
    ]);
    let all = WishFigures { fulfilled: 1, partly: 1, otherwise: 1, unknown: 1 };
    let service = WishFigures { fulfilled: 1, ..WishFigures::default() };
    assert_eq!(out, BTreeMap::from([("logistics".to_owned(), all), ("service".to_owned(), service)]));
}

#[test]
fn c7_a_case_that_went_up_counts_once_and_stands_under_each_who_wanted_it() {
    use crate::complaint::escalation::EscalationOrigin as O;
    let up = |origins: &[O]| CaseCourse { escalated: origins.to_vec(), ..case() };
    let spam = CaseCourse { excluded: true, ..up(&[O::Customer]) };
    let out = escalation_rate(&[up(&[O::Customer, O::Rule]), up(&[O::Rule]), case(), spam]);
    assert_eq!((out.share.hits, out.share.of, out.share.excluded), (2, 3, 1));
    assert_eq!(out.by_origin, BTreeMap::from([("customer".to_owned(), 1), ("rule".to_owned(), 2)]));
    assert_eq!(escalation_rate(&[]).share.share(), None, "no cases are no data");
}

#[test]
fn c23_whoever_was_dissatisfied_and_not_asked_again_is_not_recovered() {
    let sad = CaseCourse { dissatisfied: true, ..case() };
    let out = recovery(&[case(), sad.clone(), CaseCourse { recovered: true, ..sad }]);
    assert_eq!((out.hits, out.of), (1, 2));
}

#[test]
fn c24_money_is_added_by_currency_and_held_against_all_cases_and_the_orders() {
    use crate::money::Money;
    let paid = |all: &[(i64, &str)]| CaseCourse {
        handed_over: all.iter().map(|(n, c)| Money::new(*n, c).unwrap()).collect(),
        ..case()
    };
    let out = cost(&[paid(&[(10_000, "CNY"), (5_001, "CNY")]), paid(&[(200, "HKD")]), case()], 4_000);
    let yuan = &out["CNY"];
    assert_eq!((yuan.cases, yuan.amount_minor), (1, 15_001));
    assert_eq!((yuan.per_case_minor, yuan.per_thousand_orders_minor), (Some(5_000), Some(3_750)));
    assert_eq!(out["HKD"].amount_minor, 200);
    assert_eq!(cost(&[paid(&[(1, "CNY")])], 0)["CNY"].per_thousand_orders_minor, None, "no orders are no data");
}

#[test]
fn s3_06_the_seven_causes_stand_by_category_and_two_of_one_complaint_under_both() {
    use crate::trade::BehaviouralCause as B;
    let of = |category: Option<&str>, causes: &[B]| CaseCourse {
        category: category.map(str::to_owned),
        causes: causes.to_vec(),
        ..case()
    };
    let out = behavioural_causes(&[
        of(Some("service"), &[B::BrokenPromise, B::NegligenceCausedLoss]),
        of(Some("service"), &[B::BrokenPromise]),
        of(None, B::ALL),
        CaseCourse { kind: Kind::Inquiry, ..of(Some("service"), B::ALL) },
    ]);
    assert_eq!(out["service"]["broken_promise"], 2);
    assert_eq!((out["service"].len(), out[""].len()), (2, 7));
}

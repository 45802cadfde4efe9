//! The figures of complaints to the end: escalation, recovery, what they cost, what was wished for, which behaviour caused
//! them (metrics.md C.7, C.23, C.24; S2-21, S3-06).

use std::collections::BTreeMap;

use serde::Serialize;

use super::course::CaseCourse;
use super::proportion::Proportion;
use crate::complaint::escalation::EscalationOrigin;
use crate::money::Money;
use crate::trade::{BehaviouralCause, Kind};

/// How often cases went up, and because of whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Escalations {
    /// Cases escalated at least once ÷ cases.
    pub share: Proportion,
    /// Cases by who wanted it; one that went up for two reasons stands under both.
    pub by_origin: BTreeMap<String, u64>,
}

/// **C.7 Escalation rate (投诉升级率).** Cases escalated by at least one level ÷ cases received in the period; split by who
/// wanted it. Asking for an approval is no escalation. Left out by rule: merged, duplicate, spam. To escalate rightly is
/// good: a low rate alone is no merit.
pub fn escalation_rate<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>) -> Escalations {
    let mut out = Escalations::default();
    for case in cases {
        if case.excluded {
            out.share.excluded += 1;
            continue;
        }
        out.share.count(!case.escalated.is_empty());
        for origin in EscalationOrigin::ALL.iter().filter(|o| case.escalated.contains(o)) {
            *out.by_origin.entry(origin.code().to_owned()).or_default() += 1;
        }
    }
    out
}

/// **C.23 Recovery (服务补救成功率).** Cases whose customer was satisfied after a reassessment ÷ cases whose customer was
/// dissatisfied with a result, by follow-up or in their own words. Who has not been asked again yet counts as not recovered.
pub fn recovery<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>) -> Proportion {
    let mut out = Proportion::default();
    for case in cases.into_iter().filter(|c| c.dissatisfied) {
        if case.excluded {
            out.excluded += 1;
        } else {
            out.count(case.recovered);
        }
    }
    out
}

/// What complaints cost in one currency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Cases that cost something.
    pub cases: u64,
    /// What was handed over, in minor units.
    pub amount_minor: i64,
    /// Over all cases received in the period, in minor units, rounded; none without cases.
    pub per_case_minor: Option<i64>,
    /// Over a thousand repair orders of the period, in minor units, rounded; none without orders, and for a period that is not
    /// made of whole months: orders are known by the month.
    pub per_thousand_orders_minor: Option<i64>,
}

/// **C.24 Cost of complaint (投诉成本).** What carried-out remedies were worth, by currency: refunds, compensations, coupons,
/// goods. Freight, parts, labour and an authority's fines are not recorded with a case and are not in it. `orders`: repair
/// orders of the period; 0 = not known.
pub fn cost<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>, orders: u64) -> BTreeMap<String, Cost> {
    let (mut out, mut all) = (BTreeMap::<String, Cost>::new(), 0_i64);
    for case in cases.into_iter().filter(|c| !c.excluded) {
        all += 1;
        let mut sums = BTreeMap::<&str, i64>::new();
        for Money { amount_minor, currency } in &case.handed_over {
            let sum = sums.entry(currency.code()).or_default();
            *sum = sum.saturating_add(*amount_minor);
        }
        for (currency, sum) in sums {
            let cost = out.entry(currency.to_owned()).or_default();
            cost.cases += 1;
            cost.amount_minor = cost.amount_minor.saturating_add(sum);
        }
    }
    let orders = i64::try_from(orders).unwrap_or(i64::MAX);
    for cost in out.values_mut() {
        cost.per_case_minor = rounded(cost.amount_minor, all);
        cost.per_thousand_orders_minor = rounded(cost.amount_minor.saturating_mul(1_000), orders);
    }
    out
}

fn rounded(sum: i64, of: i64) -> Option<i64> {
    (of > 0).then(|| sum.saturating_add(of / 2) / of)
}

/// **Behavioural causes by category (投诉行为原因, S3-06).** Complaints by canonical category (empty: none) and behaviour that
/// caused them, in numbers of cases; a complaint with two causes stands under both.
pub fn behavioural_causes<'a>(
    cases: impl IntoIterator<Item = &'a CaseCourse>,
) -> BTreeMap<String, BTreeMap<String, u64>> {
    let mut out: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for case in cases.into_iter().filter(|c| !c.excluded && c.kind == Kind::Complaint) {
        for cause in BehaviouralCause::ALL.iter().filter(|cause| case.causes.contains(cause)) {
            let by_cause = out.entry(case.category.clone().unwrap_or_default()).or_default();
            *by_cause.entry(cause.code().to_owned()).or_default() += 1;
        }
    }
    out
}

/// What customers wished for against what they were granted, in numbers of cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct WishFigures {
    /// All that was wished for was granted, and perhaps more.
    pub fulfilled: u64,
    /// Some of it.
    pub partly: u64,
    /// Something else.
    pub otherwise: u64,
    /// What they wished for was not recorded.
    pub unknown: u64,
}

/// **Wish against remedy (S2-21).** Over the resolved complaints and quality issues received in the period, by canonical
/// category (empty: none): the remedies the customer wished for against those of the resolution that came last. Left out by
/// rule: merged, duplicate, spam. A wish that nobody recorded is counted as unknown, not as fulfilled.
pub fn wishes<'a>(cases: impl IntoIterator<Item = &'a CaseCourse>) -> BTreeMap<String, WishFigures> {
    let mut out: BTreeMap<String, WishFigures> = BTreeMap::new();
    let disputed = |c: &&CaseCourse| matches!(c.kind, Kind::Complaint | Kind::QualityIssue);
    for case in cases.into_iter().filter(|c| !c.excluded && !c.resolutions.is_empty()).filter(disputed) {
        let figures = out.entry(case.category.clone().unwrap_or_default()).or_default();
        let granted = case.wished.iter().filter(|w| case.granted.contains(w)).count();
        *match granted {
            _ if case.wished.is_empty() => &mut figures.unknown,
            0 => &mut figures.otherwise,
            n if n == case.wished.len() => &mut figures.fulfilled,
            _ => &mut figures.partly,
        } += 1;
    }
    out
}

#[cfg(test)]
mod tests;

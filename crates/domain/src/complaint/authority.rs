//! Who may promise how much (S2-20, S2-23): limits of the roles by policy, and what the compensation standard proposes.
//! A policy that writes no limits has none; once it writes one, a role without a limit promises no money.

use serde::{Deserialize, Serialize};

use super::liability::LiableParty;
use super::remedy::Term;
use crate::calendar::Span;
use crate::case::event::Remedy;
use crate::case::facts::Facts;
use crate::case::state::Case;
use crate::money::Money;
use crate::policy::Condition;
use crate::trade::Role;

/// Money in remedies, as a policy writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RemedyRule {
    /// The one currency amounts are in.
    pub currency: String,
    /// Who may promise how much.
    #[serde(rename = "authority", skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<Authority>,
    /// What is usually granted.
    #[serde(rename = "standard", skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<Standard>,
    /// How long an approval may take.
    pub approve_within: Span,
    /// On which calendar.
    pub calendar: String,
    /// Every level between signs, lowest first; otherwise only the one whose limit covers the sum.
    pub every_level: bool,
    /// How long the review of a remedy that failed twice may take, around the clock (S2-27).
    pub review_within: Span,
}

impl Default for RemedyRule {
    fn default() -> Self {
        Self {
            currency: "CNY".to_owned(),
            authorities: Vec::new(),
            standards: Vec::new(),
            approve_within: Span::Days(1),
            calendar: "civil_day".to_owned(),
            every_level: false,
            review_within: Span::Duration(24 * 3_600_000),
        }
    }
}

/// A limit of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Whose.
    pub role: Role,
    /// For these remedies; empty = any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
    /// At most in one case, in minor units; none = without limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_case_minor: Option<i64>,
    /// At most for one customer in a calendar year, all their cases together, in minor units; none = without limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_customer_year_minor: Option<i64>,
    /// May grant more than the standard proposes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beyond_standard: bool,
    /// Requirement ids.
    pub basis: String,
    /// "Default, not from the source" (A.8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
}

/// What is usually granted: the first one that fits the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Identifier.
    pub id: String,
    /// For which cases.
    #[serde(default)]
    pub when: Condition,
    /// When one of these is liable; empty = whoever is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub liable: Vec<LiableParty>,
    /// By which remedy.
    pub remedy: Remedy,
    /// So many per cent of what the customer paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_of_price: Option<u32>,
    /// At least, in minor units; the amount where no share of the price is given.
    #[serde(default)]
    pub least_minor: i64,
    /// At most, in minor units.
    pub most_minor: i64,
    /// Requirement ids.
    pub basis: String,
    /// "Default, not from the source" (A.8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
}

/// What a standard comes to in one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// Which standard.
    pub standard: String,
    /// By which remedy.
    pub remedy: Remedy,
    /// How much, in minor units of the policy's currency.
    pub amount_minor: i64,
    /// Where it stands.
    pub basis: String,
}

/// What the standard proposes for a remedy.
pub fn suggest(case: &Case, remedy: Remedy, price: Option<&Money>, facts: &Facts<'_>) -> Option<Suggestion> {
    let liability = case.course.liability.as_ref();
    let conditions = case.condition_facts();
    let rule = facts.policy.policy.remedy.standards.iter().find(|s| {
        s.remedy == remedy
            && s.when.holds(&conditions)
            && (s.liable.is_empty() || liability.is_some_and(|l| s.liable.iter().any(|p| l.has(*p))))
    })?;
    let share = rule.percent_of_price.zip(price).map_or(0, |(percent, price)| {
        // Rounded up to the whole minor unit, in favour of the customer.
        let product = i128::from(price.amount_minor) * i128::from(percent);
        i64::try_from((product + 99) / 100).unwrap_or(i64::MAX)
    });
    let amount_minor = share.max(rule.least_minor).min(rule.most_minor);
    Some(Suggestion { standard: rule.id.clone(), remedy, amount_minor, basis: rule.basis.clone() })
}

/// What is to be promised, as limits ask.
pub struct Promise<'a> {
    /// The terms.
    pub terms: &'a [Term],
    /// Their sum, in minor units.
    pub sum: i64,
    /// With what the case promised already, in minor units.
    pub in_case: i64,
    /// With what the customer was promised this year, this case included, in minor units.
    pub in_year: i64,
    /// Some term is above its standard.
    pub beyond_standard: bool,
}

impl<'a> Promise<'a> {
    /// Of a case, on top of what was accepted before.
    pub fn of(case: &Case, terms: &'a [Term], sum: i64, facts: &Facts<'_>) -> Self {
        let in_case = case.course.granted_minor().saturating_add(sum);
        let beyond_standard = terms.iter().any(|t| {
            let most = suggest(case, t.remedy, t.price.as_ref(), facts).map(|s| s.amount_minor);
            // What the law grants is no generosity.
            let law = super::remedy::least(t).map_or(0, |(_, least)| least.amount_minor);
            t.amount.as_ref().zip(most).is_some_and(|(a, most)| a.amount_minor > most.max(law))
        });
        Self { terms, sum, in_case, in_year: facts.granted_this_year.saturating_add(in_case), beyond_standard }
    }

    /// Whether a limit covers it.
    pub fn within(&self, limit: &Authority) -> bool {
        let money = self.terms.iter().filter(|t| t.amount.is_some());
        let remedies = limit.remedies.is_empty() || money.clone().all(|t| limit.remedies.contains(&t.remedy));
        remedies
            && limit.per_case_minor.is_none_or(|most| self.in_case <= most)
            && limit.per_customer_year_minor.is_none_or(|most| self.in_year <= most)
            && (limit.beyond_standard || !self.beyond_standard)
    }
}

impl RemedyRule {
    /// Whether one of these roles may promise it by itself.
    pub fn allows(&self, roles: &[Role], promise: &Promise<'_>) -> bool {
        self.authorities.is_empty()
            || promise.sum == 0
            || self.authorities.iter().any(|a| roles.contains(&a.role) && promise.within(a))
    }

    /// Whose signature it needs beyond these roles, lowest first. Nobody's limit covers it: the highest one's, so that
    /// no promise is without a door.
    pub fn signers(&self, roles: &[Role], promise: &Promise<'_>) -> Vec<Role> {
        let mut levels: Vec<&Authority> = self.authorities.iter().collect();
        levels.sort_by_key(|a| a.per_case_minor.unwrap_or(i64::MAX));
        let own = levels.iter().filter(|a| roles.contains(&a.role)).map(|a| a.per_case_minor.unwrap_or(i64::MAX)).max();
        let above: Vec<&Authority> =
            levels.into_iter().filter(|a| own.is_none_or(|o| a.per_case_minor.unwrap_or(i64::MAX) > o)).collect();
        let end = above.iter().position(|a| promise.within(a));
        let Some(last) = end.map(|at| above[at]).or(above.last().copied()) else {
            // The highest asks for what exceeds even them: somebody else of the same height signs.
            return self.top().into_iter().collect();
        };
        let mut signers: Vec<Role> = if self.every_level {
            above.iter().take(end.map_or(above.len(), |at| at + 1)).map(|a| a.role).collect()
        } else {
            vec![last.role]
        };
        signers.dedup();
        signers
    }

    /// How much more these roles may promise in a case by themselves, in minor units, after what the case and the customer
    /// were granted; none = without limit. Within the standard and whatever the remedy: the limit itself may ask for more.
    pub fn left(&self, roles: &[Role], in_case: i64, in_year_elsewhere: i64) -> Option<i64> {
        let of = |a: &Authority| {
            let case = a.per_case_minor.map(|most| most.saturating_sub(in_case));
            let year = a.per_customer_year_minor.map(|most| most.saturating_sub(in_year_elsewhere + in_case));
            case.into_iter().chain(year).min().map_or(i64::MAX, |left| left.max(0))
        };
        if self.authorities.is_empty() {
            return None;
        }
        let most = self.authorities.iter().filter(|a| roles.contains(&a.role)).map(of).max().unwrap_or(0);
        (most < i64::MAX).then_some(most)
    }

    fn top(&self) -> Option<Role> {
        self.authorities.iter().max_by_key(|a| a.per_case_minor.unwrap_or(i64::MAX)).map(|a| a.role)
    }

    /// Whether a role stands as high as another.
    pub fn reaches(&self, role: Role, other: Role) -> bool {
        let height = |r: Role| {
            self.authorities.iter().filter(|a| a.role == r).map(|a| a.per_case_minor.unwrap_or(i64::MAX)).max()
        };
        role == other || height(role).zip(height(other)).is_some_and(|(a, b)| a >= b)
    }
}

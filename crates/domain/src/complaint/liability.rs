//! Who caused it (S2-17…S2-19, S3-33): evidence from the sides, and the shares. Neutral means several sides were heard:
//! a decision on the customer's word alone is possible, with a reason that stands in the record.

use serde::{Deserialize, Serialize};

use super::escalation;
use crate::case::event::CaseEvent;
use crate::case::facts::Facts;
use crate::case::refusal::Refusal;
use crate::case::state::Case;
use crate::case::text::TextRef;
use crate::code::codes;
use crate::ids::Id;

codes! {
    /// Who may be liable (S2-19; S3-33 tells the maker from the station).
    pub enum LiableParty {
        /// 客户.
        Customer = "customer",
        /// 商家.
        Merchant = "merchant",
        /// 服务站.
        Station = "station",
        /// 制造厂.
        Manufacturer = "manufacturer",
        /// 物流.
        Logistics = "logistics",
        /// 平台.
        Platform = "platform",
        /// 供应商.
        Supplier = "supplier",
        /// 第三方.
        ThirdParty = "third_party",
    }
}

impl LiableParty {
    /// On our side of the counter: its failure is ours to apologise for.
    pub const fn is_ours(self) -> bool {
        matches!(self, Self::Merchant | Self::Station | Self::Manufacturer | Self::Platform)
    }
}

codes! {
    /// Where a piece of evidence comes from (S2-17).
    pub enum EvidenceSource {
        /// The customer, beyond the complaint itself.
        Customer = "customer",
        /// The seller.
        Merchant = "merchant",
        /// The service station.
        Station = "station",
        /// The maker.
        Manufacturer = "manufacturer",
        /// The carrier.
        Logistics = "logistics",
        /// The platform.
        Platform = "platform",
        /// The supplier.
        Supplier = "supplier",
        /// A witness or other third party.
        ThirdParty = "third_party",
        /// Our own inspection of the goods or the place.
        Inspection = "inspection",
        /// A record: order, chat, call, log.
        Record = "record",
    }
}

codes! {
    /// How to speak with the customer, by who is liable (S3-44).
    pub enum Conduct {
        /// 我们做得不到位: apologise frankly, make it good.
        Ours = "ours",
        /// 双方互有责任: mend our part first, then ask for theirs.
        Shared = "shared",
        /// 对方理解有误: point it out acceptably, never mock (S3-06f).
        Misunderstanding = "misunderstanding",
    }
}

/// One party's share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Who.
    pub party: LiableParty,
    /// Whole per cent, 1 to 100.
    pub percent: u8,
    /// Which station or department, where it is one of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Id>,
}

/// The decision in force. No shares = undetermined.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Liability {
    /// Shares, 100 % together; none when it cannot be determined.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Share>,
    /// Decided on the customer's word alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub one_sided: bool,
}

impl Liability {
    /// Whether a party has a share.
    pub fn has(&self, party: LiableParty) -> bool {
        self.shares.iter().any(|s| s.party == party)
    }

    /// How many units are responsible.
    pub fn units(&self) -> usize {
        let units: std::collections::BTreeSet<Id> = self.shares.iter().filter_map(|s| s.unit).collect();
        units.len()
    }

    /// How to speak with the customer; none while undetermined or when others than we and they are liable.
    pub fn conduct(&self) -> Option<Conduct> {
        let customer = self.has(LiableParty::Customer);
        let ours = self.shares.iter().any(|s| s.party.is_ours());
        match (customer, self.shares.len()) {
            (_, 0) => None,
            (true, 1) => Some(Conduct::Misunderstanding),
            (true, _) => Some(Conduct::Shared),
            (false, _) => ours.then_some(Conduct::Ours),
        }
    }
}

/// Records a piece of evidence; its files are attached before.
pub fn record_evidence(
    evidence: Id,
    source: EvidenceSource,
    text: &TextRef,
    attachments: &[Id],
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![CaseEvent::EvidenceRecorded { evidence, source, text: text.clone(), attachments: attachments.to_vec() }])
}

/// Decides the shares.
pub fn decide(
    case: &Case,
    shares: &[Share],
    reason: Option<&TextRef>,
    facts: &Facts<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let mut parties: Vec<_> = shares.iter().map(|s| (s.party, s.unit)).collect();
    parties.sort_unstable();
    parties.dedup();
    let whole = shares.iter().try_fold(0_u8, |sum, s| sum.checked_add(s.percent));
    if parties.len() != shares.len() || shares.iter().any(|s| s.percent == 0) {
        return Err(Refusal::SharesNotWhole { percent: whole.unwrap_or(u8::MAX) });
    }
    if !shares.is_empty() && whole != Some(100) {
        return Err(Refusal::SharesNotWhole { percent: whole.unwrap_or(u8::MAX) });
    }
    // The complaint is the customer's word; neutrality asks for at least one other source (S2-18).
    let one_sided = !shares.is_empty() && case.course.evidence.iter().all(|s| *s == EvidenceSource::Customer);
    if one_sided && reason.is_none() {
        return Err(Refusal::OneSided);
    }
    let next = Liability { shares: shares.to_vec(), one_sided };
    match &case.course.liability {
        Some(now) if *now == next => return Err(Refusal::NothingChanges),
        // A decision that is changed says why (S0-13's rule for judgements).
        Some(_) if reason.is_none() => return Err(Refusal::ReasonNeeded),
        _ => {}
    }
    let before = case.course.liability.as_ref().map_or(0, Liability::units);
    let rises = escalation::departments(case, before, next.units(), facts);
    let decided = CaseEvent::LiabilityDecided { shares: next.shares, one_sided, reason: reason.cloned() };
    Ok(std::iter::once(decided).chain(rises).collect())
}

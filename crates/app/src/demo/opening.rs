//! How a case begins: who comes with what. Drawn from the case's place in the year alone, so that a later case that
//! repeats it can draw it again instead of remembering it.

use bihuan_domain::case::event::Remedy;
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::{Channel, EmotionalState, Kind, Severity};

use super::chance::Chance;
use super::season::{DAY, hour};
use super::trade::Trade;
use super::words::{Language, Lexicon, Trouble, appliances};

/// What the customer comes with.
#[derive(Debug, Clone, Copy)]
pub enum Matter {
    /// Something is wrong.
    Trouble {
        /// Which sort.
        trouble: &'static Trouble,
        /// As they say it.
        symptom: &'static str,
        /// What they want.
        demand: &'static str,
        /// Of the batch that goes wrong (S2-44).
        bad_batch: bool,
    },
    /// A question, with its answer.
    Question(&'static str, &'static str),
    /// Praise or a suggestion.
    Word(&'static str),
}

/// How it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Answered and closed.
    Simple,
    /// Investigated, proposed, carried out, confirmed.
    Full,
    /// The customer takes it back.
    Withdrawn,
    /// Nobody answers.
    Unreachable,
    /// Not ours.
    Rejected,
    /// Recorded twice.
    Duplicate,
}

/// A case's beginning.
#[derive(Debug, Clone, Copy)]
pub struct Opening {
    /// Which trade.
    pub trade: Trade,
    /// In which language.
    pub language: Language,
    /// Which desk of the trade, by place.
    pub desk: usize,
    /// Who comes.
    pub customer: usize,
    /// They do not say who they are.
    pub anonymous: bool,
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// With what.
    pub matter: Matter,
    /// About what.
    pub product: &'static str,
    /// How serious.
    pub severity: Severity,
    /// How they feel.
    pub emotion: EmotionalState,
    /// How it goes on.
    pub fate: Fate,
    /// The earlier case it brings again, by place.
    pub repeats: Option<usize>,
}

/// What all openings of a year share.
#[derive(Debug, Clone, Copy)]
pub struct Year<'a> {
    /// Seed.
    pub seed: u64,
    /// Arrivals.
    pub arrivals: &'a [UtcMs],
    /// Desks of each trade.
    pub desks: &'a [usize],
    /// Customers there are.
    pub customers: usize,
    /// When the telling ends.
    pub until: UtcMs,
}

impl Year<'_> {
    /// The opening of a case, with what it repeats.
    pub fn opening(&self, place: usize) -> Opening {
        let Some(earlier) = self.repeated(place) else { return self.fresh(place) };
        let before = self.fresh(earlier);
        let mut own = self.fresh(place);
        let twice = self.arrivals[place].since(self.arrivals[earlier]) < DAY / 24;
        own.fate = if twice { Fate::Duplicate } else { Fate::Full };
        own.repeats = Some(earlier);
        own.emotion = if twice { before.emotion } else { EmotionalState::Angry };
        Opening {
            trade: before.trade,
            language: before.language,
            desk: before.desk,
            customer: before.customer,
            anonymous: false,
            kind: before.kind,
            matter: before.matter,
            product: before.product,
            severity: before.severity,
            channel: if before.trade == own.trade { own.channel } else { before.channel },
            ..own
        }
    }

    /// Three in a hundred come again within the time in which it counts as a repeat; a few of them at once, by mistake.
    fn repeated(&self, place: usize) -> Option<usize> {
        let mut chance = Chance::stream(self.seed, 3, place as u64);
        if !chance.once_in(45) {
            return None;
        }
        let ninety_days = self.arrivals.len() / 5 + 1;
        let back = if chance.once_in(250) { chance.between(1, 3) as usize } else { 1 + chance.below(ninety_days) };
        let earlier = place.checked_sub(back)?;
        let first = self.fresh(earlier);
        let fits =
            matches!(first.matter, Matter::Trouble { .. }) && !first.anonymous && matches!(first.fate, Fate::Full);
        let is_first = !Chance::stream(self.seed, 3, earlier as u64).once_in(45);
        (fits && is_first).then_some(earlier)
    }

    fn fresh(&self, place: usize) -> Opening {
        let mut chance = Chance::stream(self.seed, 2, place as u64);
        let at = self.arrivals[place];
        let trade = Trade::ALL[chance.weighed(Trade::ALL.into_iter().map(Trade::share))];
        let language = pick(trade.languages(), &mut chance);
        let lexicon = trade.lexicon(language);
        let night = !(7..23).contains(&hour(at));
        let channel = pick(if night { trade.channels_at_night() } else { trade.channels() }, &mut chance);
        let (matter, product) = self.matter(trade, lexicon, at, &mut chance);
        let kind = kind(matter, trade, &mut chance);
        let severity = severity(matter, kind, &mut chance);
        let places = Trade::ALL.iter().position(|t| *t == trade).and_then(|t| self.desks.get(t)).copied().unwrap_or(1);
        Opening {
            trade,
            language,
            desk: chance.below(places),
            customer: chance.below(self.customers),
            anonymous: chance.once_in(15),
            kind,
            channel,
            matter,
            product,
            severity,
            emotion: emotion(matter, &mut chance),
            fate: fate(matter, kind, &mut chance),
            repeats: None,
        }
    }

    fn matter(
        &self,
        trade: Trade,
        lexicon: &'static Lexicon,
        at: UtcMs,
        chance: &mut Chance,
    ) -> (Matter, &'static str) {
        let product = chance.one(lexicon.products);
        // Three weeks in which one batch fails (S2-44): it must show against the ordinary noise.
        let week = self.until.since(at) / (7 * DAY);
        if trade == Trade::Appliances && (8..11).contains(&week) && chance.once_in(140) {
            let trouble = &appliances::SIMPLIFIED.troubles[0];
            let (symptom, demand) = (chance.one(appliances::BAD_SYMPTOMS), chance.one(trouble.demands));
            return (Matter::Trouble { trouble, symptom, demand, bad_batch: true }, appliances::BAD_PRODUCT);
        }
        let matter = match chance.below(100) {
            0..=17 => {
                let (question, answer) = chance.one(lexicon.questions);
                Matter::Question(question, answer)
            }
            18..=24 => Matter::Word(chance.one(lexicon.praise)),
            _ => {
                let trouble = &lexicon.troubles[chance.weighed(lexicon.troubles.iter().map(|t| t.weight))];
                let (symptom, demand) = (chance.one(trouble.symptoms), chance.one(trouble.demands));
                Matter::Trouble { trouble, symptom, demand, bad_batch: false }
            }
        };
        (matter, product)
    }
}

fn pick<T: Copy>(of: &[(T, u32)], chance: &mut Chance) -> T {
    of[chance.weighed(of.iter().map(|(_, weight)| *weight))].0
}

fn kind(matter: Matter, trade: Trade, chance: &mut Chance) -> Kind {
    match matter {
        Matter::Question(..) => Kind::Inquiry,
        Matter::Word(word) => {
            let suggests = ["建议", "希望", "建議", "Please"].iter().any(|w| word.starts_with(w));
            if suggests { Kind::Suggestion } else { Kind::Praise }
        }
        Matter::Trouble { trouble, .. } if trouble.category.starts_with("safety") => Kind::Complaint,
        Matter::Trouble { trouble, .. } if trouble.category.starts_with("product_quality") && chance.once_in(220) => {
            Kind::QualityIssue
        }
        Matter::Trouble { trouble, .. }
            if trouble.remedies.contains(&Remedy::ReturnAndRefund) && chance.once_in(250) =>
        {
            Kind::Rma
        }
        Matter::Trouble { trouble, .. }
            if trouble.remedies.contains(&Remedy::Repair) && trade != Trade::Stations && chance.once_in(250) =>
        {
            Kind::Repair
        }
        Matter::Trouble { .. } if chance.once_in(60) => Kind::ServiceReview,
        Matter::Trouble { .. } => Kind::Complaint,
    }
}

fn severity(matter: Matter, kind: Kind, chance: &mut Chance) -> Severity {
    let Matter::Trouble { trouble, bad_batch, .. } = matter else { return Severity::Minor };
    if trouble.category.starts_with("safety") {
        return Severity::Critical;
    }
    if bad_batch {
        return Severity::Major;
    }
    match chance.below(1_000) {
        0..=299 => Severity::Minor,
        300..=819 => Severity::General,
        820..=991 => Severity::Major,
        _ if kind == Kind::Complaint => Severity::Critical,
        _ => Severity::Major,
    }
}

fn emotion(matter: Matter, chance: &mut Chance) -> EmotionalState {
    if !matches!(matter, Matter::Trouble { .. }) {
        return EmotionalState::Calm;
    }
    match chance.below(100) {
        0..=46 => EmotionalState::Calm,
        47..=80 => EmotionalState::Upset,
        81..=97 => EmotionalState::Angry,
        _ => EmotionalState::Extreme,
    }
}

fn fate(matter: Matter, kind: Kind, chance: &mut Chance) -> Fate {
    if !matches!(matter, Matter::Trouble { .. }) {
        return if chance.once_in(8) { Fate::Rejected } else { Fate::Simple };
    }
    let drawn = chance.below(1_000);
    // A safety risk is assessed whatever the customer does then (B.15).
    if matches!(matter, Matter::Trouble { trouble, .. } if trouble.category.starts_with("safety")) {
        return Fate::Full;
    }
    match drawn {
        0..=11 => Fate::Withdrawn,
        12..=33 => Fate::Unreachable,
        34..=49 => Fate::Rejected,
        50..=330 => Fate::Simple,
        _ if kind == Kind::ServiceReview => Fate::Simple,
        _ => Fate::Full,
    }
}

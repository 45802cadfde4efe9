//! Cases that belong together: earlier ones of the same customer, contact, order or piece, with the link that would fit,
//! and similar ones by their words. Both look only where the actor may, and at a bounded number of cases.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::case::Case;
use bihuan_domain::case::event::{Complainant, LinkKind};
use bihuan_domain::case::links::{Earlier, suggested};
use bihuan_domain::case::text::Field;
use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use bihuan_store::nouns::customer::{self, Key};
use bihuan_store::nouns::{case as row, text};
use bihuan_store::search;
use bihuan_store::{Conn, Fault};

use super::find::{permit_read, visible};
use super::line::{Line, beginnings, cases_of_texts, states};
use crate::app::App;
use crate::failure::Failure;
use crate::world::World;

/// Cases looked at for one customer.
const MOST_OF_CUSTOMER: u32 = 50;
/// Customers behind one contact.
const MOST_CUSTOMERS: u32 = 10;
/// Earlier cases answered at most.
pub const MOST_EARLIER: usize = 50;
/// Similar cases answered at most.
pub const MOST_SIMILAR: usize = 10;
/// Words that are compared, and cases looked at for each.
const WORDS: usize = 8;
const OF_A_WORD: u32 = 200;
/// Share of words, in per cent, from which two tellings count as the same: our default.
const SAME_PERCENT: usize = 80;

/// By what two cases belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The same customer.
    Customer,
    /// Another customer with the same telephone or e-mail.
    Contact,
    /// The same order.
    Order,
    /// The same piece: serial number, VIN, batch.
    Serial,
}

impl Tie {
    /// Every tie.
    pub const ALL: [Self; 4] = [Self::Customer, Self::Contact, Self::Order, Self::Serial];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Contact => "contact",
            Self::Order => "order_ref",
            Self::Serial => "serial",
        }
    }
}

/// An earlier case.
#[derive(Debug, Clone)]
pub struct EarlierCase {
    /// The case.
    pub line: Line,
    /// By what it belongs here.
    pub ties: BTreeSet<Tie>,
    /// The link that would fit.
    pub link: Option<LinkKind>,
}

/// A similar case.
#[derive(Debug, Clone)]
pub struct SimilarCase {
    /// The case.
    pub line: Line,
    /// Share of the words they have in common, in per cent.
    pub score: u8,
}

/// What is known of a case that is not registered yet.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The customer.
    pub customer: Option<Id>,
    /// Telephone in any writing.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Order number.
    pub order_ref: Option<String>,
    /// Serial number, VIN, batch.
    pub serial: Option<String>,
    /// What the customer says, so far.
    pub verbatim: Option<String>,
}

struct Asked {
    known: Known,
    at: UtcMs,
    itself: Option<Id>,
    within_days: u32,
}

fn ties(conn: &mut Conn, actor: &Actor, known: &Known) -> Result<BTreeMap<Id, BTreeSet<Tie>>, Fault> {
    let mut customers: BTreeMap<Id, Tie> = BTreeMap::new();
    let (mut phone, mut email) = (known.phone.clone(), known.email.clone());
    if let Some(id) = known.customer {
        customers.insert(id, Tie::Customer);
        if let Some(kept) = customer::load(conn, id)? {
            phone = phone.or(kept.phone);
            email = email.or(kept.email);
        }
    }
    // Whose telephone it is may be asked by whoever may see customers.
    if actor.may_somewhere(Permission::CustomerRead) {
        for key in [phone.as_deref().map(Key::Phone), email.as_deref().map(Key::Email)].into_iter().flatten() {
            for found in customer::by_key(conn, key, None, MOST_CUSTOMERS)? {
                customers.entry(found.id).or_insert(Tie::Contact);
            }
        }
    }
    let mut out: BTreeMap<Id, BTreeSet<Tie>> = BTreeMap::new();
    for (id, tie) in customers {
        for found in conn.query(&row::sql::of_customer, &[id.into(), MOST_OF_CUSTOMER.into()])? {
            out.entry(found.id(0)?).or_default().insert(tie);
        }
    }
    for (given, field, tie) in
        [(&known.order_ref, Field::OrderRef, Tie::Order), (&known.serial, Field::Serial, Tie::Serial)]
    {
        let Some(given) = given.as_deref().filter(|g| g.trim().chars().count() >= 4) else { continue };
        let texts = search::find(conn, "case", given, 100, None)?;
        let cases: BTreeSet<Id> = cases_of_texts(conn, &texts.into_iter().collect())?.into_values().collect();
        let found = states(conn, &cases)?;
        let refs: BTreeSet<Id> = found.iter().filter_map(|(case, _)| Some(case.text(field)?.id)).collect();
        let words = beginnings(conn, &refs)?;
        for (case, _) in found {
            let same = case.text(field).and_then(|t| words.get(&t.id)).is_some_and(|w| folded(w) == folded(given));
            if same {
                out.entry(case.id).or_default().insert(tie);
            }
        }
    }
    Ok(out)
}

/// Letters and digits only, folded: people write numbers with and without hyphens.
pub(super) fn folded(text: &str) -> String {
    search::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn words_of(text: &str) -> BTreeSet<String> {
    search::tokens(text).into_iter().collect()
}

/// Whether two tellings are mostly the same words.
fn same_words(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (common, all) = (a.intersection(b).count(), a.union(b).count());
    all > 0 && common * 100 >= all * SAME_PERCENT
}

fn earlier(conn: &mut Conn, world: &World, actor: &Actor, asked: &Asked) -> Result<Vec<EarlierCase>, Failure> {
    let ties = ties(conn, actor, &asked.known)?;
    let found = states(conn, &ties.keys().copied().collect())?;
    let mut cases: Vec<Case> = found
        .into_iter()
        .map(|(case, _)| case)
        .filter(|c| {
            Some(c.id) != asked.itself && (c.received_at, Some(c.id)) <= (asked.at, asked.itself.or(Some(c.id)))
        })
        .filter(|c| permit_read(world, actor, c).is_ok())
        .collect();
    cases.sort_by_key(|c| std::cmp::Reverse((c.received_at, c.id)));
    cases.truncate(MOST_EARLIER);
    let said = asked.known.verbatim.as_deref().map(words_of);
    let verbatims = match &said {
        Some(_) => beginnings(conn, &cases.iter().filter_map(|c| Some(c.text(Field::Verbatim)?.id)).collect())?,
        None => HashMap::new(),
    };
    let ids: Vec<Id> = cases.iter().map(|c| c.id).collect();
    let lines = visible(conn, world, actor, &ids, MOST_EARLIER)?;
    Ok(lines
        .into_iter()
        .map(|line| {
            let theirs = line.case.text(Field::Verbatim).and_then(|t| verbatims.get(&t.id)).map(|t| words_of(t));
            let same = matches!((&said, &theirs), (Some(a), Some(b)) if same_words(a, b));
            let closed_at = line.case.closure.map(|c| c.at);
            let earlier = Earlier { received_at: line.case.received_at, closed_at, same_words: same };
            EarlierCase {
                ties: ties.get(&line.case.id).cloned().unwrap_or_default(),
                link: suggested(&earlier, asked.at, asked.within_days),
                line,
            }
        })
        .collect())
}

impl App {
    /// Earlier cases that belong to one, newest first.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn earlier(&self, actor: &Actor, name: &str) -> Result<Vec<EarlierCase>, Failure> {
        let shown = self.case(actor, name).await?;
        let (world, actor) = (self.world(), actor.clone());
        let case = shown.case;
        let word = |field| case.text(field).and_then(|t| shown.words.get(&t.id)).cloned();
        let known = Known {
            customer: if let Complainant::Customer { id } = case.complainant { Some(id) } else { None },
            phone: None,
            email: None,
            order_ref: word(Field::OrderRef),
            serial: word(Field::Serial),
            verbatim: word(Field::Verbatim),
        };
        let within_days = world.pinned(&case.policy, case.received_at, case.unit)?.policy.policy.repeat.within_days;
        let asked = Asked { known, at: case.received_at, itself: Some(case.id), within_days };
        self.db().read(move |c| earlier(c, &world, &actor, &asked)).await
    }

    /// Earlier cases that belong to what is known of one that is just being told, newest first.
    ///
    /// # Errors
    /// Faults.
    pub async fn earlier_than_now(&self, actor: &Actor, known: Known) -> Result<Vec<EarlierCase>, Failure> {
        let (world, actor, now) = (self.world(), actor.clone(), self.db().now());
        let unit = actor.unit.or_else(|| world.top()).unwrap_or(Id::from_i64(0));
        let within_days = world.for_new(world.policy_of(unit), now, unit)?.policy.policy.repeat.within_days;
        let asked = Asked { known, at: now, itself: None, within_days };
        self.db().read(move |c| earlier(c, &world, &actor, &asked)).await
    }

    /// Cases with the most words in common with one's subject and symptom, within the same root of categories.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn similar(&self, actor: &Actor, name: &str) -> Result<Vec<SimilarCase>, Failure> {
        let shown = self.case(actor, name).await?;
        let (world, actor, case) = (self.world(), actor.clone(), shown.case);
        let said: Vec<&str> = [Field::Subject, Field::Symptom, Field::Product]
            .into_iter()
            .filter_map(|f| shown.words.get(&case.text(f)?.id).map(String::as_str))
            .collect();
        let mut words = search::tokens(&said.join(" "));
        words.retain(|w| w.chars().count() > 1);
        words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
        words.truncate(WORDS);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        self.db().read(move |c| similar(c, &world, &actor, &case, &words)).await
    }
}

fn similar(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    case: &Case,
    words: &[String],
) -> Result<Vec<SimilarCase>, Failure> {
    let mut hits: HashMap<Id, usize> = HashMap::new();
    for word in words {
        let texts = search::find(conn, "case", word, OF_A_WORD, None)?;
        let cases: BTreeSet<Id> = cases_of_texts(conn, &texts.into_iter().collect())?.into_values().collect();
        for id in cases {
            *hits.entry(id).or_default() += 1;
        }
    }
    hits.remove(&case.id);
    let mut ranked: Vec<(usize, Id)> = hits.into_iter().map(|(id, n)| (n, id)).collect();
    // More words first, and the newer of equals.
    ranked.sort_by(|a, b| b.cmp(a));
    ranked.truncate(200);
    let root = |c: &Case| c.classification.category.as_deref().and_then(|c| c.split('.').next()).map(str::to_owned);
    let wanted = root(case);
    let found: BTreeMap<Id, Case> =
        states(conn, &ranked.iter().map(|r| r.1).collect())?.into_iter().map(|(c, _)| (c.id, c)).collect();
    let fits = |id: &Id| found.get(id).is_some_and(|c| wanted.is_none() || root(c) == wanted);
    let ids: Vec<Id> = ranked.iter().map(|r| r.1).filter(fits).collect();
    let lines = visible(conn, world, actor, &ids, MOST_SIMILAR)?;
    let score = |id: Id| ranked.iter().find(|r| r.1 == id).map_or(0, |r| r.0 * 100 / words.len());
    Ok(lines
        .into_iter()
        .map(|line| SimilarCase { score: u8::try_from(score(line.case.id)).unwrap_or(100), line })
        .collect())
}

/// The words of a case by field.
pub(super) fn words_by_field(conn: &mut Conn, case: &Case) -> Result<Vec<(Field, String)>, Fault> {
    let kept: BTreeMap<Id, String> =
        text::of_case(conn, case.id)?.into_iter().filter_map(|t| Some((t.id, t.body?))).collect();
    let field = |f: &Field| Some((*f, kept.get(&case.text(*f)?.id)?.clone()));
    Ok(Field::ALL.iter().filter_map(field).collect())
}

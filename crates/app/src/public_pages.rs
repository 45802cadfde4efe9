//! The pages that anybody may read (S0-07, S1-31): what service one is promised, and questions often asked. An administrator
//! writes a draft and publishes it with its first day; from then on that version stays as customers saw it. Process and
//! promised times are the live policy's; what they were on the day of publishing stands with the version.

use bihuan_domain::actor::{Actor, Permission, Scope};
use bihuan_domain::policy::promised::times;
use bihuan_domain::policy::{KindPromise, Promised, Resolved, Words, promised};
use bihuan_domain::public_page::{FaqPage, PageEvent, PageKind, Price, PromisePage, fits, in_effect, unchanged_since};
use bihuan_domain::time::UtcMs;
use bihuan_domain::trade::Kind;
use bihuan_store::nouns::public_page::{self as rows, PageVersion};
use bihuan_store::{Conn, Fault};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::failure::Failure;
use crate::policies::named_stream;
use crate::portal::KINDS;
use crate::record::{Decision, record};
use crate::sign_in::lock_version;

/// Rows of the price list, and questions, at most.
const MOST_PRICES: usize = 200;
const MOST_ENTRIES: usize = 300;
/// A price in minor units: beyond it JavaScript would round.
const MOST_AMOUNT: i64 = 9_007_199_254_740_991;
/// Versions gone back through to say since when a price has been as it is.
const MOST_BACK: usize = 30;
/// Characters of one of the words.
const MOST_CHARS: usize = 4_000;
/// Questions suggested while somebody types.
const SUGGESTED: usize = 3;
/// Process and promised times of a policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// `id@version` of the policy.
    pub policy: String,
    /// What a customer meets on the way of a complaint, in their order.
    pub steps: Vec<Words>,
    /// Promised times of all kinds, in the order of the way.
    pub times: Vec<Promised>,
    /// What the policy is called. Empty, as all below, in versions published before they were kept.
    #[serde(default)]
    pub policy_name: Words,
    /// Its first day, `YYYY-MM-DD`.
    #[serde(default)]
    pub policy_from: String,
    /// What is promised for each kind that may be submitted.
    #[serde(default)]
    pub kinds: Vec<KindPromise>,
}

/// A version with its number and days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// From 1.
    pub version: i64,
    /// First day, `YYYY-MM-DD`.
    pub effective_from: String,
    /// When it was published.
    pub published_at: UtcMs,
    /// When it was withdrawn, before its first day.
    pub withdrawn_at: Option<UtcMs>,
}

impl From<&PageVersion> for Edition {
    fn from(v: &PageVersion) -> Self {
        Self {
            version: v.version,
            effective_from: v.effective_from.clone(),
            published_at: v.published_at,
            withdrawn_at: v.withdrawn_at,
        }
    }
}

/// A page as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    /// What is being written; as last published, when nothing is.
    pub page: T,
    /// When the draft was last changed; none: nothing differs from the latest version.
    pub draft_changed_at: Option<UtcMs>,
    /// Which version holds today.
    pub in_effect: Option<i64>,
    /// Every version, the newest first.
    pub editions: Vec<Edition>,
}

/// A page as anybody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// What it says.
    pub page: T,
    /// Process and times.
    pub process: Process,
    /// Which version it is; none: nothing was published yet.
    pub edition: Option<Edition>,
    /// Every version that held or holds, the newest first.
    pub editions: Vec<Edition>,
    /// Since which day each price has been as it is, in the order of the page; empty for a page without prices.
    pub since: Vec<String>,
}

/// What a version keeps.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    page: T,
    #[serde(default)]
    process: Process,
}

/// A page that an administrator writes.
pub trait Page: Serialize + DeserializeOwned + Default + Clone + Send + Sync + 'static {
    /// Which.
    const KIND: PageKind;
    /// Refuses what cannot be shown.
    ///
    /// # Errors
    /// `Input`.
    fn check(&self) -> Result<(), Failure>;

    /// Its price list, if it has one.
    fn prices(&self) -> &[Price] {
        &[]
    }
}

impl Page for PromisePage {
    const KIND: PageKind = PageKind::Promise;
    fn check(&self) -> Result<(), Failure> {
        bounded("intro", &self.intro, false)?;
        if self.prices.len() > MOST_PRICES {
            return Err(Failure::input("prices", "too_many", MOST_PRICES.to_string()));
        }
        self.prices.iter().try_for_each(|price| {
            bounded("prices", &price.service, true)?;
            // By quotation, free, from …: a price without an amount is said in words.
            bounded("prices", &price.price, price.amount.is_none())?;
            if let Some(amount) = price.amount.as_ref().filter(|a| !(0..=MOST_AMOUNT).contains(&a.amount_minor)) {
                return Err(Failure::input("prices", "out_of_range", amount.amount_minor.to_string()));
            }
            [&price.unit, &price.conditions, &price.duration].into_iter().try_for_each(|w| bounded("prices", w, false))
        })
    }

    fn prices(&self) -> &[Price] {
        &self.prices
    }
}

impl Page for FaqPage {
    const KIND: PageKind = PageKind::Faq;
    fn check(&self) -> Result<(), Failure> {
        if self.entries.len() > MOST_ENTRIES {
            return Err(Failure::input("entries", "too_many", MOST_ENTRIES.to_string()));
        }
        let mut seen = std::collections::BTreeSet::new();
        self.entries.iter().try_for_each(|entry| {
            let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
            if !(1..=40).contains(&entry.id.len()) || !entry.id.bytes().all(plain) {
                return Err(Failure::input("entries", "bad_value", entry.id.clone()));
            }
            if !seen.insert(&entry.id) {
                return Err(Failure::input("entries", "given_twice", entry.id.clone()));
            }
            bounded("entries", &entry.group, false)?;
            bounded("entries", &entry.question, true)?;
            bounded("entries", &entry.answer, true)
        })
    }
}

fn bounded(field: &'static str, words: &Words, needed: bool) -> Result<(), Failure> {
    let all = [&words.zh_hans, &words.zh_hant, &words.en];
    if all.iter().any(|w| w.chars().count() > MOST_CHARS) {
        return Err(Failure::input(field, "too_long", MOST_CHARS.to_string()));
    }
    if all.iter().any(|w| w.contains('\0')) {
        return Err(Failure::input(field, "nul_character", ""));
    }
    if needed && all.iter().all(|w| w.trim().is_empty()) {
        return Err(Failure::input(field, "empty", ""));
    }
    Ok(())
}

impl App {
    /// A page with its draft and versions.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn written_page<T: Page>(&self, actor: &Actor) -> Result<Written<T>, Failure> {
        over_everything(actor)?;
        let today = self.today();
        self.db()
            .read(move |c| {
                let (draft, versions) = (rows::draft(c, T::KIND)?, rows::versions(c, T::KIND)?);
                let latest = versions.iter().find(|v| v.withdrawn_at.is_none());
                let page = match (&draft, latest) {
                    (Some((body, _)), _) => read(body)?,
                    (None, Some(version)) => read::<Kept<T>>(&version.body)?.page,
                    (None, None) => T::default(),
                };
                let in_effect = holding(&versions, &today);
                let editions = versions.iter().map(Into::into).collect();
                Ok::<_, Failure>(Written { page, draft_changed_at: draft.map(|(_, at)| at), in_effect, editions })
            })
            .await
    }

    /// Keeps a draft.
    ///
    /// # Errors
    /// `NotPermitted`; `Input`; faults.
    pub async fn draft_page<T: Page>(&self, actor: &Actor, page: &T) -> Result<(), Failure> {
        over_everything(actor)?;
        page.check()?;
        let body = write(page)?;
        self.db().write("public_page.draft", move |tx| Ok(rows::put_draft(tx, T::KIND, &body)?)).await
    }

    /// Publishes the draft from a day on, today or later.
    ///
    /// # Errors
    /// `NotPermitted`; `Input` with `in_the_past`, and `nothing_given` without a draft; faults.
    pub async fn publish_page<T: Page>(&self, actor: &Actor, from: jiff::civil::Date) -> Result<i64, Failure> {
        over_everything(actor)?;
        let (from, world, who, user) = (from.to_string(), self.world(), actor.who, actor.user());
        if from < self.today() {
            return Err(Failure::input("effective_from", "in_the_past", self.today()));
        }
        self.db()
            .write("public_page.publish", move |tx| {
                let stream = named_stream("public_page", T::KIND.code());
                let known = lock_version(tx, &stream)?;
                let none = || Failure::input("effective_from", "nothing_given", "");
                let (draft, _) = rows::draft(tx, T::KIND)?.ok_or_else(none)?;
                let page: T = read(&draft)?;
                page.check()?;
                let at = tx.now();
                let process = process(&world.in_force_now(at)?.policy);
                let body = write(&Kept { page, process })?;
                let version = rows::versions(tx, T::KIND)?.first().map_or(0, |v| v.version) + 1;
                let digest = Sha256::digest(body.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
                let events = [PageEvent::Published { page: T::KIND, version, effective_from: from.clone(), digest }];
                let decided = Decision {
                    stream: &stream,
                    expected_version: (known > 0).then_some(known),
                    at,
                    who,
                    command: "publish_page",
                    policy: None,
                    events: &events,
                };
                let new = PageVersion {
                    version,
                    effective_from: from.clone(),
                    body,
                    published_at: at,
                    published_by: user,
                    withdrawn_at: None,
                };
                record(tx, &decided, |tx, proof| Ok(rows::publish(tx, proof, T::KIND, &new)?))?;
                Ok(version)
            })
            .await
    }

    /// Withdraws a version that has not begun.
    ///
    /// # Errors
    /// `NotPermitted`; `NotFound` when there is none that could be; faults.
    pub async fn withdraw_page(&self, actor: &Actor, kind: PageKind, version: i64) -> Result<(), Failure> {
        over_everything(actor)?;
        let (today, who) = (self.today(), actor.who);
        self.db()
            .write("public_page.withdraw", move |tx| {
                let stream = named_stream("public_page", kind.code());
                let known = lock_version(tx, &stream)?;
                let open =
                    |v: &PageVersion| v.version == version && v.withdrawn_at.is_none() && v.effective_from > today;
                if !rows::versions(tx, kind)?.iter().any(open) {
                    return Err(Failure::NotFound { what: "public_page" });
                }
                let (at, events) = (tx.now(), [PageEvent::Withdrawn { page: kind, version }]);
                let decided = Decision {
                    stream: &stream,
                    expected_version: Some(known),
                    at,
                    who,
                    command: "withdraw_page",
                    policy: None,
                    events: &events,
                };
                record(tx, &decided, |tx, proof| Ok(rows::withdraw(tx, proof, kind, version)?))
            })
            .await
    }

    /// A page as anybody reads it today, or an earlier version of it.
    ///
    /// # Errors
    /// `NotFound` for a version that never held; faults.
    pub async fn read_page<T: Page>(&self, version: Option<i64>) -> Result<Read<T>, Failure> {
        let (today, now, world) = (self.today(), self.db().now(), self.world());
        let versions = self.db().read(|c| rows::versions(c, T::KIND)).await?;
        let began = |v: &&PageVersion| v.withdrawn_at.is_none() && v.effective_from <= today;
        let current = holding(&versions, &today);
        let asked = version.or(current);
        let found = versions.iter().filter(began).find(|v| Some(v.version) == asked);
        if version.is_some() && found.is_none() {
            return Err(Failure::NotFound { what: "public_page" });
        }
        let kept = found.map(|v| read::<Kept<T>>(&v.body)).transpose()?;
        let since = kept.as_ref().map(|k| since(&k.page, versions.iter().filter(began), asked)).transpose()?;
        let live = process(&world.in_force_now(now)?.policy);
        let (page, then) = kept.map_or_else(|| (T::default(), Process::default()), |k| (k.page, k.process));
        let process = if asked == current { live } else { then };
        let editions = versions.iter().filter(began).map(Into::into).collect();
        Ok(Read { page, process, edition: found.map(Into::into), editions, since: since.unwrap_or_default() })
    }

    /// A version of a page that a customer can have been shown: the one named, or the one that holds today.
    ///
    /// # Errors
    /// `NotFound` for a version that never held, and when none holds; faults.
    pub async fn version_shown(&self, kind: PageKind, version: Option<i64>) -> Result<i64, Failure> {
        let today = self.today();
        let versions = self.db().read(move |c| rows::versions(c, kind)).await?;
        let asked = version.or_else(|| holding(&versions, &today));
        let began =
            |v: &&PageVersion| v.withdrawn_at.is_none() && v.effective_from <= today && Some(v.version) == asked;
        versions.iter().find(began).map(|v| v.version).ok_or(Failure::NotFound { what: "public_page" })
    }

    /// Questions that may answer what somebody types, the best first.
    ///
    /// # Errors
    /// Faults.
    pub async fn suggested(&self, typed: &str) -> Result<FaqPage, Failure> {
        let page: FaqPage = self.read_page(None).await?.page;
        let scored = page.entries.into_iter().filter_map(|entry| Some((fits(&entry, typed)?, entry)));
        let mut scored: Vec<_> = scored.collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        Ok(FaqPage { entries: scored.into_iter().take(SUGGESTED).map(|(_, entry)| entry).collect() })
    }

    /// Somebody says whether a question that is published helped.
    ///
    /// # Errors
    /// `NotFound`; faults.
    pub async fn faq_helped(&self, entry: &str, did: bool) -> Result<(), Failure> {
        let page: FaqPage = self.read_page(None).await?.page;
        if !page.entries.iter().any(|e| e.id == entry) {
            return Err(Failure::NotFound { what: "faq_entry" });
        }
        let entry = entry.to_owned();
        self.db().write("public_page.helped", move |tx| Ok(rows::helped(tx, &entry, did)?)).await
    }

    /// How often each question helped, and did not.
    ///
    /// # Errors
    /// `NotPermitted`; faults.
    pub async fn faq_answers(&self, actor: &Actor) -> Result<Vec<(String, i64, i64)>, Failure> {
        over_everything(actor)?;
        Ok(self.db().read(|c: &mut Conn| rows::answers(c)).await?)
    }

    fn today(&self) -> String {
        self.world().zone.business_date(self.db().now()).to_string()
    }
}

fn holding(versions: &[PageVersion], today: &str) -> Option<i64> {
    let all = versions.iter().map(|v| (v.version, v.effective_from.as_str(), v.withdrawn_at.is_some()));
    in_effect(all, today)
}

/// Since which day each price of a version has been as it is. `began` are the versions that held or hold, the newest first.
fn since<'a, T: Page>(
    page: &T,
    began: impl Iterator<Item = &'a PageVersion>,
    asked: Option<i64>,
) -> Result<Vec<String>, Fault> {
    if page.prices().is_empty() {
        return Ok(Vec::new());
    }
    let back = began.filter(|v| asked.is_some_and(|asked| v.version <= asked)).take(MOST_BACK);
    let held = back.map(|v| Ok((v.effective_from.as_str(), read::<Kept<T>>(&v.body)?.page)));
    let held: Vec<(&str, T)> = held.collect::<Result<_, Fault>>()?;
    let lists = || held.iter().map(|(from, page)| (*from, page.prices()));
    Ok(page.prices().iter().map(|p| unchanged_since(p, lists()).unwrap_or_default().to_owned()).collect())
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, Fault> {
    serde_json::from_str(body).map_err(|e| Fault::Corrupt(format!("public page: {e}")))
}

fn write<T: Serialize>(page: &T) -> Result<String, Fault> {
    serde_json::to_string(page).map_err(|e| Fault::Sql(e.to_string()))
}

/// What a policy promises a customer.
fn process(resolved: &Resolved) -> Process {
    let policy = &resolved.policy;
    let kinds: Vec<KindPromise> = KINDS.iter().map(|kind| promised(resolved, *kind)).collect();
    let steps = kinds.iter().find(|k| k.kind == Kind::Complaint).map(|k| k.steps.clone()).unwrap_or_default();
    let reference = &resolved.reference;
    Process {
        policy: format!("{}@{}", reference.id, reference.version),
        policy_name: policy.name.clone(),
        policy_from: policy.effective_from.to_string(),
        steps,
        times: times(resolved, None),
        kinds,
    }
}

fn over_everything(actor: &Actor) -> Result<(), Failure> {
    let all = actor.scopes(Permission::PolicyWrite).any(|s| s == Scope::All);
    if all { Ok(()) } else { Err(Failure::NotPermitted(Permission::PolicyWrite)) }
}

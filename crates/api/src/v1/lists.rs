//! Closed lists: every code of the product, and the canonical categories with the names a policy gives them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use bihuan_app::categories::{OneCategory, tree};
use bihuan_app::world::{Bound, World};
use bihuan_domain::case::CaseEvent;
use bihuan_domain::case::stage::Stage;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::{Words, fit, search_keys};
use bihuan_domain::trade::{Kind, Severity};
use serde::Serialize;
use utoipa::ToSchema;

use super::flows::{SeverityView, WaitView, WordsView, severities};
use crate::auth::Caller;
use crate::codes::{self, Ident, KindCode, SeverityCode, StageCode};
use crate::endpoint::{Access, Endpoint, text};
use crate::input::Query;
use crate::problem::Answer;
use crate::web::Web;

/// The endpoints.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/codes", Access::SignedIn, "Every closed list with its codes", all_codes)
            .gives::<Codes>(200)
            .tag("lists"),
        Endpoint::get(
            "/categories",
            Access::SignedIn,
            "The category tree in your order: canonical ones and your own leaves, in your words or the policy's",
            categories,
        )
        .lists::<CategoryView>()
        .query(
            "q",
            "Only what fits, best first: pinyin or its initials (zlwt), a part of a name in any language, or beginnings \
             along the path (zlgz)",
            text(100),
        )
        .tag("lists"),
    ]
}

/// Codes by the name of their list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Codes {
    /// List name to codes, in the order of the list.
    pub lists: BTreeMap<String, Vec<String>>,
    /// The policy that new cases of your unit open under, `id@version`: what follows is as it has it.
    pub policy: String,
    /// Its severities with its own labels and the priorities that follow.
    pub severities: Vec<SeverityView>,
    /// The reasons to wait it knows, each with its longest times.
    pub waits: Vec<WaitView>,
    /// What it calls the stages, where it has a name of its own.
    pub stages: Vec<StageName>,
}

/// A stage as the policy calls it.
#[derive(Debug, Serialize, ToSchema)]
pub struct StageName {
    /// Kinds of case it is called so for.
    #[schema(value_type = Vec<KindCode>)]
    pub kinds: Vec<Kind>,
    /// The stage.
    #[schema(value_type = StageCode)]
    pub stage: Stage,
    /// Its name.
    pub name: WordsView,
}

async fn all_codes(State(web): State<Web>, caller: Caller, query: Query) -> Answer<Json<Codes>> {
    query.done()?;
    let bound = in_force(&web, &caller)?;
    let owned = |codes: Vec<&'static str>| codes.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let mut lists: BTreeMap<_, _> =
        codes::all().into_iter().map(|(name, codes)| (name.to_owned(), owned(codes))).collect();
    lists.insert("CaseEvent".to_owned(), owned(CaseEvent::KINDS.to_vec()));
    let policy = &bound.policy;
    let named = policy.policy.flows.iter().flat_map(|flow| {
        let name = |s: &bihuan_domain::policy::State| {
            let name = s.name.as_ref()?;
            Some(StageName { kinds: flow.kinds.clone(), stage: s.stage, name: name.into() })
        };
        flow.states.iter().filter_map(name).collect::<Vec<_>>()
    });
    Ok(Json(Codes {
        lists,
        policy: format!("{}@{}", policy.reference.id, policy.reference.version),
        severities: severities(policy),
        waits: policy.policy.waits.iter().map(Into::into).collect(),
        stages: named.collect(),
    }))
}

/// The policy that new cases of the caller's unit open under.
fn in_force(web: &Web, caller: &Caller) -> Answer<Arc<Bound>> {
    let world = web.app().world();
    let unit = caller.actor.unit.or_else(|| world.top()).unwrap_or(Id::from_i64(0));
    Ok(world.for_new(world.policy_of(unit), web.app().db().now(), unit)?)
}

/// A category.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryView {
    /// Canonical code with dots.
    pub code: String,
    /// Code of its parent.
    pub parent: Option<String>,
    /// Name in simplified Chinese.
    pub zh_hans: String,
    /// Name in traditional Chinese.
    pub zh_hant: String,
    /// Name in English.
    pub en: String,
    /// The policy in force uses it.
    pub in_policy: bool,
    /// The policy no longer uses it for new cases.
    pub retired: bool,
    /// A leaf of the organisation's own.
    pub own: bool,
    /// The organisation does not offer it for new cases, or hides one above it.
    pub hidden: bool,
    /// Its place among its siblings, where the organisation gave it one; the list is in this order.
    pub place: Option<i64>,
    /// The canonical category under which figures count it: its own code, or that of its parent.
    pub counts_under: String,
    /// Severity suggested for it.
    #[schema(value_type = Option<SeverityCode>)]
    pub severity: Option<Severity>,
    /// Unit suggested for it.
    #[schema(value_type = Option<Ident>)]
    pub unit: Option<Id>,
    /// First letters of each of its names: pinyin in Chinese, words in English.
    pub initials: Vec<String>,
    /// Each of its names in letters.
    pub letters: Vec<String>,
}

impl CategoryView {
    fn words(&self) -> Words {
        Words { zh_hans: self.zh_hans.clone(), zh_hant: self.zh_hant.clone(), en: self.en.clone() }
    }
}

/// The keys of some names, each once.
fn keys(name: &Words) -> (Vec<String>, Vec<String>) {
    let (mut initials, mut letters) = (Vec::new(), Vec::new());
    for key in [&name.zh_hans, &name.zh_hant, &name.en].map(|n| search_keys(n)) {
        for (list, key) in [(&mut initials, key.initials), (&mut letters, key.letters)] {
            if !key.is_empty() && !list.contains(&key) {
                list.push(key);
            }
        }
    }
    (initials, letters)
}

async fn categories(State(web): State<Web>, caller: Caller, mut query: Query) -> Answer<Json<Vec<CategoryView>>> {
    let asked = query.short("q", 100)?;
    query.done()?;
    let (world, bound) = (web.app().world(), in_force(&web, &caller)?);
    let all: Vec<(OneCategory, CategoryView)> = tree(&world.categories)
        .into_iter()
        .map(|c| {
            let shown = view(&c, &world, &bound);
            (c, shown)
        })
        .collect();
    let names: BTreeMap<String, Words> = all.iter().map(|(c, shown)| (c.code.clone(), shown.words())).collect();
    let rank = |code: &str| {
        let Some(asked) = &asked else { return Some(0) };
        let ends = code.match_indices('.').map(|(at, _)| at).chain([code.len()]);
        let path: Vec<&Words> = ends.filter_map(|end| names.get(code.get(..end)?)).collect();
        fit(asked, &path)
    };
    let mut found: Vec<(u8, CategoryView)> =
        all.into_iter().filter_map(|(c, shown)| Some((rank(&c.code)?, shown))).collect();
    // What the policy uses comes before what it only knows; the sort keeps the tree's order among equals.
    found.sort_by_key(|(rank, c)| if asked.is_some() { (*rank, !c.in_policy) } else { (0, false) });
    Ok(Json(found.into_iter().map(|(_, c)| c).collect()))
}

/// One category as the list shows it.
pub(crate) fn one_category(web: &Web, caller: &Caller, code: &str) -> Answer<CategoryView> {
    let (world, bound) = (web.app().world(), in_force(web, caller)?);
    let found = tree(&world.categories).into_iter().find(|c| c.code == code);
    let found = found.ok_or(bihuan_app::Failure::NotFound { what: "category" })?;
    Ok(view(&found, &world, &bound))
}

/// The organisation's words first, then the policy's for this very category, then the canonical.
fn view(c: &OneCategory, world: &World, bound: &Bound) -> CategoryView {
    let policy = bound.policy.category(&c.code);
    // The look-up answers the nearest ancestor too; its name is not this one's.
    let exact = policy.filter(|o| o.code == c.code).map(|o| &o.name);
    let name = c.own_name.as_ref().or(exact).or(c.canonical.as_ref());
    let word = |of: fn(&Words) -> &String| name.map_or_else(|| c.code.clone(), |n| of(n).clone());
    let row = c.row.as_ref();
    let own = row.is_some_and(|r| r.own);
    let mut shown = CategoryView {
        code: c.code.clone(),
        parent: c.parent().map(str::to_owned),
        zh_hans: word(|n| &n.zh_hans),
        zh_hant: word(|n| &n.zh_hant),
        en: word(|n| &n.en),
        in_policy: policy.is_some(),
        retired: policy.is_some_and(|o| o.retired),
        own,
        hidden: world.own_categories.hides(&c.code),
        place: row.and_then(|r| r.place),
        counts_under: if own { c.parent().unwrap_or(&c.code).to_owned() } else { c.code.clone() },
        severity: row.and_then(|r| r.severity),
        unit: row.and_then(|r| r.unit),
        initials: Vec::new(),
        letters: Vec::new(),
    };
    (shown.initials, shown.letters) = keys(&shown.words());
    shown
}

//! Closed lists: every code of the product, and the canonical categories with the names a policy gives them.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use bihuan_domain::ids::Id;
use bihuan_domain::policy::{Category, Words, canonical, fit, search_keys};
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::codes;
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
            "The canonical categories, named as the policy in force names them",
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
}

async fn all_codes(query: Query) -> Answer<Json<Codes>> {
    query.done()?;
    let owned = |codes: Vec<&'static str>| codes.into_iter().map(str::to_owned).collect();
    Ok(Json(Codes { lists: codes::all().into_iter().map(|(name, codes)| (name.to_owned(), owned(codes))).collect() }))
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
    /// First letters of each of its names: pinyin in Chinese, words in English.
    pub initials: Vec<String>,
    /// Each of its names in letters.
    pub letters: Vec<String>,
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
    let world = web.app().world();
    let unit = caller.actor.unit.or_else(|| world.top()).unwrap_or(Id::from_i64(0));
    let bound = world.for_new(world.policy_of(unit), web.app().db().now(), unit)?;
    // The look-up answers the nearest ancestor too; its name is not this one's.
    let own = |c: &Category| bound.policy.category(&c.code).filter(|o| o.code == c.code);
    let name = |c: &Category| own(c).map_or_else(|| c.name.clone(), |o| o.name.clone());
    let names: BTreeMap<&str, Words> = canonical().iter().map(|c| (c.code.as_str(), name(c))).collect();
    let rank = |c: &Category| {
        let Some(asked) = &asked else { return Some(0) };
        let ends = c.code.match_indices('.').map(|(at, _)| at).chain([c.code.len()]);
        let path: Vec<&Words> = ends.filter_map(|end| names.get(c.code.get(..end)?)).collect();
        fit(asked, &path)
    };
    let view = |c: &Category| {
        let used = bound.policy.category(&c.code);
        let name = name(c);
        let (initials, letters) = keys(&name);
        CategoryView {
            code: c.code.clone(),
            parent: c.parent().map(str::to_owned),
            zh_hans: name.zh_hans,
            zh_hant: name.zh_hant,
            en: name.en,
            in_policy: used.is_some(),
            retired: used.is_some_and(|o| o.retired),
            initials,
            letters,
        }
    };
    let mut found: Vec<(u8, CategoryView)> = canonical().iter().filter_map(|c| Some((rank(c)?, view(c)))).collect();
    // What the policy uses comes before what it only knows; the sort keeps the tree's order among equals.
    found.sort_by_key(|(rank, c)| if asked.is_some() { (*rank, !c.in_policy) } else { (0, false) });
    Ok(Json(found.into_iter().map(|(_, c)| c).collect()))
}

//! Lists filtered by the organisation's own fields: `code:option`, `code:yes`, `code:2026-01-01..2026-01-31`, `code:10..20`,
//! each answered by an index of the side table. What names no field or no value of it fits no case; the edge says so
//! before it comes to that.

use bihuan_domain::custom_field::{FieldSort, Given};
use bihuan_domain::ids::Id;
use serde_json::Value as Json;

use super::filter::Where;
use crate::failure::Failure;
use crate::world::World;

/// Most conditions on own fields in one filter.
pub const MOST: usize = 10;

enum Wanted {
    Code(Id, String),
    Between(Id, i64, i64),
}

/// Refuses conditions that name no field or no value of it.
///
/// # Errors
/// `Input`.
pub fn check(world: &World, asked: &[String]) -> Result<(), Failure> {
    if asked.len() > MOST {
        return Err(Failure::input("field", "too_long", MOST.to_string()));
    }
    asked.iter().try_for_each(|one| read(world, one).map(|_| ()))
}

/// The conditions as SQL.
pub(super) fn conditions(world: &World, asked: &[String]) -> Where {
    let mut w = Where::default();
    for one in asked {
        match read(world, one) {
            Ok(Wanted::Code(field, code)) => w.and(
                "id IN (SELECT case_id FROM case_field WHERE field_id = ? AND code = ?)",
                [field.into(), code.into()],
            ),
            Ok(Wanted::Between(field, from, to)) => w.and(
                "id IN (SELECT case_id FROM case_field WHERE field_id = ? AND number >= ? AND number <= ?)",
                [field.into(), from.into(), to.into()],
            ),
            Err(_) => w.and("1 = 0", []),
        }
    }
    w
}

fn read(world: &World, asked: &str) -> Result<Wanted, Failure> {
    let bad = || Failure::input("field", "bad_value", asked);
    let (code, wanted) = asked.split_once(':').ok_or_else(bad)?;
    let field = world.fields.iter().find(|f| f.code == code && f.is_filterable());
    let field = field.ok_or_else(|| Failure::input("field", "unknown_field", code))?;
    if matches!(field.sort, FieldSort::Choice | FieldSort::MultiChoice | FieldSort::YesNo) {
        let known = match field.sort {
            FieldSort::YesNo => matches!(wanted, "yes" | "no"),
            _ => field.options.iter().any(|o| o.code == wanted),
        };
        return if known { Ok(Wanted::Code(field.id, wanted.to_owned())) } else { Err(bad()) };
    }
    let bound = |text: &str| -> Result<Option<i64>, Failure> {
        if text.is_empty() {
            return Ok(None);
        }
        let given = match field.sort {
            FieldSort::Number | FieldSort::Money => serde_json::from_str(text).map_err(|_| bad())?,
            _ => Json::from(text),
        };
        match field.read(&given) {
            Ok(Given::Value(value)) => Ok(value.number()),
            _ => Err(bad()),
        }
    };
    let (from, to) = wanted.split_once("..").unwrap_or((wanted, wanted));
    match (bound(from)?, bound(to)?) {
        (None, None) => Err(bad()),
        (from, to) => Ok(Wanted::Between(field.id, from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX))),
    }
}

//! PostgreSQL's binary cells as our six kinds of value. `NUMERIC` is read too, because `SUM(BIGINT)` is one there and
//! an integer on SQLite.

use bytes::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::value::Value;

type Wrong = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Wrong> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(v), &Type::INT8) => v.to_sql(ty, out),
            (Self::Int(v), &Type::INT4) => i32::try_from(*v)?.to_sql(ty, out),
            (Self::Int(v), &Type::INT2) => i16::try_from(*v)?.to_sql(ty, out),
            (Self::Int(v), &Type::FLOAT8) => (*v as f64).to_sql(ty, out),
            (Self::Int(v @ (0 | 1)), &Type::BOOL) => (*v == 1).to_sql(ty, out),
            (Self::Bool(v), &Type::BOOL) => v.to_sql(ty, out),
            (Self::Bool(v), &Type::INT8) => i64::from(*v).to_sql(ty, out),
            (Self::Bool(v), &Type::INT4) => i32::from(*v).to_sql(ty, out),
            (Self::Real(v), &Type::FLOAT8) => v.to_sql(ty, out),
            (Self::Text(v), t) if <&str as ToSql>::accepts(t) => {
                // PostgreSQL's text cannot hold U+0000; SQLite's can. The edge refuses it; this is the second fence.
                if v.contains('\0') { Err("text holds U+0000".into()) } else { v.to_sql(ty, out) }
            }
            (Self::Bytes(v), &Type::BYTEA) => v.to_sql(ty, out),
            (value, ty) => Err(format!("{value:?} does not fit {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A cell of any type we use.
pub(crate) struct Cell(pub(crate) Value);

impl<'a> FromSql<'a> for Cell {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Wrong> {
        Ok(Self(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(ty, raw)?.into()),
            Type::OID => Value::Int(u32::from_sql(ty, raw)?.into()),
            Type::BOOL => Value::Bool(bool::from_sql(ty, raw)?),
            Type::FLOAT8 => Value::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Value::Real(f32::from_sql(ty, raw)?.into()),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            Type::NUMERIC => numeric(raw).ok_or("a number out of range")?,
            // `void`, the answer of functions called for their effect.
            Type::VOID => Value::Null,
            ref t if <&str as FromSql>::accepts(t) => Value::Text(String::from_sql(ty, raw)?),
            ref t => return Err(format!("unsupported type {t}").into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Wrong> {
        Ok(Self(Value::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Base-10000 digits with a weight (PostgreSQL, `numeric_send`).
fn numeric(raw: &[u8]) -> Option<Value> {
    let word = |i: usize| raw.get(i * 2..i * 2 + 2)?.try_into().ok().map(i16::from_be_bytes);
    let (digits, weight, sign) = (word(0)?, word(1)?, word(2)?);
    let negative = match sign {
        0 => false,
        0x4000 => true,
        _ => return None,
    };
    let mut whole: i128 = 0;
    let mut real: f64 = 0.0;
    let mut fraction = false;
    for i in 0..digits.max(weight.saturating_add(1)) {
        let digit = if i < digits { word(4 + usize::try_from(i).ok()?)? } else { 0 };
        let power = weight - i;
        real += f64::from(digit) * 10_000f64.powi(power.into());
        if power >= 0 {
            whole = whole.checked_mul(10_000)?.checked_add(digit.into())?;
        } else {
            fraction |= digit != 0;
        }
    }
    if fraction {
        return Some(Value::Real(if negative { -real } else { real }));
    }
    i64::try_from(if negative { -whole } else { whole }).ok().map(Value::Int)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(w: &[i16]) -> Vec<u8> {
        w.iter().flat_map(|w| w.to_be_bytes()).collect()
    }

    #[test]
    fn a_sum_of_bigints_is_a_whole_number() {
        assert_eq!(numeric(&words(&[2, 1, 0, 0, 12, 3456])), Some(Value::Int(123_456)));
        assert_eq!(numeric(&words(&[1, 1, 0x4000, 0, 7])), Some(Value::Int(-70_000)));
        assert_eq!(numeric(&words(&[0, 0, 0, 0])), Some(Value::Int(0)));
        assert_eq!(numeric(&words(&[2, 0, 0, 1, 1, 5000])), Some(Value::Real(1.5)));
        assert_eq!(numeric(&words(&[0, 0, -16384, 0])), None);
    }
}

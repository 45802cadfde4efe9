//! Money: whole minor units and a currency, never a float. Sums of different currencies do not exist.

use serde::{Deserialize, Serialize};

/// An amount in minor units (分, cents) of an ISO 4217 currency.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units; may be negative (a correction).
    pub amount_minor: i64,
    /// Three capital letters, e.g. `CNY`.
    pub currency: Currency,
}

/// An ISO 4217 code: three capital letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Currency(String);

/// Why two amounts cannot be added, or a text is no currency.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not three capital letters.
    #[error("not an ISO 4217 currency: {0:?}")]
    Currency(String),
    /// Two currencies in one sum.
    #[error("{0} and {1} cannot be added")]
    Mixed(String, String),
    /// The sum does not fit.
    #[error("the amount is too large")]
    Overflow,
}

impl Currency {
    /// Checks and takes a code.
    pub fn new(code: &str) -> Result<Self, MoneyError> {
        if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            Ok(Self(code.to_owned()))
        } else {
            Err(MoneyError::Currency(code.chars().take(20).collect()))
        }
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(&std::borrow::Cow::<'de, str>::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

impl Money {
    /// An amount in minor units.
    pub fn new(amount_minor: i64, currency: &str) -> Result<Self, MoneyError> {
        Ok(Self { amount_minor, currency: Currency::new(currency)? })
    }

    /// The sum; refused across currencies and beyond 64 bits.
    pub fn plus(&self, other: &Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Mixed(self.currency.0.clone(), other.currency.0.clone()));
        }
        let amount_minor = self.amount_minor.checked_add(other.amount_minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { amount_minor, currency: self.currency.clone() })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn adding_is_exact_or_refused(a: i64, b: i64) {
            let sum = Money::new(a, "CNY").unwrap().plus(&Money::new(b, "CNY").unwrap());
            prop_assert_eq!(sum.map(|m| m.amount_minor).ok(), a.checked_add(b));
        }
    }

    #[test]
    fn yuan_and_euro_are_never_added() {
        assert!(Money::new(1, "CNY").unwrap().plus(&Money::new(1, "EUR").unwrap()).is_err());
        assert!(Money::new(1, "yuan").is_err());
    }
}

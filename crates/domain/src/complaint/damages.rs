//! What the law grants at least, as arithmetic in whole minor units: rounded up, so that nobody gets less than the law.

use crate::money::{Money, MoneyError};

/// Where the rule for fraud stands.
pub const FRAUD_ARTICLE: &str = "消费者权益保护法 art. 55";

/// The least for fraud, in minor units of CNY.
const FRAUD_LEAST_CNY: i64 = 50_000;

/// Where the compensation for the use of a car stands (B.5).
pub const CAR_ARTICLE: &str = "家用汽车产品修理更换退货责任规定 art. 27";

/// The largest n of art. 27, in millionths: 0.5 %.
pub const CAR_RATE_MOST_PPM: u32 = 5_000;

/// Three times the price, at least 500 CNY (art. 55 of the consumer law).
///
/// # Errors
/// `Overflow`.
pub fn fraud(price: &Money) -> Result<Money, MoneyError> {
    let triple = price.amount_minor.checked_mul(3).ok_or(MoneyError::Overflow)?;
    let least = if price.currency.code() == "CNY" { FRAUD_LEAST_CNY } else { 0 };
    Ok(Money { amount_minor: triple.max(least), currency: price.currency.clone() })
}

/// What the buyer of a car owes for having used it, on return or exchange: price × kilometres / 1000 × n, n at most 0.5 %
/// (art. 27; B.5). `n_ppm` is n in millionths: 5000 is 0.5 %. Rounded down: it is the customer who pays.
///
/// # Errors
/// `Overflow` when it does not fit or n is larger than the law allows.
pub fn car_use(price: &Money, kilometres: u32, n_ppm: u32) -> Result<Money, MoneyError> {
    if n_ppm > CAR_RATE_MOST_PPM {
        return Err(MoneyError::Overflow);
    }
    let product = i128::from(price.amount_minor) * i128::from(kilometres) * i128::from(n_ppm);
    let amount = i64::try_from(product / 1_000 / 1_000_000).map_err(|_| MoneyError::Overflow)?;
    Ok(Money { amount_minor: amount, currency: price.currency.clone() })
}

/// Days of a repair that took so many hours: each full 24 hours is a day, the remainder counts as one (B.5 art. 40).
pub const fn repair_days(hours: u32) -> u32 {
    hours.div_ceil(24)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn yuan(n: i64) -> Money {
        Money::new(n * 100, "CNY").unwrap()
    }

    #[test]
    fn fraud_pays_three_times_and_five_hundred_at_least() {
        assert_eq!(fraud(&yuan(1_000)).unwrap(), yuan(3_000));
        assert_eq!(fraud(&yuan(100)).unwrap(), yuan(500));
        assert_eq!(fraud(&yuan(167)).unwrap(), yuan(501));
        assert!(fraud(&Money::new(i64::MAX, "CNY").unwrap()).is_err());
    }

    #[test]
    fn a_car_that_drove_ten_thousand_kilometres() {
        // 200 000 CNY × 10 × 0.5 % = 10 000 CNY.
        assert_eq!(car_use(&yuan(200_000), 10_000, 5_000).unwrap(), yuan(10_000));
        assert!(car_use(&yuan(200_000), 10_000, 5_001).is_err());
    }

    #[test]
    fn the_rest_of_a_day_in_the_workshop_counts_as_a_day() {
        assert_eq!([0, 1, 24, 25, 120].map(repair_days), [0, 1, 1, 2, 5]);
    }

    proptest! {
        #[test]
        fn nobody_gets_less_than_the_law(price in 1_i64..1_000_000_000_000) {
            let owed = fraud(&Money::new(price, "CNY").unwrap()).unwrap().amount_minor;
            prop_assert!(owed >= 3 * price && owed >= FRAUD_LEAST_CNY);
        }
    }
}

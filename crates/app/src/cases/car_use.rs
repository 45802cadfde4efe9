//! What the use of a car comes to when it is given back (家用汽车三包 art. 27), in the money of the case's policy.

use bihuan_domain::actor::Actor;
use bihuan_domain::complaint::damages;
use bihuan_domain::money::Money;

use super::approvals::LARGEST_MINOR;
use crate::app::App;
use crate::failure::Failure;

impl App {
    /// What the buyer of a car owes for having used it (家用汽车三包 art. 27), and what is left of the price to refund. `price` in
    /// minor units of the policy's currency, `rate_ppm` the n of the article in millionths.
    ///
    /// # Errors
    /// `NotFound` also when the reader may not see the case; `Input` on what is out of range, n above 0.5 % included; faults.
    pub async fn car_use(
        &self,
        actor: &Actor,
        name: &str,
        (price, kilometres, rate_ppm): (i64, u32, u32),
    ) -> Result<(Money, Money), Failure> {
        let case = self.case(actor, name).await?.case;
        let bound = self.world().pinned(&case.policy, case.received_at, case.unit)?;
        let out = |field: &'static str, most: String| Failure::input(field, "out_of_range", most);
        if !(1..=LARGEST_MINOR).contains(&price) {
            return Err(out("price", LARGEST_MINOR.to_string()));
        }
        let price = Money::new(price, &bound.policy.policy.remedy.currency)
            .map_err(|_| out("price", LARGEST_MINOR.to_string()))?;
        let most = damages::CAR_RATE_MOST_PPM;
        let owed = damages::car_use(&price, kilometres, rate_ppm).map_err(|_| out("rate_ppm", most.to_string()))?;
        // Nobody owes more for the use than the car cost.
        let owed = Money { amount_minor: owed.amount_minor.min(price.amount_minor), ..owed };
        let refund = Money { amount_minor: price.amount_minor - owed.amount_minor, currency: price.currency };
        Ok((owed, refund))
    }
}

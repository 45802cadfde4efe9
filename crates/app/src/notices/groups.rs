//! Groups of staff hear through their robot what happens to the cases of their unit and those below it. What is told stands in the
//! outbox already as an alert; here it is made into one row a group, in the transaction that marks the alert as done.

use bihuan_domain::ids::Id;
use bihuan_domain::notification::NotificationKind as Kind;
use bihuan_store::lease::Claimed;
use bihuan_store::nouns::{case as row, gateway};
use bihuan_store::{Fault, Tx, outbox};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::gateways::shown;
use super::{Carried, GROUP, Said, Speaking, words};
use crate::app::App;
use crate::failure::Failure;

/// What a group is told.
#[derive(Serialize, Deserialize)]
struct GroupLine {
    gateway: Id,
    kind: Kind,
    number: String,
    data: Value,
}

/// An alert as the record puts it into the outbox: of a case, or of a channel of a unit, which is named in place of a number.
#[derive(Deserialize)]
struct AlertRow {
    case: Option<Id>,
    unit: Option<Id>,
    number: String,
    #[serde(default)]
    data: Value,
}

impl App {
    /// Makes alerts into what groups are told, and marks them as done.
    ///
    /// # Errors
    /// Faults.
    pub async fn tell_groups(&self, alerts: Vec<Claimed>) -> Result<(), Failure> {
        let world = self.world();
        let tell = move |tx: &mut Tx| {
            let robots = gateway::in_use(tx)?.into_iter().filter(|g| g.kind.is_robot());
            let robots = robots.map(shown).collect::<Result<Vec<_>, Fault>>()?;
            for alert in &alerts {
                let told = serde_json::from_str::<AlertRow>(&alert.payload).ok().zip(alert.topic.parse::<Kind>().ok());
                if let (Some((told, kind)), false) = (told, robots.is_empty())
                    && let Some(unit) = unit_of(tx, &told)?
                {
                    let above = world.lineage(unit);
                    let hears =
                        |g: &&super::GatewayShown| above.contains(&g.gateway.unit) && g.terms.hears.contains(&kind);
                    for robot in robots.iter().filter(hears) {
                        let line = GroupLine {
                            gateway: robot.gateway.id,
                            kind,
                            number: told.number.clone(),
                            data: told.data.clone(),
                        };
                        let payload =
                            serde_json::to_string(&line).map_err(|e| Fault::Sql(format!("group line: {e}")))?;
                        let now = tx.now();
                        let key = format!("{}:{}:{}", robot.gateway.id, alert.topic, alert.key);
                        outbox::enqueue(tx, GROUP, &key, &payload, now)?;
                    }
                }
                outbox::sent(tx, alert)?;
            }
            Ok::<_, Fault>(())
        };
        Ok(self.db().write("groups.tell", tell).await?)
    }

    pub(super) async fn group_words(&self, claimed: &Claimed) -> Result<Said, Failure> {
        let Ok(line) = serde_json::from_str::<GroupLine>(&claimed.payload) else { return Ok(Err("it cannot be read")) };
        let found = self.gateways_in_use().await?.into_iter().find(|g| g.gateway.id == line.gateway);
        // Ended or switched off meanwhile.
        let Some(gateway) = found else { return Ok(Ok(None)) };
        let data = line.data.to_string();
        let text = words::line(&gateway.terms.language, line.kind, Some(&line.number), &data);
        Ok(Ok(Some(Carried::Words(Box::new(Speaking { gateway, phone: String::new(), text, id: claimed.id })))))
    }
}

fn unit_of(tx: &mut Tx, told: &AlertRow) -> Result<Option<Id>, Fault> {
    match told.case {
        Some(case) => Ok(row::load(tx, case)?.map(|stored| stored.case.unit)),
        None => Ok(told.unit),
    }
}

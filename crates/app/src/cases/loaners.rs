//! The loaner register (S0-55): the rows that lending leaves, and what is out at the reader's own stations.

use bihuan_domain::actor::Actor;
use bihuan_domain::case::Case;
use bihuan_domain::case::event::CaseEvent;
use bihuan_domain::case::text::{Field, TextRef};
use bihuan_domain::complaint::loaner::Loaner;
use bihuan_store::Value;
use bihuan_store::nouns::loaner as kept;
use bihuan_store::nouns::{case as row, unit};

use super::find::permit_read;
use super::show::words;
use super::write::SideRow;
use crate::app::App;
use crate::failure::Failure;

/// Loaners of a page.
const MOST: usize = 200;
/// Rows looked at for a page.
const LOOKED_AT: u32 = 2_000;

/// The row an event leaves; `case` is as it is after it.
pub(super) fn row(case: &Case, event: &CaseEvent) -> Option<SideRow> {
    let side = |query, values: Vec<Value>| SideRow { query, values };
    match event {
        CaseEvent::LoanerHandedOut { loaner, due_at, .. } => {
            Some(side(&kept::sql::lend, vec![(*loaner).into(), case.id.into(), (*due_at).into()]))
        }
        CaseEvent::LoanerTakenBack { loaner, .. } => Some(side(&kept::sql::take_back, vec![(*loaner).into()])),
        _ => None,
    }
}

/// Something that is out.
#[derive(Debug, Clone)]
pub struct LoanerOut {
    /// The loaner.
    pub loaner: Loaner,
    /// What it is; none once erased.
    pub item: Option<String>,
    /// Its serial number; none without, or once erased.
    pub serial: Option<String>,
    /// Number of its case.
    pub number: String,
    /// Subject of its case; none once erased.
    pub subject: Option<String>,
    /// Name of the unit its case is in.
    pub unit_name: Option<String>,
}

impl App {
    /// What is out in cases the reader may see, the first due first.
    ///
    /// # Errors
    /// Faults.
    pub async fn loaners_out(&self, actor: &Actor) -> Result<Vec<LoanerOut>, Failure> {
        let (world, actor) = (self.world(), actor.clone());
        let found = self.db().read(move |conn| {
            let mut out = Vec::new();
            for (loaner, case) in kept::out(conn, LOOKED_AT)? {
                let Some(case) = row::load(conn, case)?.map(|s| s.case) else { continue };
                let lent = case.course.loaners.iter().find(|l| l.id == loaner);
                let (Some(lent), Ok(())) = (lent, permit_read(&world, &actor, &case)) else { continue };
                let said = words(conn, case.id)?;
                let word = |t: &TextRef| said.get(&t.id).cloned();
                out.push(LoanerOut {
                    loaner: lent.clone(),
                    item: word(&lent.item),
                    serial: lent.serial.as_ref().and_then(word),
                    number: case.number.to_string(),
                    subject: case.text(Field::Subject).and_then(word),
                    unit_name: unit::load(conn, case.unit)?.map(|u| u.name),
                });
                if out.len() == MOST {
                    break;
                }
            }
            Ok::<_, Failure>(out)
        });
        found.await
    }
}

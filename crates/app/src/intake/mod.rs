//! Taking in history: rows and lives of cases from other systems. Each becomes decisions of the import at the instants
//! they had there, through the same door as everybody's; nothing here writes a row by itself. One bad row hurts no other,
//! and the same file taken in again adds nothing (issue items 7 and 8, S1-13).

mod annals;
mod case;
mod flow;
mod life;
mod roll;
mod tally;

pub use annals::{Annals, operator};
pub use case::{Contact, PastCase, Standing};
pub use flow::{Historic, Outcome, Taken};
pub use life::{Act, Deed, PastLife};
pub use tally::Tally;

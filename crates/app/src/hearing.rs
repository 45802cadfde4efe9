//! Following the journal for what goes outside: page by page, each in the transaction that moves the follower's place.

use bihuan_store::{Fault, Tx, follower, journal};

use crate::app::App;
use crate::failure::Failure;

impl App {
    /// Lets a follower hear until nothing is new; answers how many decisions were looked at. `hear` takes a page of at most
    /// `page` decisions and moves the place.
    ///
    /// # Errors
    /// Faults, and what `hear` answers.
    pub(crate) async fn hear_pages(
        &self,
        name: &'static str,
        label: &'static str,
        page: u32,
        hear: fn(&mut Tx) -> Result<usize, Failure>,
    ) -> Result<usize, Failure> {
        let mut heard = 0;
        loop {
            // A look without a lock first: most of the time there is nothing new.
            let waiting = self.db().read(move |c| {
                let Some(stand) = follower::peek(c, name)? else { return Ok::<_, Fault>(false) };
                Ok(!journal::after(c, stand.cursor, 1)?.is_empty())
            });
            if !waiting.await? {
                return Ok(heard);
            }
            let count = self.db().write(label, hear).await?;
            heard += count;
            if count < page as usize {
                return Ok(heard);
            }
        }
    }
}

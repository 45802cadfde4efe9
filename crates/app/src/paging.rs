//! Keyset pages by id: no page ever holds more than 200 rows, and the next begins after the last id seen. A queue is paged
//! by its place in time instead; of it a bounded number of rows is looked at for a page, because what one may do with each
//! is the rule's own answer. So a page may be shorter than asked for, or empty, and still have a next one.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use serde::Serialize;

use crate::cases::find::After;

/// Most rows a page holds.
pub const MAX_PAGE: u32 = 200;

/// Where a page begins and how long it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageAsk {
    /// After which id; none: from the start.
    pub after: Option<Id>,
    /// Rows wanted, brought into 1 to [`MAX_PAGE`].
    pub limit: u32,
}

impl PageAsk {
    /// The first rows.
    pub const fn first(limit: u32) -> Self {
        Self { after: None, limit }
    }

    /// Rows to read: one more than is shown tells whether there are more.
    pub(crate) fn rows(self) -> u32 {
        self.size() + 1
    }

    pub(crate) fn size(self) -> u32 {
        self.limit.clamp(1, MAX_PAGE)
    }
}

/// A page by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// After which id the next page begins; none: that was all.
    pub next: Option<Id>,
}

impl<T> Page<T> {
    /// From rows of which there may be one more than asked for.
    pub(crate) fn of(mut items: Vec<T>, ask: PageAsk, id: impl Fn(&T) -> Id) -> Self {
        let has_more = items.len() > ask.size() as usize;
        items.truncate(ask.size() as usize);
        let next = items.last().filter(|_| has_more).map(id);
        Self { items, next }
    }

    /// Each row seen in another way.
    pub fn map<U>(self, see: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(see).collect(), next: self.next }
    }
}

/// Rows of a queue looked at for a page.
pub const LOOKED_AT: u32 = 2_000;
/// Rows of a queue read at once.
const STEP: u32 = 250;

/// Where a page of a queue begins and how long it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueAsk {
    /// After which place: the instant in milliseconds and the row; none: from the start.
    pub after: Option<After>,
    /// Rows wanted, brought into 1 to [`MAX_PAGE`].
    pub limit: u32,
}

/// A page of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePage<T> {
    /// The rows.
    pub items: Vec<T>,
    /// After which place the next page begins; none: that was all.
    pub next: Option<After>,
}

/// Goes through a queue from the place asked for. `rows` reads some after a place, `place` says where one stands, `see`
/// makes a line of one or leaves it out.
///
/// # Errors
/// What `rows` and `see` fail with.
pub(crate) fn through<C, R, T, E>(
    conn: &mut C,
    ask: QueueAsk,
    mut rows: impl FnMut(&mut C, (UtcMs, Id), u32) -> Result<Vec<R>, E>,
    place: impl Fn(&R) -> (UtcMs, Id),
    mut see: impl FnMut(&mut C, R) -> Result<Option<T>, E>,
) -> Result<QueuePage<T>, E> {
    let wanted = ask.limit.clamp(1, MAX_PAGE) as usize;
    let mut at = ask.after.map_or((UtcMs::default(), Id::from_i64(0)), |a| (UtcMs::new(a.key), a.id));
    let (mut items, mut looked) = (Vec::new(), 0);
    let after = |at: (UtcMs, Id)| Some(After { key: at.0.ms(), id: at.1 });
    loop {
        let some = rows(conn, at, STEP)?;
        let last = some.len() < STEP as usize;
        for row in some {
            // One that fits more than the page holds proves that there is a next.
            let here = place(&row);
            let line = see(conn, row)?;
            if line.is_some() && items.len() == wanted {
                return Ok(QueuePage { items, next: after(at) });
            }
            items.extend(line);
            (at, looked) = (here, looked + 1);
        }
        if last {
            return Ok(QueuePage { items, next: None });
        }
        if looked >= LOOKED_AT {
            return Ok(QueuePage { items, next: after(at) });
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn page(all: &[i64], after: Option<After>, limit: u32, fits: impl Fn(i64) -> bool) -> QueuePage<i64> {
        let rows = |_: &mut (), at: (UtcMs, Id), most: u32| {
            let later = all.iter().copied().filter(|n| (UtcMs::new(n / 2), Id::from_i64(*n)) > at);
            Ok::<_, ()>(later.take(most as usize).collect())
        };
        let place = |n: &i64| (UtcMs::new(n / 2), Id::from_i64(*n));
        through(&mut (), QueueAsk { after, limit }, rows, place, |(), n| Ok(fits(n).then_some(n))).unwrap()
    }

    #[test]
    fn a_queue_longer_than_what_is_looked_at_at_once_is_seen_to_its_end() {
        let all: Vec<i64> = (1..=5_001).collect();
        // Nothing but the very last is for the reader: empty pages lead there all the same.
        let (mut after, mut pages, mut seen) = (None, 0, Vec::new());
        loop {
            let found = page(&all, after, 50, |n| n == 5_001);
            (pages, after) = (pages + 1, found.next);
            seen.extend(found.items);
            if after.is_none() {
                break;
            }
        }
        assert_eq!((seen, pages), (vec![5_001], 3));
        // Full pages: none left out, none twice, also where two are due at the same moment.
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let found = page(&all, after, 199, |n| n % 3 == 0);
            seen.extend(found.items);
            after = found.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, (1..=1_667).map(|n| n * 3).collect::<Vec<i64>>());
    }

    #[test]
    fn a_page_that_is_just_full_and_the_last_has_no_next() {
        assert_eq!(page(&[1, 2, 3], None, 3, |_| true), QueuePage { items: vec![1, 2, 3], next: None });
        let first = page(&[1, 2, 3, 4], None, 3, |_| true);
        assert_eq!(first.items, [1, 2, 3]);
        assert_eq!(page(&[1, 2, 3, 4], first.next, 3, |_| true).items, [4]);
    }
}

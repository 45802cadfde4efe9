//! Keyset pages by id: no page ever holds more than 200 rows, and the next begins after the last id seen.

use bihuan_domain::ids::Id;
use serde::Serialize;

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

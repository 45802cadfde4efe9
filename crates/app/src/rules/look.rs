//! What a rule looks at, read once for all rules that look: the case's place in the organisation and, where a rule asks
//! for words, what was said. Words are folded as the search folds them; they stay here.

use bihuan_domain::automation::{Conditions, Fired, Ground, Happening, Rule, Verdict, fired};
use bihuan_domain::case::Case;
use bihuan_domain::case::event::Direction;
use bihuan_domain::ids::Id;
use bihuan_store::nouns::text;
use bihuan_store::search::{fold, stands};
use bihuan_store::{Conn, Fault};

use crate::world::World;

/// A case as rules look at it.
pub(super) struct Look<'w> {
    world: &'w World,
    said: Vec<String>,
}

impl<'w> Look<'w> {
    /// Reads what was said where one of the rules asks for it: the words the case was told with and the customer's last
    /// message. What was erased says nothing.
    pub(super) fn of<'r>(
        conn: &mut Conn,
        world: &'w World,
        case: &Case,
        asking: impl IntoIterator<Item = &'r Conditions>,
    ) -> Result<Self, Fault> {
        if !asking.into_iter().any(Conditions::ask_words) {
            return Ok(Self { world, said: Vec::new() });
        }
        let message = case.last_message.as_ref().filter(|m| m.direction == Direction::Inbound).map(|m| m.text);
        let ids: Vec<Id> = case.texts.values().map(|t| t.id).chain(message).collect();
        let said = text::by_ids(conn, &ids)?.into_iter().filter_map(|t| Some(fold(&t.body?))).collect();
        Ok(Self { world, said })
    }

    fn over<T>(&self, case: &Case, look: impl FnOnce(&Ground<'_>) -> T) -> T {
        let says = |word: &str| {
            let word = fold(word.trim());
            self.said.iter().any(|text| stands(text, &word))
        };
        let lineage = self.world.lineage(case.unit);
        look(&Ground { case, lineage: &lineage, fields: &self.world.fields, says: &says })
    }

    /// Judges conditions on a case.
    pub(super) fn judge(&self, case: &Case, conditions: &Conditions) -> Verdict {
        self.over(case, |ground| conditions.judge(ground))
    }

    /// The rules that fire on what happened to a case.
    pub(super) fn fired<'r>(
        &self,
        case: &Case,
        rules: &'r [Rule],
        happened: &[Happening],
        causes: &[Id],
    ) -> Vec<Fired<'r>> {
        self.over(case, |ground| fired(rules, happened, causes, ground))
    }
}

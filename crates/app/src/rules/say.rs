//! A rule says a canned text. It reaches the customer where a channel carries it by itself: by e-mail in a case that has a
//! thread and a mailbox that sends, in the portal for a case that came by the web. Elsewhere, and where a place has no
//! value, it is a note for whoever handles the case. A case hears the same rule once a day, whatever answers by itself.

use bihuan_domain::actor::{Actor, Who};
use bihuan_domain::canned_text::TextScope;
use bihuan_domain::case::Case;
use bihuan_domain::case::event::Complainant;
use bihuan_domain::case::text::TextFormat;
use bihuan_domain::ids::Id;
use bihuan_domain::trade::Channel;
use bihuan_store::nouns::canned_text::{self, CannedText};
use bihuan_store::nouns::text::NewText;
use bihuan_store::nouns::{mail, mailbox};
use bihuan_store::{Conn, Fault, Tx};

use crate::canned_texts::filled_by_rule;
use crate::failure::Failure;
use crate::mail::sends;
use crate::rich;
use crate::world::World;

/// A canned text that everybody of a unit may use; one's own is nobody else's.
pub(super) fn shared(conn: &mut Conn, id: Id) -> Result<Option<CannedText>, Fault> {
    Ok(canned_text::load(conn, id)?.filter(|t| t.scope != TextScope::Own))
}

/// What a rule says on a case, and by which channel it reaches the customer; without one it is a note. `None`: the text is
/// gone.
pub(super) fn said(
    tx: &mut Tx,
    world: &World,
    rule: Id,
    case: &Case,
    id: Id,
) -> Result<Option<(NewText, Option<Channel>)>, Failure> {
    let Some(text) = shared(tx, id)? else { return Ok(None) };
    let now = tx.now();
    let by = carries(tx, case)?;
    let actor = Actor::everything(Who::Rule(rule));
    let Some((words, whole)) = filled_by_rule(tx, world, &actor, case, now, &text, by.is_some())? else {
        return Ok(None);
    };
    // What is not whole is for colleagues, who must not see more of the customer than they may.
    let (words, by) = match by {
        Some(_) if !whole => match filled_by_rule(tx, world, &actor, case, now, &text, false)? {
            Some((masked, _)) => (masked, None),
            None => return Ok(None),
        },
        by => (words, by),
    };
    let new = tx.new_id();
    let words = match text.format {
        TextFormat::Plain => NewText::new(new, words),
        TextFormat::Html => {
            let rich = rich::clean(&words);
            NewText::rich(new, rich.plain, rich.html)
        }
    };
    Ok(Some((words, by)))
}

/// The channel that carries words to this customer without anybody's hands.
fn carries(conn: &mut Conn, case: &Case) -> Result<Option<Channel>, Failure> {
    if !matches!(case.complainant, Complainant::Customer { .. }) {
        return Ok(None);
    }
    if let Some(came) = mail::of_case(conn, case.id)?.first() {
        let out = mailbox::load(conn, came.mailbox)?;
        if out.map(|m| sends(&m)).transpose()?.unwrap_or(false) {
            return Ok(Some(Channel::Email));
        }
    }
    Ok((case.channel == Channel::Web).then_some(Channel::Web))
}

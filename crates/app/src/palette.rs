//! The palette: whatever somebody types, the cases and customers it may mean, a few of each. Customers are masked, and only
//! for whoever may see them.

use bihuan_domain::actor::{Actor, Permission};
use bihuan_domain::contact::{email_key, half_width, phone_key};
use bihuan_domain::ids::Id;
use bihuan_store::nouns::case as row;
use bihuan_store::nouns::customer::{self, Customer, Key};
use bihuan_store::{Conn, Fault};

use crate::app::App;
use crate::cases::find::{Line, Worded, visible};
use crate::customers::{LEAST_OF_A_NAME, MaskedCustomer};
use crate::failure::Failure;

/// Cases, and customers, answered at most.
pub const MOST_FOUND: usize = 10;
/// Digits from which a number's beginning is looked for.
const LEAST_DIGITS: usize = 4;

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Cases.
    pub cases: Vec<Line>,
    /// Customers, masked.
    pub customers: Vec<MaskedCustomer>,
}

/// The beginning of a case number as it is written, from digits with or without hyphens.
fn number_beginning(asked: &str) -> Option<String> {
    let folded = half_width(asked);
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let plain = folded.trim_start_matches('#').chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
    if !plain || !(LEAST_DIGITS..=13).contains(&digits.len()) {
        return None;
    }
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && n % 4 == 0 {
            out.push('-');
        }
        out.push(digit);
    }
    Some(out)
}

fn by_number(conn: &mut Conn, beginning: &str) -> Result<Vec<Id>, Fault> {
    // The colon follows the digits, and so stands behind every number that begins so.
    let values = [beginning.into(), format!("{beginning}:").into(), format!("{beginning}%").into()];
    conn.query(&row::sql::by_number_beginning, &values)?.iter().map(|r| r.id(0)).collect()
}

fn customers(conn: &mut Conn, asked: &str) -> Result<Vec<Customer>, Fault> {
    let most = MOST_FOUND as u32;
    let mut out: Vec<Customer> = Vec::new();
    let mut take = |found: Vec<Customer>| {
        for customer in found {
            if out.len() < MOST_FOUND && !out.iter().any(|c| c.id == customer.id) {
                out.push(customer);
            }
        }
    };
    if phone_key(asked).is_some() {
        take(customer::by_key(conn, Key::Phone(asked), None, most)?);
    }
    if email_key(asked).is_some() {
        take(customer::by_key(conn, Key::Email(asked), None, most)?);
    }
    take(customer::by_key(conn, Key::ExternalRef(asked), None, most)?);
    if asked.chars().count() >= LEAST_OF_A_NAME {
        take(customer::by_name(conn, asked, None, most)?);
    }
    Ok(out)
}

impl App {
    /// What somebody may mean by a few words, digits, a name, a telephone number or an address.
    ///
    /// # Errors
    /// Faults.
    pub async fn palette(&self, actor: &Actor, asked: &str) -> Result<Found, Failure> {
        let (world, actor, asked) = (self.world(), actor.clone(), asked.trim().to_owned());
        self.db()
            .read(move |c| {
                let numbered = match number_beginning(&asked) {
                    Some(beginning) => by_number(c, &beginning)?,
                    None => Vec::new(),
                };
                let mut cases = visible(c, &world, &actor, &numbered, MOST_FOUND)?;
                for line in Worded::of(asked.trim_start_matches('#')).visible(c, &world, &actor, MOST_FOUND)? {
                    if cases.len() < MOST_FOUND && !cases.iter().any(|l| l.case.id == line.case.id) {
                        cases.push(line);
                    }
                }
                let customers = if actor.may_somewhere(Permission::CustomerRead) {
                    customers(c, &asked)?.into_iter().map(MaskedCustomer::from).collect()
                } else {
                    Vec::new()
                };
                Ok::<_, Failure>(Found { cases, customers })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_become_the_beginning_of_a_number_as_it_is_written() {
        assert_eq!(number_beginning("2611").as_deref(), Some("2611"));
        assert_eq!(number_beginning("#26114830").as_deref(), Some("2611-4830"));
        assert_eq!(number_beginning("2611-4830-5").as_deref(), Some("2611-4830-5"));
        assert_eq!(number_beginning("２６１１").as_deref(), Some("2611"));
        assert_eq!(number_beginning("261"), None);
        assert_eq!(number_beginning("电视"), None);
    }
}

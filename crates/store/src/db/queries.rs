//! SQL in plain sight: each noun has a `.sql` file beside its Rust, with `-- name: foo` blocks; a block may have two
//! variants, `-- name: foo @sqlite` and `-- name: foo @postgres`. Names are declared once more in Rust with `queries!`, so a
//! misspelt name does not compile and one test can prepare every query on both engines.
//!
//! Parameters are `$1..$N`. SQLite reads `$1` as a *name*, numbered by first appearance, so they are rewritten to `?1..?N`.

use std::sync::OnceLock;

use crate::fault::Fault;

/// Which engine answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Embedded, one directory.
    Sqlite,
    /// A server, many nodes.
    Postgres,
}

impl Engine {
    /// As written in the `.sql` files.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// A query by name from a `.sql` file, or one built at run time.
#[derive(Debug)]
pub struct Query {
    name: &'static str,
    file: &'static str,
    sqlite: OnceLock<Result<String, Fault>>,
    postgres: OnceLock<Result<String, Fault>>,
}

impl Query {
    /// Only for `queries!`: the block `name` of the text of a `.sql` file.
    pub const fn named(name: &'static str, file: &'static str) -> Self {
        Self { name, file, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// A query built at run time (list filters). The text may hold only our own fragments; what people typed goes in
    /// as `$N` parameters, always.
    pub fn dynamic(sql: String) -> Self {
        let query = Self::named("dynamic", "");
        let _ = query.sqlite.set(Ok(question_marks(&sql)));
        let _ = query.postgres.set(Ok(sql));
        query
    }

    /// The declared name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Does the file have a text for this engine? A query may be needed on one only.
    pub fn is_for(&self, engine: Engine) -> bool {
        self.text(engine).is_ok()
    }

    /// The text for an engine.
    ///
    /// # Errors
    /// `Fault::Sql` when the file has no such block for this engine.
    pub fn text(&self, engine: Engine) -> Result<&str, Fault> {
        let (slot, rewrite): (_, fn(&str) -> String) = match engine {
            Engine::Sqlite => (&self.sqlite, question_marks),
            Engine::Postgres => (&self.postgres, str::to_owned),
        };
        let found = slot.get_or_init(|| {
            let block = blocks(self.file).into_iter().find(|b| b.name == self.name && b.fits(engine));
            block
                .map(|b| rewrite(&b.sql))
                .ok_or_else(|| Fault::Sql(format!("no query {} @{}", self.name, engine.tag())))
        });
        found.as_deref().map_err(Clone::clone)
    }
}

/// A `.sql` file with the names its Rust declares; see [`crate::registry`].
#[derive(Debug)]
pub struct QueryFile {
    /// Path beside the Rust module.
    pub path: &'static str,
    /// The whole text.
    pub text: &'static str,
    /// The declared queries.
    pub queries: &'static [&'static Query],
}

impl QueryFile {
    /// Names standing in the file, sorted, once each.
    pub fn names_in_file(&self) -> Vec<String> {
        let mut names: Vec<_> = blocks(self.text).into_iter().map(|b| b.name).collect();
        names.sort();
        names.dedup();
        names
    }
}

struct Block {
    name: String,
    dialect: Option<String>,
    sql: String,
}

impl Block {
    fn fits(&self, engine: Engine) -> bool {
        self.dialect.as_deref().is_none_or(|d| d == engine.tag())
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for line in text.lines() {
        if let Some(head) = line.strip_prefix("-- name:") {
            let mut words = head.split_whitespace();
            let name = words.next().unwrap_or_default().to_owned();
            let dialect = words.next().and_then(|w| w.strip_prefix('@')).map(str::to_owned);
            out.push(Block { name, dialect, sql: String::new() });
        } else if let Some(block) = out.last_mut()
            && !line.trim_start().starts_with("--")
            && !line.trim().is_empty()
        {
            block.sql.push_str(line.trim_end());
            block.sql.push('\n');
        }
    }
    for block in &mut out {
        block.sql.truncate(block.sql.trim_end().trim_end_matches(';').len());
    }
    out
}

/// `$N` → `?N` outside quotes.
fn question_marks(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut quote = None;
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(q) if c == q => quote = None,
            None if c == '\'' || c == '"' => quote = Some(c),
            None if c == '$' && chars.peek().is_some_and(char::is_ascii_digit) => {
                out.push('?');
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// Declares the queries of a `.sql` file: `queries! { pub(crate) mod sql = "journal.sql"; append, head }` gives the statics
/// `sql::append`, `sql::head` and `sql::FILE` for the registry.
#[macro_export]
macro_rules! queries {
    ($vis:vis mod $module:ident = $file:literal; $($name:ident),+ $(,)?) => {
        #[doc = concat!("The queries of `", $file, "`.")]
        #[allow(non_upper_case_globals, missing_docs)]
        $vis mod $module {
            const TEXT: &str = include_str!($file);
            $(pub static $name: $crate::db::Query = $crate::db::Query::named(stringify!($name), TEXT);)+
            pub static FILE: $crate::db::QueryFile =
                $crate::db::QueryFile { path: $file, text: TEXT, queries: &[$(&$name),+] };
        }
    };
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn parameters_are_numbered_not_named_and_quotes_are_left_alone() {
        let q = Query::dynamic("SELECT $2, '$1', \"$3\", $1".into());
        assert_eq!(q.text(Engine::Sqlite).unwrap(), "SELECT ?2, '$1', \"$3\", ?1");
        assert_eq!(q.text(Engine::Postgres).unwrap(), "SELECT $2, '$1', \"$3\", $1");
    }

    #[test]
    fn a_block_may_have_a_variant_per_engine() {
        const FILE: &str = "-- name: a\nSELECT 1;\n\n-- name: b @sqlite\nSELECT 2\n-- name: b @postgres\nSELECT 3\n";
        static A: Query = Query::named("a", FILE);
        static B: Query = Query::named("b", FILE);
        static C: Query = Query::named("c", FILE);
        assert_eq!(A.text(Engine::Postgres).unwrap(), "SELECT 1");
        assert_eq!(B.text(Engine::Sqlite).unwrap(), "SELECT 2");
        assert_eq!(B.text(Engine::Postgres).unwrap(), "SELECT 3");
        assert!(matches!(C.text(Engine::Sqlite), Err(Fault::Sql(_))));
    }
}

//! The connection a closure sees: the same few methods on both engines. A statement that fails poisons the transaction on
//! both engines alike (PostgreSQL does so by itself), so that a swallowed error can never commit half a command;
//! what may fail goes into `Tx::attempt`.

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;
use postgres::fallible_iterator::FallibleIterator;

use super::draw::Draw;
use super::postgres_cells::Cell;
use super::queries::{Engine, Query};
use crate::fault::Fault;
use crate::search::{self, Change};
use crate::value::{Row, Value};
use crate::vault::Vault;

/// Prepared statements kept a connection.
const STATEMENTS: usize = 1024;

pub(crate) enum Link {
    Sqlite(rusqlite::Connection),
    Postgres { client: Box<postgres::Client>, statements: HashMap<String, postgres::Statement> },
}

/// A connection inside `Db::read` or, through [`Tx`], inside `Db::write`.
pub struct Conn {
    pub(crate) link: Link,
    /// The first fault since the transaction (or attempt) began.
    pub(crate) poison: Option<Fault>,
    /// Text that is not UTF-8 is read with replacement characters instead of a fault: only for the proof, which must name
    /// the row that was damaged and go on.
    pub(crate) lenient: bool,
    /// What seals and opens secrets; none: they lie in the clear.
    pub(crate) vault: Option<Vault>,
    /// Answers of [`Conn::query_known`] by statement and values, until the next closure.
    pub(crate) known: HashMap<(String, String), Vec<Row>>,
}

impl Conn {
    pub(crate) fn sqlite(link: rusqlite::Connection) -> Self {
        link.set_prepared_statement_cache_capacity(STATEMENTS);
        Self { link: Link::Sqlite(link), poison: None, lenient: false, vault: None, known: HashMap::new() }
    }

    pub(crate) fn postgres(client: postgres::Client) -> Self {
        Self {
            link: Link::Postgres { client: Box::new(client), statements: HashMap::new() },
            poison: None,
            lenient: false,
            vault: None,
            known: HashMap::new(),
        }
    }

    /// Which engine this is; only for the storage modules' own dialect choices.
    pub const fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres { .. } => Engine::Postgres,
        }
    }

    fn guard<T>(&mut self, run: impl FnOnce(&mut Link) -> Result<T, Fault>) -> Result<T, Fault> {
        if let Some(fault) = &self.poison {
            return Err(fault.clone());
        }
        run(&mut self.link).inspect_err(|fault| self.poison = Some(fault.clone()))
    }

    /// Runs a statement that gives no rows; answers how many rows it changed.
    ///
    /// # Errors
    /// Any [`Fault`]; the transaction is then poisoned.
    pub fn execute(&mut self, query: &Query, values: &[Value]) -> Result<u64, Fault> {
        self.guard(|link| match link {
            Link::Sqlite(c) => {
                let mut statement = c.prepare_cached(query.text(Engine::Sqlite)?)?;
                Ok(statement.execute(rusqlite::params_from_iter(values))? as u64)
            }
            Link::Postgres { client, statements } => {
                let statement = prepared(client, statements, query.text(Engine::Postgres)?)?;
                Ok(client.execute(&statement, &as_params(values))?)
            }
        })
    }

    /// All rows; the caller bounds them by `LIMIT`.
    ///
    /// # Errors
    /// As [`Conn::execute`].
    pub fn query(&mut self, query: &Query, values: &[Value]) -> Result<Vec<Row>, Fault> {
        let mut rows = Vec::new();
        self.for_each(query, values, |row| {
            rows.push(row);
            Ok::<(), Fault>(())
        })?;
        Ok(rows)
    }

    /// All rows, asked for once in a closure however often it wants them: who holds a role, what somebody wishes. Only for
    /// what the closure itself does not write.
    ///
    /// # Errors
    /// As [`Conn::execute`].
    pub fn query_known(&mut self, query: &Query, values: &[Value]) -> Result<Vec<Row>, Fault> {
        let key = (query.text(self.engine())?.to_owned(), format!("{values:?}"));
        if let Some(rows) = self.known.get(&key) {
            return Ok(rows.clone());
        }
        let rows = self.query(query, values)?;
        self.known.insert(key, rows.clone());
        Ok(rows)
    }

    /// The first row, if any.
    ///
    /// # Errors
    /// As [`Conn::execute`].
    pub fn query_one_opt(&mut self, query: &Query, values: &[Value]) -> Result<Option<Row>, Fault> {
        Ok(self.query(query, values)?.into_iter().next())
    }

    /// The first row.
    ///
    /// # Errors
    /// As [`Conn::execute`], and `Fault::Sql` when there is none.
    pub fn query_one(&mut self, query: &Query, values: &[Value]) -> Result<Row, Fault> {
        self.query_one_opt(query, values)?.ok_or_else(|| Fault::Sql(format!("{} gave no row", query.name())))
    }

    /// Streams rows in constant memory. The connection is busy meanwhile; an error of `each` ends the walk.
    ///
    /// # Errors
    /// As [`Conn::execute`], and whatever `each` answers.
    pub fn for_each<E: From<Fault>>(
        &mut self,
        query: &Query,
        values: &[Value],
        mut each: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut stopped = None;
        let lenient = self.lenient;
        self.guard(|link| match link {
            Link::Sqlite(c) => {
                let mut statement = c.prepare_cached(query.text(Engine::Sqlite)?)?;
                let width = statement.column_count();
                let mut rows = statement.query(rusqlite::params_from_iter(values))?;
                while let Some(row) = rows.next()? {
                    let cells: Result<_, Fault> = (0..width).map(|i| sqlite_cell(row, i, lenient)).collect();
                    if let Err(e) = each(Row(cells?)) {
                        stopped = Some(e);
                        break;
                    }
                }
                Ok(())
            }
            Link::Postgres { client, statements } => {
                let statement = prepared(client, statements, query.text(Engine::Postgres)?)?;
                let mut rows = client.query_raw(&statement, values)?;
                while let Some(row) = rows.next()? {
                    let cells: Result<_, postgres::Error> =
                        (0..row.len()).map(|i| row.try_get::<_, Cell>(i).map(|c| c.0)).collect();
                    if let Err(e) = each(Row(cells?)) {
                        stopped = Some(e);
                        break;
                    }
                }
                Ok(())
            }
        })
        .map_err(E::from)?;
        stopped.map_or(Ok(()), Err)
    }

    /// Several statements without parameters: migrations and transaction control.
    ///
    /// # Errors
    /// As [`Conn::execute`].
    pub fn execute_batch(&mut self, sql: &str) -> Result<(), Fault> {
        self.guard(|link| control(link, sql))
    }

    /// Checks that the engine accepts the query, without running it; the test of all named queries uses it.
    ///
    /// # Errors
    /// What the engine says.
    pub fn prepare(&mut self, query: &Query) -> Result<(), Fault> {
        match &mut self.link {
            Link::Sqlite(c) => c.prepare(query.text(Engine::Sqlite)?).map(|_| ()).map_err(Fault::from),
            Link::Postgres { client, .. } => {
                client.prepare(query.text(Engine::Postgres)?).map(|_| ()).map_err(Fault::from)
            }
        }
    }

    /// Transaction control, past the poison.
    pub(crate) fn control(&mut self, sql: &str) -> Result<(), Fault> {
        control(&mut self.link, sql)
    }

    /// One statement of transaction control, prepared once: a command begins and ends one each.
    pub(crate) fn control_one(&mut self, sql: &str) -> Result<(), Fault> {
        match &mut self.link {
            Link::Sqlite(c) => Ok(c.prepare_cached(sql)?.execute([]).map(|_| ())?),
            Link::Postgres { client, .. } => Ok(client.batch_execute(sql)?),
        }
    }

    /// Rows changed on this connection so far; SQLite only.
    pub(crate) fn changes(&self) -> u64 {
        match &self.link {
            Link::Sqlite(c) => c.total_changes(),
            Link::Postgres { .. } => 0,
        }
    }

    pub(crate) fn is_dead(&self) -> bool {
        match &self.link {
            Link::Sqlite(_) => false,
            Link::Postgres { client, .. } => client.is_closed(),
        }
    }
}

fn control(link: &mut Link, sql: &str) -> Result<(), Fault> {
    match link {
        Link::Sqlite(c) => Ok(c.execute_batch(sql)?),
        Link::Postgres { client, .. } => Ok(client.batch_execute(sql)?),
    }
}

fn prepared(
    client: &mut postgres::Client,
    statements: &mut HashMap<String, postgres::Statement>,
    sql: &str,
) -> Result<postgres::Statement, Fault> {
    if let Some(statement) = statements.get(sql) {
        return Ok(statement.clone());
    }
    if statements.len() >= STATEMENTS {
        statements.clear();
    }
    let statement = client.prepare(sql)?;
    statements.insert(sql.to_owned(), statement.clone());
    Ok(statement)
}

fn as_params(values: &[Value]) -> Vec<&(dyn postgres::types::ToSql + Sync)> {
    values.iter().map(|v| v as _).collect()
}

fn sqlite_cell(row: &rusqlite::Row<'_>, i: usize, lenient: bool) -> Result<Value, Fault> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(i)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(v) => Value::Int(v),
        ValueRef::Real(v) => Value::Real(v),
        ValueRef::Blob(v) => Value::Bytes(v.to_vec()),
        ValueRef::Text(v) => match std::str::from_utf8(v) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) if lenient => Value::Text(String::from_utf8_lossy(v).into_owned()),
            Err(_) => return Err(Fault::Corrupt(format!("column {i} is not UTF-8"))),
        },
    })
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(v) => ValueRef::Integer(*v),
            Self::Bool(v) => ValueRef::Integer(i64::from(*v)),
            Self::Text(v) => ValueRef::Text(v.as_bytes()),
            Self::Bytes(v) => ValueRef::Blob(v),
            Self::Real(v) => ValueRef::Real(*v),
        }))
    }
}

type AfterCommit = Box<dyn FnOnce() + Send>;

/// A write transaction: a [`Conn`] with the instant, the ids and what is to happen after the commit. It must never wait
/// for anything but the engine: no network, no file, no lock.
pub struct Tx {
    conn: Conn,
    draw: Arc<Draw>,
    now: UtcMs,
    after: Vec<AfterCommit>,
    findable: Vec<Change>,
    pub(crate) journalled: bool,
}

impl Tx {
    pub(crate) fn new(conn: Conn, draw: Arc<Draw>) -> Self {
        let now = draw.now();
        Self { conn, draw, now, after: Vec::new(), findable: Vec::new(), journalled: false }
    }

    /// Makes ready for the next closure.
    pub(crate) fn renew(&mut self) {
        self.now = self.draw.now();
        self.conn.poison = None;
        self.conn.known.clear();
        self.journalled = false;
        self.after.clear();
        self.findable.clear();
    }

    /// Changes the search index: at once on PostgreSQL, before the group's COMMIT on SQLite.
    pub(crate) fn make_findable(&mut self, change: Change) -> Result<(), Fault> {
        match self.conn.engine() {
            Engine::Sqlite => {
                self.findable.push(change);
                Ok(())
            }
            Engine::Postgres => search::apply(&mut self.conn, &change),
        }
    }

    pub(crate) fn take_findable(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.findable)
    }

    pub(crate) fn take_after(&mut self) -> Vec<AfterCommit> {
        std::mem::take(&mut self.after)
    }

    /// The instant of this command; the same at each call.
    pub const fn now(&self) -> UtcMs {
        self.now
    }

    /// A fresh id.
    pub fn new_id(&self) -> Id {
        self.draw.id()
    }

    /// Runs after the commit, on the writer's thread: it must be quick. Forgotten when the command is rolled back.
    pub fn after_commit(&mut self, run: AfterCommit) {
        self.after.push(run);
    }

    /// Wakes whoever listens for changes after the commit, here and on other nodes, as a journal row would: for working
    /// state that is shown live, such as who looks at a case.
    pub fn stir(&mut self) {
        self.journalled = true;
    }

    /// A part that may fail without failing the command: its statements are undone when it answers an error.
    ///
    /// # Errors
    /// What `part` answers; a fault when the savepoint itself fails.
    pub fn attempt<T, E: From<Fault>>(&mut self, part: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        self.conn.execute_batch("SAVEPOINT attempt")?;
        let kept = (self.after.len(), self.findable.len());
        let result = part(self);
        if result.is_ok() && self.conn.poison.is_none() {
            self.conn.execute_batch("RELEASE SAVEPOINT attempt")?;
            return result;
        }
        self.after.truncate(kept.0);
        self.findable.truncate(kept.1);
        let poison = self.conn.poison.take();
        self.conn.execute_batch("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")?;
        match (result, poison) {
            (Ok(_), Some(fault)) => Err(fault.into()),
            (result, _) => result,
        }
    }
}

impl Deref for Tx {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

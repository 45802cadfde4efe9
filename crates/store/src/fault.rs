//! What can go wrong below the rules: the engine, the disk, the connection. A `Fault` is never the customer's or the
//! agent's doing; the edge logs it once and answers 500 (or 503 when trying again may help). Refusals of the trade are
//! other types and never pass through here.

use std::fmt;

/// Which promise of the schema a statement broke (style rule 6: constraints stand in the schema).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    /// A second row with the same key.
    Unique,
    /// A reference to a row that is not there, or a referenced row deleted.
    ForeignKey,
    /// A `CHECK`, or a trigger that refuses the change.
    Check,
    /// A missing value.
    NotNull,
}

/// A failure of the store. Cheap to clone, because one failed commit answers every command of its group.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The engine cannot be reached or asked us to try again (restart, deadlock, lost connection). Retriable; when the
    /// connection broke during COMMIT the outcome is unknown, so only idempotent commands may be repeated blindly.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// No space left; nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// The schema refused the change. `name` is `table.column[,table.column]` or the constraint's name.
    #[error("{kind} constraint {name}")]
    Constraint {
        /// Which sort of constraint.
        kind: ConstraintKind,
        /// Normalised name: see [`Fault::is_unique`].
        name: String,
    },
    /// The stored bytes are not what we wrote.
    #[error("stored data is damaged: {0}")]
    Corrupt(String),
    /// Any other engine error, with its chain; a defect in our SQL or types.
    #[error("sql: {0}")]
    Sql(String),
    /// A closure panicked; its changes were rolled back.
    #[error("a command panicked: {0}")]
    Panicked(String),
    /// The store is closing or closed.
    #[error("the store is closed")]
    Closed,
    /// Opened for reading only (a tool beside a running service).
    #[error("the store was opened for reading only")]
    ReadOnly,
    /// Another process serves this directory.
    #[error("another process is using {0}")]
    Locked(String),
    /// The database was written by another release: a migration changed or is unknown.
    #[error("migration: {0}")]
    Migration(String),
    /// Files outside the database.
    #[error("file: {0}")]
    File(String),
}

impl Fault {
    /// A stable code for logs and problem documents.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unavailable(_) => "store_unavailable",
            Self::DiskFull => "store_disk_full",
            Self::Constraint { .. } => "store_constraint",
            Self::Corrupt(_) => "store_corrupt",
            Self::Sql(_) => "store_sql",
            Self::Panicked(_) => "store_panicked",
            Self::Closed => "store_closed",
            Self::ReadOnly => "store_read_only",
            Self::Locked(_) => "store_locked",
            Self::Migration(_) => "store_migration",
            Self::File(_) => "store_file",
        }
    }

    /// May the same call succeed later without anybody changing it?
    pub const fn is_retriable(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::DiskFull)
    }

    /// Is this a broken uniqueness of `table` (and `column`, when the name says it)? SQLite names the columns,
    /// PostgreSQL the constraint (`table_column_key`, `table_pkey`), so both forms are understood.
    pub fn is_unique(&self, table: &str, column: &str) -> bool {
        let Self::Constraint { kind: ConstraintKind::Unique, name } = self else { return false };
        let dotted = format!("{table}.{column}");
        name.split(',').any(|part| part.trim() == dotted)
            || (name.starts_with(table) && name.contains(column))
            || *name == format!("{table}_pkey")
    }
}

impl fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::ForeignKey => "foreign key",
            Self::Check => "check",
            Self::NotNull => "not null",
        })
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        let rusqlite::Error::SqliteFailure(code, message) = &e else { return Self::Sql(chain(&e)) };
        let text = message.clone().unwrap_or_default();
        match code.code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Unavailable(text),
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Corrupt(text),
            // A full disk under the shared-memory or WAL file arrives as an input/output error.
            ErrorCode::SystemIoFailure if is_out_of_space(code.extended_code) => Self::DiskFull,
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Self::Unavailable(chain(&e)),
            ErrorCode::ConstraintViolation => {
                let kind = match code.extended_code {
                    ffi::SQLITE_CONSTRAINT_FOREIGNKEY => ConstraintKind::ForeignKey,
                    ffi::SQLITE_CONSTRAINT_NOTNULL => ConstraintKind::NotNull,
                    ffi::SQLITE_CONSTRAINT_UNIQUE
                    | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                    | ffi::SQLITE_CONSTRAINT_ROWID => ConstraintKind::Unique,
                    _ => ConstraintKind::Check,
                };
                let name = text.rsplit("constraint failed: ").next().unwrap_or_default().replace(", ", ",");
                Self::Constraint { kind, name: name.trim_start_matches("index ").trim_matches('\'').to_owned() }
            }
            _ => Self::Sql(chain(&e)),
        }
    }
}

fn is_out_of_space(extended: i32) -> bool {
    use rusqlite::ffi;
    matches!(extended, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_TRUNCATE)
}

impl From<postgres::Error> for Fault {
    fn from(e: postgres::Error) -> Self {
        let Some(db) = e.as_db_error() else {
            let unreachable = e.is_closed()
                || std::error::Error::source(&e).is_some_and(|s| s.downcast_ref::<std::io::Error>().is_some())
                || e.to_string().starts_with("error connecting");
            return if unreachable { Self::Unavailable(chain(&e)) } else { Self::Sql(chain(&e)) };
        };
        let code = db.code().code();
        let constraint = |kind, columns: Option<String>| Self::Constraint {
            kind,
            name: columns.or_else(|| db.constraint().map(str::to_owned)).unwrap_or_else(|| db.message().to_owned()),
        };
        match code {
            "23505" => constraint(ConstraintKind::Unique, None),
            "23503" => constraint(ConstraintKind::ForeignKey, None),
            "23514" => constraint(ConstraintKind::Check, None),
            "23502" => {
                let column = db.table().zip(db.column()).map(|(t, c)| format!("{t}.{c}"));
                constraint(ConstraintKind::NotNull, column)
            }
            "53100" => Self::DiskFull,
            "XX001" | "XX002" => Self::Corrupt(db.message().to_owned()),
            // Connection, resources, operator intervention, serialisation and deadlock: try again.
            _ if code == "55P03" || matches!(code.get(..2), Some("08" | "53" | "57" | "40")) => {
                Self::Unavailable(format!("{code} {}", db.message()))
            }
            _ => Self::Sql(format!("{code} {}", chain(&e))),
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(e: std::io::Error) -> Self {
        match e.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            _ => Self::File(e.to_string()),
        }
    }
}

/// An error with its sources, outermost first.
pub(crate) fn chain(e: &(dyn std::error::Error + 'static)) -> String {
    let mut out = e.to_string();
    let mut source = e.source();
    while let Some(inner) = source {
        let text = inner.to_string();
        if !out.contains(&text) {
            out.push_str(": ");
            out.push_str(&text);
        }
        source = inner.source();
    }
    out
}

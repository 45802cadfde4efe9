//! Values and rows, the same on both engines, so that a noun's code never sees which engine answers. Instants are UTC
//! milliseconds and truth values may come back as 0/1 from SQLite: the typed getters hide both.

use bihuan_domain::ids::Id;
use bihuan_domain::time::UtcMs;

use crate::fault::Fault;

/// One parameter or one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// SQL NULL.
    Null,
    /// Any whole number; ids, versions, minor units, UTC milliseconds.
    Int(i64),
    /// A truth value (0/1 on SQLite).
    Bool(bool),
    /// UTF-8 text.
    Text(String),
    /// Raw bytes, digests.
    Bytes(Vec<u8>),
    /// A double; only for statistics, never for money.
    Real(f64),
}

macro_rules! value_from {
    ($($from:ty => |$v:ident| $make:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($v: $from) -> Self { $make }
        }
    )*};
}
value_from! {
    i64 => |v| Self::Int(v);
    i32 => |v| Self::Int(v.into());
    u32 => |v| Self::Int(v.into());
    u16 => |v| Self::Int(v.into());
    u8 => |v| Self::Int(v.into());
    f64 => |v| Self::Real(v);
    bool => |v| Self::Bool(v);
    Id => |v| Self::Int(v.as_i64());
    UtcMs => |v| Self::Int(v.ms());
    &str => |v| Self::Text(v.to_owned());
    String => |v| Self::Text(v);
    &String => |v| Self::Text(v.clone());
    std::borrow::Cow<'_, str> => |v| Self::Text(v.into_owned());
    Vec<u8> => |v| Self::Bytes(v);
    &[u8] => |v| Self::Bytes(v.to_vec());
    [u8; 32] => |v| Self::Bytes(v.to_vec());
    &[u8; 32] => |v| Self::Bytes(v.to_vec());
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer; cells are read by position from 0, in the order the query selects them.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The raw cell.
    ///
    /// # Errors
    /// `Fault::Sql` when the row has no such column.
    pub fn value(&self, i: usize) -> Result<&Value, Fault> {
        self.0.get(i).ok_or_else(|| Fault::Sql(format!("row has {} columns, asked for {i}", self.0.len())))
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// A row without cells (does not occur in a SELECT).
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn wrong<T>(&self, i: usize, wanted: &str) -> Result<T, Fault> {
        let got = match self.value(i)? {
            Value::Null => "null",
            Value::Int(_) => "integer",
            Value::Bool(_) => "boolean",
            Value::Text(_) => "text",
            Value::Bytes(_) => "bytes",
            Value::Real(_) => "real",
        };
        Err(Fault::Sql(format!("column {i} is {got}, not {wanted}")))
    }

    fn is_null(&self, i: usize) -> Result<bool, Fault> {
        Ok(matches!(self.value(i)?, Value::Null))
    }

    /// A double; whole numbers are widened.
    pub fn real(&self, i: usize) -> Result<f64, Fault> {
        match self.value(i)? {
            Value::Real(v) => Ok(*v),
            Value::Int(v) => Ok(*v as f64),
            _ => self.wrong(i, "real"),
        }
    }

    /// A whole number.
    pub fn int(&self, i: usize) -> Result<i64, Fault> {
        match self.value(i)? {
            Value::Int(v) => Ok(*v),
            Value::Bool(v) => Ok(i64::from(*v)),
            _ => self.wrong(i, "integer"),
        }
    }

    /// A truth value.
    pub fn bool(&self, i: usize) -> Result<bool, Fault> {
        match self.value(i)? {
            Value::Bool(v) => Ok(*v),
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            _ => self.wrong(i, "boolean"),
        }
    }

    /// A text.
    pub fn text(&self, i: usize) -> Result<String, Fault> {
        self.str(i).map(str::to_owned)
    }

    /// A text, borrowed.
    pub fn str(&self, i: usize) -> Result<&str, Fault> {
        match self.value(i)? {
            Value::Text(v) => Ok(v),
            _ => self.wrong(i, "text"),
        }
    }

    /// Bytes.
    pub fn bytes(&self, i: usize) -> Result<Vec<u8>, Fault> {
        match self.value(i)? {
            Value::Bytes(v) => Ok(v.clone()),
            _ => self.wrong(i, "bytes"),
        }
    }

    /// A SHA-256 digest, 32 bytes.
    pub fn hash(&self, i: usize) -> Result<[u8; 32], Fault> {
        self.bytes(i)?.try_into().map_err(|_| Fault::Corrupt(format!("column {i} is not a 32-byte digest")))
    }

    /// An identifier.
    pub fn id(&self, i: usize) -> Result<Id, Fault> {
        self.int(i).map(Id::from_i64)
    }

    /// An instant, UTC milliseconds.
    pub fn at(&self, i: usize) -> Result<UtcMs, Fault> {
        self.int(i).map(UtcMs::new)
    }
}

macro_rules! optional {
    ($($name:ident = $inner:ident -> $type:ty;)*) => {
        impl Row {$(
            #[doc = concat!("As [`Row::", stringify!($inner), "`], `None` for NULL.")]
            pub fn $name(&self, i: usize) -> Result<Option<$type>, Fault> {
                if self.is_null(i)? { Ok(None) } else { self.$inner(i).map(Some) }
            }
        )*}
    };
}
optional! {
    opt_int = int -> i64;
    opt_real = real -> f64;
    opt_bool = bool -> bool;
    opt_text = text -> String;
    opt_bytes = bytes -> Vec<u8>;
    opt_id = id -> Id;
    opt_at = at -> UtcMs;
}

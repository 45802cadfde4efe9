//! Closed lists of codes. A code is what stands in SQL, JSON and TOML (`snake_case`, from the glossary); the words a
//! person reads are in the i18n catalogues, never here.

/// A text that is not one of the codes of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {list} code {given:?}")]
pub struct UnknownCode {
    /// Which list was asked.
    pub list: &'static str,
    /// What was given.
    pub given: String,
}

/// Declares an enum whose variants each have one stable code, with `ALL`, `code()`, `FromStr` and serde.
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code (`snake_case`) used in SQL, JSON and TOML.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::code::UnknownCode;
            fn from_str(given: &str) -> Result<Self, Self::Err> {
                match given {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::code::UnknownCode { list: stringify!($name), given: given.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_str(self.code()) }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let given = std::borrow::Cow::<'de, str>::deserialize(d)?;
                given.parse().map_err(|_| serde::de::Error::custom(format!(
                    "unknown {} {:?}; one of: {}", stringify!($name), given,
                    Self::ALL.iter().map(|c| c.code()).collect::<Vec<_>>().join(", ")
                )))
            }
        }
    };
}
pub(crate) use codes;

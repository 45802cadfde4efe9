//! Why a command did not do its work: one line on standard error with a stable code, exit code 1. What a command found
//! and is meant to find (a broken seal, a flaw of a policy) is its answer, not trouble.

use std::process::ExitCode;

use bihuan_app::Failure;
use bihuan_channels::tables::{MappingError, OpenError, RowError, SheetError};
use bihuan_store::Fault;
use bihuan_store::blobs::BlobError;

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The application refused or failed.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// A file of the product's own failed.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// A mapping file is not usable.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// An input file is not a table.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// An input file cannot be read to its end.
    #[error(transparent)]
    Row(#[from] RowError),
    /// An output file cannot be written.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A file or the terminal failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// An argument cannot be used.
    #[error("{detail}")]
    Argument {
        /// Stable code.
        code: &'static str,
        /// What to do.
        detail: String,
    },
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Failure(fault.into())
    }
}

impl Trouble {
    /// An argument that cannot be used.
    pub fn argument(code: &'static str, detail: impl Into<String>) -> Self {
        Self::Argument { code, detail: detail.into() }
    }

    /// Its stable code.
    pub fn code(&self) -> String {
        match self {
            Self::Failure(Failure::Refused(refusal)) => refusal.code(),
            Self::Failure(Failure::Organisation(refusal)) => refusal.code().to_owned(),
            Self::Failure(Failure::Fault(fault)) => fault.code().to_owned(),
            Self::Failure(Failure::Input { code, .. }) | Self::Argument { code, .. } => (*code).to_owned(),
            Self::Failure(Failure::Stale { .. }) => "stale".to_owned(),
            Self::Failure(Failure::NotFound { .. }) => "not_found".to_owned(),
            Self::Failure(Failure::NotPermitted(_)) => "not_permitted".to_owned(),
            Self::Failure(_) => "failure".to_owned(),
            Self::Blob(_) => "file".to_owned(),
            Self::Mapping(error) => error.code.to_owned(),
            Self::Open(error) => error.code().to_owned(),
            Self::Row(error) => error.code.to_owned(),
            Self::Sheet(error) => error.code().to_owned(),
            Self::Io(_) => "io".to_owned(),
        }
    }

    /// Says it and answers the exit code. Whoever closed the pipe wants to hear no more.
    pub fn told(self) -> ExitCode {
        if let Self::Io(error) = &self
            && error.kind() == std::io::ErrorKind::BrokenPipe
        {
            return ExitCode::SUCCESS;
        }
        eprintln!("bihuan: {}: {self}", self.code());
        ExitCode::FAILURE
    }
}

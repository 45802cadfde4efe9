//! The rows an import did not take, in a file with the reason beside each, so that they can be corrected and imported
//! again. The file appears with the first such row; without one there is none.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bihuan_channels::tables::{Header, RejectFile, RowError};

use crate::trouble::Trouble;

/// Where rejected rows go.
#[derive(Clone)]
pub struct Rejects(Arc<Mutex<Inner>>);

struct Inner {
    path: PathBuf,
    header: Header,
    file: Option<RejectFile>,
    count: u64,
    trouble: Option<Trouble>,
}

impl Rejects {
    /// For a table; `path` or the table's name with `.rejected.csv` in the current directory.
    pub fn new(path: Option<&Path>, table: &Path, header: &Header) -> Self {
        let path = path.map(Path::to_owned).unwrap_or_else(|| {
            let name = table.file_name().unwrap_or_default().to_string_lossy();
            PathBuf::from(format!("{name}.rejected.csv"))
        });
        Self(Arc::new(Mutex::new(Inner { path, header: header.clone(), file: None, count: 0, trouble: None })))
    }

    /// Adds one. A file that cannot be written is told at the end: the good rows go on.
    pub fn push(&self, error: &RowError) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.count += 1;
        if let Err(trouble) = inner.push(error) {
            inner.trouble.get_or_insert(trouble);
        }
    }

    /// Ends the file; how many there are and where.
    ///
    /// # Errors
    /// When the file could not be written.
    pub fn finish(self) -> Result<(u64, Option<PathBuf>), Trouble> {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(trouble) = inner.trouble.take() {
            return Err(trouble);
        }
        let Some(file) = inner.file.take() else { return Ok((inner.count, None)) };
        file.finish()?;
        Ok((inner.count, Some(inner.path.clone())))
    }
}

impl Inner {
    fn push(&mut self, error: &RowError) -> Result<(), Trouble> {
        if self.file.is_none() {
            self.file = Some(RejectFile::new(File::create(&self.path)?, &self.header)?);
        }
        if let Some(file) = &mut self.file {
            file.push(error)?;
        }
        Ok(())
    }
}

/// A refusal's code as the tables want it: there are only as many as rules, so each is kept for good once.
pub fn lasting(code: String) -> &'static str {
    static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = codes.get(code.as_str()) {
        return known;
    }
    let code: &'static str = Box::leak(code.into_boxed_str());
    codes.insert(code);
    code
}

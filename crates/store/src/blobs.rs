//! Files by content: the SHA-256 digest is the name, so the same attachment is kept once and a changed one is noticed
//! when read. A directory by default; any `object_store` for many nodes. Named objects (seals) lie beside them.
//! People's file names never become paths here.

use std::fmt;
use std::path::Path as FilePath;
use std::str::FromStr;
use std::sync::Arc;

use bytes::Bytes;
use futures::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest as _, Sha256};

use crate::fault::Fault;

/// A SHA-256 digest, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// A text that is not a digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 digest")]
pub struct BadDigest;

impl Digest {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = BadDigest;
    fn from_str(s: &str) -> Result<Self, BadDigest> {
        let mut out = [0; 32];
        if s.len() != 64 || !s.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return Err(BadDigest);
        }
        for (i, byte) in out.iter_mut().enumerate() {
            let pair = s.get(i * 2..i * 2 + 2).ok_or(BadDigest)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| BadDigest)?;
        }
        Ok(Self(out))
    }
}

/// Why a file was not stored or found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    /// Larger than allowed.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The bound in bytes.
        limit: u64,
    },
    /// No such file.
    #[error("no such file")]
    Missing,
    /// Its bytes are no longer those that were stored.
    #[error("the stored file is damaged")]
    Damaged,
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<object_store::Error> for BlobError {
    fn from(e: object_store::Error) -> Self {
        if matches!(e, object_store::Error::NotFound { .. }) {
            return Self::Missing;
        }
        let mut source: Option<&(dyn std::error::Error + 'static)> = Some(&e);
        while let Some(inner) = source {
            if let Some(io) = inner.downcast_ref::<std::io::Error>()
                && io.kind() == std::io::ErrorKind::StorageFull
            {
                return Self::Fault(Fault::DiskFull);
            }
            source = inner.source();
        }
        Self::Fault(Fault::File(crate::fault::chain(&e)))
    }
}

impl From<BlobError> for Fault {
    fn from(e: BlobError) -> Self {
        match e {
            BlobError::Fault(fault) => fault,
            BlobError::Damaged => Self::Corrupt(e.to_string()),
            other => Self::File(other.to_string()),
        }
    }
}

/// Where files lie. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    limit: u64,
}

impl Blobs {
    /// A directory, made when missing; `limit` is the largest file in bytes.
    ///
    /// # Errors
    /// `Fault::File`, `Fault::DiskFull`.
    pub fn local(dir: &FilePath, limit: u64) -> Result<Self, Fault> {
        std::fs::create_dir_all(dir)?;
        let store = LocalFileSystem::new_with_prefix(dir).map_err(|e| Fault::File(e.to_string()))?;
        // A file that a committed row points to must survive a power cut as the row does.
        Ok(Self { store: Arc::new(store.with_fsync(true)), limit })
    }

    /// Any object store.
    pub fn over(store: Arc<dyn ObjectStore>, limit: u64) -> Self {
        Self { store, limit }
    }

    /// Keeps these bytes; the same bytes again cost nothing.
    ///
    /// # Errors
    /// `TooLarge`; `Fault`.
    pub async fn put(&self, bytes: Bytes) -> Result<Digest, BlobError> {
        if bytes.len() as u64 > self.limit {
            return Err(BlobError::TooLarge { limit: self.limit });
        }
        let digest = Digest::of(&bytes);
        let known = self.store.head(&place(digest)).await.is_ok_and(|meta| meta.size == bytes.len() as u64);
        if !known {
            self.store.put(&place(digest), PutPayload::from(bytes)).await?;
        }
        Ok(digest)
    }

    /// The bytes, checked against their digest.
    ///
    /// # Errors
    /// `Missing`, `Damaged`; `Fault`.
    pub async fn get(&self, digest: Digest) -> Result<Bytes, BlobError> {
        let bytes = self.store.get(&place(digest)).await?.bytes().await?;
        if Digest::of(&bytes) == digest { Ok(bytes) } else { Err(BlobError::Damaged) }
    }

    /// Takes a file away (privacy erasure); a missing one is fine.
    ///
    /// # Errors
    /// `Fault`.
    pub async fn remove(&self, digest: Digest) -> Result<(), BlobError> {
        match self.store.delete(&place(digest)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(e) => Err(e.into()),
        }
    }

    /// Keeps an object under a name of ours, such as `seals/00000001-….seal`; never under a name people gave.
    ///
    /// # Errors
    /// `Fault`.
    pub async fn put_named(&self, name: &str, bytes: Bytes) -> Result<(), BlobError> {
        self.store.put(&Path::from(name), PutPayload::from(bytes)).await?;
        Ok(())
    }

    /// An object by its name.
    ///
    /// # Errors
    /// `Missing`; `Fault`.
    pub async fn get_named(&self, name: &str) -> Result<Bytes, BlobError> {
        Ok(self.store.get(&Path::from(name)).await?.bytes().await?)
    }

    /// Names under a prefix, sorted; all when the prefix is empty.
    ///
    /// # Errors
    /// `Fault`.
    pub async fn list_named(&self, prefix: &str) -> Result<Vec<String>, BlobError> {
        let prefix = (!prefix.is_empty()).then(|| Path::from(prefix));
        let found: Vec<_> = self.store.list(prefix.as_ref()).try_collect().await?;
        let mut names: Vec<_> = found.into_iter().map(|meta| meta.location.to_string()).collect();
        names.sort();
        Ok(names)
    }
}

fn place(digest: Digest) -> Path {
    let hex = digest.to_string();
    Path::from(format!("{}/{}/{hex}", &hex[..2], &hex[2..4]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[tokio::test]
    async fn a_file_is_kept_once_bounded_and_noticed_when_changed() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::local(dir.path(), 1000).unwrap();
        let digest = blobs.put(Bytes::from_static("发票".as_bytes())).await.unwrap();
        assert_eq!(blobs.put(Bytes::from_static("发票".as_bytes())).await.unwrap(), digest);
        assert_eq!(blobs.list_named("").await.unwrap().len(), 1);
        assert_eq!(blobs.get(digest).await.unwrap(), "发票".as_bytes());
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!(blobs.put(vec![0; 1001].into()).await, Err(BlobError::TooLarge { limit: 1000 }));
        let hex = digest.to_string();
        std::fs::write(dir.path().join(&hex[..2]).join(&hex[2..4]).join(&hex), "伪造").unwrap();
        assert_eq!(blobs.get(digest).await, Err(BlobError::Damaged));
        blobs.remove(digest).await.unwrap();
        assert_eq!(blobs.get(digest).await, Err(BlobError::Missing));
    }

    #[test]
    fn a_digest_is_64_lower_case_hex_digits() {
        for bad in ["", "../../etc/passwd", &"G".repeat(64), &"A".repeat(64), &"é".repeat(32)] {
            assert_eq!(bad.parse::<Digest>(), Err(BadDigest));
        }
    }
}

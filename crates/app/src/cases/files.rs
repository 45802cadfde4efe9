//! Files of a case as they are shown: what may stand in a page, and small pictures. A thumbnail is made once, bounded in
//! pixels and memory, and kept beside the file under the file's own digest.

use std::io::Cursor;
use std::sync::LazyLock;

use bihuan_domain::actor::Actor;
use bihuan_domain::ids::Id;
use bihuan_store::Fault;
use bihuan_store::blobs::{BlobError, Digest};
use bytes::Bytes;
use image::{ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::failure::Failure;

/// Longest side of a thumbnail in pixels.
pub const THUMBNAIL_PX: u32 = 320;
/// Longest side of a picture that is opened at all.
const MOST_PX: u32 = 12_000;
/// Memory one picture may take while it is opened, in bytes.
const MOST_MEMORY: u64 = 192 << 20;
/// Pictures opened at once.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// Whether a type is known from its bytes to be safe to show in place: it runs nothing.
pub fn shows_in_place(media_type: &str) -> bool {
    let kind = media_type.split(';').next().unwrap_or_default().trim();
    matches!(
        kind,
        "image/png"
            | "image/jpeg"
            | "image/webp"
            | "image/gif"
            | "application/pdf"
            | "audio/mpeg"
            | "audio/ogg"
            | "audio/wav"
            | "audio/mp4"
            | "video/mp4"
            | "video/webm"
            | "text/plain"
    )
}

/// A file name as people may read it: the last part of a path, without control characters, bounded.
pub fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    let clean = clean.trim_matches(['.', ' ']);
    if clean.is_empty() { "file".to_owned() } else { clean.to_owned() }
}

/// Whether there is a small picture of it.
pub fn has_thumbnail(media_type: &str) -> bool {
    matches!(media_type, "image/png" | "image/jpeg" | "image/webp" | "image/gif")
}

impl App {
    /// A small picture of an attachment and its media type.
    ///
    /// # Errors
    /// `NotFound` when there is no such attachment or it is no picture that can be opened; faults.
    pub async fn thumbnail(&self, actor: &Actor, id: Id) -> Result<(Bytes, &'static str), Failure> {
        let none = || Failure::NotFound { what: "thumbnail" };
        let (digest, media_type, _) = self.attachment(actor, id).await?;
        if !has_thumbnail(&media_type) {
            return Err(none());
        }
        let name = format!("thumbnails/{digest}.png");
        if let Ok(kept) = self.blobs().get_named(&name).await {
            return Ok((kept, "image/png"));
        }
        let digest: Digest = digest.parse().map_err(|_| Fault::Corrupt("attachment digest".into()))?;
        let bytes = self.blobs().get(digest).await.map_err(|e| match e {
            BlobError::Missing => none(),
            other => Failure::Fault(other.into()),
        })?;
        let _turn = AT_ONCE.acquire().await.map_err(|_| Fault::Closed)?;
        let made = tokio::task::spawn_blocking(move || small(&bytes)).await.map_err(|_| none())?.ok_or_else(none)?;
        self.blobs().put_named(&name, made.clone()).await.map_err(|e| Failure::Fault(e.into()))?;
        Ok((made, "image/png"))
    }
}

/// `None` when it is no picture, or too large a one.
fn small(bytes: &[u8]) -> Option<Bytes> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PX);
    limits.max_image_height = Some(MOST_PX);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let longest = picture.width().max(picture.height());
    let picture = if longest > THUMBNAIL_PX { picture.thumbnail(THUMBNAIL_PX, THUMBNAIL_PX) } else { picture };
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).ok()?;
    Some(out.into_inner().into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_picture_is_made_small_and_what_is_none_is_none() {
        let mut large = Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(1_000, 400).write_to(&mut large, ImageFormat::Png).unwrap();
        let made = image::load_from_memory(&small(&large.into_inner()).unwrap()).unwrap();
        assert_eq!((made.width(), made.height()), (320, 128));
        assert!(small(b"\x89PNG\r\n\x1a\nand nothing else").is_none());
        assert!(small("发票".as_bytes()).is_none());
    }

    #[test]
    fn a_picture_of_a_million_by_a_million_is_not_opened() {
        // A PNG header that promises 1,000,000 by 1,000,000 pixels.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bomb.extend(1_000_000u32.to_be_bytes());
        bomb.extend(1_000_000u32.to_be_bytes());
        bomb.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        assert!(small(&bomb).is_none());
    }
}

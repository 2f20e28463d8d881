//! What shaped an index, written in it: `dateline.json`.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::analyzer::NEWS;
use crate::error::{Error, Result};

/// The form of an index. It changes whenever an older `dateline` could not read what a newer one writes, or the other
/// way round.
const FORMAT: u32 = 1;

const FILE: &str = "dateline.json";

/// What shaped an index. Two indexes with equal stamps answer alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The form of the files.
    pub format: u32,
    /// How words are cut and folded.
    pub analyzer: String,
    /// Digest of the authority by which entities were found, 16 hex digits.
    pub authority: String,
    /// The `dateline` that began the index.
    pub made_by: String,
    /// The folder inside the index that holds.
    pub generation: String,
}

impl Stamp {
    /// The stamp of an index that this `dateline` begins, with the digest of the authority that it uses.
    #[must_use]
    pub fn new(authority: u64) -> Self {
        Self {
            format: FORMAT,
            analyzer: NEWS.to_owned(),
            authority: format!("{authority:016x}"),
            made_by: env!("CARGO_PKG_VERSION").to_owned(),
            generation: "g1".to_owned(),
        }
    }

    /// The stamp of the index in `dir`; `None` where there is no index.
    ///
    /// # Errors
    ///
    /// [`Error::OtherVersion`] where it was built in another form, or its stamp can't be made out.
    pub(super) fn read(dir: &Path) -> Result<Option<Self>> {
        let path = dir.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(e) => return Err(Error::Unreadable { path, reason: e.to_string() }),
        };
        match serde_json::from_str::<Self>(&text) {
            Ok(stamp) if stamp.format == FORMAT && stamp.analyzer == NEWS && is_plain(&stamp.generation) => {
                Ok(Some(stamp))
            }
            _ => Err(Error::OtherVersion { dir: dir.to_owned(), what: "another version of dateline" }),
        }
    }

    /// Writes it whole or not at all.
    pub(super) fn write(&self, dir: &Path) -> io::Result<()> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        write_whole(dir, FILE, text.as_bytes())
    }
}

/// A folder name that leads nowhere else.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Writes `dir/name` so that at any moment it holds either the old bytes or all the new ones, also after a power cut.
pub(super) fn write_whole(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let draft = dir.join(format!("{name}.new"));
    let mut file = File::create(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&draft, dir.join(name))?;
    File::open(dir)?.sync_all()
}

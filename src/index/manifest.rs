//! What each file of the corpus gave to the index, so that a second run does only what changed.
//!
//! A manifest belongs to one commit and is named by it. It is written and synced before the commit that names it, so
//! after a crash at any moment the last commit and its manifest hold together.

use std::collections::BTreeMap;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::stamp::write_whole;
use super::store::{put_number, put_text, take_byte, take_number, take_text};
use crate::error::{Error, Result};

/// What is in the index, by file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// By origin path.
    pub files: BTreeMap<String, FileEntry>,
    /// While a run is under way: those of the run before that were not met again yet. No path is in both.
    pub unmet: BTreeMap<String, FileEntry>,
    /// Articles in the index that no file gives any more, with their content; they go with the end of the run.
    pub leftover: BTreeMap<u64, u64>,
}

/// An article in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexed {
    /// Its id.
    pub id: u64,
    /// Hash of all that is indexed of it.
    pub content: u64,
}

/// What one file gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileEntry {
    /// Size and time when it was read; `None` where it must be read again in any case.
    pub seen: Option<Seen>,
    /// Its records, in their order.
    pub records: Vec<Record>,
    /// Why it, or some of its records, could not be read.
    pub faults: Vec<String>,
}

/// By what a file that did not change is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// In bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i64,
    /// Hash of its bytes; 0 where unknown.
    pub digest: u64,
}

/// What one record of a file gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The id that it asks for.
    pub claim: u64,
    /// Hash of title and body.
    pub text: u64,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the index.
    Indexed(Indexed),
    /// Another record of this id and text is in the index.
    Duplicate,
}

impl FileEntry {
    /// The articles of the index that are of this file.
    pub fn indexed(&self) -> impl Iterator<Item = Indexed> {
        self.records.iter().filter_map(|record| match record.outcome {
            Outcome::Indexed(indexed) => Some(indexed),
            Outcome::Duplicate => None,
        })
    }
}

const MAGIC: &[u8] = b"dateline manifest 1\n";

impl Manifest {
    /// Writes it as `dir/name`, synced.
    pub(super) fn write(&self, dir: &Path, name: &str) -> std::io::Result<()> {
        write_whole(dir, name, &self.encode())
    }

    /// Reads `dir/name`.
    pub(super) fn read(dir: &Path, name: &str) -> Result<Self> {
        let path = dir.join(name);
        let bytes = std::fs::read(&path)
            .map_err(|e| Error::Unreadable { path: path.clone(), reason: e.to_string() })?;
        Self::decode(&bytes).ok_or(Error::Damaged(path))
    }

    fn encode(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        put_number(&mut out, (self.files.len() + self.unmet.len()) as u64);
        // Sorted paths begin like the one before.
        let mut before = "";
        for (origin, entry) in self.files.iter().chain(&self.unmet) {
            let shared = shared_start(before, origin);
            put_number(&mut out, shared as u64);
            put_text(&mut out, &origin[shared..]);
            before = origin;
            match entry.seen {
                None => out.push(0),
                Some(Seen { size, modified, digest }) => {
                    out.push(1);
                    put_number(&mut out, size);
                    out.extend_from_slice(&modified.to_le_bytes());
                    out.extend_from_slice(&digest.to_le_bytes());
                }
            }
            put_number(&mut out, entry.records.len() as u64);
            for Record { claim, text, outcome } in &entry.records {
                out.push(match outcome {
                    Outcome::Duplicate => 0,
                    Outcome::Indexed(indexed) => 1 + u8::from(indexed.id != *claim),
                });
                out.extend_from_slice(&claim.to_le_bytes());
                out.extend_from_slice(&text.to_le_bytes());
                if let Outcome::Indexed(indexed) = outcome {
                    if indexed.id != *claim {
                        out.extend_from_slice(&indexed.id.to_le_bytes());
                    }
                    out.extend_from_slice(&indexed.content.to_le_bytes());
                }
            }
            put_number(&mut out, entry.faults.len() as u64);
            for fault in &entry.faults {
                put_text(&mut out, fault);
            }
        }
        put_number(&mut out, self.leftover.len() as u64);
        for (id, content) in &self.leftover {
            out.extend_from_slice(&id.to_le_bytes());
            out.extend_from_slice(&content.to_le_bytes());
        }
        let digest = xxh3_64(&out);
        out.extend_from_slice(&digest.to_le_bytes());
        out
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (content, digest) = bytes.split_last_chunk()?;
        if xxh3_64(content) != u64::from_le_bytes(*digest) {
            return None;
        }
        let mut left = content.strip_prefix(MAGIC)?;
        let left = &mut left;
        let mut files = BTreeMap::new();
        let mut origin = String::new();
        for _ in 0..take_number(left)? {
            let shared = usize::try_from(take_number(left)?).ok()?;
            origin.get(..shared)?;
            origin.truncate(shared);
            origin.push_str(take_text(left)?);
            let seen = match take_byte(left)? {
                0 => None,
                _ => Some(Seen {
                    size: take_number(left)?,
                    modified: take_fixed(left)? as i64,
                    digest: take_fixed(left)?,
                }),
            };
            let mut records = Vec::new();
            for _ in 0..take_number(left)? {
                let form = take_byte(left)?;
                let (claim, text) = (take_fixed(left)?, take_fixed(left)?);
                let outcome = match form {
                    0 => Outcome::Duplicate,
                    1 => Outcome::Indexed(Indexed { id: claim, content: take_fixed(left)? }),
                    _ => Outcome::Indexed(Indexed { id: take_fixed(left)?, content: take_fixed(left)? }),
                };
                records.push(Record { claim, text, outcome });
            }
            let mut faults = Vec::new();
            for _ in 0..take_number(left)? {
                faults.push(take_text(left)?.to_owned());
            }
            files.insert(origin.clone(), FileEntry { seen, records, faults });
        }
        let mut leftover = BTreeMap::new();
        for _ in 0..take_number(left)? {
            leftover.insert(take_fixed(left)?, take_fixed(left)?);
        }
        left.is_empty().then_some(Self { files, unmet: BTreeMap::new(), leftover })
    }
}

fn take_fixed(left: &mut &[u8]) -> Option<u64> {
    let (bytes, rest) = left.split_first_chunk()?;
    *left = rest;
    Some(u64::from_le_bytes(*bytes))
}

fn shared_start(a: &str, b: &str) -> usize {
    let mut shared = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    while !b.is_char_boundary(shared) || !a.is_char_boundary(shared) {
        shared -= 1;
    }
    shared
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;

    fn indexed() -> impl Strategy<Value = Indexed> {
        (any::<u64>(), any::<u64>()).prop_map(|(id, content)| Indexed { id, content })
    }

    fn record() -> impl Strategy<Value = Record> {
        (any::<u64>(), any::<u64>(), proptest::option::of(indexed()), any::<bool>()).prop_map(
            |(claim, text, kept, own_id)| Record {
                claim,
                text,
                outcome: kept.map_or(Outcome::Duplicate, |kept| {
                    Outcome::Indexed(if own_id { Indexed { id: claim, ..kept } } else { kept })
                }),
            },
        )
    }

    fn entry() -> impl Strategy<Value = FileEntry> {
        let seen = (any::<u64>(), any::<i64>(), any::<u64>()).prop_map(|(size, modified, digest)| Seen {
            size,
            modified,
            digest,
        });
        (proptest::option::of(seen), vec(record(), 0..4), vec(".*", 0..3))
            .prop_map(|(seen, records, faults)| FileEntry { seen, records, faults })
    }

    proptest! {
        #[test]
        fn a_manifest_comes_back_as_it_was(files in btree_map("[a-c/é]{0,6}", entry(), 0..6), leftover in btree_map(any::<u64>(), any::<u64>(), 0..3)) {
            let manifest = Manifest { files, leftover, unmet: BTreeMap::new() };
            let under_way = Manifest { unmet: manifest.files.clone(), leftover: manifest.leftover.clone(), ..Manifest::default() };
            prop_assert_eq!(Manifest::decode(&manifest.encode()), Some(manifest.clone()));
            prop_assert_eq!(Manifest::decode(&under_way.encode()), Some(manifest));
        }

        #[test]
        fn a_damaged_manifest_is_none(files in btree_map("[a-c/]{1,6}", entry(), 1..4), at in any::<prop::sample::Index>()) {
            let mut bytes = Manifest { files, ..Manifest::default() }.encode();
            let at = at.index(bytes.len());
            bytes[at] ^= 1;
            prop_assert_eq!(Manifest::decode(&bytes), None);
        }
    }
}

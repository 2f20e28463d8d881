//! The mail room: files in, [`Article`](crate::article::Article)s out.
//!
//! [`walk`] finds the files of a corpus, [`read`] takes the articles out of one of them. What a file is, is
//! decided by its content before its name ([`Format`]); each form has a file of its own here, and they all
//! fill the same draft, whose gaps are then filled from the dateline, the address and the path.

mod agency;
mod boilerplate;
mod dateline;
mod draft;
mod encoding;
mod format;
mod html;
mod html_dates;
mod html_page;
mod html_plain;
mod json;
mod json_split;
mod language;
mod markdown;
mod months;
mod newsdate;
mod read;
mod text;
mod walk;

pub use dateline::{Dateline, parse_dateline};
pub use format::Format;
pub use read::{read, read_bytes};
pub use walk::{CorpusFile, WalkOptions, walk};

//! Full-text search over news archives that knows who holds which office.
//!
//! Data flows one way, and each module imports only modules above it on this page:
//!
//! ```text
//! files -> articles -> mentions -> documents -> index -> query -> results -> views
//! ```
//!
//! | module | answers |
//! |---|---|
//! | [`date`], [`article`], [`error`] | what an article is, and what can go wrong |
//! | [`corpus`] | which articles a folder holds |
//! | [`dedupe`] | which articles tell one text |
//! | [`entity`] | who and what an article names, by which rule |
//! | [`document`] | what of an article can be searched: [`Field`](document::Field) is the one list |
//! | [`query`], [`results`] | what is asked, what is answered |
//! | [`index`] | where documents are kept and how they are found |
//! | [`ingest`] | how a folder becomes an index, and stays one |
//!
//! # What always holds
//!
//! - `Article`, `Mention`, `Document`, `Query` and `Results` are plain data with public fields.
//! - One bad file is a line in the report, never the end of a run; a bad query never reaches the engine.
//! - The same folder twice leaves each article once, and costs almost nothing the second time.
//! - What shapes an index (format version, language, authority) is written in it.
//! - Every facet value can be explained: which words, by which rule, with which id.
//! - The library never prints, exits, or panics on input. Only `index` knows tantivy, only `corpus` walks folders.
//!
//! # Example
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//!
//! use dateline::entity::authority::Authority;
//! use dateline::entity::extract::Extractor;
//! use dateline::index::{Index, Stamp};
//! use dateline::ingest::{self, Finder, Options, Watch};
//! use dateline::query::{Query, Reading};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let home = tempfile::tempdir()?;
//! # let (corpus, dir) = (home.path().join("corpus"), home.path().join("index"));
//! # std::fs::create_dir(&corpus)?;
//! std::fs::write(
//!     corpus.join("2024-02-04-talks.txt"),
//!     "Talks in Seoul\n\nSEOUL, Feb. 4 - Russian Deputy Foreign Minister Andrey Rudenko held talks on Sunday.\n",
//! )?;
//!
//! let authority = Authority::embedded();
//! let extractor = Extractor::new(authority);
//! let finder = Finder {
//!     mentions: &|article| extractor.extract(article),
//!     name_of: &|id| authority.name_of(id).map(Into::into),
//! };
//! let watch = Watch { progress: None, stop: &AtomicBool::new(false) };
//! ingest::run(&[corpus], &dir, &Stamp::new(authority.digest()), &Options::default(), &finder, &watch)?;
//!
//! let results = Index::open(&dir)?.search(&Query::read("talks official:\"Andrei Rudenko\"", Reading::Typed))?;
//! assert_eq!(results.total, 1);
//! assert_eq!(results.hits[0].officials, ["Andrey Rudenko"]);
//! # Ok(())
//! # }
//! ```

// The nouns.
pub mod date;
pub mod article;
pub mod error;

// Files -> articles.
pub mod corpus;
pub mod dedupe;

// Articles -> mentions.
pub mod entity;

// What is stored, asked and answered.
pub mod document;
pub mod query;
pub mod results;

// Documents -> index, query -> results.
pub mod index;
pub mod ingest;

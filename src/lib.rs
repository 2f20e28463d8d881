//! Full-text search over news archives that knows who holds which office.
//!
//! Data flows one way, and each module imports only modules above it on this page:
//!
//! ```text
//! files -> articles -> mentions -> documents -> index -> query -> results -> views
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

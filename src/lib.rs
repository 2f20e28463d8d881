//! Full-text search over news archives that knows who holds which office.
//!
//! Data flows one way, and each module imports only modules above it on this page:
//!
//! ```text
//! files -> articles -> mentions -> documents -> index -> query -> results -> views
//! ```

pub mod error;

// The nouns.
pub mod date;
pub mod article;

// Articles -> mentions.
pub mod entity;

// What is stored, asked and answered.
pub mod document;
pub mod query;
pub mod results;

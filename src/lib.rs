//! Full-text search over news archives that knows who holds which office.
//!
//! Data flows one way, and each module imports only modules above it on this page:
//!
//! ```text
//! files -> articles -> mentions -> documents -> index -> query -> results -> views
//! ```

pub mod article;
pub mod corpus;
pub mod date;
pub mod document;
pub mod entity;
pub mod error;
pub mod query;
pub mod results;

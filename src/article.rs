//! One news text, as published.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::date::Date;

/// One news text with what its file says of it. Plain data: everything that was found *in* the text
/// (people, ministries, countries …) is in [`Document`](crate::document::Document).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    /// Stable across runs: see [`ArticleId`].
    pub id: ArticleId,
    /// The publisher's own id, where the file gives one.
    pub external_id: Option<String>,
    /// Where in the corpus the article came from.
    pub origin: Origin,
    /// The headline; empty where there is none.
    pub title: String,
    /// The text without headline and site furniture. The body of a JSON input is kept byte for byte.
    pub body: String,
    /// When it was published, as precisely as is known.
    pub published: Option<Date>,
    /// What `published` was taken from.
    pub published_from: PublishedFrom,
    /// Who published it.
    pub outlet: Option<String>,
    /// The news agency that wrote it, from the dateline, byline or credit line.
    pub agency: Option<String>,
    /// The author or authors as printed.
    pub byline: Option<String>,
    /// The place that the dateline names.
    pub place: Option<String>,
    /// ISO 639-1 code of the language of the body.
    pub language: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// What kind of text it is, where that is marked: `news`, `press-release`, `transcript`, `commentary`.
    pub genre: Option<String>,
    /// The part of the paper it stood in.
    pub section: Option<String>,
}

/// `a` and 16 hex digits of a hash of the publisher's own id where there is one, else of origin path and record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub u64);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = NotAnArticleId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('a').filter(|d| d.len() == 16);
        digits.and_then(|d| u64::from_str_radix(d, 16).ok()).map(ArticleId).ok_or(NotAnArticleId)
    }
}

impl Serialize for ArticleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The text is not `a` and 16 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnArticleId;

/// Where in the corpus an article came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The file, as reached from the corpus argument: `corpus/2024/x.txt`.
    pub path: String,
    /// Which record of a file that holds several, counted from 0.
    pub record: Option<u64>,
}

/// What the date of publication was taken from, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedFrom {
    /// A `datePublished` in embedded JSON-LD.
    JsonLd,
    /// A `<meta>` or `<time>` element.
    Meta,
    /// An entry of a feed.
    Feed,
    /// A field of a structured file or of front matter.
    Field,
    /// The place and date line that opens the text.
    Dateline,
    /// A date in the address.
    Url,
    /// A date in the file's path or name.
    Path,
    /// When the file was written.
    FileTime,
    /// Nothing: the article is undated.
    None,
}

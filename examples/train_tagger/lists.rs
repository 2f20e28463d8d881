//! The word, phrase and name lists, as text files.

use std::path::Path;

use anyhow::{Context, Result};
use dateline::entity::tagger::features::{PHRASE_TOKENS, fold, phrase_hash, word_hash};
use dateline::entity::tagger::model::{Builder, Word};
use dateline::entity::tagger::tokens::tokenize;

/// Reads `words` (`word cluster coarse flags`), `phrases` (`phrase kind`) and `names` (one a line), tabs between.
pub fn read(words: &Path, phrases: &Path, names: &Path) -> Result<Builder> {
    let text = |path: &Path| {
        std::fs::read_to_string(path).with_context(|| format!("can't read `{}`", path.display()))
    };
    let mut builder = Builder::default();
    let mut folded = String::new();
    for line in text(words)?.lines() {
        let mut parts = line.split('\t');
        let (Some(word), Some(cluster), Some(coarse), Some(flags)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let (cluster, coarse, flags) =
            (cluster.parse::<u16>()?, coarse.parse::<u8>()?, flags.parse::<u16>()?);
        if builder.coarse.len() <= usize::from(cluster) {
            builder.coarse.resize(usize::from(cluster) + 1, 0);
        }
        builder.coarse[usize::from(cluster)] = coarse;
        builder.words.push((word_hash(word), Word { cluster, flags }));
    }
    builder.words.sort_by_key(|(hash, word)| (word.flags == 0, *hash));
    let mut tokens = Vec::new();
    let kinds = ["", "country", "region", "state", "city", "town", "village", "org", "person"];
    for line in text(phrases)?.lines() {
        let Some((phrase, kind)) = line.split_once('\t') else { continue };
        let Some(kind) = kinds.iter().position(|name| *name == kind) else { continue };
        tokenize(phrase, &mut tokens);
        if tokens.len() > PHRASE_TOKENS || tokens.is_empty() {
            continue;
        }
        let hash = tokens.iter().fold(0, |hash, token| {
            fold(&phrase[token.start as usize..token.end as usize], &mut folded);
            phrase_hash(hash, word_hash(&folded))
        });
        builder.phrases.push((hash, kind as u8));
    }
    for name in text(names)?.lines() {
        if name.len() > 2 {
            fold(name, &mut folded);
            builder.names.push(word_hash(&folded));
        }
    }
    Ok(builder)
}

//! What is remembered between searches. It belongs to one generation of the index and is forgotten with it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::Searcher;

use super::ordinals::Tables;
use super::scan::Keys;

/// The memory of an open index.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    current: Mutex<Option<(u64, Arc<Generation>)>>,
}

/// The memory of one generation.
#[derive(Debug, Default)]
pub(super) struct Generation {
    /// What was unpacked of each facet.
    pub(super) tables: Tables,
    keys: OnceLock<Vec<Keys>>,
    names: Mutex<FxHashMap<String, Arc<str>>>,
}

impl Cache {
    /// The memory that belongs to what `searcher` sees.
    pub(super) fn of(&self, searcher: &Searcher) -> Arc<Generation> {
        let id = searcher.generation().generation_id();
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        match &*current {
            Some((generation, memory)) if *generation == id => memory.clone(),
            _ => {
                let memory = Arc::new(Generation::default());
                *current = Some((id, memory.clone()));
                memory
            }
        }
    }
}

impl Generation {
    /// The columns that every search reads.
    pub(super) fn keys(&self, searcher: &Searcher) -> tantivy::Result<&[Keys]> {
        if let Some(keys) = self.keys.get() {
            return Ok(keys);
        }
        let keys = Keys::open(searcher)?;
        Ok(self.keys.get_or_init(|| keys))
    }

    /// The name of `id`, found by `find` where it is asked for the first time.
    pub(super) fn name<E>(&self, id: &str, find: impl FnOnce() -> Result<String, E>) -> Result<Arc<str>, E> {
        if let Some(name) = self.names.lock().unwrap_or_else(PoisonError::into_inner).get(id) {
            return Ok(name.clone());
        }
        let name: Arc<str> = find()?.into();
        self.names.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), name.clone());
        Ok(name)
    }
}

//! JSON texts of the graph that were read already.
//!
//! Queries read the same texts again and again: `apoc.convert.fromJsonMap(n.roiInfo)` over all neurons of a connectome is
//! tens of megabytes of JSON. What was read is kept, packed, until it has grown to a size.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::value::{Map, Packed};

/// Bytes that are kept; what comes later is read anew each time.
const MOST: usize = 64 << 20;

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct ParsedTexts(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// By the text's place in memory. The text is held, so that no other can take the place.
    by_place: HashMap<usize, (Arc<str>, Arc<Map>)>,
    /// Names in the texts, each once.
    names: HashSet<Arc<str>>,
    bytes: usize,
}

impl ParsedTexts {
    /// What a text was read as.
    pub(crate) fn get(&self, text: &Arc<str>) -> Option<Arc<Map>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.by_place.get(&place(text)).map(|found| found.1.clone())
    }

    /// A name, shared with other texts.
    pub(crate) fn name(&self, name: &str) -> Arc<str> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.names.get(name) {
            return known.clone();
        }
        let new: Arc<str> = name.into();
        if kept.bytes < MOST {
            kept.bytes += name.len() + size_of::<Arc<str>>() * 2;
            kept.names.insert(new.clone());
        }
        new
    }

    /// Keeps what a text was read as, if it is one of the graph's own and there is room.
    pub(crate) fn keep(&self, text: &Arc<str>, packed: Packed) -> Arc<Map> {
        let size = packed.size() + size_of::<(usize, Arc<str>, Arc<Map>)>() * 2;
        let map = Arc::new(Map::packed(Arc::new(packed)));
        // A text that nobody else holds was made by the query.
        if Arc::strong_count(text) > 1 {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.bytes + size <= MOST {
                kept.bytes += size;
                kept.by_place.insert(place(text), (text.clone(), map.clone()));
            }
        }
        map
    }
}

fn place(text: &Arc<str>) -> usize {
    Arc::as_ptr(text).cast::<u8>() as usize
}

//! The hierarchy of regions.

use neuprint::query::RoiTree;
use neuprint::{Client, Transport};

use crate::messages::{RoiPlace, RoiPlaces};

/// Asks the dataset. Regions can be chosen without an answer, so a failure is none.
pub(super) async fn ask<T: Transport>(client: &Client<T>) -> RoiPlaces {
    let mut places = Vec::new();
    if let Ok(tree) = client.roi_hierarchy(true).await {
        put(&tree.children, 0, &mut places);
    }
    RoiPlaces(places)
}

fn put(regions: &[RoiTree], depth: u32, places: &mut Vec<RoiPlace>) {
    for region in regions {
        places.push(RoiPlace { name: region.name.clone(), depth });
        put(&region.children, depth + 1, places);
    }
}

//! Bodies that are looked for: what is asked, and what the answers mean.
//!
//! ```text
//! let found = Found::of_search(ask(search_query(&Search::parse("type:KC | /MBON.*/")?)).await?);
//! near_queries([17_000.0, 21_000.0, 15_000.0], voxel)      // farther and farther, until there are enough
//! ```

use std::collections::HashMap;

use neuprint::Search;
use neuprint::query::{FindOptions, Place, find_cypher, near_cypher};
use neuprint_worker::messages::ListedBody;

/// Bodies of a search at most: so many skeletons are drawn at once.
pub(super) const MOST: usize = 1_000;
/// So many near a place are enough.
pub(super) const ENOUGH: usize = 20;
/// Around a place the first radius is this many voxels; it is doubled at most so often.
const FIRST_RADIUS: f64 = 50.0;
const DOUBLINGS: usize = 7;

/// Bodies that were found.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Found {
    /// In the order of their IDs, or of their distances.
    pub(super) bodies: Vec<ListedBody>,
    /// Whether there are more.
    pub(super) is_cut: bool,
}

impl Found {
    /// The first of these.
    fn cut(mut bodies: Vec<ListedBody>, most: usize) -> Self {
        let is_cut = bodies.len() > most;
        bodies.truncate(most);
        Self { bodies, is_cut }
    }

    /// What a search found.
    pub(super) fn of_search(bodies: Vec<ListedBody>) -> Self {
        Self::cut(bodies, MOST)
    }

    /// What is near a place, the nearest first: by synapses and by its soma a body is found twice.
    pub(super) fn of_place(rows: Vec<ListedBody>) -> Self {
        let mut bodies: Vec<ListedBody> = Vec::new();
        let mut places = HashMap::new();
        for row in rows {
            let place = *places.entry(row.body).or_insert(bodies.len());
            match bodies.get_mut(place) {
                Some(body) => {
                    body.synapses += row.synapses;
                    body.distance = Some(far(body).min(far(&row)));
                }
                None => bodies.push(row),
            }
        }
        bodies.sort_by(|one, other| far(one).total_cmp(&far(other)).then(one.body.cmp(&other.body)));
        Self::cut(bodies, ENOUGH)
    }
}

fn far(body: &ListedBody) -> f64 {
    body.distance.unwrap_or(f64::INFINITY)
}

/// What a search asks.
pub(super) fn search_query(search: &Search) -> String {
    // One more tells whether there are more.
    find_cypher(search, FindOptions { limit: u32::try_from(MOST + 1).ok(), ..FindOptions::default() })
}

/// What is asked around a place (voxels), one after the other until there are enough. Distances are in nanometres, if it is
/// known how large a voxel is, otherwise in voxels.
pub(super) fn near_queries(place: [f32; 3], voxel: Option<[f64; 3]>) -> impl Iterator<Item = Result<String, String>> {
    let scale = voxel.unwrap_or([1.0; 3]);
    let smallest = scale.into_iter().fold(f64::INFINITY, f64::min);
    let at = [0, 1, 2].map(|axis| f64::from(place[axis]) * scale[axis]);
    (0..=DOUBLINGS).map(move |doublings| {
        let radius = FIRST_RADIUS * smallest * f64::from(1_u32 << doublings);
        near_cypher(Place::Point { at, radius: Some(radius) }, scale).map_err(|error| error.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(body: u64, distance: f64, synapses: u32) -> ListedBody {
        ListedBody { body, distance: Some(distance), synapses, ..ListedBody::default() }
    }

    #[test]
    fn a_body_is_as_near_as_the_nearest_of_its_synapses_and_its_soma() {
        let found = Found::of_place(vec![row(3, 40.0, 2), row(1, 80.0, 5), row(1, 16.0, 0), row(2, 40.0, 0)]);
        assert_eq!(found, Found { bodies: vec![row(1, 16.0, 5), row(2, 40.0, 0), row(3, 40.0, 2)], is_cut: false });
        let many: Vec<ListedBody> = (0..30).map(|body| row(body, 30.0 - body as f64, 1)).collect();
        let found = Found::of_place(many);
        assert_eq!((found.bodies.len(), found.bodies[0].body, found.is_cut), (ENOUGH, 29, true));
    }

    #[test]
    fn a_search_lists_a_thousand() {
        let rows = |count: u64| (0..count).map(|body| row(body, 0.0, 0)).collect();
        assert!(!Found::of_search(rows(1000)).is_cut);
        let found = Found::of_search(rows(1001));
        assert_eq!((found.bodies.len(), found.is_cut), (1000, true));
        let query = Search::parse("type:KC").map(|search| search_query(&search));
        assert!(query.is_ok_and(|query| query.contains("n.type = 'KC'") && query.ends_with("LIMIT 1001")));
    }

    #[test]
    fn around_a_place_the_radius_is_doubled() {
        let queries: Vec<String> = near_queries([1.0, 2.0, 3.0], Some([8.0, 8.0, 40.0])).flatten().collect();
        assert_eq!(queries.len(), 8);
        for (query, radius) in [(&queries[0], "400.0"), (&queries[7], "51200.0")] {
            assert!(
                query.contains("x: 1.0, y: 2.0, z: 3.0") && query.contains(&format!("distance <= {radius}")),
                "{query}"
            );
        }
        assert!(near_queries([f32::NAN; 3], None).all(|query| query.is_err()));
    }
}

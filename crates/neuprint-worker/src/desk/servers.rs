//! The servers that `neuprint serve` reaches for the app that it hands out.

use neuprint::Transport;
use neuprint::table::read_json;

use super::file;

/// Where `neuprint serve` lists its upstreams, below the app's folder.
const LIST: &str = "upstream";

/// Their addresses, its own first if it answers for datasets itself. Whoever serves the app as mere files lists none.
pub(super) async fn offered(remote: &impl Transport, base: &str) -> Vec<String> {
    let Ok(list) = file::get(remote, &format!("{base}{LIST}"), |_| {}).await else { return Vec::new() };
    let Ok(list) = read_json(&list) else { return Vec::new() };
    let own = (list["api"] == true).then(|| base.trim_end_matches('/').to_owned());
    let names = list["upstreams"].as_array().into_iter().flatten().filter_map(|name| name.as_str());
    own.into_iter().chain(names.map(|name| format!("{base}{LIST}/{name}"))).collect()
}

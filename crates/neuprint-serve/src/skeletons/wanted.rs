//! Whose skeletons are wanted, and of which types these neurons are.

use std::collections::HashMap;
use std::path::Path;

use neuprint::query::{NeuronColumns, NeuronOptions};
use neuprint::table::Cell;
use neuprint::{BodyId, Client, Criterion, Error, NeuronCriteria, parse_body_ids};
use neuprint_http::HttpTransport;

use super::error::SkeletonsError;

/// Of so many bodies the types are asked for at a time.
const BATCH: usize = 1000;

/// A neuron whose skeleton is wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) body: BodyId,
    pub(super) neuron_type: Option<String>,
}

/// All neurons of some types.
pub(super) async fn of_types(client: &Client<HttpTransport>, types: &[String]) -> Result<Vec<Wanted>, SkeletonsError> {
    let criteria = NeuronCriteria::of([("type", Criterion::from(types.to_vec()))]).map_err(Error::from)?;
    let wanted = ask(client, &criteria).await?;
    if wanted.is_empty() {
        let (dataset, types) = (client.dataset().to_owned(), types.join(" or "));
        return Err(SkeletonsError::NoNeurons { dataset, types });
    }
    Ok(wanted)
}

/// The bodies that a file names, in its order. Those that the dataset does not have are among them: their skeletons are
/// asked for, and refused.
pub(super) async fn of_file(client: &Client<HttpTransport>, path: &Path) -> Result<Vec<Wanted>, SkeletonsError> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|source| SkeletonsError::Unreadable { path: path.to_owned(), source })?;
    let ids = parse_body_ids(&text);
    let wrong = |reason: String| Err(SkeletonsError::Ids { path: path.to_owned(), reason });
    if let Some(word) = ids.refused.first() {
        let others = ids.refused.len() - 1;
        let others = if others > 0 { format!(" ({others} others are no body IDs either)") } else { String::new() };
        return wrong(format!("`{}` {}{others}; only body IDs may be in it", word.text, word.reason));
    }
    if ids.bodies.is_empty() {
        return wrong("there are no body IDs in it".to_owned());
    }
    if let Some(body) = ids.doubtful.first() {
        eprintln!(
            "neuprint: {} of the body IDs end in zeros, as a spreadsheet rounds them, such as {body}: compare them with \
             their source",
            ids.doubtful.len()
        );
    }
    let mut types = HashMap::new();
    for bodies in ids.bodies.chunks(BATCH) {
        let known = ask(client, &NeuronCriteria::of_bodies(bodies)).await?;
        types.extend(known.into_iter().map(|known| (known.body, known.neuron_type)));
    }
    let wanted = |body| Wanted { body, neuron_type: types.remove(&body).flatten() };
    Ok(ids.bodies.into_iter().map(wanted).collect())
}

async fn ask(client: &Client<HttpTransport>, criteria: &NeuronCriteria) -> Result<Vec<Wanted>, Error> {
    let columns = NeuronColumns::Named(vec!["bodyId".to_owned(), "type".to_owned()]);
    let found = client.neurons(criteria, &NeuronOptions { columns, omit_rois: true }).await?;
    let (bodies, types) = (found.neurons.column("bodyId"), found.neurons.column("type"));
    let row = |row: usize| {
        let Cell::Int(body) = bodies?.cell(row) else { return None };
        let neuron_type = match types.map(|types| types.cell(row)) {
            Some(Cell::Text(name)) => Some(name.to_owned()),
            _ => None,
        };
        Some(Wanted { body: BodyId::new(body.try_into().ok()?).ok()?, neuron_type })
    };
    Ok((0..found.neurons.rows()).filter_map(row).collect())
}

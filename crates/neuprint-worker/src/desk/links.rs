//! Links to neurons in neuroglancer.

use neuprint::neuroglancer::{LinkOptions, link};
use neuprint::{BodyId, Client, Error, Transport};

/// A link with the layers that the dataset's Meta node lists.
pub(super) async fn neuroglancer<T: Transport>(
    client: &Client<T>,
    bodies: &[u64],
    colors: Vec<(u64, String)>,
    position: Option<[f64; 3]>,
) -> Result<String, Error> {
    let meta = client.meta().await?;
    let layers = meta.get("neuroglancerMeta").cloned().unwrap_or_default();
    let bodies = bodies.iter().map(|body| BodyId::new(*body)).collect::<Result<_, _>>()?;
    let named = colors.into_iter().map(|(body, color)| Ok((BodyId::new(body)?, color)));
    let colors = named.collect::<Result<_, Error>>()?;
    let options = LinkOptions { bodies, colors, position, voxel_size: meta.voxel_size(), viewer: None };
    Ok(link(&layers, &options)?)
}

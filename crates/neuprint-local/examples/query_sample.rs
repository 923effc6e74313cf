//! Queries the sample dataset and heals a neuron: no server, no account, no network.
//!
//! ```text
//! cargo run -p neuprint-local --features sample --example query_sample
//! ```

use std::error::Error;
use std::sync::Arc;

use futures_util::FutureExt;
use neuprint::skeleton::{HealOptions, heal};
use neuprint::{BodyId, Client, ClientOptions, ServerAddress};
use neuprint_local::{LocalServer, LocalTransport, sample};

async fn query_and_heal() -> Result<(), Box<dyn Error>> {
    let sample = LocalTransport(Arc::new(LocalServer::new(vec![sample()?])));
    let client = Client::connect(sample, ClientOptions::new(ServerAddress::parse("localhost", false)?)).await?;
    let cypher = "MATCH (n:Neuron {type: 'DA1_lPN'}) WHERE n.pre > 0 RETURN n.bodyId, n.pre";
    let table = client.custom(cypher, |_| {}).await?;
    (0..table.rows()).for_each(|row| println!("{} has {} presynapses", table.cell(row, 0), table.cell(row, 1)));
    let healed = heal(&client.skeleton(BodyId::new(754_538_881)?).await?, HealOptions::default());
    println!("{} fragments became {}", healed.fragments_before, healed.fragments_after);
    Ok(())
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    // A dataset in the same process answers at once; over a network, any async runtime does this.
    query_and_heal().now_or_never().ok_or("the answer did not come at once")?
}

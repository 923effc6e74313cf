//! The neuPrint protocol and client, without I/O.
//!
//! A [`Client`] speaks to a neuPrint server, or to a dataset in the same process, through a [`Transport`]: the
//! browser's fetch, a native HTTP library, or a local dataset. This crate does no I/O itself and holds no clock.
//!
//! This asks the sample of the hemibrain that `neuprint-local` embeds; with the transport of `neuprint-http`, and an async
//! runtime, it asks a server.
//!
//! ```
//! use std::sync::Arc;
//!
//! use neuprint::query::NeuronOptions;
//! use neuprint::{BodyId, Client, ClientOptions, NeuronCriteria, ServerAddress};
//! use neuprint_local::{LocalServer, LocalTransport, sample};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let transport = LocalTransport(Arc::new(LocalServer::new(vec![sample()?])));
//! let client = Client::connect(transport, ClientOptions::new(ServerAddress::parse("localhost", false)?)).await?;
//! assert_eq!(client.dataset(), "hemibrain-sample:v1.2.1");
//!
//! let table = client.query("MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n.bodyId AS bodyId, n.pre AS pre").await?;
//! assert_eq!(table.column("pre").map(|pre| pre.len()), Some(table.rows()));
//!
//! let kenyon = NeuronCriteria::of([("type", "KC.*".into())])?;
//! let found = client.neurons(&kenyon, &NeuronOptions::default()).await?;
//! assert!(found.neurons.rows() > 0 && found.neurons.column("bodyId").is_some());
//!
//! let skeleton = client.skeleton(BodyId::new(754_538_881)?).await?;
//! assert_eq!(skeleton.fragments().count(), 2);
//! # Ok(())
//! # }
//! # use futures_util::FutureExt;
//! # run().now_or_never().expect("a dataset in the same process answers at once").unwrap();
//! ```
//!
//! ```
//! use neuprint::{BodyId, cypher};
//!
//! // The server takes no parameters, so text must be quoted; and a client only ever reads.
//! let query = format!("MATCH (n:Neuron) WHERE n.type = {} RETURN n.bodyId", cypher::quote("KCa'b'"));
//! assert!(query.contains(r"'KCa\'b\''"));
//! assert_eq!(cypher::write_clause("MATCH (n) DETACH DELETE n").unwrap().keyword, "DELETE");
//!
//! let id: BodyId = "720575940628857210".parse()?;
//! assert_eq!(id.get(), 720_575_940_628_857_210);
//! # Ok::<(), neuprint::InvalidBodyId>(())
//! ```

pub mod analysis;
pub mod api;
mod body_id;
mod body_ids;
mod client;
mod connect;
mod criteria;
pub mod cypher;
mod error;
mod heal_limit;
mod json;
mod length_unit;
mod mesh;
mod meta;
pub mod neuroglancer;
pub mod path;
pub mod query;
pub mod question;
mod search;
mod skeleton_file;
mod transport;

pub use body_id::{BodyId, InvalidBodyId};
pub use body_ids::{PastedBodyIds, Refusal, RefusedWord, parse_body_ids};
pub use client::{Client, Found, Missing, Transaction};
pub use connect::{ClientOptions, ServerAddress, Token};
pub use criteria::{CriteriaError, Criterion, MitoCriteria, NeuronCriteria, SynapseCriteria};
pub use error::{CypherFailure, Error};
pub use heal_limit::{HealLimit, HealLimitError, HealMeasure};
pub use length_unit::LengthUnit;
pub use mesh::{Mesh, MeshError, MeshInterior};
pub use meta::{Meta, VoxelSize};
pub use search::{Search, SearchError};
pub use skeleton_file::{FileBridge, Healing, Pruning, SkeletonFile};
pub use transport::{Transport, TransportError};
// What the client gives back.
pub use neuprint_skeleton as skeleton;
pub use neuprint_table as table;

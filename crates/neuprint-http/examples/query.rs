//! Runs a query on a neuPrint server and prints its table as CSV.
//!
//! ```sh
//! cargo run -p neuprint-http --example query -- neuprint.janelia.org hemibrain:v1.2.1 \
//!     'MATCH (n:Neuron) WHERE n.type = "APL" RETURN n.bodyId, n.instance, n.pre'
//! ```
//!
//! The token is taken from the environment variable `NEUPRINT_APPLICATION_CREDENTIALS`, if it is set; without one public
//! datasets can be read.

use std::process::ExitCode;

use neuprint::table::write_csv;
use neuprint::{Client, ClientOptions, Error, ServerAddress, Token};
use neuprint_http::HttpTransport;

async fn run(server: &str, dataset: &str, cypher: &str) -> Result<String, Error> {
    let mut options = ClientOptions::new(ServerAddress::parse(server, false)?);
    options.dataset = Some(dataset.to_owned());
    if let Ok(token) = std::env::var("NEUPRINT_APPLICATION_CREDENTIALS") {
        options.token = Token::parse(&token)?;
    }
    let client = Client::connect(HttpTransport::new()?, options).await?;
    let table = client.custom(cypher, |rows| eprint!("\r{rows} rows")).await?;
    eprintln!();
    let mut csv = String::new();
    write_csv(&table, None, &mut csv);
    Ok(csv)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [server, dataset, cypher] = arguments.as_slice() else {
        eprintln!("usage: query SERVER DATASET CYPHER");
        return ExitCode::FAILURE;
    };
    match run(server, dataset, cypher).await {
        Ok(csv) => {
            print!("{csv}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", error.code());
            ExitCode::FAILURE
        }
    }
}

//! Opens a dataset: the one in the page, one of the user's files, or one of a server.

use futures_util::future::join;
use neuprint::{Client, ClientOptions, Error, Meta, ServerAddress, Token, Transport, TransportError};
use neuprint_engine::told::Told;

use super::kept::Shelf;
use super::session::Session;
use super::{failure, file, files};
use crate::host::Host;
use crate::messages::{ConnectTo, Connection, Failure, KeptDataset, Progress};
use crate::transport::{AnyTransport, Notes};
use neuprint_engine::{Engine, EngineDataset};

/// The name under which clients address a dataset in this process. Nothing is ever sent there.
const IN_PAGE: &str = "http://localhost";

/// Opens what the page asked for.
pub(super) async fn open<H: Host>(
    host: &H,
    target: ConnectTo,
    files: Vec<H::File>,
    progress: impl Fn(Progress),
) -> Result<(Session<H>, Connection), Failure> {
    match target {
        ConnectTo::Embedded { url } => {
            let remote = host.remote();
            let (file, engine) = join(download(&remote, &url, progress), engine(host)).await;
            let dataset = engine?
                .read(&file?)
                .map_err(|error| failure::plain("dataset-unreadable", format!("{url} cannot be used: {error}")))?;
            in_page(host, dataset, Vec::new()).await
        }
        ConnectTo::Files { names } => {
            let (dataset, left_out) = files::dataset(host, names, files, progress).await?;
            in_page(host, dataset, left_out).await
        }
        ConnectTo::Server { server, token, dataset } => {
            let (address, token) = reached(host, &server, token.as_deref())?;
            let mut options = ClientOptions::new(address);
            options.token = token;
            options.dataset = dataset.filter(|name| !name.is_empty());
            of_server(host, options).await
        }
    }
}

/// How a server is reached.
pub(super) fn reached<H: Host>(
    host: &H,
    server: &str,
    token: Option<&str>,
) -> Result<(ServerAddress, Option<Token>), Failure> {
    let address = address(server, host.origin().as_deref()).map_err(failure::of_client)?;
    let token = Token::parse(token.unwrap_or_default()).map_err(failure::of_client)?;
    Ok((address, token))
}

/// Opens a dataset here. What it has to say beside its own caveats is added to them.
async fn in_page<H: Host>(
    host: &H,
    dataset: <H::Engine as Engine>::Dataset,
    more: Vec<String>,
) -> Result<(Session<H>, Connection), Failure> {
    let Told { name, mut caveats, bodies_with_skeleton, rois_with_mesh } = dataset.told();
    caveats.extend(more);
    let mut options = ClientOptions::new(ServerAddress::parse(IN_PAGE, false).map_err(failure::of_client)?);
    options.dataset = Some(name);
    let transport = AnyTransport::to_local(host.clone(), dataset);
    let (client, mut connection) = connected(transport, options).await.map_err(failure::of_client)?;
    connection.server = "in this page".to_owned();
    connection.caveats = caveats;
    connection.bodies_with_skeleton = Some(bodies_with_skeleton);
    connection.rois = rois_with_mesh;
    // What is here already need not be kept.
    Ok((Session::new(client, connection.voxel_nanometres, true, None), connection))
}

/// The server's address; one that begins with `/` is below the app's own origin. Where the app itself came from, plain http
/// is no worse than it already was.
fn address(server: &str, own_origin: Option<&str>) -> Result<ServerAddress, Error> {
    let below = own_origin.filter(|_| server.starts_with('/')).map(|origin| format!("{origin}{server}"));
    let server = below.as_deref().unwrap_or(server);
    let anywhere = ServerAddress::parse(server, true)?;
    let below = own_origin.and_then(|origin| anywhere.as_str().strip_prefix(origin));
    let of_the_app = below.is_some_and(|path| path.is_empty() || path.starts_with('/'));
    if of_the_app { Ok(anywhere) } else { ServerAddress::parse(server, false) }
}

/// Opens a dataset of a server, or what was kept of it if the server cannot be reached.
async fn of_server<H: Host>(host: &H, options: ClientOptions) -> Result<(Session<H>, Connection), Failure> {
    let (disk, server) = (host.disk(), options.server.clone());
    let token = options.token.clone();
    let (server, token) = (server.as_str(), token.as_ref().map(Token::reveal));
    let notes = Notes::begin();
    let asked = connected(AnyTransport::to_server(host.clone(), notes.clone()), options.clone()).await;
    let mut is_away = false;
    let (client, mut connection, copy) = match asked {
        Ok((client, connection)) => (client, connection, notes.end(host.date_ms())),
        Err(error) => {
            let copy = match is_out_of_reach(&error) {
                true => Shelf::copy(&*disk, (server, token), options.dataset.as_deref()).await,
                false => None,
            };
            let Some((dataset, copy)) = copy else { return Err(failure::of_client(error)) };
            let options = ClientOptions { dataset: Some(dataset), ..options };
            // What an older app kept may be too little for this one; then it is as if there were nothing.
            let Ok((client, connection)) = connected(AnyTransport::to_copy(host.clone(), copy.clone()), options).await
            else {
                return Err(failure::of_client(error));
            };
            is_away = true;
            (client, connection, copy)
        }
    };
    let of = (connection.dataset.as_str(), connection.uuid.as_str());
    let since = copy.since;
    let shelf = Shelf::open(disk, (server, token), of, copy, is_away).await;
    if let Some(shelf) = shelf.as_ref().filter(|_| is_away) {
        connection.kept = Some(KeptDataset { since, bodies: shelf.bodies().await });
    }
    Ok((Session::new(client, connection.voxel_nanometres, false, shelf), connection))
}

/// Whether the server may be as it was, and only the way to it is missing.
fn is_out_of_reach(error: &Error) -> bool {
    matches!(error, Error::Transport(TransportError::Network(_)) | Error::Timeout { .. } | Error::Gateway { .. })
}

async fn connected<H: Host>(
    transport: AnyTransport<H>,
    options: ClientOptions,
) -> Result<(Client<AnyTransport<H>>, Connection), Error> {
    let client = Client::connect(transport, options).await?;
    let version = client.version().await?.to_owned();
    let meta = match client.meta().await {
        Ok(meta) => Some(meta),
        // A dataset without a Meta node can be queried all the same.
        Err(Error::InvalidAnswer { .. }) => None,
        Err(error) => return Err(error),
    };
    let voxel_nanometres = meta.as_ref().and_then(|meta| meta.voxel_size()).and_then(|size| size.nanometres());
    let connection = Connection {
        server: client.server().to_owned(),
        dataset: client.dataset().to_owned(),
        uuid: client.datasets().get(client.dataset()).map(|info| info.uuid.clone()).unwrap_or_default(),
        datasets: client.datasets().keys().cloned().collect(),
        version,
        voxel_nanometres,
        rois: meta.as_deref().map(Meta::primary_rois).unwrap_or_default(),
        caveats: Vec::new(),
        kept: None,
        bodies_with_skeleton: None,
    };
    Ok((client, connection))
}

/// The engine.
pub(super) async fn engine<H: Host>(host: &H) -> Result<H::Engine, Failure> {
    let not_loaded = |why| {
        failure::plain(
            "internal",
            format!("The engine that answers in this page could not be loaded. Reload the page. ({why})"),
        )
    };
    host.engine().await.map_err(not_loaded)
}

/// The dataset's file.
async fn download(remote: &impl Transport, url: &str, progress: impl Fn(Progress)) -> Result<Vec<u8>, Failure> {
    let unreadable = |problem: String| {
        failure::plain("dataset-unreadable", format!("The embedded dataset {url} cannot be loaded: {problem}"))
    };
    file::get(remote, url, |bytes| progress(Progress::Bytes(bytes as u64))).await.map_err(unreadable)
}

//! What a server says of itself, of its user and of whole datasets.

use js_sys::{Array, Promise};
use neuprint::api::available::Route;
use neuprint::api::cached::dailytype::DailyType;
use neuprint::api::cached::roiconnectivity::RoiConnectivity;
use neuprint::api::dataset_access::DatasetAccess;
use wasm_bindgen::prelude::*;

use super::Client;
use crate::abort::promise;
use crate::arguments::Options;
use crate::error::thrown;
use crate::object::{dictionary, object, texts};
use crate::table::Table;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A route of a server. */
export interface Route {
  /** Such as `GET`. */
  readonly method: string;
  /** Such as `/api/custom/custom`. */
  readonly path: string;
  /** The server's own name for it. */
  readonly name: string;
}

/** Where a server's database is. */
export interface Database {
  /** Its address, as the server sees it. */
  readonly location: string;
  /** What it is. */
  readonly description: string;
}

/** A store beside the graph. */
export interface Instance {
  /** Its name. */
  readonly instance: string;
  /** The datasets that it belongs to. */
  readonly datasets: string[];
}

/** Who a token belongs to. */
export interface Profile {
  /** The account. */
  readonly email: string;
  /** Such as `readonly` or `admin`. */
  readonly authLevel: string;
  /** A link to a picture. */
  readonly imageUrl: string;
}

/** What this user may do with a dataset. */
export interface DatasetAccess {
  /** Whether it may be read. */
  readonly access: boolean;
  /** The dataset. */
  readonly dataset: string;
  /** What may be done. */
  readonly level: string;
  /** The service that decides. */
  readonly service: string;
  /** Whether terms of service must be accepted first. */
  readonly tosRequired: boolean;
  /** Where they can be accepted. */
  readonly tosUrl?: string;
  /** The server's words. */
  readonly message?: string;
}

/** How strongly neurons link one ROI to another. */
export interface RoiLink {
  /** How many neurons do. */
  readonly count: number;
  /** The sum of their shares. */
  readonly weight: number;
}

/** How strongly neurons link each pair of ROIs. */
export interface RoiConnectivity {
  /** The ROIs. */
  readonly roiNames: string[];
  /** By `from=>to`. */
  readonly weights: Record<string, RoiLink>;
}

/** The cell type of the day, and one neuron of it. */
export interface DailyType {
  /** The type in numbers; `bodyId` is the neuron, its synapses are null where the dataset does not count them. */
  readonly info: { typename: string; numtype: number; numpre: number | null; numpost: number | null; bodyId: bigint };
  /** The neuron's partners. */
  readonly connectivity: Table;
  /** The neuron's skeleton as a table; missing if the server has none. */
  readonly skeleton?: Table;
}
"#;

#[wasm_bindgen]
impl Client {
    /// The routes that the server has.
    #[wasm_bindgen(js_name = fetchAvailable, unchecked_return_type = "Promise<Route[]>")]
    pub fn fetch_available(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            let routes = connection.available().await.map_err(|error| thrown(&error))?;
            Ok(routes.iter().map(route).collect::<Array>().into())
        })
    }

    /// The server's description of its routes, as YAML text.
    #[wasm_bindgen(js_name = fetchHelp, unchecked_return_type = "Promise<string>")]
    pub fn fetch_help(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            connection.help().await.map(JsValue::from).map_err(|error| thrown(&error))
        })
    }

    /// Whether the server can answer queries in Arrow's format.
    #[wasm_bindgen(js_name = arrowEndpoint, unchecked_return_type = "Promise<boolean>")]
    pub fn arrow_endpoint(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            connection.arrow_endpoint().await.map(JsValue::from).map_err(|error| thrown(&error))
        })
    }

    /// Where the server's database is.
    #[wasm_bindgen(js_name = fetchDatabase, unchecked_return_type = "Promise<Database>")]
    pub fn fetch_database(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            let database = connection.database().await.map_err(|error| thrown(&error))?;
            let (location, description) = (database.location.into(), database.description.into());
            Ok(object([("location", location), ("description", description)]).into())
        })
    }

    /// The stores beside the graph, by kind.
    #[wasm_bindgen(js_name = fetchInstances, unchecked_return_type = "Promise<Record<string, Instance[]>>")]
    pub fn fetch_instances(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            let instances = connection.instances().await.map_err(|error| thrown(&error))?;
            let kinds = instances.0.iter().map(|(kind, stores)| {
                let store = |store: &neuprint::api::dbmeta::Instance| {
                    object([("instance", (&store.instance).into()), ("datasets", texts(&store.datasets))])
                };
                (kind.into(), stores.iter().map(store).collect::<Array>().into())
            });
            dictionary(kinds).map(JsValue::from)
        })
    }

    /// The version of the database's data model.
    #[wasm_bindgen(js_name = fetchDbVersion, unchecked_return_type = "Promise<string>")]
    pub fn fetch_db_version(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            connection.data_model_version().await.map(JsValue::from).map_err(|error| thrown(&error))
        })
    }

    /// Who the token belongs to. Rejects with the code `unauthorized` without a token.
    #[wasm_bindgen(js_name = fetchProfile, unchecked_return_type = "Promise<Profile>")]
    pub fn fetch_profile(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            let profile = connection.profile().await.map_err(|error| thrown(&error))?;
            Ok(object([
                ("email", profile.email.into()),
                ("authLevel", profile.auth_level.into()),
                ("imageUrl", profile.image_url.into()),
            ])
            .into())
        })
    }

    /// The token of whoever is signed in; `null` if the server has none for them.
    #[wasm_bindgen(js_name = fetchToken, unchecked_return_type = "Promise<string | null>")]
    pub fn fetch_token(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        self.ask_server(options, |connection| async move {
            let token = connection.token().await.map_err(|error| thrown(&error))?;
            Ok(token.map_or(JsValue::NULL, |token| token.reveal().into()))
        })
    }

    /// What this user may do with the dataset. Makes the server look again whether its terms of service were accepted.
    #[wasm_bindgen(js_name = fetchDatasetAccess, unchecked_return_type = "Promise<DatasetAccess>")]
    pub fn fetch_dataset_access(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, |connection| async move {
                connection.dataset_access().await.map(access).map_err(|error| thrown(&error))
            })
        })
    }

    /// How much of each ROI belongs to reconstructed neurons: `roi`, `roipre`, `roipost`, `totalpre`, `totalpost`.
    #[wasm_bindgen(js_name = fetchRoiCompleteness, unchecked_return_type = "Promise<Table>")]
    pub fn fetch_roi_completeness(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, |connection| async move {
                let table = connection.roi_completeness().await.map_err(|error| thrown(&error))?;
                Ok(Table::new(table).into())
            })
        })
    }

    /// How strongly neurons link each pair of ROIs.
    #[wasm_bindgen(js_name = fetchRoiConnectivity, unchecked_return_type = "Promise<RoiConnectivity>")]
    pub fn fetch_roi_connectivity(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, |connection| async move {
                links(&connection.roi_connectivity().await.map_err(|error| thrown(&error))?)
            })
        })
    }

    /// The cell type of the day: what it is, the partners of one neuron of it, and that neuron's skeleton.
    #[wasm_bindgen(js_name = fetchDailyType, unchecked_return_type = "Promise<DailyType>")]
    pub fn fetch_daily_type(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, |connection| async move {
                daily(connection.daily_type().await.map_err(|error| thrown(&error))?)
            })
        })
    }
}

fn route(route: &Route) -> JsValue {
    object([("method", (&route.method).into()), ("path", (&route.path).into()), ("name", (&route.name).into())]).into()
}

fn access(access: DatasetAccess) -> JsValue {
    let optional = |text: Option<String>| text.map_or(JsValue::UNDEFINED, JsValue::from);
    object([
        ("access", access.access.into()),
        ("dataset", access.dataset.into()),
        ("level", access.level.into()),
        ("service", access.service.into()),
        ("tosRequired", access.tos_required.into()),
        ("tosUrl", optional(access.tos_url)),
        ("message", optional(access.message)),
    ])
    .into()
}

fn links(found: &RoiConnectivity) -> Result<JsValue, JsValue> {
    let weights = found.weights.iter().map(|(pair, weight)| {
        let link = object([("count", (weight.count as f64).into()), ("weight", weight.weight.into())]);
        (pair.into(), link.into())
    });
    Ok(object([("roiNames", texts(&found.roi_names)), ("weights", dictionary(weights)?.into())]).into())
}

fn daily(found: DailyType) -> Result<JsValue, JsValue> {
    let body = found.info.body().map_err(|error| thrown(&error))?;
    let count = |count: Option<i64>| count.map_or(JsValue::NULL, |count| (count as f64).into());
    let info = object([
        ("typename", found.info.typename.into()),
        ("numtype", (found.info.numtype as f64).into()),
        ("numpre", count(found.info.numpre)),
        ("numpost", count(found.info.numpost)),
        ("bodyId", body.get().into()),
    ]);
    let parts = [("info", info.into()), ("connectivity", Table::new(found.connectivity).into())];
    let [info, connectivity] = parts;
    Ok(match found.skeleton {
        Some(skeleton) => object([info, connectivity, ("skeleton", Table::new(skeleton).into())]).into(),
        None => object([info, connectivity]).into(),
    })
}

//! Skeletons from the server: healed, in several forms, one or many.

use js_sys::{Array, Promise};
use neuprint::table::{Cell, Column};
use neuprint::{BodyId, Missing};
use wasm_bindgen::prelude::*;

use super::{Client, Connection};
use crate::abort::promise;
use crate::arguments::{Options, amount};
use crate::body_id::body_id;
use crate::error::{invalid_argument, thrown, told, unsupported};
use crate::object::object;
use crate::progress::Progress;
use crate::skeleton::Skeleton;
use crate::table::Table;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** The longest bridge that healing keeps. */
export interface HealDistance {
  /** The length. */
  maxDistance: number;
  /** Its unit: voxels, or nanometres or micrometres by the dataset's voxel size. Left out, voxels. */
  unit?: "voxel" | "nm" | "um" | undefined;
}

/** What a skeleton's request takes. */
export interface SkeletonOptions extends DatasetOptions {
  /**
   * Joins the fragments: `true` all of them; a number drops bridges longer than so many voxels. Left out: no healing.
   * Where voxels are no cubes, bridges are measured by their true lengths, and a bare number counts voxels' shortest edge.
   */
  heal?: boolean | number | HealDistance | undefined;
  /**
   * What it becomes: a `Skeleton`, as by default; a `Table` of its nodes with `rowId`, `x`, `y`, `z`, `radius`, `link`; SWC
   * text; or two tables, of nodes and of edges from each node to its parent.
   */
  format?: "skeleton" | "table" | "swc" | "graph" | undefined;
  /**
   * In tables, the `distance` of each node to its parent, after healing, in the unit of the coordinates; infinite at
   * roots.
   */
  withDistances?: boolean | undefined;
}

/** A skeleton's nodes and edges. */
export interface SkeletonGraph {
  /** `rowId`, `x`, `y`, `z`, `radius`. */
  readonly nodes: Table;
  /** `rowId`, `link` and, if wanted, `distance`: from each node that is no root to its parent. */
  readonly edges: Table;
}

/** What `fetchSkeletons` takes. */
export interface SkeletonsOptions extends SkeletonOptions {
  /** What becomes of neurons without a skeleton: the first is an error, as by default, or they are left out. */
  missing?: "error" | "skip" | undefined;
  /** Called with the number of skeletons that were asked for and answered, and of all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** One of many skeletons. */
export interface FoundSkeleton<Form> {
  /** Whose it is. */
  readonly bodyId: bigint;
  /** The skeleton, in the form that was asked for. */
  readonly skeleton: Form;
}

/** The form of a skeleton by the option `format`. */
export interface SkeletonForms {
  /** The nodes as typed arrays, and what can be done with them. */
  skeleton: Skeleton;
  /** One row per node. */
  table: Table;
  /** SWC text. */
  swc: string;
  /** Nodes and edges. */
  graph: SkeletonGraph;
}

export interface Client {
  /**
   * A neuron's skeleton, as the server has it or healed.
   *
   * Rejects with the codes `not-found` if there is none, `invalid-swc` if it is not valid, `unsupported` if healing in
   * nanometres is wanted of a dataset that does not say how large a voxel is.
   */
  fetchSkeleton<Format extends keyof SkeletonForms = "skeleton">(
    bodyId: BodyId,
    options?: SkeletonOptions & { format?: Format | undefined },
  ): Promise<SkeletonForms[Format]>;
  /**
   * Many skeletons, a few at a time, in the order of the neurons. If one fails for good, `partialSkeletons` of the
   * error's `details` holds those before it, in the form that was asked for.
   */
  fetchSkeletons<Format extends keyof SkeletonForms = "skeleton">(
    bodyIds: Iterable<BodyId>,
    options?: SkeletonsOptions & { format?: Format | undefined },
  ): Promise<FoundSkeleton<SkeletonForms[Format]>[]>;
}
"#;

#[wasm_bindgen]
impl Client {
    /// A neuron's skeleton. The types are written above.
    #[wasm_bindgen(js_name = fetchSkeleton, skip_typescript)]
    pub fn fetch_skeleton(&self, body: &JsValue, options: &JsValue) -> Promise {
        promise(|| {
            let body = body_id(body)?;
            let options = Options::of(options, "options")?;
            let (wanted, form) = (Heal::of(&options)?, Form::of(&options)?);
            self.ask(&options, move |connection| async move {
                let how = wanted.options(&connection).await?;
                let swc = connection.skeleton_swc(body, |_| {}).await.map_err(|error| thrown(&error))?;
                form.of_swc(body, &swc, how.as_ref())
            })
        })
    }

    /// Many skeletons. The types are written above.
    #[wasm_bindgen(js_name = fetchSkeletons, skip_typescript)]
    pub fn fetch_skeletons(&self, bodies: &JsValue, options: &JsValue) -> Promise {
        promise(|| {
            let items = js_sys::try_iter(bodies)?.filter(|_| !bodies.is_string());
            let items = items.ok_or_else(|| invalid_argument("`bodyIds` must be a list"))?;
            let bodies = items.map(|body| body_id(&body?)).collect::<Result<Vec<_>, JsValue>>()?;
            let options = Options::of(options, "options")?;
            let missing = match options.text("missing")?.as_deref() {
                None | Some("error") => Missing::Error,
                Some("skip") => Missing::Skip,
                Some(_) => return Err(invalid_argument("`missing` must be \"error\" or \"skip\"")),
            };
            let (wanted, form, progress) = (Heal::of(&options)?, Form::of(&options)?, Progress::of(&options)?);
            self.ask(&options, move |connection| async move {
                let how = wanted.options(&connection).await?;
                let read = |body: BodyId, swc: &[u8]| form.of_swc(body, swc, how.as_ref()).map_err(Failed);
                let mut heard = progress.neurons();
                let asked = connection.skeletons_read_by(read, &bodies, missing, &mut heard);
                let found = progress.until_it_throws(Box::pin(async { Ok(asked.await) })).await?;
                let total = bodies.len();
                let listed: Array = found.skeletons.into_iter().map(entry).collect();
                match found.failure {
                    None => Ok(listed.into()),
                    Some(Failed(error)) if listed.length() == 0 => Err(error),
                    Some(Failed(error)) => Err(told(
                        error,
                        |what| {
                            let done = found.done;
                            format!("{what} ({done} of {total} skeletons were answered before; they are in the error)")
                        },
                        [("partialSkeletons", listed.into()), ("done", found.done.into()), ("total", total.into())],
                    )),
                }
            })
        })
    }
}

/// A failure as JavaScript receives it.
struct Failed(JsValue);

impl From<neuprint::Error> for Failed {
    fn from(error: neuprint::Error) -> Self {
        Self(thrown(&error))
    }
}

/// A `FoundSkeleton`.
fn entry((body, skeleton): (BodyId, JsValue)) -> JsValue {
    object([("bodyId", body.get().into()), ("skeleton", skeleton)]).into()
}

/// What a skeleton becomes.
#[derive(Debug, Clone, Copy)]
enum Form {
    Skeleton,
    Table { distances: bool },
    Swc,
    Graph { distances: bool },
}

impl Form {
    fn of(options: &Options<'_>) -> Result<Self, JsValue> {
        let distances = options.flag("withDistances")?;
        match options.text("format")?.as_deref() {
            None | Some("skeleton") => Ok(Self::Skeleton),
            Some("table") => Ok(Self::Table { distances }),
            Some("swc") => Ok(Self::Swc),
            Some("graph") => Ok(Self::Graph { distances }),
            Some(_) => Err(invalid_argument("`format` must be \"skeleton\", \"table\", \"swc\" or \"graph\"")),
        }
    }

    /// A neuron's skeleton in this form, healed if there are `HealOptions`.
    fn of_swc(self, body: BodyId, swc: &[u8], heal: Option<&JsValue>) -> Result<JsValue, JsValue> {
        let skeleton = Skeleton::of_swc(swc, heal).map_err(|error| {
            told(error, |problem| format!("the skeleton of {body} is {problem}"), [("bodyId", body.get().into())])
        })?;
        Ok(match self {
            Self::Skeleton => skeleton.into(),
            Self::Table { distances } => Table::new(skeleton.into_table(distances)).into(),
            Self::Swc => skeleton.into_swc().into(),
            Self::Graph { distances } => graph(&skeleton.into_table(distances)),
        })
    }
}

/// The nodes without their links, and the links of those that are no roots.
fn graph(table: &neuprint::table::Table) -> JsValue {
    let chosen = |names: &[&str], table: &neuprint::table::Table| {
        let columns: Vec<Column> = names.iter().filter_map(|name| table.column(name).cloned()).collect();
        Table::new(neuprint::table::Table::of_columns(columns).unwrap_or_default())
    };
    let is_edge = |row: usize| table.column("link").is_some_and(|link| link.cell(row) != Cell::Int(-1));
    object([
        ("nodes", chosen(&["rowId", "x", "y", "z", "radius"], table).into()),
        ("edges", chosen(&["rowId", "link", "distance"], &table.filter(is_edge)).into()),
    ])
    .into()
}

/// How a skeleton is healed when it is fetched.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Heal {
    /// As the server has it.
    No,
    /// All fragments joined.
    All,
    /// Bridges longer than this many voxels dropped.
    Voxels(f64),
    /// Bridges longer than this many nanometres dropped.
    Nanometres(f64),
}

impl Heal {
    /// Reads `boolean | number | HealDistance`.
    fn of(options: &Options<'_>) -> Result<Self, JsValue> {
        let Some(heal) = options.get("heal")? else { return Ok(Self::No) };
        if let Some(all) = heal.as_bool() {
            return Ok(if all { Self::All } else { Self::No });
        }
        if heal.as_f64().is_some() {
            return Ok(Self::Voxels(amount(&heal, "heal")?));
        }
        let heal = Options::of(&heal, "heal")?;
        let distance = heal.amount("maxDistance")?.ok_or_else(|| invalid_argument("`heal` needs a `maxDistance`"))?;
        match heal.text("unit")?.as_deref() {
            None | Some("voxel") => Ok(Self::Voxels(distance)),
            Some("nm") => Ok(Self::Nanometres(distance)),
            Some("um") => Ok(Self::Nanometres(distance * 1000.0)),
            Some(other) => {
                Err(invalid_argument(&format!("`unit` must be \"voxel\", \"nm\" or \"um\", not \"{other}\"")))
            }
        }
    }

    /// What that means in a dataset, as `HealOptions`: bridges have true lengths, so the voxel size counts where voxels are
    /// no cubes.
    async fn options(self, connection: &Connection) -> Result<Option<JsValue>, JsValue> {
        if self == Self::No {
            return Ok(None);
        }
        let meta = connection.meta().await.map_err(|error| thrown(&error))?;
        let voxel = meta.voxel_size();
        if let Self::Nanometres(distance) = self {
            let scale = voxel.and_then(|voxel| voxel.nanometres()).ok_or_else(|| {
                unsupported(&format!(
                    "{} does not say how large a voxel is: give `maxDistance` in voxels",
                    connection.dataset()
                ))
            })?;
            return Ok(Some(heal_options(Some(distance), scale)));
        }
        let size = voxel.map_or([1.0; 3], |voxel| voxel.size);
        let shortest = size.into_iter().fold(f64::INFINITY, f64::min);
        let cubes = shortest <= 0.0 || size.iter().all(|edge| *edge == shortest);
        let scale = if cubes { [1.0; 3] } else { size.map(|edge| edge / shortest) };
        let max_distance = if let Self::Voxels(distance) = self { Some(distance) } else { None };
        Ok(Some(heal_options(max_distance, scale)))
    }
}

fn heal_options(max_distance: Option<f64>, scale: [f64; 3]) -> JsValue {
    let scale: Array = scale.into_iter().map(JsValue::from).collect();
    object([("maxDistance", max_distance.into()), ("scale", scale.into())]).into()
}

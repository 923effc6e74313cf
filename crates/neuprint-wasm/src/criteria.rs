//! Criteria as JavaScript gives them.

use js_sys::{Array, BigInt, Object, Symbol};
use neuprint::{BodyId, Criterion, NeuronCriteria};
use neuprint_js::identifier::text_of;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::body_id::body_id;
use crate::error::{invalid_argument, thrown};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { IsNull, NotNull } from "../criteria.js";

/** Texts that a property may be; `null` in a list is a property that is not there. */
export type TextCriterion = string | readonly (string | null)[] | typeof IsNull | typeof NotNull;
/** Whole numbers that a property may be. */
export type IntegerCriterion = BodyId | readonly (BodyId | null)[] | typeof IsNull | typeof NotNull;
/** Texts or whole numbers that a property may be: datasets differ in how they store some. */
export type ExactCriterion = string | number | bigint | readonly (string | number | bigint | null)[] | typeof IsNull | typeof NotNull;
/** Whether a property is there. */
export type PresenceCriterion = typeof IsNull | typeof NotNull;

/** Properties that are compared exactly; which of them a dataset has, differs. */
export type ExactProperty =
  | "birthtime"
  | "cellBodyFiber"
  | "celltypePredictedNt"
  | "class"
  | "consensusNt"
  | "description"
  | "dimorphism"
  | "entryNerve"
  | "exitNerve"
  | "flywireId"
  | "fruDsx"
  | "hemibrainBodyId"
  | "hemilineage"
  | "itoleeHl"
  | "locationType"
  | "longTract"
  | "matchingNotes"
  | "mcnsSerial"
  | "modality"
  | "ntReference"
  | "origin"
  | "otherNt"
  | "otherNtReference"
  | "predictedNt"
  | "prefix"
  | "receptorType"
  | "rootSide"
  | "serialMotif"
  | "somaNeuromere"
  | "somaSide"
  | "source"
  | "subclass"
  | "subclassabbr"
  | "superclass"
  | "supertype"
  | "synonyms"
  | "systematicType"
  | "tag"
  | "target"
  | "transmission"
  | "trumanHl"
  | "vfbId";

/** Properties of which only can be asked whether they are there. */
export type PresenceProperty = "somaLocation" | "tosomaLocation" | "rootLocation";

/**
 * Which neurons. `type` or `instance` must fit, and everything else. Which properties there are, depends on the dataset;
 * one that no dataset has is refused.
 */
export interface NeuronCriteria
  extends Partial<Record<ExactProperty, ExactCriterion | undefined>>,
    Partial<Record<PresenceProperty, PresenceCriterion | undefined>>,
    Partial<Record<"flywireType" | "hemibrainType" | "mancType", TextCriterion | undefined>>,
    Partial<Record<"group" | "serial" | "zapbenchId", IntegerCriterion | undefined>> {
  /** Their bodyIds. */
  bodyId?: IntegerCriterion | undefined;
  /** Cell types, exactly or as regular expressions (Java's), which must fit all of the text. */
  type?: TextCriterion | undefined;
  /** Names of cells, exactly or as regular expressions. */
  instance?: TextCriterion | undefined;
  /**
   * Whether `type`, `instance`, `flywireType`, `hemibrainType` and `mancType` are regular expressions. By default those
   * are that hold one of the characters `\.?[]+^$*`.
   */
  regex?: boolean | "guess" | undefined;
  /** `Segment`: also bodies that are no neurons. By default so if bodyIds are given. */
  label?: "Neuron" | "Segment" | undefined;
  /** How far the reconstruction is, such as `Traced`. */
  status?: ExactCriterion | undefined;
  /** The same, finer. */
  statusLabel?: ExactCriterion | undefined;
  /** ROIs that they have synapses in. */
  rois?: string | readonly string[] | undefined;
  /** ROIs that they have inputs in. */
  inputRois?: string | readonly string[] | undefined;
  /** ROIs that they have outputs in. */
  outputRois?: string | readonly string[] | undefined;
  /** Whether all ROIs must be reached, as by default, or any. */
  roiReq?: "all" | "any" | undefined;
  /** The least inputs in each of `inputRois`. */
  minRoiInputs?: number | undefined;
  /** The least outputs in each of `outputRois`. */
  minRoiOutputs?: number | undefined;
  /** The least outputs in all. */
  minPre?: number | undefined;
  /** The least inputs in all. */
  minPost?: number | undefined;
  /** Whether a part of the neuron is missing. `false` also takes those that do not say. */
  cropped?: boolean | undefined;
  /** The farthest that the nearest landmark may be, in micrometres. */
  maxClosestLandmarkDistanceMicrons?: number | undefined;
}

/**
 * Which neurons: criteria; bodyIds as `bigint` or `number`; names, which fit type or instance. Left out: all.
 */
export type Neurons = NeuronCriteria | bigint | number | string | readonly (bigint | number)[] | readonly string[] | null | undefined;
"#;

/// The name of the symbol for a property that is not there.
const IS_NULL: &str = "neuprint.IsNull";
/// The name of the symbol for a property that is there.
const NOT_NULL: &str = "neuprint.NotNull";

/// Which neurons: criteria, bodyIds or names.
pub(crate) fn neurons(value: &JsValue) -> Result<NeuronCriteria, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(NeuronCriteria::default());
    }
    let list = value.dyn_ref::<Array>().cloned().unwrap_or_else(|| Array::of1(value));
    if list.length() > 0 && list.iter().all(|one| one.is_string()) {
        let names: Vec<String> = list.iter().filter_map(|name| name.as_string()).collect();
        return NeuronCriteria::of_names(&names).map_err(|error| thrown(&error.into()));
    }
    if list.length() > 0 && list.iter().all(|one| one.is_bigint() || one.as_f64().is_some()) {
        let bodies = list.iter().map(|body| body_id(&body)).collect::<Result<Vec<BodyId>, JsValue>>()?;
        return Ok(NeuronCriteria::of_bodies(&bodies));
    }
    if Array::is_array(value) || !value.is_object() {
        return Err(invalid_argument(
            "neurons are given as an object of criteria, as bodyIds or as names; an empty list would be none at all",
        ));
    }
    let fields = fields(value)?;
    NeuronCriteria::of(fields.iter().map(|(name, value)| (name.as_str(), value.clone())))
        .map_err(|error| thrown(&error.into()))
}

/// The fields of an object of criteria. Undefined and null are as if they were left out.
pub(crate) fn fields(object: &JsValue) -> Result<Vec<(String, Criterion)>, JsValue> {
    let mut fields = Vec::new();
    for entry in Object::entries(object.unchecked_ref()).iter() {
        let entry: Array = entry.unchecked_into();
        let (name, value) = (entry.get(0).as_string().unwrap_or_default(), entry.get(1));
        if !value.is_undefined() && !value.is_null() {
            let value = criterion(&value, &name)?;
            fields.push((name, value));
        }
    }
    Ok(fields)
}

fn criterion(value: &JsValue, name: &str) -> Result<Criterion, JsValue> {
    if let Some(text) = value.as_string() {
        // bodyIds are taken as digits everywhere.
        let digits = (name == "bodyId").then(|| body_id(value)).transpose()?;
        return Ok(digits.map_or(Criterion::Text(text), Criterion::from));
    }
    if let Some(flag) = value.as_bool() {
        return Ok(Criterion::Flag(flag));
    }
    if let Some(number) = value.as_f64() {
        return if number.fract() != 0.0 || !number.is_finite() {
            Ok(Criterion::Number(number))
        } else if js_sys::Number::is_safe_integer(value) {
            Ok(Criterion::Integer(number as i64))
        } else {
            Err(invalid_argument(&format!(
                "`{name}` is {}: beyond 2^53 numbers lose digits; give a bigint",
                text_of(value)
            )))
        };
    }
    if let Some(whole) = value.dyn_ref::<BigInt>() {
        let digits = String::from(whole.to_string(10)?);
        return digits
            .parse()
            .map(Criterion::Integer)
            .map_err(|_| invalid_argument(&format!("`{name}` is {digits}, which does not fit 64 bits")));
    }
    if value.is_null() || Object::is(value, &Symbol::for_(IS_NULL)) {
        return Ok(Criterion::IsNull);
    }
    if Object::is(value, &Symbol::for_(NOT_NULL)) {
        return Ok(Criterion::NotNull);
    }
    match js_sys::try_iter(value) {
        Ok(Some(items)) => {
            Ok(Criterion::AnyOf(items.map(|item| criterion(&item?, name)).collect::<Result<_, JsValue>>()?))
        }
        _ => Err(invalid_argument(&format!(
            "`{name}` is given as a text, a number, true, false, IsNull, NotNull or a list"
        ))),
    }
}

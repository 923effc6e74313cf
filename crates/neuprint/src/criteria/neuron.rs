//! Criteria of neurons: how they are read and checked.

use super::fields::{Field, Kind, field, names};
use super::rois::{RoiCriteria, check_rois};
use super::{CriteriaError, Criterion};
use crate::body_id::BodyId;
use crate::error::Error;
use crate::meta::Meta;

/// Which neurons, or segments. Checked when it is made; the default is every neuron.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NeuronCriteria {
    pub(super) wanted: Vec<Wanted>,
    pub(super) rois: RoiCriteria,
    pub(super) min_pre: i64,
    pub(super) min_post: i64,
    pub(super) max_landmark_distance: Option<f64>,
    segments: Option<bool>,
}

/// What one property must be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    pub(super) name: &'static str,
    pub(super) test: Test,
}

/// How a property is tested.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Present,
    Flag(bool),
    /// One of these, or, if `or_null`, nothing.
    OneOf {
        values: Vec<Value>,
        or_null: bool,
        regex: bool,
    },
}

/// A value to compare with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Integer(i64),
    Text(String),
}

impl NeuronCriteria {
    /// Criteria by their names: the properties of neurons (`bodyId`, `type`, `instance`, `status`, `somaSide`, …), and
    /// `label` (`Neuron` or `Segment`), `regex` (`true`, `false`; by default a text with one of ``\.?[]+^$*`` is a
    /// regular expression), `rois`, `inputRois`, `outputRois`, `roiReq` (`all` or `any`), `minRoiInputs`,
    /// `minRoiOutputs`, `minPre`, `minPost`, `maxClosestLandmarkDistanceMicrons`.
    ///
    /// Without a label, given bodyIds may be of segments; everything else is asked of neurons.
    ///
    /// # Errors
    /// A name that is no criterion, a value of the wrong kind, fields that contradict each other.
    pub fn of<'n>(fields: impl IntoIterator<Item = (&'n str, Criterion)>) -> Result<Self, CriteriaError> {
        let mut criteria = Self::default();
        let mut regex = None;
        let mut given = Vec::new();
        for (name, value) in fields {
            if let Some(property) = field(name) {
                given.push((property, value));
            } else if name == "regex" {
                regex = match value {
                    Criterion::Flag(flag) => Some(flag),
                    Criterion::Text(text) if text == "guess" => None,
                    value => return Err(CriteriaError::value(name, &value, "it is true, false or \"guess\"")),
                };
            } else {
                criteria.special(name, &value)?;
            }
        }
        for (property, value) in given {
            let test = test(&property, &value, regex)?;
            criteria.wanted.extend(test.map(|test| Wanted { name: property.name, test }));
        }
        criteria.rois = criteria.rois.checked()?;
        Ok(criteria)
    }

    /// The neurons or segments of these bodyIds.
    pub fn of_bodies(bodies: &[BodyId]) -> Self {
        let values = bodies.iter().map(|body| Value::Integer(body.get().cast_signed())).collect();
        let test = Test::OneOf { values, or_null: false, regex: false };
        Self { wanted: vec![Wanted { name: "bodyId", test }], ..Self::default() }
    }

    /// The neurons whose type or instance is one of these names, or matches one: what a bare text means.
    ///
    /// # Errors
    /// No name at all.
    pub fn of_names(names: &[impl AsRef<str>]) -> Result<Self, CriteriaError> {
        let names = Criterion::AnyOf(names.iter().map(|name| name.as_ref().into()).collect());
        if names == Criterion::AnyOf(Vec::new()) {
            return Err(CriteriaError::value("type", &names, "an empty list would match nothing"));
        }
        Self::of([("type", names.clone()), ("instance", names)])
    }

    /// `Neuron`, or `Segment` where bodies that are no neurons may be meant.
    pub fn label(&self) -> &'static str {
        let by_body = || self.wanted.iter().any(|wanted| wanted.name == "bodyId");
        if self.segments.unwrap_or_else(by_body) { "Segment" } else { "Neuron" }
    }

    /// Refuses ROIs that the dataset does not have.
    ///
    /// # Errors
    /// [`Error::Criteria`] with the ROI and the nearest names.
    pub fn check(&self, meta: &Meta) -> Result<(), Error> {
        check_rois("inputRois", &self.rois.inputs, meta)?;
        check_rois("outputRois", &self.rois.outputs, meta)?;
        check_rois("rois", &self.rois.rois, meta)
    }

    /// The same label, but only these bodies: what a batch asks for once the criteria were met.
    pub(crate) fn only(&self, bodies: &[i64]) -> Self {
        let values = bodies.iter().map(|body| Value::Integer(*body)).collect();
        let test = Test::OneOf { values, or_null: false, regex: false };
        let segments = Some(self.label() == "Segment");
        Self { wanted: vec![Wanted { name: "bodyId", test }], segments, ..Self::default() }
    }

    /// Those that reach one of these ROIs, unless criteria of their own say which ROIs they reach.
    pub(crate) fn reaching(&self, rois: &[String]) -> Self {
        let mut criteria = self.clone();
        if criteria.rois.rois.is_empty() {
            criteria.rois = RoiCriteria { rois: rois.to_vec(), any: true, ..RoiCriteria::default() };
        }
        criteria
    }

    /// Whether ROIs are named at all: otherwise there is nothing to ask the dataset's Meta node for.
    pub(crate) fn names_rois(&self) -> bool {
        !self.rois.rois.is_empty()
    }

    /// Takes a criterion that is no property.
    fn special(&mut self, name: &str, value: &Criterion) -> Result<(), CriteriaError> {
        let invalid = |reason: &str| Err(CriteriaError::value(name, value, reason));
        let rois = &mut self.rois;
        match name {
            "rois" => rois.rois = texts(name, value)?,
            "inputRois" => rois.inputs = texts(name, value)?,
            "outputRois" => rois.outputs = texts(name, value)?,
            "minRoiInputs" => rois.min_inputs = count(name, value)?,
            "minRoiOutputs" => rois.min_outputs = count(name, value)?,
            "minPre" => self.min_pre = count(name, value)?,
            "minPost" => self.min_post = count(name, value)?,
            "roiReq" => match value {
                Criterion::Text(text) if text == "any" || text == "all" => rois.any = text == "any",
                _ => return invalid("it is \"any\" or \"all\""),
            },
            "label" => match value {
                Criterion::Text(text) if text == "Neuron" || text == "Segment" => {
                    self.segments = Some(text == "Segment");
                }
                _ => return invalid("it is \"Neuron\" or \"Segment\""),
            },
            "maxClosestLandmarkDistanceMicrons" => match value {
                Criterion::Integer(distance) => self.max_landmark_distance = Some(*distance as f64),
                Criterion::Number(distance) if distance.is_finite() => self.max_landmark_distance = Some(*distance),
                _ => return invalid("it is a number of micrometres"),
            },
            _ => return Err(CriteriaError::unknown(name, "criterion", name, names())),
        }
        Ok(())
    }
}

/// The values of a criterion, alone or in a list.
fn values(value: &Criterion) -> &[Criterion] {
    match value {
        Criterion::AnyOf(values) => values,
        one => std::slice::from_ref(one),
    }
}

pub(super) fn texts(name: &str, value: &Criterion) -> Result<Vec<String>, CriteriaError> {
    let text = |one: &Criterion| match one {
        Criterion::Text(text) => Ok(text.clone()),
        _ => Err(CriteriaError::value(name, value, "it is a ROI's name, or a list of names")),
    };
    values(value).iter().map(text).collect()
}

pub(super) fn count(name: &str, value: &Criterion) -> Result<i64, CriteriaError> {
    match value {
        Criterion::Integer(count) if *count >= 0 => Ok(*count),
        _ => Err(CriteriaError::value(name, value, "it is a whole number from 0 on")),
    }
}

pub(super) fn flag(name: &str, value: &Criterion) -> Result<bool, CriteriaError> {
    match value {
        Criterion::Flag(flag) => Ok(*flag),
        _ => Err(CriteriaError::value(name, value, "it is true or false")),
    }
}

/// How a property is to be tested; `None` if an empty list leaves it open, as neuprint-python has it.
fn test(property: &Field, value: &Criterion, regex: Option<bool>) -> Result<Option<Test>, CriteriaError> {
    let invalid = |reason: &str| Err(CriteriaError::value(property.name, value, reason));
    let given = values(value);
    if given.contains(&Criterion::NotNull) {
        return if given.len() == 1 { Ok(Some(Test::Present)) } else { invalid("NotNull stands alone") };
    }
    let or_null = given.contains(&Criterion::IsNull);
    let mut values = Vec::new();
    for one in given {
        values.push(match (property.kind, one) {
            (_, Criterion::IsNull) => continue,
            (Kind::Flag, Criterion::Flag(flag)) if given.len() == 1 => return Ok(Some(Test::Flag(*flag))),
            (Kind::Flag, _) => return invalid("it is true or false"),
            (Kind::Presence, _) => {
                return invalid("one place cannot be looked for, only IsNull or NotNull; write a query for more");
            }
            (Kind::Integer | Kind::Exact, Criterion::Integer(number)) => Value::Integer(*number),
            (Kind::Integer, _) => return invalid("it is a whole number, or a list of whole numbers"),
            (Kind::Pattern | Kind::Exact, Criterion::Text(text)) => Value::Text(text.clone()),
            (Kind::Pattern, _) => return invalid("it is a text, a list of texts, IsNull or NotNull"),
            (Kind::Exact, _) => return invalid("it is a text or a whole number, a list of them, IsNull or NotNull"),
        });
    }
    if values.is_empty() && !or_null {
        return Ok(None);
    }
    let regex = property.kind == Kind::Pattern && regex.unwrap_or_else(|| values.iter().any(looks_like_regex));
    Ok(Some(Test::OneOf { values, or_null, regex }))
}

/// neuprint-python's guess. Parentheses do not count: many names have them.
fn looks_like_regex(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.contains(['\\', '.', '?', '[', ']', '+', '^', '$', '*']))
}

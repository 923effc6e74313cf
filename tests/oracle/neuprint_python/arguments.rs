//! The arguments of a call: criteria in neuprint-python's words as ours.

use std::cell::RefCell;
use std::collections::BTreeSet;

use neuprint::{BodyId, Criterion, Error, MitoCriteria, NeuronCriteria, SynapseCriteria};
use serde_json::{Map, Value as Json};

/// Arguments by place and by name. What a call does not look at it cannot have heeded: [`Arguments::finish`] sees to
/// that.
pub(crate) struct Arguments {
    positional: Vec<Json>,
    named: Map<String, Json>,
    seen: RefCell<BTreeSet<String>>,
}

impl Arguments {
    pub(crate) fn new(positional: Vec<Json>, named: Map<String, Json>) -> Self {
        Self { positional, named, seen: RefCell::default() }
    }

    /// The argument at a place or of a name; null if it is not given.
    pub(crate) fn at(&self, place: usize, name: &str) -> &Json {
        self.seen.borrow_mut().insert(place.to_string());
        let named = self.named(name);
        if named.is_null() { self.positional.get(place).unwrap_or(&Json::Null) } else { named }
    }

    /// The argument of a name; null if it is not given.
    pub(crate) fn named(&self, name: &str) -> &Json {
        self.seen.borrow_mut().insert(name.to_owned());
        self.named.get(name).unwrap_or(&Json::Null)
    }

    /// Panics if an argument was not looked at.
    pub(crate) fn finish(&self, function: &str) {
        let places = (0..self.positional.len()).map(|place| place.to_string());
        for argument in places.chain(self.named.keys().cloned()) {
            assert!(self.seen.borrow().contains(&argument), "{function}: the argument {argument} is not heeded");
        }
    }
}

/// A list of texts, or one text; `None` if it is neither.
pub(crate) fn texts(value: &Json) -> Option<Vec<String>> {
    match value {
        Json::String(text) => Some(vec![text.clone()]),
        value => Some(value.as_array()?.iter().map(|text| text.as_str().unwrap().to_owned()).collect()),
    }
}

/// A value in their words as one of ours.
fn criterion(value: &Json) -> Criterion {
    match value {
        Json::Null => Criterion::IsNull,
        Json::Array(values) => Criterion::AnyOf(values.iter().map(criterion).collect()),
        Json::Bool(flag) => Criterion::Flag(*flag),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Criterion::Number(number.as_f64().unwrap()), Criterion::Integer)
        }
        Json::String(text) => Criterion::Text(text.clone()),
        Json::Object(entries) if entries.contains_key("IsNull") => Criterion::IsNull,
        Json::Object(_) => Criterion::NotNull,
    }
}

/// The criteria of an argument such as `{"NeuronCriteria": {…}}`, with our names.
fn fields(argument: &Json, kind: &str) -> Vec<(String, Criterion)> {
    let fields = argument[kind].as_object();
    fields.into_iter().flatten().map(|(name, value)| (camel_case(name), criterion(value))).collect()
}

fn named(fields: &[(String, Criterion)]) -> impl Iterator<Item = (&str, Criterion)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.clone()))
}

fn camel_case(name: &str) -> String {
    let mut parts = name.trim_end_matches('_').split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + &part[..1].to_uppercase() + &part[1..])
}

/// A body, several, a table of them; a name or several; criteria; or every neuron.
pub(crate) fn neurons(argument: &Json) -> Result<NeuronCriteria, Error> {
    let bodies = |bodies: &[Json]| {
        let bodies: Result<Vec<BodyId>, _> = bodies.iter().map(|body| BodyId::new(body.as_u64().unwrap())).collect();
        Ok::<_, Error>(NeuronCriteria::of_bodies(&bodies?))
    };
    match argument {
        Json::Number(_) => bodies(std::slice::from_ref(argument)),
        Json::Array(items) if items.first().is_some_and(Json::is_number) => bodies(items),
        Json::Array(_) | Json::String(_) => Ok(NeuronCriteria::of_names(&texts(argument).unwrap())?),
        Json::Object(entries) if entries.contains_key("table") => {
            let at = entries["table"].as_array().unwrap().iter().position(|name| name == "bodyId").unwrap();
            let ids: Vec<Json> = entries["rows"].as_array().unwrap().iter().map(|row| row[at].clone()).collect();
            bodies(&ids)
        }
        argument => {
            let kind = if argument.get("SegmentCriteria").is_some() { "SegmentCriteria" } else { "NeuronCriteria" };
            Ok(NeuronCriteria::of(named(&fields(argument, kind)))?)
        }
    }
}

pub(crate) fn synapses(argument: &Json) -> Result<SynapseCriteria, Error> {
    Ok(SynapseCriteria::of(named(&fields(argument, "SynapseCriteria")))?)
}

pub(crate) fn mitochondria(argument: &Json) -> Result<MitoCriteria, Error> {
    Ok(MitoCriteria::of(named(&fields(argument, "MitoCriteria")))?)
}

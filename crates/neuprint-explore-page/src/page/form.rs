//! The forms, their fields, and what each asks.

use neuprint::BodyId;
use neuprint::question::{
    CommonPartners, FieldError, FindNeurons, NearLengths, NearPlace, PartnerQuestion, Question, ShortestPaths,
};
use neuprint_worker::messages::Schema;

/// A form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Find,
    Connections,
    Common,
    Paths,
    Near,
}

/// What a form asks, as it is filled in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// The query that is shown.
    pub(super) question: Question,
    /// Which of these bodies the dataset has, and the bodies.
    pub(super) existing: Option<(String, Vec<BodyId>)>,
    /// What the numbers of partners are made of.
    pub(super) partners: Option<PartnerQuestion>,
    /// Whether the rows are paths.
    pub(super) are_paths: bool,
}

impl Form {
    pub(super) const ALL: [Self; 5] = [Self::Find, Self::Connections, Self::Common, Self::Paths, Self::Near];

    /// What people call it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Find => "Find neurons",
            Self::Connections => "Connections",
            Self::Common => "Common partners",
            Self::Paths => "Shortest paths",
            Self::Near => "Near a coordinate",
        }
    }

    /// Its name in the address.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Connections => "connections",
            Self::Common => "common",
            Self::Paths => "paths",
            Self::Near => "near",
        }
    }

    /// The form of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Its fields, as `neuprint::question` names them, and those of how the answer is looked at.
    pub(super) fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Find => &[
                "type",
                "instance",
                "regex",
                "ids",
                "status",
                "inputs",
                "mininputs",
                "outputs",
                "minoutputs",
                "minpre",
                "maxpre",
                "minpost",
                "maxpost",
                "property",
                "kind",
                "operator",
                "value",
            ],
            Self::Connections => &["of", "direction", "partners", "share", "view", "sort", "axes", "by"],
            Self::Common => &["of", "direction", "minweight", "atleast"],
            Self::Paths => &["from", "to", "minweight", "between"],
            Self::Near => &["x", "y", "z", "radius"],
        }
    }

    /// Without these there is nothing to ask; while all are empty nothing is wrong either.
    fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Find => &[],
            Self::Connections | Self::Common => &["of"],
            Self::Paths => &["from", "to"],
            Self::Near => &["x", "y", "z"],
        }
    }

    /// What is asked; nothing while the form is empty.
    pub(super) fn ask(
        self,
        fields: impl Fn(&str) -> String,
        schema: Option<&Schema>,
    ) -> Result<Option<Asked>, FieldError> {
        let needed = self.needed();
        if !needed.is_empty() && needed.iter().all(|field| fields(field).trim().is_empty()) {
            return Ok(None);
        }
        let plain = |question| Asked { question, existing: None, partners: None, are_paths: false };
        Ok(Some(match self {
            Self::Find => {
                let find = FindNeurons::read(&fields)?;
                let existing = find.existing().map(|cypher| (cypher, find.bodies.clone()));
                Asked { existing, ..plain(find.question()) }
            }
            Self::Connections => {
                let properties = schema.map_or(&[][..], |schema| &schema.properties).iter();
                let of_neurons = properties.filter(|property| property.of == "Neuron");
                let partners = PartnerQuestion::read(&fields, of_neurons.map(|property| property.name.as_str()))?;
                let bodies = partners.set.bodies.clone();
                let existing = partners.set.existing().map(|cypher| (cypher, bodies));
                Asked { existing, partners: Some(partners.clone()), ..plain(partners.question()) }
            }
            Self::Common => plain(CommonPartners::read(&fields)?.question()),
            Self::Paths => Asked { are_paths: true, ..plain(ShortestPaths::read(&fields)?.question()?) },
            Self::Near => {
                let lengths = NearLengths::of(schema.and_then(|schema| schema.voxel));
                plain(NearPlace::read(&fields, lengths)?.question()?)
            }
        }))
    }
}

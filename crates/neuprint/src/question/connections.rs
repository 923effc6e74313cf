//! What has to be asked to know a set's partners; [`analysis::partners`](crate::analysis::partners) puts it together.

use super::field::FieldError;
use super::{NeuronSet, Question};
use crate::cypher::name;
use crate::query::Direction;

/// The form "Connections". Its fields by name: `of` (types and body IDs), `direction` (`outputs`, or inputs), `partners`
/// (`all`, or Traced ones).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerQuestion {
    /// Of which neurons.
    pub set: NeuronSet,
    /// Upstream: their inputs.
    pub direction: Direction,
    /// Leave out partners that are not `Traced`.
    pub only_traced: bool,
    /// The property with a partner's predicted transmitter, where the dataset has one.
    pub transmitter: Option<String>,
}

/// Properties in which datasets keep what transmitter a neuron is thought to have, the best one first.
const TRANSMITTERS: [&str; 5] = ["consensusNt", "celltypePredictedNt", "predictedNt", "predictedNtType", "topNt"];

impl PartnerQuestion {
    /// Reads the fields; `properties` are those of the dataset's neurons.
    ///
    /// # Errors
    /// The field that cannot be meant as it is.
    pub fn read<'p>(
        fields: impl Fn(&str) -> String,
        properties: impl Iterator<Item = &'p str> + Clone,
    ) -> Result<Self, FieldError> {
        let known = |wanted: &&str| properties.clone().any(|property| property == *wanted);
        Ok(Self {
            set: NeuronSet::read("of", &fields("of"))?,
            direction: direction(&fields("direction")),
            only_traced: fields("partners") != "all",
            transmitter: TRANSMITTERS.iter().copied().find(known).map(str::to_owned),
        })
    }

    /// The partners' types with their numbers, as one query that can be read and changed.
    pub fn question(&self) -> Question {
        let found = self.found(self.only_traced);
        Question {
            cypher: format!(
                "{found}RETURN m.type AS type, count(DISTINCT m) AS cells, count(DISTINCT n) AS connected, sum(e.weight) AS \
                 weight\nORDER BY weight DESC, type"
            ),
            count: Some(format!("{found}RETURN count(DISTINCT coalesce(m.type, '')) AS types")),
        }
    }

    /// The neurons of the set: `bodyId`, `type`, `instance`, `synapses` (how many they have on the asked side).
    pub fn own(&self) -> String {
        // Each synapse onto a neuron is one of `post`; one presynapse connects to several neurons, so that outputs are
        // counted by `downstream`.
        let synapses = if self.direction == Direction::Upstream { "post" } else { "downstream" };
        format!(
            "MATCH (n:{})\nWHERE {}\nRETURN n.bodyId AS bodyId, n.type AS type, n.instance AS instance, n.{synapses} AS \
             synapses\nORDER BY bodyId",
            self.set.label(),
            self.set.condition("n")
        )
    }

    /// The connections, one row each: `bodyId` of the set's neuron, `partner`, `weight`, `roiInfo`.
    pub fn connections(&self) -> String {
        let found = self.found(self.only_traced);
        format!("{found}RETURN n.bodyId AS bodyId, m.bodyId AS partner, e.weight AS weight, e.roiInfo AS roiInfo")
    }

    /// The partners, one row each: `bodyId`, `type`, `instance`, `somaSide`, `rootSide`, `transmitter`.
    pub fn partners(&self) -> String {
        let transmitter =
            self.transmitter.as_ref().map_or("null".to_owned(), |property| format!("m.{}", name(property)));
        format!(
            "{}RETURN DISTINCT m.bodyId AS bodyId, m.type AS type, m.instance AS instance, m.somaSide AS somaSide, \
             m.rootSide AS rootSide, {transmitter} AS transmitter",
            self.found(self.only_traced)
        )
    }

    /// All connections, whether or not they are left out: `bodyId`, `traced`, `weight` in sum.
    pub fn totals(&self) -> String {
        format!(
            "{}RETURN n.bodyId AS bodyId, coalesce(m.status, '') = 'Traced' AS traced, sum(e.weight) AS weight",
            self.found(false)
        )
    }

    fn found(&self, only_traced: bool) -> String {
        let arrow = match self.direction {
            Direction::Upstream => "<-[e:ConnectsTo]-",
            Direction::Downstream => "-[e:ConnectsTo]->",
        };
        // A weight of 0 stands for synapses that are too uncertain to count.
        let traced = if only_traced { "\n  AND m.status = 'Traced'" } else { "" };
        format!(
            "MATCH (n:{}){arrow}(m:Segment)\nWHERE {}\n  AND e.weight > 0{traced}\n",
            self.set.label(),
            self.set.condition("n")
        )
    }
}

/// The side that a field names: inputs unless it says outputs.
pub(super) fn direction(text: &str) -> Direction {
    if text == "outputs" { Direction::Downstream } else { Direction::Upstream }
}

//! Synapses and mitochondria.

use neuprint::Transport;
use neuprint::query::{MeanSynapseOptions, Neurotransmitters, SynapseConnectionOptions, SynapseOptions};
use serde_json::Value as Json;

use super::neurons::whole;
use super::{Answer, Asker, Call, Refused, unwritable};
use crate::arguments::{mitochondria, neurons, synapses};
use crate::values;

fn nt(value: &Json) -> Result<Neurotransmitters, Refused> {
    match value.as_str() {
        None => Ok(Neurotransmitters::None),
        Some("max") => Ok(Neurotransmitters::Max),
        Some("all") => Ok(Neurotransmitters::All),
        Some(other) => Err(unwritable(other)),
    }
}

pub(super) async fn answer<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Option<Answer> {
    Some(match call.function.as_str() {
        "fetch_synapses" | "fetch_mean_synapses" | "fetch_synapses_and_closest_mitochondria" | "fetch_mitochondria" => {
            of_neurons(asker, call).await
        }
        "fetch_synapse_connections" | "fetch_connection_mitochondria" => of_connections(asker, call).await,
        _ => return None,
    })
}

async fn of_neurons<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let at = |place, name| call.arguments.at(place, name);
    let bodies = neurons(at(0, "neuron_criteria"))?;
    let size = at(2, "batch_size");
    let mut unheard = |_: usize, _: usize| {};
    let table = match call.function.as_str() {
        "fetch_mitochondria" => {
            let criteria = mitochondria(at(1, "mito_criteria"))?;
            asker.client.mitochondria(&bodies, &criteria, whole(size, 10)?, &mut unheard).await?
        }
        "fetch_synapses" => {
            let criteria = synapses(at(1, "synapse_criteria"))?;
            let options = SynapseOptions { nt: nt(call.arguments.named("nt"))?, batch_size: whole(size, 10)? };
            asker.client.synapses(&bodies, &criteria, options, &mut unheard).await?
        }
        "fetch_mean_synapses" => {
            let criteria = synapses(at(1, "synapse_criteria"))?;
            let by_roi = call.arguments.named("by_roi") != false;
            let options = MeanSynapseOptions { by_roi, batch_size: whole(size, 100)? };
            asker.client.mean_synapses(&bodies, &criteria, options, &mut unheard).await?
        }
        _ => {
            let criteria = synapses(at(1, "synapse_criteria"))?;
            let size = whole(size, 10)?;
            asker.client.synapses_and_closest_mitochondria(&bodies, &criteria, size, &mut unheard).await?
        }
    };
    Ok(values::of_table(&table))
}

async fn of_connections<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let at = |place, name| call.arguments.at(place, name);
    let (sources, targets) = (neurons(at(0, "source_criteria"))?, neurons(at(1, "target_criteria"))?);
    let criteria = synapses(at(2, "synapse_criteria"))?;
    let mut options = SynapseConnectionOptions::default();
    options.min_total_weight = whole(at(3, "min_total_weight"), 1_u64)?.cast_signed();
    options.nt = nt(call.arguments.named("nt"))?;
    options.batch_size = whole(at(4, "batch_size"), options.batch_size)?;
    let mut unheard = |_: usize, _: usize| {};
    let table = if call.function == "fetch_synapse_connections" {
        asker.client.synapse_connections(&sources, &targets, &criteria, options, &mut unheard).await?
    } else {
        asker.client.connection_mitochondria(&sources, &targets, &criteria, options, &mut unheard).await?
    };
    Ok(values::of_table(&table))
}

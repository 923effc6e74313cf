//! Neurons, and how complete their output is.

use neuprint::Transport;
use neuprint::query::{NeuronColumns, NeuronOptions, Neurons};
use serde_json::Value as Json;

use super::{Answer, Asker, Call, Refused, unwritable};
use crate::arguments::{neurons, texts};
use crate::values;

pub(super) async fn answer<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Option<Answer> {
    Some(match call.function.as_str() {
        "fetch_neurons" => fetch(asker, call).await,
        "fetch_custom_neurons" => custom(asker, call).await,
        "fetch_output_completeness" | "fetch_downstream_orphan_tasks" => completeness(asker, call).await,
        _ => return None,
    })
}

async fn fetch<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let columns = match call.arguments.named("returned_columns") {
        Json::String(core) if core == "core" => NeuronColumns::Core,
        columns => texts(columns).map_or(NeuronColumns::All, NeuronColumns::Named),
    };
    let options = NeuronOptions { columns, omit_rois: call.arguments.named("omit_rois") == true };
    Ok(tables(&asker.client.neurons(&neurons(call.arguments.at(0, "criteria"))?, &options).await?))
}

async fn custom<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    Ok(tables(&asker.client.custom_neurons(call.arguments.at(0, "q").as_str().unwrap()).await?))
}

/// Two tables, or one without ROIs.
fn tables(found: &Neurons) -> Json {
    let neurons = values::of_table(&found.neurons);
    found.roi_counts.as_ref().map_or(neurons.clone(), |counts| [neurons, values::of_table(counts)].to_vec().into())
}

async fn completeness<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let criteria = neurons(call.arguments.at(0, "criteria"))?;
    let statuses = texts(call.arguments.at(1, "complete_statuses")).unwrap_or_else(|| vec!["Traced".into()]);
    // How large batches are is no choice of ours to make here.
    call.arguments.named("batch_size");
    let table = if call.function == "fetch_output_completeness" {
        asker.client.output_completeness(&criteria, &statuses, &mut |_, _| {}).await?
    } else {
        asker.client.downstream_orphan_tasks(&criteria, &statuses, &mut |_, _| {}).await?
    };
    Ok(values::of_table(&table))
}

/// A whole number that is given, or what is meant without it.
pub(super) fn whole<N: TryFrom<u64>>(value: &Json, otherwise: N) -> Result<N, Refused> {
    match value {
        Json::Null => Ok(otherwise),
        value => value.as_u64().and_then(|value| value.try_into().ok()).ok_or_else(|| unwritable("what is no number")),
    }
}

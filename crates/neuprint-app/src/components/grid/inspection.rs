//! Asking what a column holds.

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Inspection, Request, Response};

use super::sheet::Sheet;

/// What `column` holds, in the shown rows (`filtered`) or in all. `None` until the worker has answered; an answer that
/// another column or order has overtaken is dropped.
pub(super) fn of(sheet: Sheet, column: Signal<Option<u32>>, filtered: bool) -> RwSignal<Option<(u32, Inspection)>> {
    let inspection = RwSignal::new(None);
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let column = column.get();
        // What all rows hold stays as it is while others of them are shown.
        if filtered {
            sheet.rows.get();
            sheet.result.order.get();
        } else {
            sheet.result.rows();
        }
        let (Some(column), Some(table)) = (column, sheet.result.handle()) else { return };
        asked.update_value(|asked| *asked += 1);
        let turn = asked.get_value();
        let request = sheet.session.ask(Request::Inspect { table, column, filtered });
        spawn_local(async move {
            let answer = request.await;
            if asked.try_get_value() == Some(turn)
                && let Ok(Response::Inspection(answer)) = answer.map(|answer| answer.response)
            {
                inspection.set(Some((column, answer)));
            }
        });
    });
    inspection
}

//! The gaps of the shown neurons over the slider that chooses among them.

use leptos::prelude::*;

use super::limit_scale::{BARS, Bar, Fate, STEPS, bars, marks, place_of};
use super::page_state::PageState;
use super::wording;

/// The picture's height; its width is one per bar.
const HEIGHT: f64 = 10.0;

/// Bars over the slider's own scale: what is bridged in amber, what was refused in red, what stays open in grey.
#[component]
pub(super) fn GapHistogram(state: PageState) -> impl IntoView {
    let found = Memo::new(move |_| {
        let shown = state.shown();
        let healing = state.healing.get();
        let gaps = shown.iter().flat_map(|(_, ready)| {
            let closing = healing.closing(&ready.summary);
            ready.summary.gaps.iter().enumerate().map(move |(place, gap)| {
                let fate = match &closing {
                    Some(closing) if closing.closes(place, gap.length) => Fate::Bridged,
                    Some(closing) if closing.is_in_reach(gap.length) => Fate::Refused,
                    _ => Fate::Open,
                };
                (gap.length, fate)
            })
        });
        bars(gaps, state.unit())
    });
    let described = move || {
        let bars = found.get();
        let sum = |part: fn(&Bar) -> u32| u64::from(bars.iter().map(part).sum::<u32>());
        let gaps = wording::counted(sum(|bar| bar.count()), "gap", "gaps");
        format!(
            "Histogram of {gaps}: {} bridged, {} refused, {} open",
            sum(|bar| bar.bridged),
            sum(|bar| bar.refused),
            sum(|bar| bar.open)
        )
    };
    let drawn = move || {
        let bars = found.get();
        let most = bars.iter().map(|bar| bar.count()).max().unwrap_or_default();
        bars.iter().enumerate().map(|(at, bar)| stack(at, *bar, most)).collect_view()
    };
    // Where the slider stands.
    let reach = move || {
        let (is_on, within) = state.healing.with(|healing| (healing.is_on, healing.within));
        let within = within.filter(|_| is_on)?;
        let x = place_of(within, state.unit()) / f64::from(STEPS) * BARS as f64;
        let x = format!("{x:.3}");
        Some(view! { <line class="reach" x1=x.clone() x2=x y1="0" y2=HEIGHT.to_string()></line> })
    };
    view! {
        <div class="gap-histogram">
            <svg
                role="img"
                aria-label=described
                viewBox=format!("0 0 {BARS} {HEIGHT}")
                preserveAspectRatio="none"
            >
                {drawn}
                {reach}
            </svg>
        </div>
    }
}

/// The marks below the slider.
#[component]
pub(super) fn LimitMarks(state: PageState) -> impl IntoView {
    view! {
        <div class="limit-marks" aria-hidden="true">
            {move || marks(state.unit()).map(|mark| view! { <span>{mark}</span> }).collect_view()}
            <span>"no limit"</span>
        </div>
    }
}

/// One bar. A single gap must be seen beside hundreds, so heights are logarithmic.
fn stack(at: usize, bar: Bar, most: u32) -> impl IntoView {
    let height = |count: u32| f64::from(count + 1).ln() / f64::from(most + 1).ln() * HEIGHT;
    let whole = if bar.count() == 0 { 0.0 } else { height(bar.count()) };
    let mut bottom = HEIGHT;
    let parts = [("bridged", bar.bridged), ("refused", bar.refused), ("open", bar.open)].map(|(class, count)| {
        let part = whole * f64::from(count) / f64::from(bar.count().max(1));
        bottom -= part;
        (count > 0).then(|| {
            view! {
                <rect
                    class=class
                    x=format!("{:.2}", at as f64 + 0.08)
                    width="0.84"
                    y=format!("{bottom:.3}")
                    height=format!("{part:.3}")
                ></rect>
            }
        })
    });
    parts.collect_view()
}

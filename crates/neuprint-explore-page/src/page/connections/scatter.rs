//! Types as points: weight on the left against weight on the right.

use leptos::prelude::*;

use crate::page::wording::whole;

/// One type.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Point {
    pub(super) name: String,
    pub(super) left: i64,
    pub(super) right: i64,
}

/// The picture's side, and the room for its axes, in its own units.
const SIZE: f64 = 360.0;
const MARGIN: f64 = 48.0;
/// Half of the longest number below an axis.
const END: f64 = 24.0;

/// The picture: one stop for the keyboard, arrow keys go from point to point. What it shows is also in the table below it.
#[component]
pub(super) fn Scatter(points: Vec<Point>, log: bool) -> impl IntoView {
    let active = RwSignal::new(None::<usize>);
    let most = points.iter().map(|point| point.left.max(point.right)).max().unwrap_or(1).max(1);
    let place = move |weight: i64| {
        let part =
            if log { ((weight + 1) as f64).ln() / ((most + 1) as f64).ln() } else { weight as f64 / most as f64 };
        part * (SIZE - MARGIN - END)
    };
    let (x, y) = (move |weight| MARGIN + place(weight), move |weight| SIZE - MARGIN - place(weight));
    let ticks = ticks(most, log);
    let axes = ticks.into_iter().map(|tick| {
        view! {
            <line class="grid-line" x1=x(tick) x2=x(tick) y1=y(0) y2=y(most)></line>
            <line class="grid-line" x1=x(0) x2=x(most) y1=y(tick) y2=y(tick)></line>
            <text x=x(tick) y=y(0) + 16.0 text-anchor="middle">{whole(tick)}</text>
            <text x=x(0) - 6.0 y=y(tick) + 4.0 text-anchor="end">{whole(tick)}</text>
        }
    });
    let named = StoredValue::new(points.clone());
    let count = points.len();
    let dots = points.into_iter().enumerate().map(|(at, point)| {
        view! {
            <circle
                class:active=move || active.get() == Some(at)
                cx=x(point.left)
                cy=y(point.right)
                r="4.5"
                on:pointerenter=move |_| active.set(Some(at))
            ></circle>
        }
    });
    let said = move || {
        let Some(at) = active.get() else { return "Point at a type, or use the arrow keys.".to_owned() };
        named.with_value(|points| {
            let Some(point) = points.get(at) else { return String::new() };
            format!("{}: {} left, {} right", point.name, whole(point.left), whole(point.right))
        })
    };
    let step = move |event: web_sys::KeyboardEvent| {
        let next = match (event.key().as_str(), active.get_untracked()) {
            ("ArrowRight" | "ArrowDown", at) => at.map_or(0, |at| (at + 1).min(count.saturating_sub(1))),
            ("ArrowLeft" | "ArrowUp", at) => at.map_or(0, |at| at.saturating_sub(1)),
            _ => return,
        };
        event.prevent_default();
        active.set(Some(next));
    };
    let label = format!("{count} types by their weight on the left and on the right; the table below has the numbers");
    view! {
        <figure class="scatter">
            <svg viewBox=format!("0 0 {SIZE} {SIZE}") role="img" tabindex="0" aria-label=label on:keydown=step>
                {axes.collect_view()}
                <line class="diagonal" x1=x(0) y1=y(0) x2=x(most) y2=y(most)></line>
                <text class="axis-name" x=(SIZE + MARGIN) / 2.0 y=SIZE - 8.0 text-anchor="middle">"Weight of left cells"</text>
                <text
                    class="axis-name"
                    transform=format!("translate(12 {}) rotate(-90)", (SIZE - MARGIN) / 2.0)
                    text-anchor="middle"
                >
                    "Weight of right cells"
                </text>
                {dots.collect_view()}
            </svg>
            <figcaption aria-live="polite">{said}</figcaption>
        </figure>
    }
}

/// Round numbers up to the largest weight.
fn ticks(most: i64, log: bool) -> Vec<i64> {
    if log {
        let powers =
            std::iter::successors(Some(1_i64), |power| power.checked_mul(10)).take_while(|power| *power <= most);
        return std::iter::once(0).chain(powers).collect();
    }
    // A quarter of it, rounded down to one digit.
    let quarter = (most / 4).max(1);
    let step =
        std::iter::successors(Some(1_i64), |power| power.checked_mul(10)).take_while(|power| *power <= quarter).last();
    let step = step.unwrap_or(1);
    let step = quarter / step * step;
    (0..=most / step).map(|count| count * step).collect()
}

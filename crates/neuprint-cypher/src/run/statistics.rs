//! Deviations and percentiles of numbers.

use crate::eval::compare;
use crate::value::Value;

fn float(value: &Value) -> f64 {
    match value {
        Value::Int(v) => *v as f64,
        Value::Float(v) => *v,
        _ => f64::NAN,
    }
}

/// The standard deviation: of a sample with `less` 1, of a population with 0. Zero for fewer than two numbers.
pub(super) fn deviation(numbers: &[Value], less: usize) -> f64 {
    if numbers.len() < 2 {
        return 0.0;
    }
    let mean = numbers.iter().map(float).sum::<f64>() / numbers.len() as f64;
    let squares: f64 = numbers.iter().map(|v| (float(v) - mean).powi(2)).sum();
    (squares / (numbers.len() - less) as f64).sqrt()
}

/// The number that stands at the percentile (0 to 1); null if there is none.
pub(super) fn discrete(numbers: &mut [Value], percentile: f64) -> Value {
    numbers.sort_by(compare::order);
    let place = (percentile * numbers.len() as f64).ceil() as usize;
    numbers.get(place.saturating_sub(1)).cloned().unwrap_or(Value::Null)
}

/// What lies at the percentile (0 to 1) on the line through the numbers; null if there is none.
pub(super) fn continuous(numbers: &mut [Value], percentile: f64) -> Value {
    numbers.sort_by(compare::order);
    let Some(last) = numbers.len().checked_sub(1) else { return Value::Null };
    let place = percentile * last as f64;
    let (below, above) = (place.floor(), place.ceil());
    let [low, high] = [below, above].map(|at| &numbers[(at as usize).min(last)]);
    // On the place of a number it is that number, an integer too.
    if below == above {
        low.clone()
    } else {
        Value::Float(float(low) * (above - place) + float(high) * (place - below))
    }
}

//! Colours of neurons by the values of a property: a colour for each of the most frequent values, or a scale for numbers.
//!
//! ```text
//! let scheme = Scheme::of(&values);                 // per neuron its value, if it has one
//! let color = scheme.color(value);
//! ```

use std::collections::HashMap;

use neuprint_worker::messages::PropertyValue;

use super::palette::Color;
use super::wording;

/// What the colours of a property's values are.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scheme {
    /// The most frequent values first, each with its colour; how many others there are, and whether some neurons have none.
    Names { values: Vec<(String, Color)>, others: usize, has_none: bool },
    /// From the lowest number to the highest.
    Scale { low: f64, high: f64, has_none: bool },
}

/// What neurons without a value are told to have.
pub(super) const NO_VALUE: &str = "no value";

impl Scheme {
    /// Of these values, one per neuron: a scale if all of them are numbers.
    pub(super) fn of(values: &[Option<PropertyValue>]) -> Self {
        let has_none = values.iter().any(Option::is_none);
        let known: Vec<&PropertyValue> = values.iter().flatten().collect();
        let numbers: Vec<f64> = known.iter().filter_map(|value| number(value)).collect();
        if !numbers.is_empty() && numbers.len() == known.len() {
            let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
            let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            return Self::Scale { low, high, has_none };
        }
        let mut counts: HashMap<String, usize> = HashMap::new();
        for value in known {
            *counts.entry(text(value)).or_default() += 1;
        }
        let mut ordered: Vec<(String, usize)> = counts.into_iter().collect();
        ordered.sort_unstable_by(|(one, few), (other, many)| many.cmp(few).then(one.cmp(other)));
        let others = ordered.len().saturating_sub(Color::DISTINCT);
        let named = ordered.into_iter().take(Color::DISTINCT).enumerate();
        Self::Names { values: named.map(|(at, (name, _))| (name, Color::of_neuron(at))).collect(), others, has_none }
    }

    /// The colour of a neuron with this value.
    pub(super) fn color(&self, value: Option<&PropertyValue>) -> Color {
        let Some(value) = value else { return Color::NONE };
        match self {
            Self::Names { values, .. } => {
                let name = text(value);
                values.iter().find(|(known, _)| *known == name).map_or(Color::OTHERS, |(_, color)| *color)
            }
            Self::Scale { low, high, .. } => match number(value) {
                Some(number) if high > low => Color::on_scale((number - low) / (high - low)),
                Some(_) => Color::on_scale(0.5),
                None => Color::NONE,
            },
        }
    }

    /// What stands for single colours: names, those that have none of their own, and neurons without a value.
    pub(super) fn entries(&self) -> Vec<(String, Color)> {
        let none = || (NO_VALUE.to_owned(), Color::NONE);
        match self {
            Self::Names { values, others, has_none } => {
                let more = wording::counted(*others as u64, "other value", "other values");
                let more = (*others > 0).then_some((more, Color::OTHERS));
                values.iter().cloned().chain(more).chain(has_none.then(none)).collect()
            }
            Self::Scale { has_none, .. } => has_none.then(none).into_iter().collect(),
        }
    }

    /// The ends of the scale and the colours between them, if it is one.
    pub(super) fn scale(&self) -> Option<([String; 2], Vec<String>)> {
        match self {
            Self::Names { .. } => None,
            Self::Scale { low, high, .. } => {
                let colors = (0..=9).map(|step| format!("#{}", Color::on_scale(f64::from(step) / 9.0)));
                Some(([low, high].map(|end| told(*end)), colors.collect()))
            }
        }
    }
}

/// A number that may stand on a scale.
fn number(value: &PropertyValue) -> Option<f64> {
    match value {
        PropertyValue::Number(number) if number.is_finite() => Some(*number),
        _ => None,
    }
}

fn text(value: &PropertyValue) -> String {
    match value {
        PropertyValue::Number(number) => number.to_string(),
        PropertyValue::Text(text) => text.clone(),
    }
}

/// A number of a legend: whole ones in groups of three digits.
fn told(number: f64) -> String {
    if number.fract() == 0.0 && (0.0..1e15).contains(&number) {
        wording::count(number as u64)
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<Option<PropertyValue>> {
        let value = |name: &&str| (!name.is_empty()).then(|| PropertyValue::Text((*name).to_owned()));
        names.iter().map(value).collect()
    }

    #[test]
    fn frequent_values_have_colours_and_the_rest_is_grey() {
        let scheme = Scheme::of(&names(&["b", "a", "b", "", "c", "d", "e", "f", "g", "h"]));
        let told: Vec<String> = scheme.entries().into_iter().map(|(name, _)| name).collect();
        assert_eq!(told, ["b", "a", "c", "d", "e", "f", "2 other values", "no value"]);
        let color = |name: &str| scheme.color(names(&[name])[0].as_ref());
        assert_eq!((color("b"), color("a")), (Color::of_neuron(0), Color::of_neuron(1)));
        assert_eq!((color("h"), color("")), (Color::OTHERS, Color::NONE));
        assert_eq!(scheme.scale(), None);
        assert!(Scheme::of(&[]).entries().is_empty());
    }

    #[test]
    fn numbers_are_a_scale_unless_something_else_is_among_them() {
        let numbers = [1500.0, 20.0, 760.0].map(|number| Some(PropertyValue::Number(number)));
        let scheme = Scheme::of(&[numbers.as_slice(), &[None]].concat());
        assert_eq!(
            scheme.scale().map(|(ends, colors)| (ends, colors.len())),
            Some((["20".into(), "1,500".into()], 10))
        );
        assert_eq!(scheme.color(numbers[1].as_ref()), Color::on_scale(0.0));
        assert_eq!(scheme.color(numbers[2].as_ref()), Color::on_scale(0.5));
        assert_eq!(scheme.entries(), [("no value".to_owned(), Color::NONE)]);
        let mixed = Scheme::of(&[numbers.as_slice(), &names(&["x"])].concat());
        assert!(mixed.scale().is_none() && mixed.entries().len() == 4);
    }
}

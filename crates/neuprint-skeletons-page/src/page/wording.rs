//! Numbers and findings in words.

use neuprint_worker::messages::{RootReason, SkeletonSummary};

use super::healed::Healed;

pub(super) use neuprint_page::wording::{count, counted};

/// What lengths of a dataset are measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nanometres.
    Nanometre,
    /// Voxels whose size is not known.
    Voxel,
}

impl Unit {
    /// A bridge's or limit's length: "986 nm", "12.3 µm", "123.3 voxels".
    pub(super) fn length(self, length: f64) -> String {
        let rounded = |length: f64| count(length.round().max(0.0) as u64);
        match self {
            Self::Nanometre if length >= 9999.5 => format!("{} µm", tenths(length / 1000.0)),
            Self::Nanometre => format!("{} nm", rounded(length)),
            Self::Voxel => format!("{} voxels", tenths(length)),
        }
    }

    /// Cable to a tenth of a micrometre, or to a voxel: "1,234.5 µm".
    pub(super) fn cable(self, length: f64) -> String {
        match self {
            Self::Nanometre => format!("{} µm", tenths(length / 1000.0)),
            Self::Voxel => format!("{} voxels", count(length.round().max(0.0) as u64)),
        }
    }

    /// The longest twig that is left out, as short as it was written: "2 µm", "0.35 µm".
    pub(super) fn twig(self, length: f64) -> String {
        format!("{} {}", number(self.in_cable(length)), self.cable_name())
    }

    /// In what cable is told.
    pub(super) fn cable_name(self) -> &'static str {
        match self {
            Self::Nanometre => "µm",
            Self::Voxel => "voxels",
        }
    }

    /// A length in the unit of [`Unit::cable_name`].
    pub(super) fn in_cable(self, length: f64) -> f64 {
        match self {
            Self::Nanometre => length / 1e3,
            Self::Voxel => length,
        }
    }

    /// A volume in the third power of that.
    pub(super) fn in_volume(self, volume: f64) -> f64 {
        match self {
            Self::Nanometre => volume / 1e9,
            Self::Voxel => volume,
        }
    }

    /// Its short name, for a field of lengths.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Nanometre => "nm",
            Self::Voxel => "voxels",
        }
    }
}

/// A number for a field, with a few digits: "2", "0.35".
pub(super) fn number(number: f64) -> String {
    // A thousandth is as fine as anybody asks for.
    ((number * 1000.0).round() / 1000.0).to_string()
}

/// A coordinate to a tenth, which may be below zero: "−12.5".
pub(super) fn signed(number: f64) -> String {
    let sign = if number <= -0.05 { "−" } else { "" };
    format!("{sign}{}", tenths(number.abs()))
}

/// A number of a table without its unit, with three digits or more: "1,234", "12.3", "0.0123".
pub(super) fn cell(number: f64) -> String {
    match number {
        large if large >= 99.95 => count(large.round() as u64),
        some if some >= 9.995 => format!("{some:.1}"),
        some if some >= 0.9995 => format!("{some:.2}"),
        some if some >= 0.0995 => format!("{some:.3}"),
        some if some > 0.0 => format!("{some:.4}"),
        _ => "0".to_owned(),
    }
}

fn tenths(length: f64) -> String {
    let tenths = (length * 10.0).round().max(0.0) as u64;
    format!("{}.{}", count(tenths / 10), tenths % 10)
}

/// A share of the cable: "1.2 % of cable".
fn share(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        much if much >= 9.95 => format!("{much:.0} % of cable"),
        some if some >= 0.995 => format!("{some:.1} % of cable"),
        little if little >= 0.01 => format!("{little:.2} % of cable"),
        _ => "less than 0.01 % of cable".to_owned(),
    }
}

/// Some skeletons and what became of them, added up.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sum {
    neurons: u64,
    fragments_raw: u64,
    bridges: u64,
    healed: Healed,
    /// Neurons of which it is known what was pruned, the twigs, and their cable.
    pruned: u64,
    twigs: u64,
    left_out: f64,
}

impl Sum {
    /// Adds a skeleton.
    pub(super) fn add(&mut self, summary: &SkeletonSummary, healed: &Healed) {
        self.neurons += 1;
        self.fragments_raw += u64::from(summary.fragments);
        self.bridges += healed.bridges.len() as u64;
        if let Some(pruned) = &healed.pruned {
            self.pruned += 1;
            self.twigs += u64::from(pruned.told.twigs);
            self.left_out += pruned.told.left_out;
        }
        let sum = &mut self.healed;
        sum.fragments += healed.fragments;
        sum.refused += healed.refused;
        sum.too_long += healed.too_long;
        // As it was before it was pruned.
        sum.cable += healed.cable + healed.left_out();
        sum.added += healed.added;
        sum.longest = [sum.longest, healed.longest].into_iter().flatten().reduce(f64::max);
    }

    /// What was left out as twigs up to a length: "212 twigs up to 5 µm, 3.4 % of cable left out". `None` if there is no
    /// skeleton, or it is not known yet.
    pub(super) fn pruned(&self, longest: f64, unit: Unit) -> Option<String> {
        if self.pruned == 0 {
            return None;
        }
        let longest = unit.twig(longest);
        let left_out = match self.twigs {
            0 => return Some(format!("No twig is as short as {longest}")),
            twigs => counted(twigs, "twig", "twigs"),
        };
        let of_all = if self.healed.cable > 0.0 { self.left_out / self.healed.cable } else { 0.0 };
        Some(format!("{left_out} up to {longest}, {} left out", share(of_all)))
    }

    /// What became of the fragments: "4 fragments → 1, 3 bridges, longest 812 nm, 1.2 % of cable". `limit` is how healing was
    /// done: not at all, without limit, or up to a length.
    pub(super) fn told(&self, limit: Option<Option<f64>>, unit: Unit) -> String {
        let before = counted(self.fragments_raw, "fragment", "fragments");
        let before = match self.neurons {
            1 => before,
            neurons => format!("{}, {before}", counted(neurons, "neuron", "neurons")),
        };
        let Some(limit) = limit else { return before };
        let gaps = self.bridges + u64::from(self.healed.refused) + u64::from(self.healed.too_long);
        if gaps == 0 {
            return format!("{before}, nothing to heal");
        }
        let refused = match self.healed.refused {
            0 => String::new(),
            refused => format!(", {} refused", count(refused.into())),
        };
        let Some(longest) = self.healed.longest else {
            return match limit {
                Some(limit) if self.healed.refused == 0 => format!("{before}, none within {}", unit.length(limit)),
                _ => format!("{before}{refused}"),
            };
        };
        let after = count(self.healed.fragments.into());
        let bridges = match self.bridges {
            1 => format!("1 bridge, {}", unit.length(longest)),
            many => format!("{} bridges, longest {}", count(many), unit.length(longest)),
        };
        format!("{before} → {after}, {bridges}, {}{refused}", share(self.healed.share()))
    }
}

/// The same for one neuron.
pub(super) fn healing(summary: &SkeletonSummary, healed: &Healed, limit: Option<Option<f64>>, unit: Unit) -> String {
    let mut sum = Sum::default();
    sum.add(summary, healed);
    sum.told(limit, unit)
}

/// A place whose voxels measure so much, as other programs read it: "64987, 56, -2".
pub(super) fn place(place: [f32; 3], voxel: [f64; 3]) -> String {
    let part = |axis: usize| (f64::from(place[axis]) * voxel[axis]).round().to_string();
    [part(0), part(1), part(2)].join(", ")
}

/// From where trees are seen: "the soma", or "the soma (2), the thickest node, since no soma is known (1)".
pub(super) fn roots(reasons: &[RootReason]) -> String {
    let names = [
        (RootReason::Chosen, "the chosen node"),
        (RootReason::Soma, "the soma"),
        (RootReason::ToSoma, "where the soma is beyond the volume"),
        (RootReason::RootLocation, "the dataset's root"),
        (RootReason::Thickest, "the thickest node, since no soma is known"),
    ];
    let counted = names.map(|(reason, name)| (name, reasons.iter().filter(|other| **other == reason).count()));
    let told: Vec<_> = counted.into_iter().filter(|(_, count)| *count > 0).collect();
    match told.as_slice() {
        [(only, _)] => (*only).to_owned(),
        several => several.iter().map(|(name, count)| format!("{name} ({count})")).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use neuprint_worker::messages::Closing;

    use super::*;
    use crate::page::healed::tests::{pruned, summary};

    const NM: Unit = Unit::Nanometre;

    #[test]
    fn lengths_have_units() {
        assert_eq!(NM.cable(1_234_560.0), "1,234.6 µm");
        assert_eq!([986.4, 9999.4, 12_340.0].map(|length| NM.length(length)), ["986 nm", "9,999 nm", "12.3 µm"]);
        assert_eq!(
            (Unit::Voxel.length(123.29), Unit::Voxel.cable(12_345.6)),
            ("123.3 voxels".into(), "12,346 voxels".into())
        );
    }

    #[test]
    fn cells_have_three_digits() {
        let told = [1234.4, 99.96, 12.34, 1.234, 0.1234, 0.01234, 0.0, -1.0].map(cell);
        assert_eq!(told, ["1,234", "100", "12.3", "1.23", "0.123", "0.0123", "0", "0"]);
        assert_eq!([-12.54, -0.01, 1234.0].map(signed), ["−12.5", "0.0", "1,234.0"]);
        assert_eq!((NM.in_cable(1500.0), NM.in_volume(2e9), Unit::Voxel.in_volume(2.0)), (1.5, 2.0, 2.0));
    }

    #[test]
    fn roots_are_told_with_what_is_a_guess() {
        assert_eq!(roots(&[RootReason::Soma, RootReason::Soma]), "the soma");
        assert_eq!(
            roots(&[RootReason::Thickest, RootReason::Soma, RootReason::Soma]),
            "the soma (2), the thickest node, since no soma is known (1)"
        );
    }

    #[test]
    fn places_are_whole_numbers_that_other_programs_read() {
        assert_eq!(place([8123.4, 7.0, -0.2], [8.0; 3]), "64987, 56, -2");
    }

    #[test]
    fn shares_have_two_digits() {
        let told = [0.42, 0.012, 0.0095, 0.0012, 0.00001].map(share);
        let expected = ["42", "1.2", "0.95", "0.12", "less than 0.01"].map(|number| format!("{number} % of cable"));
        assert_eq!(told, expected);
    }

    #[test]
    fn healing_is_told_in_one_line() {
        let summary = summary();
        let told = |within: Option<f64>, refused: &[u32]| {
            let closing = Closing { within, refused: refused.to_vec() };
            healing(&summary, &Healed::of(&summary, Some(&closing)), Some(within), NM)
        };
        assert_eq!(healing(&summary, &Healed::of(&summary, None), None, NM), "3 fragments");
        assert_eq!(told(None, &[]), "3 fragments → 1, 2 bridges, longest 40 nm, 13 % of cable");
        assert_eq!(told(Some(5.0), &[]), "3 fragments → 2, 1 bridge, 5 nm, 1.6 % of cable");
        assert_eq!(told(Some(4.0), &[]), "3 fragments, none within 4 nm");
        assert_eq!(told(None, &[0]), "3 fragments → 2, 1 bridge, 40 nm, 12 % of cable, 1 refused");
        assert_eq!(told(None, &[0, 1]), "3 fragments, 2 refused");
        let whole = SkeletonSummary { fragments: 1, gaps: Vec::new(), ..summary.clone() };
        let healed = Healed::of(&whole, Some(&Closing { within: None, refused: Vec::new() }));
        assert_eq!(healing(&whole, &healed, Some(None), NM), "1 fragment, nothing to heal");
    }

    #[test]
    fn pruning_is_told_in_one_line() {
        let (summary, all) = (summary(), Closing { within: None, refused: Vec::new() });
        let healed = Healed::of(&summary, Some(&all));
        let told = |healed: &Healed| {
            let mut sum = Sum::default();
            sum.add(&summary, healed);
            (sum.pruned(150.0, NM), sum.told(Some(None), NM))
        };
        assert_eq!(told(&healed).0, None, "nobody has said it yet");
        let left = healed.clone().without(pruned());
        // Of 345 nm.
        assert_eq!(told(&left).0.as_deref(), Some("1 twig up to 0.15 µm, 41 % of cable left out"));
        assert_eq!(told(&left).1, told(&healed).1, "healing is told as before");
        let mut none = (*pruned()).clone();
        none.told.twigs = 0;
        let none = healed.without(std::sync::Arc::new(none));
        assert_eq!(told(&none).0.as_deref(), Some("No twig is as short as 0.15 µm"));
    }

    #[test]
    fn several_neurons_are_added_up() {
        let (summary, all) = (summary(), Closing { within: None, refused: Vec::new() });
        let mut sum = Sum::default();
        for _ in 0..2 {
            sum.add(&summary, &Healed::of(&summary, Some(&all)));
        }
        assert_eq!(sum.told(Some(None), NM), "2 neurons, 6 fragments → 2, 4 bridges, longest 40 nm, 13 % of cable");
        assert_eq!(sum.told(None, NM), "2 neurons, 6 fragments");
    }
}

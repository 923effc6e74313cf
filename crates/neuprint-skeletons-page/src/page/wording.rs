//! Numbers and findings in words.

pub(super) use neuprint_page::wording::{count, counted};
use neuprint_worker::messages::{Heal, SkeletonSummary};

/// A length to a whole nanometre: "986 nm".
pub(super) fn nanometres(length: f64) -> String {
    format!("{} nm", count(length.round().max(0.0) as u64))
}

/// A cable length in micrometres to a tenth: "1,234.5 µm".
pub(super) fn micrometres(nanometres: f64) -> String {
    let tenths = (nanometres / 100.0).round().max(0.0) as u64;
    format!("{}.{} µm", count(tenths / 10), tenths % 10)
}

/// What became of a neuron's fragments: "2 fragments → 1, 1 bridge, 986 nm".
pub(super) fn healing(summary: &SkeletonSummary, heal: Heal) -> String {
    let before = counted(summary.fragments_raw.into(), "fragment", "fragments");
    if heal == Heal::Off {
        return before;
    }
    if summary.fragments_raw <= 1 {
        return format!("{before}, nothing to heal");
    }
    if summary.bridges == 0 {
        return match heal {
            Heal::Within { nanometres: limit } => format!("{before}, none within {}", nanometres(limit)),
            _ => before,
        };
    }
    let joined = format!("{before} → {}, {}", summary.fragments, counted(summary.bridges.into(), "bridge", "bridges"));
    // Lengths are told only where the dataset says how large a voxel is.
    match summary.lengths.as_ref().map_or(&[][..], |lengths| &lengths.bridges) {
        [] => joined,
        [only] => format!("{joined}, {}", nanometres(*only)),
        [longest, ..] => format!("{joined}, longest {}", nanometres(*longest)),
    }
}

/// The same for all neurons together.
pub(super) fn healing_of_all(summaries: &[SkeletonSummary], heal: Heal) -> String {
    let sum = |part: fn(&SkeletonSummary) -> u64| summaries.iter().map(part).sum::<u64>();
    let neurons = counted(summaries.len() as u64, "neuron", "neurons");
    let raw = counted(sum(|summary| summary.fragments_raw.into()), "fragment", "fragments");
    if heal == Heal::Off {
        return format!("{neurons}, {raw}");
    }
    let bridges = counted(sum(|summary| summary.bridges.into()), "bridge", "bridges");
    format!("{neurons}, {raw} → {}, {bridges}", count(sum(|summary| summary.fragments.into())))
}

#[cfg(test)]
mod tests {
    use neuprint_worker::messages::LengthsNm;

    use super::*;

    fn summary(fragments_raw: u32, fragments: u32, bridges_nm: &[f64]) -> SkeletonSummary {
        SkeletonSummary {
            body: 754_538_881,
            neuron_type: None,
            instance: None,
            nodes: 4660,
            fragments_raw,
            fragments,
            bridges: bridges_nm.len() as u32,
            lengths: Some(LengthsNm { bridges: bridges_nm.to_vec(), cable: 2.0e6 }),
        }
    }

    #[test]
    fn lengths_have_units() {
        assert_eq!(micrometres(1_234_560.0), "1,234.6 µm");
        assert_eq!(nanometres(986.4), "986 nm");
    }

    #[test]
    fn healing_is_told_in_one_line() {
        let within = Heal::Within { nanometres: 500.0 };
        assert_eq!(healing(&summary(2, 2, &[]), Heal::Off), "2 fragments");
        assert_eq!(healing(&summary(2, 1, &[986.4]), Heal::All), "2 fragments → 1, 1 bridge, 986 nm");
        assert_eq!(
            healing(&summary(4, 1, &[812.0, 80.0, 9.0]), Heal::All),
            "4 fragments → 1, 3 bridges, longest 812 nm"
        );
        assert_eq!(healing(&summary(2, 2, &[]), within), "2 fragments, none within 500 nm");
        assert_eq!(healing(&summary(1, 1, &[]), Heal::All), "1 fragment, nothing to heal");
        let unmeasured = SkeletonSummary { lengths: None, ..summary(2, 1, &[986.4]) };
        assert_eq!(healing(&unmeasured, Heal::All), "2 fragments → 1, 1 bridge");
        let all = [summary(2, 1, &[986.4]), summary(1, 1, &[])];
        assert_eq!(healing_of_all(&all, Heal::All), "2 neurons, 3 fragments → 2, 1 bridge");
        assert_eq!(healing_of_all(&all, Heal::Off), "2 neurons, 3 fragments");
    }
}

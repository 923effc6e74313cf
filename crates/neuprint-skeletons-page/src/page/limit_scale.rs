//! The logarithmic scale of gaps: what the slider's steps mean, and how many gaps stand where on it.
//!
//! It runs over four powers of ten, from 10 nm (or 1 voxel); the slider's last step means no limit.

use super::wording::Unit;

const STEPS_PER_TEN: u32 = 25;
/// The slider's last step.
pub(super) const STEPS: u32 = 4 * STEPS_PER_TEN;
/// Steps that share a bar of the histogram.
pub(super) const STEPS_PER_BAR: u32 = 4;
/// Bars of the histogram.
pub(super) const BARS: usize = (STEPS / STEPS_PER_BAR) as usize;

/// The scale's lower end.
fn shortest(unit: Unit) -> f64 {
    match unit {
        Unit::Nanometre => 10.0,
        Unit::Voxel => 1.0,
    }
}

/// The limit at a step of the slider, rounded to two digits; `None` at the last: no limit.
pub(super) fn limit_at(step: u32, unit: Unit) -> Option<f64> {
    (step < STEPS).then(|| {
        let exact = shortest(unit) * 10_f64.powf(f64::from(step) / f64::from(STEPS_PER_TEN));
        let digit = 10_f64.powf(exact.log10().floor() - 1.0);
        (exact / digit).round() * digit
    })
}

/// The step of the slider nearest to a limit.
pub(super) fn step_of(limit: Option<f64>, unit: Unit) -> u32 {
    limit.map_or(STEPS, |limit| (place_of(limit, unit).round() as u32).min(STEPS - 1))
}

/// Where a length stands on the scale, in steps, at its ends if it is beyond them.
pub(super) fn place_of(length: f64, unit: Unit) -> f64 {
    let place = (length / shortest(unit)).log10() * f64::from(STEPS_PER_TEN);
    // A gap of length 0 stands at the lower end.
    place.clamp(0.0, f64::from(STEPS))
}

/// The lengths at the powers of ten, but for the last, where there is no limit.
pub(super) fn marks(unit: Unit) -> [String; 4] {
    [0, 1, 2, 3].map(|power| {
        let length = shortest(unit) * 10_f64.powi(power);
        match unit {
            Unit::Nanometre if length >= 1000.0 => format!("{} µm", length / 1000.0),
            Unit::Nanometre => format!("{length} nm"),
            Unit::Voxel => format!("{length}"),
        }
    })
}

/// Gaps of about the same length: how many are bridged, were refused, or are left open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) bridged: u32,
    pub(super) refused: u32,
    pub(super) open: u32,
}

impl Bar {
    /// All of them.
    pub(super) fn count(self) -> u32 {
        self.bridged + self.refused + self.open
    }
}

/// What becomes of a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is closed.
    Bridged,
    /// It is in reach, but somebody refused it.
    Refused,
    /// It is out of reach, or nothing is healed.
    Open,
}

/// The histogram of gaps.
pub(super) fn bars(gaps: impl Iterator<Item = (f64, Fate)>, unit: Unit) -> [Bar; BARS] {
    let mut bars = [Bar::default(); BARS];
    for (length, fate) in gaps {
        let at = (place_of(length, unit) / f64::from(STEPS_PER_BAR)) as usize;
        let bar = &mut bars[at.min(BARS - 1)];
        match fate {
            Fate::Bridged => bar.bridged += 1,
            Fate::Refused => bar.refused += 1,
            Fate::Open => bar.open += 1,
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    const NM: Unit = Unit::Nanometre;

    #[test]
    fn the_slider_runs_from_ten_nanometres_to_no_limit() {
        let limits = [0, 25, 50, 75].map(|step| limit_at(step, NM));
        assert_eq!(limits, [Some(10.0), Some(100.0), Some(1000.0), Some(10_000.0)]);
        assert_eq!((limit_at(STEPS, NM), limit_at(25, Unit::Voxel)), (None, Some(10.0)));
        for step in 0..=STEPS {
            assert!(step_of(limit_at(step, NM), NM).abs_diff(step) <= 1, "{step}");
        }
        assert!((0..STEPS - 1).all(|step| limit_at(step, NM) < limit_at(step + 1, NM)));
        assert_eq!((step_of(Some(1.0), NM), step_of(Some(1e12), NM)), (0, STEPS - 1));
        assert_eq!(marks(NM), ["10 nm", "100 nm", "1 µm", "10 µm"]);
    }

    #[test]
    fn gaps_stand_where_their_limits_do() {
        let gaps = [(0.0, Fate::Bridged), (986.0, Fate::Bridged), (999.0, Fate::Refused), (1e9, Fate::Open)];
        let bars = bars(gaps.into_iter(), NM);
        assert_eq!((bars[0].bridged, bars[12], bars[BARS - 1].open), (1, Bar { bridged: 1, refused: 1, open: 0 }, 1));
        assert_eq!(bars.map(Bar::count).iter().sum::<u32>(), 4);
    }
}

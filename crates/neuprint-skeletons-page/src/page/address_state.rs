//! The page's state as query parameters.
//!
//! | parameter | holds |
//! |---|---|
//! | `ids` | body IDs |
//! | `hidden` | those not drawn |
//! | `colors` | `body:rrggbb` for colours that were changed |
//! | `heal` | `1` if healing is on |
//! | `maxdist` | the longest bridge, nanometres |
//! | `by` | what neurons are coloured by, if not each by its own colour |
//! | `fade` | `0` if what is far does not fade |
//! | `rois` | regions drawn |
//! | `camera` | nine numbers, see `Viewer.camera`; absent until a hand has moved it |

use super::appearance::ColorBy;
use super::palette::Color;
use crate::viewer::CameraNumbers;
use neuprint_page::decimal;

/// What the address says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AddressState {
    /// Body IDs; `None` if the address names none.
    pub(super) ids: Option<Vec<u64>>,
    /// Those not drawn.
    pub(super) hidden: Vec<u64>,
    /// Colours that were changed.
    pub(super) colors: Vec<(u64, Color)>,
    /// Whether to heal.
    pub(super) heal: bool,
    /// The longest bridge, nanometres; `None` is no limit.
    pub(super) max_distance: Option<f64>,
    /// What neurons are coloured by.
    pub(super) color_by: ColorBy,
    /// Whether what is far fades.
    pub(super) fades: bool,
    /// Regions drawn.
    pub(super) rois: Vec<String>,
    /// The camera, if a hand has moved it.
    pub(super) camera: Option<CameraNumbers>,
}

impl Default for AddressState {
    /// What an address without parameters says.
    fn default() -> Self {
        Self::read(|_| None)
    }
}

impl AddressState {
    /// Reads parameters through `parameter`; what is malformed is left out.
    pub(super) fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name| parameter(name).unwrap_or_default();
        let numbers: Vec<f32> =
            text("camera").split(',').filter_map(|number| Some(decimal::parse(number)? as f32)).collect();
        Self {
            ids: parameter("ids").map(|ids| bodies(&ids)),
            hidden: bodies(&text("hidden")),
            colors: text("colors")
                .split(',')
                .filter_map(|part| part.split_once(':'))
                .filter_map(|(body, color)| Some((body.parse().ok()?, Color::parse(color)?)))
                .collect(),
            heal: text("heal") == "1",
            max_distance: decimal::parse(&text("maxdist")).filter(|distance| *distance > 0.0),
            color_by: ColorBy::from_name(&text("by")).unwrap_or_default(),
            fades: text("fade") != "0",
            rois: names(&text("rois")),
            camera: numbers.try_into().ok(),
        }
    }

    /// Parameters in order; empty values are to be left out.
    pub(super) fn write(&self) -> Vec<(&'static str, String)> {
        let list = |bodies: &[u64]| join(bodies.iter().map(u64::to_string));
        vec![
            ("ids", list(self.ids.as_deref().unwrap_or_default())),
            ("hidden", list(&self.hidden)),
            ("colors", join(self.colors.iter().map(|(body, color)| format!("{body}:{color}")))),
            ("heal", if self.heal { "1".to_owned() } else { String::new() }),
            ("maxdist", self.max_distance.map(|distance| distance.to_string()).unwrap_or_default()),
            (
                "by",
                Some(self.color_by)
                    .filter(|by| *by != ColorBy::Neuron)
                    .map_or_else(String::new, |by| by.name().to_owned()),
            ),
            ("fade", if self.fades { String::new() } else { "0".to_owned() }),
            ("rois", join(self.rois.iter().cloned())),
            ("camera", self.camera.map(|numbers| join(numbers.into_iter().map(short))).unwrap_or_default()),
        ]
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

/// As few digits as show the same picture: places to a hundredth of a voxel, directions to a hundred-thousandth.
fn short(number: f32) -> String {
    let text = if number.abs() >= 2.0 { format!("{number:.2}") } else { format!("{number:.5}") };
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Names between commas; commas inside brackets belong to a name, as in `CRE(-ROB,-RUB)(R)`.
fn names(text: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0_u32;
    for letter in text.chars() {
        match letter {
            ',' if depth == 0 => {
                names.push(String::new());
                continue;
            }
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(name) = names.last_mut() {
            name.push(letter);
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The body IDs of a list.
fn bodies(list: &str) -> Vec<u64> {
    neuprint::parse_body_ids(list).bodies.into_iter().map(neuprint::BodyId::get).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written_and_read(state: &AddressState) -> AddressState {
        let written = state.write();
        AddressState::read(|name| {
            written.iter().find(|(other, value)| *other == name && !value.is_empty()).map(|(_, value)| value.clone())
        })
    }

    #[test]
    fn what_is_written_is_read_again() {
        let state = AddressState {
            ids: Some(vec![754_538_881, 720_575_940_628_857_210]),
            hidden: vec![754_538_881],
            colors: vec![(754_538_881, Color(255, 0, 16))],
            heal: true,
            max_distance: Some(986.5),
            color_by: ColorBy::Distance,
            fades: false,
            rois: vec!["AL(R)".to_owned(), "CRE(-ROB,-RUB)(R)".to_owned(), "a'L(L)".to_owned()],
            camera: Some([17_000.25, -3.5, 21_000.0, 0.5, -0.5, 0.5, 0.5, 12_000.0, 1.0]),
        };
        assert_eq!(written_and_read(&state), state);
        let nothing = AddressState::default();
        assert_eq!(written_and_read(&nothing), nothing);
        assert!(nothing.write().iter().all(|(_, value)| value.is_empty()));
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let shortened = [16_550.004, 36_976.5, -0.0, 1.0, -0.000_001, 0.123_456_7].map(short);
        assert_eq!(shortened, ["16550", "36976.5", "0", "1", "0", "0.12346"]);
    }

    #[test]
    fn malformed_parameters_are_left_out() {
        let state = AddressState::read(|name| {
            Some(
                match name {
                    "ids" => "12,abc",
                    "colors" => "12:red,13:00ff00,x:00ff00",
                    "maxdist" => "-5",
                    "camera" => "1,2,3",
                    "heal" => "yes",
                    "by" => "rainbow",
                    _ => ",,",
                }
                .to_owned(),
            )
        });
        let expected =
            AddressState { ids: Some(vec![12]), colors: vec![(13, Color(0, 255, 0))], ..AddressState::default() };
        assert_eq!(state, expected);
    }
}

//! The page's state as query parameters.
//!
//! | parameter | holds |
//! |---|---|
//! | `ids` | body IDs |
//! | `hidden` | those not drawn |
//! | `locked` | those left as they are by what is done to many at once |
//! | `roots` | `body:node` for trees seen from a node that somebody chose |
//! | `colors` | `body:rrggbb` for colours that were changed |
//! | `heal` | `1` if healing is on |
//! | `maxdist` | the longest bridge, nanometres |
//! | `prune` | twigs up to this length are left out, nanometres |
//! | `refused` | `body:id-id` for bridges that were refused, by their ends |
//! | `by` | what neurons are coloured by, if not each by its own colour |
//! | `property` | the property that neurons are coloured by, if it is one |
//! | `clip` | six numbers, the corners of the box outside of which nothing is drawn |
//! | `fade` | `0` if what is far does not fade |
//! | `synapses` | by what synapses are coloured, if they are drawn |
//! | `kinds` | kinds of synapses that are not drawn |
//! | `confidence` | thousandths: less certain synapses are not drawn |
//! | `partner` | the type or body ID of the partner whose synapses alone are drawn |
//! | `rois` | regions drawn |
//! | `sort` | the column by which the list is sorted, with a minus for the largest first |
//! | `group` | `1` if neurons of a type stand together in the list |
//! | `camera` | nine numbers, see `Viewer.camera`; absent until a hand has moved it |

use super::appearance::ColorBy;
use super::healing::{BridgeName, Healing};
use super::list_order::Sort;
use super::palette::Color;
use super::synapses::{SynapseLook, SynapsesBy};
use crate::viewer::CameraNumbers;
use neuprint_page::decimal;

/// What the address says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AddressState {
    /// Body IDs; `None` if the address names none.
    pub(super) ids: Option<Vec<u64>>,
    /// Those not drawn.
    pub(super) hidden: Vec<u64>,
    /// Those that are locked.
    pub(super) locked: Vec<u64>,
    /// Nodes that were chosen as roots.
    pub(super) roots: Vec<(u64, u32)>,
    /// Colours that were changed.
    pub(super) colors: Vec<(u64, Color)>,
    /// How to heal.
    pub(super) healing: Healing,
    /// What neurons are coloured by.
    pub(super) color_by: ColorBy,
    /// The property that decides on colours, if one was chosen.
    pub(super) property: String,
    /// The corners of the box outside of which nothing is drawn.
    pub(super) clip: Option<[f32; 6]>,
    /// Whether what is far fades.
    pub(super) fades: bool,
    /// What is wanted of synapses.
    pub(super) synapses: SynapseLook,
    /// Regions drawn.
    pub(super) rois: Vec<String>,
    /// How the list is sorted; `None` is as neurons were added.
    pub(super) sort: Option<Sort>,
    /// Whether neurons of a type stand together in the list.
    pub(super) is_grouped: bool,
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
        let numbers = |name| -> Vec<f32> {
            text(name).split(',').filter_map(|number| Some(decimal::parse(number)? as f32)).collect()
        };
        Self {
            ids: parameter("ids").map(|ids| bodies(&ids)),
            hidden: bodies(&text("hidden")),
            locked: bodies(&text("locked")),
            roots: text("roots")
                .split(',')
                .filter_map(|part| part.split_once(':'))
                .filter_map(|(body, node)| Some((body.parse().ok()?, node.parse().ok()?)))
                .collect(),
            colors: text("colors")
                .split(',')
                .filter_map(|part| part.split_once(':'))
                .filter_map(|(body, color)| Some((body.parse().ok()?, Color::parse(color)?)))
                .collect(),
            healing: Healing {
                is_on: text("heal") == "1",
                within: decimal::parse(&text("maxdist")).filter(|distance| *distance > 0.0),
                refused: text("refused").split(',').filter_map(bridge).collect(),
                prune: decimal::parse(&text("prune")).filter(|length| *length > 0.0),
            },
            color_by: ColorBy::from_name(&text("by")).unwrap_or_default(),
            property: text("property"),
            clip: numbers("clip").try_into().ok(),
            fades: text("fade") != "0",
            synapses: SynapseLook {
                by: SynapsesBy::from_name(&text("synapses")),
                hidden: names(&text("kinds")),
                least: text("confidence").parse().ok().filter(|least| *least <= 1000).unwrap_or_default(),
                partner: text("partner"),
            },
            rois: names(&text("rois")),
            sort: Sort::parse(&text("sort")),
            is_grouped: text("group") == "1",
            camera: numbers("camera").try_into().ok(),
        }
    }

    /// Parameters in order; empty values are to be left out.
    pub(super) fn write(&self) -> Vec<(&'static str, String)> {
        let list = |bodies: &[u64]| join(bodies.iter().map(u64::to_string));
        vec![
            ("ids", list(self.ids.as_deref().unwrap_or_default())),
            ("hidden", list(&self.hidden)),
            ("locked", list(&self.locked)),
            ("roots", join(self.roots.iter().map(|(body, node)| format!("{body}:{node}")))),
            ("colors", join(self.colors.iter().map(|(body, color)| format!("{body}:{color}")))),
            ("heal", if self.healing.is_on { "1".to_owned() } else { String::new() }),
            ("maxdist", self.healing.within.map(|distance| distance.to_string()).unwrap_or_default()),
            (
                "refused",
                join(self.healing.refused.iter().map(|bridge| {
                    let (one, other) = bridge.ids;
                    format!("{}:{one}-{other}", bridge.body)
                })),
            ),
            ("prune", self.healing.prune.map(|length| length.to_string()).unwrap_or_default()),
            (
                "by",
                Some(self.color_by)
                    .filter(|by| *by != ColorBy::Neuron)
                    .map_or_else(String::new, |by| by.name().to_owned()),
            ),
            ("property", self.property.clone()),
            ("clip", self.clip.map(|corners| join(corners.into_iter().map(short))).unwrap_or_default()),
            ("fade", if self.fades { String::new() } else { "0".to_owned() }),
            ("synapses", self.synapses.by.map_or_else(String::new, |by| by.name().to_owned())),
            ("kinds", join(self.synapses.hidden.iter().cloned())),
            (
                "confidence",
                Some(self.synapses.least)
                    .filter(|least| *least > 0)
                    .map_or_else(String::new, |least| least.to_string()),
            ),
            ("partner", self.synapses.partner.clone()),
            ("rois", join(self.rois.iter().cloned())),
            ("sort", self.sort.map(Sort::to_text).unwrap_or_default()),
            ("group", if self.is_grouped { "1".to_owned() } else { String::new() }),
            ("camera", self.camera.map(|numbers| join(numbers.into_iter().map(short))).unwrap_or_default()),
        ]
    }
}

/// `body:id-id`. Identifiers in SWC may be negative, so the dash between them is the first that has a digit before it.
fn bridge(text: &str) -> Option<BridgeName> {
    let (body, ids) = text.split_once(':')?;
    let dash = 1 + ids.get(1..)?.find('-')?;
    let (one, other) = (ids[..dash].parse::<i64>().ok()?, ids[dash + 1..].parse::<i64>().ok()?);
    Some(BridgeName { body: body.parse().ok()?, ids: (one.min(other), one.max(other)) })
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
            locked: vec![720_575_940_628_857_210],
            roots: vec![(754_538_881, 17)],
            colors: vec![(754_538_881, Color(255, 0, 16))],
            healing: Healing {
                is_on: true,
                within: Some(986.5),
                refused: [(12, 340), (-7, -3), (-9, 4)].map(|ids| BridgeName { body: 754_538_881, ids }).into(),
                prune: Some(2500.0),
            },
            color_by: ColorBy::Distance,
            property: "somaSide".to_owned(),
            clip: Some([-1.5, 0.0, 20.0, 300.0, 4000.0, 5000.25]),
            fades: false,
            synapses: SynapseLook {
                by: Some(SynapsesBy::Partner),
                hidden: vec!["other types".to_owned(), "a(b,c)".to_owned()],
                least: 850,
                partner: "KC".to_owned(),
            },
            rois: vec!["AL(R)".to_owned(), "CRE(-ROB,-RUB)(R)".to_owned(), "a'L(L)".to_owned()],
            sort: Sort::parse("-cable"),
            is_grouped: true,
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
                    "roots" => "12,12:-1,x:3,12:y",
                    "maxdist" | "prune" => "-5",
                    "camera" | "clip" => "1,2,3",
                    "heal" => "yes",
                    "refused" => "12,12:3,12:3-x,é:1-2,12:é-2,12:-",
                    "by" | "synapses" => "rainbow",
                    "property" | "partner" => "",
                    "confidence" => "1001",
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

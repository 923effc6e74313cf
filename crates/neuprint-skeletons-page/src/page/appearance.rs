//! How the picture looks: what neurons are coloured by, and whether what is far fades.

/// What neurons are coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ColorBy {
    /// Each has the colour of its entry in the list.
    #[default]
    Neuron,
    /// All of a type have one colour.
    Type,
    /// All with the same value of a property of the dataset have one colour.
    Property,
    /// The radius.
    Radius,
    /// Strahler's order.
    Strahler,
    /// The length of the path to the root.
    Distance,
    /// The primary ROI in which a node lies.
    Roi,
    /// The fragment before healing.
    Fragment,
}

impl ColorBy {
    /// All choices.
    pub(super) const ALL: [Self; 8] = [
        Self::Neuron,
        Self::Type,
        Self::Property,
        Self::Radius,
        Self::Strahler,
        Self::Distance,
        Self::Roi,
        Self::Fragment,
    ];

    /// What the renderer calls it: for that, the neurons of a type or a value have each a colour of its own, and ROIs are
    /// categories of nodes.
    pub(super) fn of_renderer(self) -> &'static str {
        match self {
            Self::Type | Self::Property => Self::Neuron.name(),
            Self::Roi => "categories",
            _ => self.name(),
        }
    }

    /// What the address calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Neuron => "neuron",
            Self::Type => "type",
            Self::Property => "property",
            Self::Radius => "radius",
            Self::Strahler => "strahler",
            Self::Distance => "distance",
            Self::Roi => "roi",
            Self::Fragment => "fragment",
        }
    }

    /// The choice of a name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// What people read.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Neuron => "Neuron",
            Self::Type => "Type",
            Self::Property => "Property",
            Self::Radius => "Radius",
            Self::Strahler => "Strahler order",
            Self::Distance => "Distance from root",
            Self::Roi => "ROI",
            Self::Fragment => "Fragment",
        }
    }

    /// Whether its values are lengths in voxels.
    pub(super) fn is_length(self) -> bool {
        matches!(self, Self::Radius | Self::Distance)
    }

    /// Whether its values go by the root of the tree.
    pub(super) fn goes_by_root(self) -> bool {
        matches!(self, Self::Strahler | Self::Distance)
    }
}

/// How much the background hides of the farthest neurites, if what is far fades.
pub(super) const FOG: f32 = 0.45;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_found_by_their_names() {
        assert!(ColorBy::ALL.into_iter().all(|choice| ColorBy::from_name(choice.name()) == Some(choice)));
        assert_eq!(ColorBy::from_name("rainbow"), None);
    }
}

//! Names that do not cover each other: the first come are the first placed.

use super::camera::Point;

/// A box: left, top, right, bottom.
type Box = [f64; 4];

/// How a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// What is taken.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    boxes: Vec<Box>,
}

impl Taken {
    /// Takes a circle: no name is put over it.
    pub(crate) fn circle(&mut self, at: Point, radius: f64) {
        self.boxes.push([at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius]);
    }

    /// A free place for a text of this size beside a circle, taken from now on: below it, above, right or left. A text is
    /// where its baseline begins, ends or has its middle.
    pub(crate) fn beside(&mut self, at: Point, radius: f64, size: Point) -> Option<(Point, Anchor)> {
        let [wide, high] = size;
        let gap = radius + 3.0;
        let places = [
            ([at[0], at[1] + gap + high * 0.8], Anchor::Middle),
            ([at[0] + gap, at[1] + high * 0.3], Anchor::Start),
            ([at[0], at[1] - gap - high * 0.1], Anchor::Middle),
            ([at[0] - gap, at[1] + high * 0.3], Anchor::End),
        ];
        places.into_iter().find(|(place, anchor)| self.take(box_of(*place, *anchor, [wide, high])))
    }

    /// Whether a text fits with its middle at a place; then that is taken.
    pub(crate) fn middle(&mut self, at: Point, size: Point) -> bool {
        self.take([at[0] - size[0] / 2.0, at[1] - size[1] / 2.0, at[0] + size[0] / 2.0, at[1] + size[1] / 2.0])
    }

    fn take(&mut self, new: Box) -> bool {
        let is_free =
            self.boxes.iter().all(|old| new[2] <= old[0] || old[2] <= new[0] || new[3] <= old[1] || old[3] <= new[1]);
        if is_free {
            self.boxes.push(new);
        }
        is_free
    }
}

fn box_of(at: Point, anchor: Anchor, size: Point) -> Box {
    let left = match anchor {
        Anchor::Start => at[0],
        Anchor::Middle => at[0] - size[0] / 2.0,
        Anchor::End => at[0] - size[0],
    };
    let top = at[1] - size[1] * 0.8;
    [left, top, left + size[0], top + size[1]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_evades_what_is_taken() {
        let mut taken = Taken::default();
        let node = ([100.0, 100.0], 8.0);
        taken.circle(node.0, node.1);
        assert_eq!(taken.beside(node.0, node.1, [40.0, 12.0]).map(|place| place.1), Some(Anchor::Middle));
        // Below it there is a name now.
        assert_eq!(taken.beside(node.0, node.1, [40.0, 12.0]).map(|place| place.1), Some(Anchor::Start));
        assert!(taken.beside(node.0, node.1, [40.0, 12.0]).is_some_and(|(at, _)| at[1] < 100.0));
        assert!(taken.beside(node.0, node.1, [40.0, 12.0]).is_some());
        assert_eq!(taken.beside(node.0, node.1, [40.0, 12.0]), None);
        assert!(!taken.middle(node.0, [10.0, 10.0]) && taken.middle([300.0, 300.0], [10.0, 10.0]));
    }
}

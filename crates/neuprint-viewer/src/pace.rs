//! Decides how a moving picture is drawn: in full while the machine keeps up, as thin lines when it does not, and how
//! much of a picture at rest is asked for at once.
//!
//! ```
//! use neuprint_viewer::pace::{Pace, Quality};
//!
//! let mut pace = Pace::default();
//! pace.moved(0.0);
//! assert_eq!(pace.quality(1.0, 5_000), Quality::MovingFull);
//! assert_eq!(pace.quality(1.0, 5_000_000), Quality::MovingLines);
//! assert_eq!(pace.quality(1.0 + Pace::REST, 5_000_000), Quality::Rest);
//! ```
//!
//! Times are in milliseconds of any steady clock.

/// How to draw now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// The camera moves: one sample per pixel, true cones.
    MovingFull,
    /// The camera moves and cones are too slow: one sample, thin lines.
    MovingLines,
    /// Nothing moves: the full picture, refined frame by frame.
    Rest,
}

/// What is known of the recent frames.
#[derive(Debug, Clone)]
pub struct Pace {
    last_move: Option<f64>,
    last_frame: Option<f64>,
    slow_frames: u32,
    lines: bool,
    slice: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { last_move: None, last_frame: None, slow_frames: 0, lines: false, slice: Self::FIRST_SLICE }
    }
}

impl Pace {
    /// This long after the last movement the picture is at rest.
    pub const REST: f64 = 140.0;
    /// So many segments are drawn in a frame while the camera moves, at most.
    pub const BUDGET: usize = 200_000;
    /// A frame that took longer is slow.
    const SLOW: f64 = 45.0;
    /// So many slow frames in one movement switch to lines.
    const PATIENCE: u32 = 3;
    /// Edges of a slice of the picture at rest: at first, at least, at most.
    const FIRST_SLICE: usize = 100_000;
    const LEAST_SLICE: usize = 10_000;
    const LARGEST_SLICE: usize = 4_000_000;
    /// Milliseconds that a slice may take: input waits for it.
    const SLICE_TIME: f64 = 60.0;

    /// The camera was moved.
    pub fn moved(&mut self, now: f64) {
        self.last_move = Some(now);
    }

    /// The camera was set without a hand moving it: draw in full at once.
    pub fn settled(&mut self) {
        self.last_move = None;
        self.last_frame = None;
        self.slow_frames = 0;
    }

    /// How to draw at this time, if there are so many edges to draw.
    pub fn quality(&self, now: f64, edges: usize) -> Quality {
        match self.last_move {
            Some(then) if now - then < Self::REST && (self.lines || edges > Self::BUDGET) => Quality::MovingLines,
            Some(then) if now - then < Self::REST => Quality::MovingFull,
            _ => Quality::Rest,
        }
    }

    /// A moving frame was drawn; the time since the one before tells how long such a frame takes.
    pub fn drew_moving_frame(&mut self, now: f64) {
        // A pause of the hand is not a slow frame.
        let elapsed = self.last_frame.map(|then| now - then).filter(|elapsed| *elapsed < Self::REST * 4.0);
        self.last_frame = Some(now);
        if elapsed.is_some_and(|elapsed| elapsed > Self::SLOW) {
            self.slow_frames += 1;
        }
        if self.slow_frames >= Self::PATIENCE {
            self.lines = true;
        }
    }

    /// The content changed, so what was too slow may not be any more.
    pub fn content_changed(&mut self) {
        self.slow_frames = 0;
        self.lines = false;
        self.last_frame = None;
    }

    /// How many edges of a picture at rest to ask for now.
    pub fn slice(&self) -> usize {
        self.slice
    }

    /// A full slice took the GPU so long; the next ones are smaller or larger accordingly.
    pub fn drew_slice(&mut self, elapsed: f64) {
        if elapsed > Self::SLICE_TIME {
            self.slice = (self.slice / 2).max(Self::LEAST_SLICE);
        } else if elapsed < Self::SLICE_TIME / 2.0 {
            self.slice = (self.slice * 2).min(Self::LARGEST_SLICE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEW: usize = 5_000;

    /// Moves for `frames` frames of `length` milliseconds, starting at `start`.
    fn drag(pace: &mut Pace, start: f64, frames: u32, length: f64) -> f64 {
        let mut now = start;
        for _ in 0..frames {
            pace.moved(now);
            pace.drew_moving_frame(now);
            now += length;
        }
        now
    }

    #[test]
    fn a_fast_machine_keeps_the_cones() {
        let mut pace = Pace::default();
        let now = drag(&mut pace, 0.0, 100, 16.0);
        assert_eq!(pace.quality(now, FEW), Quality::MovingFull);
        assert_eq!(pace.quality(now, Pace::BUDGET), Quality::MovingFull);
        assert_eq!(pace.quality(now, Pace::BUDGET + 1), Quality::MovingLines, "so many are never drawn as cones");
    }

    #[test]
    fn a_slow_machine_gets_lines_while_moving_and_cones_at_rest() {
        let mut pace = Pace::default();
        let now = drag(&mut pace, 0.0, 6, 90.0);
        assert_eq!(pace.quality(now, FEW), Quality::MovingLines);
        assert_eq!(pace.quality(now + Pace::REST, FEW), Quality::Rest);
        pace.moved(now + 1000.0);
        assert_eq!(pace.quality(now + 1001.0, FEW), Quality::MovingLines, "remembered for the next movement");
        pace.content_changed();
        assert_eq!(pace.quality(now + 1001.0, FEW), Quality::MovingFull);
    }

    #[test]
    fn pauses_of_the_hand_are_not_slow_frames() {
        let mut pace = Pace::default();
        let now = drag(&mut pace, 0.0, 20, 1000.0);
        assert_eq!(pace.quality(now - 999.0, FEW), Quality::MovingFull);
    }

    #[test]
    fn slices_become_what_the_gpu_does_in_the_time() {
        // Edges per millisecond of three GPUs, and the slices that they end up with.
        for (speed, least, most) in [(100.0, 10_000, 10_000), (3_000.0, 90_000, 180_000), (1e6, 4_000_000, 4_000_000)] {
            let mut pace = Pace::default();
            for _ in 0..20 {
                pace.drew_slice(pace.slice() as f64 / speed);
            }
            assert!((least..=most).contains(&pace.slice()), "{} at {speed}", pace.slice());
        }
    }
}

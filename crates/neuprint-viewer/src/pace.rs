//! Decides how a moving picture is drawn: in full while the machine keeps up, as thin lines when it does not.
//!
//! ```
//! use neuprint_viewer::pace::{Pace, Quality};
//!
//! let mut pace = Pace::default();
//! pace.moved(0.0);
//! assert_eq!(pace.quality(1.0), Quality::MovingFull);
//! assert_eq!(pace.quality(1.0 + Pace::REST), Quality::Rest);
//! ```
//!
//! Times are in milliseconds of any steady clock.

/// How to draw now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// The camera moves: one sample per pixel, true cones.
    MovingFull,
    /// The camera moves and cones were too slow: one sample, thin lines.
    MovingLines,
    /// Nothing moves: the full picture, refined frame by frame.
    Rest,
}

/// What is known of the recent frames.
#[derive(Debug, Clone, Default)]
pub struct Pace {
    last_move: Option<f64>,
    last_frame: Option<f64>,
    slow_frames: u32,
    lines: bool,
}

impl Pace {
    /// This long after the last movement the picture is at rest.
    pub const REST: f64 = 140.0;
    /// A frame that took longer is slow.
    const SLOW: f64 = 45.0;
    /// So many slow frames in one movement switch to lines.
    const PATIENCE: u32 = 3;

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

    /// How to draw at this time.
    pub fn quality(&self, now: f64) -> Quality {
        match self.last_move {
            Some(then) if now - then < Self::REST && self.lines => Quality::MovingLines,
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
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(pace.quality(now), Quality::MovingFull);
    }

    #[test]
    fn a_slow_machine_gets_lines_while_moving_and_cones_at_rest() {
        let mut pace = Pace::default();
        let now = drag(&mut pace, 0.0, 6, 90.0);
        assert_eq!(pace.quality(now), Quality::MovingLines);
        assert_eq!(pace.quality(now + Pace::REST), Quality::Rest);
        pace.moved(now + 1000.0);
        assert_eq!(pace.quality(now + 1001.0), Quality::MovingLines, "remembered for the next movement");
        pace.content_changed();
        assert_eq!(pace.quality(now + 1001.0), Quality::MovingFull);
    }

    #[test]
    fn pauses_of_the_hand_are_not_slow_frames() {
        let mut pace = Pace::default();
        let now = drag(&mut pace, 0.0, 20, 1000.0);
        assert_eq!(pace.quality(now - 999.0), Quality::MovingFull);
    }
}

//! A camera on its way to another place: fast at first, then slower, and given up at once when a hand moves it.
//!
//! ```
//! use neuprint_viewer::Camera;
//! use neuprint_viewer::camera::Flight;
//!
//! let (from, to) = (Camera::default(), Camera { half_height: 10.0, ..Camera::default() });
//! let flight = Flight::new(from, to, 5000.0, 250.0);
//! assert_eq!(flight.at(5000.0), from);
//! assert_eq!(flight.at(5250.0), to);
//! assert!(flight.is_over(5250.0));
//! ```

use super::Camera;

/// From one camera to another. Times are milliseconds of any steady clock.
#[derive(Debug, Clone, Copy)]
pub struct Flight {
    from: Camera,
    to: Camera,
    start: f64,
    length: f64,
}

impl Flight {
    /// Starts at `start` and takes `length`; at once if that is not positive.
    pub fn new(from: Camera, to: Camera, start: f64, length: f64) -> Self {
        Self { from, to, start, length }
    }

    /// Where it leads.
    pub fn target(&self) -> &Camera {
        &self.to
    }

    /// Whether it has arrived.
    pub fn is_over(&self, now: f64) -> bool {
        self.share(now) >= 1.0
    }

    /// The camera at a time.
    pub fn at(&self, now: f64) -> Camera {
        let left = 1.0 - self.share(now);
        let share = 1.0 - left * left * left;
        if share >= 1.0 {
            return self.to;
        }
        let (from, to) = (&self.from, &self.to);
        Camera {
            target: from.target.lerp(to.target, share),
            rotation: from.rotation.slerp(to.rotation, share),
            // Equal factors look equally fast.
            half_height: from.half_height * (to.half_height / from.half_height).powf(share),
            perspective: to.perspective,
        }
    }

    fn share(&self, now: f64) -> f64 {
        if self.length > 0.0 { ((now - self.start) / self.length).clamp(0.0, 1.0) } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use glam::DVec3;

    use super::*;
    use crate::camera::Axis;

    #[test]
    fn it_goes_all_the_way_without_turning_back() {
        let from = Camera { target: DVec3::new(100.0, 0.0, 0.0), half_height: 1000.0, ..Camera::default() };
        let to = Camera { half_height: 10.0, rotation: Axis::X.rotation(), ..Camera::default() };
        let flight = Flight::new(from, to, 0.0, 200.0);
        let way: Vec<Camera> = (0..=20).map(|step| flight.at(f64::from(step) * 10.0)).collect();
        assert!(way.windows(2).all(|two| two[0].target.x > two[1].target.x && two[0].half_height > two[1].half_height));
        assert!(way.iter().all(|camera| (camera.rotation.length() - 1.0).abs() < 1e-9));
        assert_eq!((way[0], way[20]), (Camera { ..from }, to));
        assert!(!flight.is_over(199.0) && flight.is_over(200.0));
    }

    #[test]
    fn without_time_it_is_there() {
        let to = Camera { half_height: 10.0, ..Camera::default() };
        assert_eq!(Flight::new(Camera::default(), to, 0.0, 0.0).at(0.0), to);
    }
}

//! Where one looks from, and how the world lands on the screen.
//!
//! ```
//! use glam::DVec3;
//! use neuprint_viewer::{Camera, Viewport};
//!
//! let viewport = Viewport::new(800.0, 600.0, 1.0);
//! let camera = Camera { target: DVec3::new(10_000.0, 20_000.0, 30_000.0), ..Camera::default() };
//! // What the camera looks at is in the middle of the canvas.
//! assert_eq!(camera.project(camera.target, &viewport), Some((400.0, 300.0)));
//! ```
//!
//! The camera turns around a target. In view space x points right, y up and z towards the viewer; the eye is the origin.
//! All of it is in double precision, since positions are tens of thousands of voxels and details a hundredth of one.

mod flight;

use glam::{DMat4, DQuat, DVec2, DVec3};

pub use flight::Flight;

use crate::bounds::Bounds;
use crate::viewport::Viewport;

/// Half the vertical angle of view, as a tangent; 15°, so that perspective bends little.
const TAN_HALF_ANGLE: f64 = 0.267_949_192_431_122_7;
/// Free room around what is framed, as a factor.
const MARGIN: f64 = 1.1;
/// Limits of `half_height`, in voxels.
const NEAREST: f64 = 0.5;
const FARTHEST: f64 = 1e8;

/// An axis of the dataset to look along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// y to the right, z down.
    X,
    /// x to the right, z down.
    Y,
    /// x to the right, y down: the plane of the image stack's sections.
    Z,
}

/// Where one looks from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The point that the camera looks at and turns around; voxels.
    pub target: DVec3,
    /// From world to view directions.
    pub rotation: DQuat,
    /// Half of the visible height at the target; voxels.
    pub half_height: f64,
    /// Whether far things are smaller.
    pub perspective: bool,
}

impl Default for Camera {
    fn default() -> Self {
        Self { target: DVec3::ZERO, rotation: Axis::Z.rotation(), half_height: 1000.0, perspective: false }
    }
}

/// The matrices of one picture, as the passes need them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrices {
    /// From coordinates relative to the scene's origin to view space.
    pub view: DMat4,
    /// From view space to clip space.
    pub projection: DMat4,
    /// The nearest and farthest distance in front of the eye, voxels.
    pub depth: (f64, f64),
}

impl Axis {
    /// By its name: `x`, `y` or `z`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "x" => Some(Self::X),
            "y" => Some(Self::Y),
            "z" => Some(Self::Z),
            _ => None,
        }
    }

    /// The rotation of the view along this axis. Image coordinates grow downwards, so y and z point down.
    pub fn rotation(self) -> DQuat {
        let (right, up) = match self {
            Self::X => (DVec3::Y, DVec3::NEG_Z),
            Self::Y => (DVec3::X, DVec3::NEG_Z),
            Self::Z => (DVec3::X, DVec3::NEG_Y),
        };
        // The view's axes are the rows of the rotation, that is, the columns of its inverse.
        DQuat::from_mat3(&glam::DMat3::from_cols(right, up, right.cross(up))).inverse()
    }
}

impl Camera {
    /// How far the eye is from the target. An orthographic camera has one too, so that switching keeps the picture.
    fn distance(&self) -> f64 {
        self.half_height / TAN_HALF_ANGLE
    }

    /// From world to view coordinates.
    pub fn to_view(&self, point: DVec3) -> DVec3 {
        self.rotation * (point - self.target) - DVec3::new(0.0, 0.0, self.distance())
    }

    /// Voxels per CSS pixel at the target.
    pub fn scale(&self, viewport: &Viewport) -> f64 {
        2.0 * self.half_height / viewport.height
    }

    /// How many CSS pixels a voxel has at a depth (view z); zero behind the eye.
    pub fn magnification(&self, view_z: f64, viewport: &Viewport) -> f64 {
        let at_target = 1.0 / self.scale(viewport);
        match self.perspective {
            false => at_target,
            true if view_z < 0.0 => at_target * self.distance() / -view_z,
            true => 0.0,
        }
    }

    /// Where a point lies on the canvas, in CSS pixels from its upper left corner; `None` behind a perspective eye.
    pub fn project(&self, point: DVec3, viewport: &Viewport) -> Option<(f64, f64)> {
        let view = self.to_view(point);
        let magnification = self.magnification(view.z, viewport);
        (magnification > 0.0)
            .then(|| (viewport.width / 2.0 + view.x * magnification, viewport.height / 2.0 - view.y * magnification))
    }

    /// Turns around the target as if a hand dragged the front by so many CSS pixels; the canvas' height is half a turn.
    pub fn orbit(&mut self, dx: f64, dy: f64, viewport: &Viewport) {
        let angle = std::f64::consts::PI / viewport.height.max(400.0);
        let turn = DQuat::from_rotation_y(dx * angle) * DQuat::from_rotation_x(dy * angle);
        self.rotation = (turn * self.rotation).normalize();
    }

    /// Moves what is seen by so many CSS pixels (at the target's depth).
    pub fn pan(&mut self, dx: f64, dy: f64, viewport: &Viewport) {
        let scale = self.scale(viewport);
        self.target -= self.rotation.inverse() * DVec3::new(dx * scale, -dy * scale, 0.0);
    }

    /// Magnifies by `factor`; the point under the cursor (CSS pixels, at the target's depth) stays where it is.
    pub fn zoom(&mut self, factor: f64, x: f64, y: f64, viewport: &Viewport) {
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        let before = self.half_height;
        self.half_height = (before / factor).clamp(NEAREST, FARTHEST);
        let cursor = DVec2::new(x - viewport.width / 2.0, viewport.height / 2.0 - y) * (2.0 / viewport.height);
        let shift = cursor * (before - self.half_height);
        self.target += self.rotation.inverse() * shift.extend(0.0);
    }

    /// Looks along an axis; target and magnification stay.
    pub fn look_along(&mut self, axis: Axis) {
        self.rotation = axis.rotation();
    }

    /// Where a place of the canvas (CSS pixels) is in the world, at the target's depth.
    pub fn unproject(&self, x: f64, y: f64, viewport: &Viewport) -> DVec3 {
        let scale = self.scale(viewport);
        let place = DVec3::new(x - viewport.width / 2.0, viewport.height / 2.0 - y, 0.0) * scale;
        self.target + self.rotation.inverse() * place
    }

    /// The dataset's axes x, y, z as they are seen: per axis how much of it goes right, down, and towards the viewer.
    pub fn axes(&self) -> [DVec3; 3] {
        [DVec3::X, DVec3::Y, DVec3::Z].map(|axis| self.rotation * axis * DVec3::new(1.0, -1.0, 1.0))
    }

    /// Moves, without turning, so that the spheres (centre, radius) just fill the picture. Nothing happens if there are none.
    pub fn frame(&mut self, spheres: impl Iterator<Item = (DVec3, f64)> + Clone, viewport: &Viewport) {
        let mut seen = Bounds::EMPTY;
        spheres.clone().for_each(|(centre, radius)| seen.add(self.rotation * centre, radius));
        let Some(middle) = seen.centre() else { return };
        let needed = spheres.map(|(centre, radius)| {
            let place = self.rotation * centre - middle;
            let extent = (place.y.abs() + radius).max((place.x.abs() + radius) / viewport.aspect());
            match self.perspective {
                false => extent * MARGIN,
                // What is nearer is seen larger, and must be in front of the eye.
                true => (extent * MARGIN + TAN_HALF_ANGLE * place.z).max(TAN_HALF_ANGLE * (place.z + radius) * MARGIN),
            }
        });
        let half_height = needed.fold(0.0, f64::max);
        self.half_height = half_height.clamp(NEAREST, FARTHEST);
        self.target = self.rotation.inverse() * middle;
    }

    /// The matrices for content inside `bounds`, with coordinates relative to `origin`.
    pub fn matrices(&self, origin: DVec3, bounds: &Bounds, viewport: &Viewport) -> Matrices {
        let rotation = DMat4::from_quat(self.rotation);
        let offset = self.to_view(origin);
        let view = DMat4::from_translation(offset) * rotation;
        let (middle, radius) = match bounds.centre() {
            Some(centre) => (-self.to_view(centre).z, bounds.size().length() / 2.0 * 1.01 + 1.0),
            None => (self.distance(), self.half_height),
        };
        let (mut near, far) = (middle - radius, middle + radius);
        let (half_height, half_width) = (self.half_height, self.half_height * viewport.aspect());
        let projection = if self.perspective {
            let far = far.max(self.distance() * 1e-2);
            near = near.max(far * 1e-4);
            let scale = near / self.distance();
            frustum(half_width * scale, half_height * scale, near, far)
        } else {
            orthographic(half_width, half_height, near, far)
        };
        Matrices { view, projection, depth: (near, far) }
    }

    /// As nine numbers: target (3), rotation quaternion x, y, z, w (4), half height, 1 for perspective.
    pub fn to_array(&self) -> [f32; 9] {
        let (t, q) = (self.target, self.rotation);
        [t.x, t.y, t.z, q.x, q.y, q.z, q.w, self.half_height, f64::from(u8::from(self.perspective))]
            .map(|value| value as f32)
    }

    /// From the nine numbers of [`Camera::to_array`]; `None` if they are not a camera.
    pub fn from_array(numbers: &[f32]) -> Option<Self> {
        let numbers: [f64; 9] = <[f32; 9]>::try_from(numbers).ok()?.map(f64::from);
        if numbers.iter().any(|number| !number.is_finite()) {
            return None;
        }
        let [x, y, z, i, j, k, w, half_height, perspective] = numbers;
        let rotation = DQuat::from_xyzw(i, j, k, w);
        if rotation.length() < 1e-3 || half_height <= 0.0 {
            return None;
        }
        Some(Self {
            target: DVec3::new(x, y, z),
            rotation: rotation.normalize(),
            half_height: half_height.clamp(NEAREST, FARTHEST),
            perspective: perspective != 0.0,
        })
    }
}

fn orthographic(half_width: f64, half_height: f64, near: f64, far: f64) -> DMat4 {
    let depth = far - near;
    DMat4::from_cols_array(&[
        1.0 / half_width,
        0.0,
        0.0,
        0.0,
        0.0,
        1.0 / half_height,
        0.0,
        0.0,
        0.0,
        0.0,
        -2.0 / depth,
        0.0,
        0.0,
        0.0,
        -(far + near) / depth,
        1.0,
    ])
}

fn frustum(half_width: f64, half_height: f64, near: f64, far: f64) -> DMat4 {
    let depth = far - near;
    DMat4::from_cols_array(&[
        near / half_width,
        0.0,
        0.0,
        0.0,
        0.0,
        near / half_height,
        0.0,
        0.0,
        0.0,
        0.0,
        -(far + near) / depth,
        -1.0,
        0.0,
        0.0,
        -2.0 * far * near / depth,
        0.0,
    ])
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

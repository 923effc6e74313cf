//! How far healing may bridge: read, and brought into a dataset's measure.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

use neuprint::{HealLimit, HealLimitError, HealMeasure, VoxelSize};

fn voxels(size: [f64; 3], unit: &str) -> VoxelSize {
    VoxelSize { size, unit: unit.to_owned() }
}

#[test]
fn limits_are_read_as_people_write_them() {
    for (text, limit) in [
        ("off", HealLimit::Off),
        (" all ", HealLimit::All),
        ("8um", HealLimit::Nanometres(8_000.0)),
        ("0.5 µm", HealLimit::Nanometres(500.0)),
        ("2000nm", HealLimit::Nanometres(2_000.0)),
        ("1e3nm", HealLimit::Nanometres(1_000.0)),
        ("0nm", HealLimit::Nanometres(0.0)),
        ("1voxel", HealLimit::Voxels(1.0)),
        ("100voxels", HealLimit::Voxels(100.0)),
    ] {
        assert_eq!(text.parse(), Ok(limit), "{text}");
    }
    for wrong in ["", "8", "um", "-8um", "8mm", "8 9um", "nan nm", "infnm", "1e999nm", "ALL", "8um2"] {
        assert_eq!(wrong.parse::<HealLimit>(), Err(HealLimitError::Unreadable(wrong.to_owned())), "{wrong}");
    }
}

#[test]
fn a_limit_is_measured_in_space_wherever_the_voxel_is_known() {
    let flat = voxels([8.0, 8.0, 40.0], "nanometers");
    let cube = voxels([0.008; 3], "microns");
    let measure = |scale, max_distance| Ok(Some(HealMeasure { scale, max_distance }));
    assert_eq!(HealLimit::Off.measure(Some(&flat)), Ok(None));
    assert_eq!(HealLimit::All.measure(Some(&flat)), measure([8.0, 8.0, 40.0], None));
    assert_eq!(HealLimit::All.measure(None), measure([1.0; 3], None));
    assert_eq!(HealLimit::Nanometres(9.0).measure(Some(&cube)), measure([8.0; 3], Some(9.0)));
    assert_eq!(HealLimit::Voxels(9.0).measure(Some(&cube)), measure([1.0; 3], Some(9.0)));
    assert_eq!(HealLimit::Voxels(9.0).measure(None), measure([1.0; 3], Some(9.0)));
    assert_eq!(HealLimit::Voxels(9.0).measure(Some(&flat)), Err(HealLimitError::VoxelsNoCubes));
    for unknown in [None, Some(voxels([8.0; 3], "")), Some(voxels([0.0, 8.0, 8.0], "nm"))] {
        let refused = HealLimit::Nanometres(9.0).measure(unknown.as_ref());
        assert_eq!(refused, Err(HealLimitError::VoxelSizeUnknown), "{unknown:?}");
    }
}

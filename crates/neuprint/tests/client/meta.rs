//! The Meta node as servers of different ages send it.

use neuprint::{Error, Meta};

use crate::transport::{Recorded, connected, now};

fn meta(answer: &str) -> Result<std::sync::Arc<Meta>, Error> {
    let recorded = Recorded::answering(&[(200, answer)]);
    now(connected(&recorded).meta())
}

fn node(properties: &str) -> std::sync::Arc<Meta> {
    meta(&format!(r#"{{"columns":["m"],"data":[[{{{properties}}}]]}}"#)).unwrap()
}

#[test]
fn json_inside_the_node_is_decoded() {
    let meta = node(
        r#""primaryRois":["b","a"],"roiInfo":"{\"a\":{\"pre\":9007199254740993},\"c\":{}}","note":"{not json",
           "voxelSize":[8.0,8,4.5],"voxelUnits":"nanometers","postHighAccuracyThreshold":0.5"#,
    );
    assert_eq!(meta.primary_rois(), ["a", "b"]);
    assert_eq!(meta.all_rois(), ["a", "c"]);
    assert_eq!(meta.get("roiInfo").unwrap()["a"]["pre"], 9_007_199_254_740_993_i64);
    assert_eq!(meta.get("note").unwrap(), "{not json");
    assert_eq!(meta.voxel_size().unwrap().nanometres(), Some([8.0, 8.0, 4.5]));
}

#[test]
fn marks_that_hemibrain_does_not_list_are_rois_there_only() {
    let rois = |dataset: &str| node(&format!(r#""dataset":"{dataset}","roiInfo":"{{\"AL-DC3(R)\":{{}}}}""#)).all_rois();
    assert_eq!(rois("hemibrain"), ["AL-DC1(R)", "AL-DC2(R)", "AL-DC3", "AL-DC3(R)", "AL-DC4(R)", "FB-column3"]);
    assert_eq!(rois("manc"), ["AL-DC3(R)"]);
}

#[test]
fn older_datasets_mark_primary_rois_in_roi_info() {
    let meta = node(r#""roiInfo":"{\"a\":{\"isPrimary\":true},\"b\":{\"isPrimary\":false},\"c\":{}}""#);
    assert_eq!(meta.primary_rois(), ["a"]);
    assert_eq!(meta.voxel_size(), None);
}

#[test]
fn a_unit_that_is_not_known_is_not_guessed() {
    let size = |unit: &str| node(&format!(r#""voxelSize":[1,1,1],"voxelUnits":"{unit}""#)).voxel_size().unwrap();
    assert_eq!(size("micrometers").nanometres(), Some([1000.0; 3]));
    assert_eq!(size("inches").nanometres(), None);
    assert_eq!(size("").nanometres(), None);
}

#[test]
fn a_dataset_without_a_meta_node_says_so() {
    let error = meta(r#"{"columns":["m"],"data":[]}"#).unwrap_err();
    assert_eq!(error.code(), "malformed-response");
    assert!(error.to_string().contains("no Meta node"), "{error}");
}

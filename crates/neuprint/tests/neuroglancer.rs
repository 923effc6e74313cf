//! Links to neuroglancer and back.
#![allow(clippy::unwrap_used)]

use neuprint::neuroglancer::{LinkOptions, NeuroglancerError, Scene, link, parse_link};
use neuprint::{BodyId, VoxelSize};
use serde_json::json;

fn body(id: u64) -> BodyId {
    BodyId::new(id).unwrap()
}

fn options() -> LinkOptions {
    LinkOptions {
        bodies: vec![body(720_575_940_628_857_211), body(7)],
        colors: vec![(body(7), "#ff0080".into())],
        position: Some([100.5, 20_000.0, 3.0]),
        voxel_size: Some(VoxelSize { size: [8.0, 8.0, 16.0], unit: "nanometers".into() }),
        viewer: None,
    }
}

/// `neuroglancerMeta`, as the Meta node has it.
fn meta() -> serde_json::Value {
    json!([
        {"host": "https://x", "name": "grayscale", "source": "precomputed://g", "dataInstance": "jpeg", "dataType": "image"},
        {"name": "segmentation", "source": "precomputed://s", "dataType": "segmentation"},
        {"uuid": "61c8", "dataInstance": "public_annotations", "tool": "annotatePoint", "dataType": "annotation"},
    ])
}

#[test]
fn a_link_is_made_of_the_meta_nodes_layers() {
    let link = link(&meta(), &options()).unwrap();
    assert!(link.starts_with("https://neuroglancer-demo.appspot.com/#!%7B"), "{link}");
    assert!(link.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>{}".contains(&byte)), "{link}");
    // Segments are texts: as numbers JavaScript would round them.
    assert!(link.contains("%22segments%22:%5B%22720575940628857211%22,%227%22%5D"), "{link}");
    assert!(link.contains("%22type%22:%22segmentation%22"), "{link}");
    // A layer without a source could not be shown.
    assert!(!link.contains("annotation"), "{link}");
    let scene = parse_link(&link).unwrap();
    let expected = Scene {
        layer: Some("segmentation".into()),
        bodies: options().bodies,
        colors: options().colors,
        position: options().position,
    };
    assert_eq!(scene, expected);
}

#[test]
fn the_servers_layers_are_kept_and_regions_are_not_replaced() {
    let layers = json!({"layers": [
        {"type": "segmentation", "name": "neuropil", "source": {"url": "precomputed://r"}, "segments": ["1", "2"]},
        {"type": "segmentation", "name": "cns", "source": {"url": "dvid://d"}, "objectAlpha": 0.5,
         "shader": "a \"b\"\n\\\u{1}\u{e9}", "pick": false, "tab": null, "saturation": -3, "big": 18446744073709551615_u64},
    ], "crossSectionScale": 2});
    let link =
        link(&layers, &LinkOptions { viewer: Some("https://ng.example.org/x#!old".into()), ..options() }).unwrap();
    assert!(link.starts_with("https://ng.example.org/x#!%7B"), "{link}");
    assert!(link.contains("crossSectionScale") && link.contains("objectAlpha"), "{link}");
    // All that the server says of a layer comes through.
    let (_, fragment) = link.split_once("#!").unwrap();
    let encoded = |text: &str| fragment.contains(text);
    assert!(encoded("%22shader%22:%22a%20%5C%22b%5C%22%5Cn%5C%5C%5Cu0001%C3%A9%22"), "{link}");
    assert!(encoded("%22pick%22:false,") && encoded("%22tab%22:null") && encoded("%22saturation%22:-3,"), "{link}");
    assert!(encoded("%22big%22:18446744073709551615,") && encoded("%22objectAlpha%22:0.5,"), "{link}");
    let scene = parse_link(&link).unwrap();
    assert_eq!((scene.layer.as_deref(), scene.bodies), (Some("cns"), options().bodies));
}

#[test]
fn what_cannot_be_a_link_is_refused() {
    let refused = |layers, options| link(&layers, &options).unwrap_err();
    assert_eq!(refused(json!([]), options()), NeuroglancerError::NoSegmentation);
    assert_eq!(refused(json!(null), options()), NeuroglancerError::NoSegmentation);
    for color in ["red", "#ff", "#ff00zz", "\"}"] {
        let options = LinkOptions { colors: vec![(body(7), color.into())], ..options() };
        assert_eq!(refused(meta(), options), NeuroglancerError::InvalidColor { color: color.into() });
    }
    let options = LinkOptions { viewer: Some("javascript:alert(1)".into()), ..options() };
    assert!(matches!(refused(meta(), options), NeuroglancerError::InvalidViewer { .. }));
}

#[test]
fn links_of_other_makers_are_read() {
    // With hidden segments, numbers instead of texts, and no selected layer.
    let state = r##"{"layers":[{"type":"segmentation","name":"r","source":"x"},{"type":"segmentation","name":"n","source":"y",
        "segments":["!5",720575940628857211,"12"],"segmentColors":{"12":"#fff"}}],"position":[1,2.5,3,0]}"##;
    for link in [
        format!("https://ng.org/#!{state}"),
        state.to_owned(),
        format!("  https://ng.org/v/?a=b#!{}  ", state.replace('"', "%22")),
    ] {
        let scene = parse_link(&link).unwrap();
        assert_eq!(scene.bodies, [body(720_575_940_628_857_211), body(12)]);
        assert_eq!((scene.layer.as_deref(), scene.position), (Some("n"), Some([1.0, 2.5, 3.0])));
        assert_eq!(scene.colors, [(body(12), "#fff".to_owned())]);
    }
    // The older form, with layers by name.
    let old = "https://ng.org/#!{'layers':{'it%27s':{'type':'image'_'source':'x'}_'seg_m':{'type':'segmentation'_'source':'p://a_b'_\
               'segments':['4'_'5']}}_'navigation':{'pose':{'position':{'voxelSize':[8_8_8]_'voxelCoordinates':[9_8_7]}}}}";
    let scene = parse_link(&old.replace("it%27s", "its")).unwrap();
    assert_eq!(
        (scene.layer.as_deref(), scene.bodies, scene.position),
        (Some("seg_m"), vec![body(4), body(5)], Some([9.0, 8.0, 7.0]))
    );
    assert_eq!(parse_link("https://ng.org/#!{}").unwrap(), Scene::default());
}

#[test]
fn what_holds_no_state_is_refused_with_the_reason() {
    for (link, said) in [
        ("https://ng.org/", "#!"),
        ("", "#!"),
        ("https://ng.org/#!gs://bucket/state.json", "elsewhere"),
        ("https://ng.org/#!%7B%22layers%22", "JSON"),
        ("https://ng.org/#!%FF", "UTF-8"),
        (r#"#!{"layers":[{"type":"segmentation","segments":["neuron"]}]}"#, "neuron"),
    ] {
        let error = parse_link(link).unwrap_err().to_string();
        assert!(error.contains(said), "{link}: {error}");
    }
}

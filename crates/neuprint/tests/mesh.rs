//! Surfaces from OBJ.

use neuprint::Mesh;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

#[test]
fn all_forms_of_corners_are_read() {
    let text =
        b"# made by hand\r\no roi\r\nv 0 0 0 # first\r\nv 1e1 0 0 1.0\r\nv -1.5 1 0 0.1 0.2 0.3\r\nvt 0 0\r\n\r\n\
                 vn 0 0 1\r\ns off\r\nf 1 2 3\r\nf 1/1 2/1 3/1\r\nf 1//1 2//1 3//1\r\nf -3/1/1 -2/1/1 -1/1/1\r\n";
    let mesh = Mesh::parse(text).unwrap();
    assert_eq!(mesh.vertices, [[0.0, 0.0, 0.0], [10.0, 0.0, 0.0], [-1.5, 1.0, 0.0]]);
    assert_eq!(mesh.faces, [[0, 1, 2]; 4]);
}

#[test]
fn a_face_with_many_corners_becomes_a_fan() {
    let mesh = Mesh::parse(b"v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nv 0 2 0\nf 1 2 3 4 5").unwrap();
    assert_eq!(mesh.faces, [[0, 1, 2], [0, 2, 3], [0, 3, 4]]);
}

#[test]
fn the_first_wrong_line_is_named() {
    for (text, line, words) in [
        ("v 1 2\n", 1, "three numbers"),
        ("v a 0 0", 1, "`a`"),
        ("v 1 inf 0", 1, "`inf`"),
        ("v 1 1e39 0", 1, "`1e39`"),
        ("v 0 0 0 x", 1, "`x`"),
        ("v 0 0 0\nf 1 1\n", 2, "this one has 2"),
        ("v 0 0 0\n\nf 1 1 2\n", 3, "none of the 1"),
        ("v 0 0 0\nf 1 1 -2\n", 2, "none of the 1"),
        ("v 0 0 0\nf 0 1 1\n", 2, "`0`"),
        ("v 0 0 0\nf 1/ 1 1\n", 2, "`1/`"),
        ("v 0 0 0\nf 1/1/1/1 1 1\n", 2, "`1/1/1/1`"),
        ("f 9223372036854775807 1 1\n", 1, "none of the 0"),
        ("f -9223372036854775808 1 1\n", 1, "none of the 0"),
        ("<html>\n", 1, "`<html>`"),
        ("v 0 0 0\n", 2, "without a face"),
        ("", 1, "without a face"),
    ] {
        let error = Mesh::parse(text.as_bytes()).unwrap_err();
        assert_eq!(error.line, line, "{text}: {error}");
        assert!(error.problem.contains(words), "{text}: {error}");
    }
    assert_eq!(Mesh::parse(b"v 0 0 0\n\xff\n").unwrap_err().line, 2);
}

proptest! {
    // Failures are kept beside the test: above it is no crate root, by which proptest would look for a place.
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn every_face_points_at_vertices(text in r"((v|f|vt|#)( -?[0-9]{1,2}(/[0-9]?){0,2}){0,5}\n){0,12}") {
        if let Ok(mesh) = Mesh::parse(text.as_bytes()) {
            let count = mesh.vertices.len() as u32;
            prop_assert!(mesh.faces.iter().flatten().all(|index| *index < count));
        }
    }

    #[test]
    fn what_is_written_reads_back(
        vertices in prop::collection::vec(prop::array::uniform3(-1e6f32..1e6), 3..9),
        corners in prop::collection::vec(prop::array::uniform3(any::<prop::sample::Index>()), 1..9),
    ) {
        let faces: Vec<[u32; 3]> = corners.iter().map(|face| face.map(|at| at.index(vertices.len()) as u32)).collect();
        let mut text: String = vertices.iter().map(|[x, y, z]| format!("v {x} {y} {z}\n")).collect();
        text.extend(faces.iter().map(|face| {
            let [a, b, c] = face.map(|index| index + 1);
            format!("f {a} {b} {c}\n")
        }));
        prop_assert_eq!(Mesh::parse(text.as_bytes()).unwrap(), Mesh { vertices, faces });
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        let _ = Mesh::parse(&bytes);
    }
}

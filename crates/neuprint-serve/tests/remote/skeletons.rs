//! `neuprint skeletons` of a real `neuprint serve`: files, manifest, healing, and what is refused.

use std::sync::Arc;

use crate::made_up::{Answer, MadeUp};
use crate::output::{BODIES, BROKEN, Folder, failed};
use crate::real::{Real, SAMPLE, neuprint, run};
use neuprint::skeleton::{HealOptions, Skeleton, heal};
use neuprint_local::Dataset;

fn sample() -> Dataset {
    Dataset::read(&std::fs::read(SAMPLE).unwrap()).unwrap()
}

fn raw(body: u64) -> Skeleton {
    Skeleton::parse(sample().skeleton(body).unwrap()).unwrap()
}

#[test]
fn a_type_becomes_files_that_say_where_they_come_from_and_a_manifest() {
    let (server, folder) = (Real::start(), Folder::new("type"));
    let output = neuprint()
        .args(["skeletons", "--server", &server.address, "--dataset", "hemibrain-sample:v1.2.1"])
        .args(["--type", "DA1_lPN", "--heal", "8um", "-o"])
        .arg(folder.output())
        .output()
        .unwrap();
    // Two of the type have no skeleton in the sample, which is said and ends nothing.
    let error = failed(&output);
    assert!(error.contains("2 of 7 skeletons could not be had") && error.contains("manifest.csv"), "{error}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("5 of 7 skeletons fetched; the list is "), "{said}");

    let rows = folder.manifest();
    let ids: Vec<u64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert_eq!(ids, [722817260, 754534424, 754538881, 1734350788, 1734350908, 1765040289, 5813039315]);
    for row in &rows {
        assert_eq!(row[1], "DA1_lPN");
        if BODIES.contains(&row[0].parse().unwrap()) {
            let bridges = if row[0] == BROKEN.to_string() { "1" } else { "0" };
            assert_eq!(row[2..], ["1", bridges, "voxel 8 8 8", ""], "{row:?}");
        } else {
            assert_eq!(row[2..5], ["", "", ""], "{row:?}");
            assert!(row[5].contains(&format!("the skeleton of {} was not found", row[0])), "{row:?}");
        }
    }

    let skeletons = folder.skeletons();
    assert_eq!(skeletons.keys().copied().collect::<Vec<_>>(), BODIES);
    let healed = &skeletons[&BROKEN];
    let says = |key: &str| healed.header_field(key).unwrap().to_owned();
    assert_eq!(says("dataset"), "hemibrain-sample:v1.2.1");
    assert_eq!(says("uuid").len(), 32);
    assert_eq!((says("unit"), says("fragments"), says("body")), ("voxel 8 8 8".into(), "1".into(), BROKEN.to_string()));
    let healing = says("healing");
    assert!(healing.starts_with("maximum distance 8000 nm: 2 fragments joined by 1 bridges, 1 left; "), "{healing}");
    assert_eq!(folder.names().len(), 7, "five skeletons, the manifest and the source");
}

#[test]
fn healing_goes_as_far_as_its_limit_in_each_unit() {
    let server = Real::start();
    let expected = heal(&raw(BROKEN), HealOptions { scale: [8.0; 3], ..HealOptions::default() });
    // The gap is 986 nm, which is 123.3 voxels.
    for (limit, fragments, bridges) in [
        ("off", "2", "0"),
        ("all", "1", "1"),
        ("986.9nm", "1", "1"),
        ("980nm", "2", "0"),
        ("1 um", "1", "1"),
        ("0.9um", "2", "0"),
        ("124voxels", "1", "1"),
        ("122voxels", "2", "0"),
    ] {
        let folder = Folder::new("limits");
        let ids = folder.ids(&[BROKEN]);
        let output = folder.command_for(&server.address, &ids, &["--heal", limit]).output().unwrap();
        assert!(output.status.success(), "{limit}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(folder.manifest()[0][2..4], [fragments, bridges], "{limit}");
        let skeleton = &folder.skeletons()[&BROKEN];
        assert_eq!(skeleton.roots().count().to_string(), fragments, "{limit}");
        if fragments == "1" {
            assert_eq!(skeleton.parents(), expected.skeleton.parents(), "{limit}");
        }
        assert_eq!(skeleton.header_field("healing").is_none(), limit == "off");
        if limit == "off" {
            assert_eq!((skeleton.ids(), skeleton.parents()), (raw(BROKEN).ids(), raw(BROKEN).parents()));
        }
    }
}

#[test]
fn a_limit_without_a_meaning_is_refused_and_says_which_has_one() {
    let whole = |_, _| Answer::Whole;
    let folder = Folder::new("no-voxel-size");
    let server = MadeUp::with_meta(Some(r#"{"dataset":"sample"}"#), whole);
    let error = folder.failed(&server.address, &["--heal", "8um"]);
    assert!(error.contains("does not say how large a voxel is") && error.contains("100voxels"), "{error}");
    assert!(!folder.output().exists() && server.asked().is_empty(), "nothing was done");
    folder.complete(&server.address, &["--heal", "124voxels"]);
    let row = folder.manifest().into_iter().find(|row| row[0] == BROKEN.to_string()).unwrap();
    assert_eq!(row[2..5], ["1", "1", "unknown"]);

    let folder = Folder::new("no-cubes");
    let server = MadeUp::with_meta(Some(r#"{"voxelSize":[8,8,40],"voxelUnits":"nanometers"}"#), whole);
    let error = folder.failed(&server.address, &["--heal", "100voxels"]);
    assert!(error.contains("no cubes") && error.contains("nm or um"), "{error}");
    folder.complete(&server.address, &["--heal", "100um"]);
    assert_eq!(folder.manifest()[0][4], "voxel 8 8 40");

    for wrong in ["8", "8parsec", "um", "-8um", "8 9um", ""] {
        let output = folder.run(&server.address, &[&format!("--heal={wrong}")]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("8um, 2000nm or 100voxels"), "{wrong}");
    }
}

#[test]
fn no_more_skeletons_than_wanted_are_asked_for_at_the_same_time() {
    // Each answer waits for a second request: with less than two jobs there would be none.
    let barrier = Arc::new(tokio::sync::Barrier::new(2));
    let server = MadeUp::start(move |_, _| Answer::Together(barrier.clone()));
    let folder = Folder::new("jobs");
    let ids = folder.ids(&BODIES[..4]);
    let output = folder.command_for(&server.address, &ids, &["--jobs", "2"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(server.most(), 2);
    assert_eq!(folder.run(&server.address, &["--jobs", "0"]).status.code(), Some(2));
}

#[test]
fn a_compressed_answer_is_unpacked() {
    let server = MadeUp::start(|_, _| Answer::Packed);
    let folder = Folder::new("packed");
    folder.complete(&server.address, &[]);
    assert!(folder.skeletons().into_iter().all(|(body, skeleton)| skeleton.ids() == raw(body).ids()));
}

#[test]
fn the_token_comes_from_a_file_or_the_environment_and_is_shown_nowhere() {
    let server = MadeUp::start(|_, _| Answer::Whole);
    let folder = Folder::new("token");
    let file = folder.file("token.json", "{\"token\": \"secret.of-file\"}\n");
    let variable = "NEUPRINT_APPLICATION_CREDENTIALS";
    let sent = |command: &mut std::process::Command, token: Option<&str>| {
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tokens = server.tokens();
        assert!(!tokens.is_empty());
        let expected = token.map(|token| format!("Bearer {token}"));
        assert!(tokens.iter().all(|token| *token == expected), "{tokens:?}");
    };
    sent(&mut folder.command(&server.address, &[]), None);
    sent(folder.command(&server.address, &[]).env(variable, "secret.of-environment"), Some("secret.of-environment"));
    sent(folder.command(&server.address, &[]).env(variable, "{\"token\":\"a.b\"}"), Some("a.b"));
    let with_file = ["--token-file", file.as_str()];
    sent(folder.command(&server.address, &with_file).env(variable, "another"), Some("secret.of-file"));
    for name in folder.names() {
        let text = std::fs::read_to_string(folder.output().join(&name)).unwrap();
        assert!(!text.contains("secret"), "{name}");
    }
    let wrong = folder.file("token.json", "{\"secret\": 1}");
    let error = folder.failed(&server.address, &["--token-file", &wrong]);
    assert!(error.contains("token.json holds no token") && !error.contains("secret"), "{error}");
    let missing = folder.failed(&server.address, &["--token-file", "nowhere"]);
    assert!(missing.contains("nowhere cannot be read: "), "{missing}");
}

#[test]
fn what_is_no_body_or_no_type_is_told() {
    let (server, folder) = (Real::start(), Folder::new("wanted"));
    let refused = |file: &str| failed(&folder.command_for(&server.address, file, &[]).output().unwrap());
    let error = refused(&folder.file("a.csv", "bodyId,type\n754538881,DA1_lPN\n7.5E+8,DA1_lPN\n"));
    assert!(error.contains("a.csv: `type` is not a number (2 others"), "{error}");
    let error = refused(&folder.file("b.csv", "bodyId\n7.5E+8\n"));
    assert!(error.contains("has lost digits in a spreadsheet"), "{error}");
    assert!(refused(&folder.file("c.csv", "")).contains("there are no body IDs in it"));
    assert!(!folder.output().exists());

    let of_type = |name: &str| {
        run(&["skeletons", "--server", &server.address, "--type", name, "-o", folder.output().to_str().unwrap()])
    };
    let error = failed(&of_type("da1_lpn"));
    assert!(error.contains("no neuron of the type da1_lpn"), "{error}");
    let both = folder.command(&server.address, &["--type", "DA1_lPN"]).output().unwrap();
    assert_eq!(both.status.code(), Some(2));
    let neither = run(&["skeletons", "--server", &server.address, "-o", folder.output().to_str().unwrap()]);
    assert_eq!(neither.status.code(), Some(2));
    let help = String::from_utf8(run(&["skeletons", "--help"]).stdout).unwrap().replace('\n', " ");
    for part in ["--token-file", "8um", "manifest.csv", "The exit code is 0 if all skeletons are there"] {
        assert!(help.contains(part), "{part}");
    }
}

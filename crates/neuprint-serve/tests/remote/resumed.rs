//! `neuprint skeletons` that is interrupted, or whose server fails: nothing half is left, and the next run goes on.

use std::collections::BTreeMap;

use crate::made_up::{Answer, MadeUp};
use crate::output::{BODIES, BROKEN, Folder, failed};
use crate::real::run;

/// One request for each of these.
fn once(bodies: &[u64]) -> BTreeMap<u64, usize> {
    bodies.iter().map(|body| (*body, 1)).collect()
}

#[test]
fn only_what_is_missing_is_fetched() {
    let server = MadeUp::start(|body, nth| match (body, nth) {
        (BROKEN, 0) => Answer::Status(500, "{\"error\":\"a disk\\nbroke\"}"),
        _ => Answer::Whole,
    });
    let folder = Folder::new("missing");
    let error = folder.failed(&server.address, &[]);
    assert!(error.contains("1 of 5") && error.contains("754538881: ") && error.contains("a disk"), "{error}");
    assert_eq!(server.asked(), once(&BODIES));
    let row = folder.manifest().into_iter().find(|row| row[0] == BROKEN.to_string()).unwrap();
    assert!(row[5].contains("a disk broke"), "one line: {row:?}");
    assert!(!folder.skeletons().contains_key(&BROKEN));

    // `asked` begins anew, and so the server would fail again: one that does not is asked.
    let server = MadeUp::start(|_, _| Answer::Whole);
    folder.complete(&server.address, &[]);
    assert_eq!(server.asked(), once(&[BROKEN]), "what failed");
    folder.complete(&server.address, &[]);
    assert_eq!(server.asked(), once(&[]), "nothing is missing");
    let said = String::from_utf8(folder.run(&server.address, &[]).stdout).unwrap();
    assert!(said.starts_with("0 of 5 skeletons fetched, 5 were there before"), "{said}");

    let path = |body: u64| folder.output().join(format!("{body}.swc"));
    std::fs::remove_file(path(BODIES[0])).unwrap();
    let whole = std::fs::read(path(BODIES[1])).unwrap();
    std::fs::write(path(BODIES[1]), &whole[..whole.len() / 2]).unwrap();
    folder.complete(&server.address, &[]);
    assert_eq!(server.asked(), once(&BODIES[..2]), "a file that is gone, and one that is cut");
    assert_eq!(std::fs::read(path(BODIES[1])).unwrap(), whole);

    let manifest = folder.output().join("manifest.csv");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let last = text.trim_end().rfind('\n').unwrap();
    std::fs::write(&manifest, &text[..last + 5]).unwrap();
    folder.complete(&server.address, &[]);
    assert_eq!(server.asked(), once(&BODIES[4..]), "a row that broke off");
    assert_eq!(std::fs::read_to_string(&manifest).unwrap(), text);
}

/// Runs until the third skeleton hangs, ends it with this signal, and looks at what is there.
#[cfg(unix)]
fn interrupted(name: &str, signal: &str) -> String {
    let server = MadeUp::start(|body, nth| if (body, nth) == (BODIES[2], 0) { Answer::Hang } else { Answer::Whole });
    let folder = Folder::new(name);
    std::fs::create_dir_all(folder.output()).unwrap();
    // What an earlier run left that was killed while it wrote.
    let leftovers = [".754538881.swc.4242.part", ".manifest.csv.4242.part"];
    for name in leftovers {
        std::fs::write(folder.output().join(name), "1 0").unwrap();
    }
    let mut running = folder.command(&server.address, &["--jobs", "1"]);
    let running = running.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    assert_eq!(server.hanging.recv().unwrap(), BODIES[2]);
    let told = std::process::Command::new("kill").args([signal, &running.id().to_string()]).status().unwrap();
    assert!(told.success());
    let output = running.wait_with_output().unwrap();
    assert!(!output.status.success());

    assert_eq!(folder.names(), ["722817260.swc", "754534424.swc", "manifest.csv", "source.json"]);
    assert_eq!(folder.skeletons().into_keys().collect::<Vec<_>>(), BODIES[..2]);
    let rows: Vec<String> = folder.manifest().into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(rows, ["722817260", "754534424"]);
    assert_eq!(server.asked(), once(&BODIES[..3]));

    let server = MadeUp::start(|_, _| Answer::Whole);
    folder.complete(&server.address, &["--jobs", "1"]);
    assert_eq!(server.asked(), once(&BODIES[2..]));
    String::from_utf8(output.stderr).unwrap()
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_the_same_command_goes_on() {
    let error = interrupted("ctrl-c", "-INT");
    assert!(error.contains("interrupted before 3 of 5 skeletons: the same command goes on"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_program_that_is_killed_leaves_no_half_file() {
    interrupted("killed", "-KILL");
}

/// Where a file may not be as large as a skeleton: nothing half is left, and it is no skeleton's fault.
#[cfg(unix)]
#[test]
fn a_full_disk_ends_it_and_leaves_no_half_file() {
    let server = MadeUp::start(|_, _| Answer::Whole);
    let folder = Folder::new("full");
    let command = folder.command(&server.address, &[]);
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh"]).arg(command.get_program());
    let output = limited.args(command.get_args()).env("NO_PROXY", "127.0.0.1").output().unwrap();
    let error = failed(&output);
    assert!(error.contains(".swc cannot be written: "), "{error}");
    assert_eq!(folder.names(), ["manifest.csv", "source.json"]);
    assert!(folder.manifest().is_empty());
    folder.complete(&server.address, &[]);
}

#[test]
fn a_server_that_dies_in_the_middle_leaves_rows_that_say_so() {
    let server = MadeUp::start(|body, _| if body == BODIES[2] { Answer::Die } else { Answer::Whole });
    let folder = Folder::new("dies");
    let error = folder.failed(&server.address, &["--jobs", "1"]);
    assert!(error.contains("3 of 5 skeletons could not be had"), "{error}");
    let rows = folder.manifest();
    assert!(rows[..2].iter().all(|row| row[5].is_empty()), "{rows:?}");
    assert!(rows[2..].iter().all(|row| row[5].contains("error") && row[2].is_empty()), "{rows:?}");
    let server = MadeUp::start(|_, _| Answer::Whole);
    folder.complete(&server.address, &[]);
    assert_eq!(server.asked(), once(&BODIES[2..]));
}

#[test]
fn a_failure_that_passes_is_tried_again_within_one_run() {
    let server = MadeUp::start(|body, nth| match (body, nth) {
        (BROKEN, 0 | 1) => Answer::Status(503, "busy"),
        _ => Answer::Whole,
    });
    let folder = Folder::new("passing");
    folder.complete(&server.address, &[]);
    assert_eq!(server.asked()[&BROKEN], 3);
}

#[test]
fn an_answer_that_breaks_off_or_stops_is_an_error_and_no_file() {
    let server = MadeUp::start(|body, _| match body {
        BROKEN => Answer::BreakOff,
        1734350788 => Answer::Status(200, "<html>sign in</html>"),
        1734350908 => Answer::Hang,
        _ => Answer::Whole,
    });
    let folder = Folder::new("breaks-off");
    let error = folder.failed(&server.address, &["--timeout", "1"]);
    assert!(error.contains("3 of 5"), "{error}");
    assert_eq!(folder.skeletons().into_keys().collect::<Vec<_>>(), BODIES[..2]);
    let errors: Vec<String> = folder.manifest().into_iter().map(|row| row[5].clone()).collect();
    assert!(errors[3].contains("1734350788 is not valid SWC"), "{errors:?}");
    assert!(errors[4].contains("nothing came from the server for 1 s"), "{errors:?}");
    assert!(!errors[2].is_empty(), "{errors:?}");
}

#[test]
fn who_is_not_let_in_is_told_at_once() {
    let server = MadeUp::start(|body, _| match body {
        722817260 => Answer::Whole,
        _ => Answer::Status(401, "{\"error\":\"the token has expired\"}"),
    });
    let folder = Folder::new("not-let-in");
    let error = folder.failed(&server.address, &["--jobs", "1"]);
    assert!(error.contains("the token has expired") && error.contains("copy a new token"), "{error}");
    assert_eq!(server.asked(), once(&BODIES[..2]), "the others would be refused, too");
    assert_eq!(folder.manifest().len(), 1, "they have no row, so the next run asks for them");
}

#[test]
fn a_server_that_stays_silent_is_not_asked_for_everything() {
    let server = MadeUp::start(|_, _| Answer::Status(504, "gone"));
    let folder = Folder::new("silent");
    let ids = folder.ids(&(1..=100).collect::<Vec<_>>());
    let error = failed(&folder.command_for(&server.address, &ids, &["--jobs", "20"]).output().unwrap());
    assert!(error.contains("does not answer any more") && error.contains("Of 81 skeletons"), "{error}");
    assert!(server.asked().len() < 100);
}

#[test]
fn a_folder_takes_one_dataset_and_one_healing() {
    let server = MadeUp::start(|_, _| Answer::Whole);
    let folder = Folder::new("other");
    folder.complete(&server.address, &["--heal", "2000nm"]);
    server.asked();
    let error = folder.failed(&server.address, &["--heal", "all"]);
    assert!(error.contains("healing: maximum distance 2000 nm") && error.contains("another folder"), "{error}");
    assert!(server.asked().is_empty());
    folder.complete(&server.address, &["--heal", "2um"]);
    assert!(server.asked().is_empty(), "the same length in another unit");

    let foreign = Folder::new("foreign");
    std::fs::create_dir_all(foreign.output()).unwrap();
    std::fs::write(foreign.output().join("manifest.csv"), "a,b\n1,2\n").unwrap();
    let error = foreign.failed(&server.address, &[]);
    assert!(error.contains("a manifest.csv of something else"), "{error}");
    assert_eq!(std::fs::read_to_string(foreign.output().join("manifest.csv")).unwrap(), "a,b\n1,2\n");
}

#[test]
fn two_runs_do_not_get_into_each_others_way() {
    let server = MadeUp::start(|_, nth| if nth == 0 { Answer::Hang } else { Answer::Whole });
    let folder = Folder::new("two");
    let mut first = folder.command(&server.address, &["--jobs", "1"]).spawn().unwrap();
    server.hanging.recv().unwrap();
    let error = folder.failed(&server.address, &[]);
    assert!(error.contains("another run is downloading into"), "{error}");
    assert_eq!(server.asked().len(), 1);
    first.kill().unwrap();
    first.wait().unwrap();
    let server = MadeUp::start(|_, _| Answer::Whole);
    folder.complete(&server.address, &[]);
}

#[test]
fn a_second_type_joins_the_first_in_the_folder() {
    let server = MadeUp::start(|_, _| Answer::Whole);
    let folder = Folder::new("second");
    folder.complete(&server.address, &[]);
    let output = folder.output();
    let arguments = ["skeletons", "--server", &server.address, "--type", "DA1_vPN", "-o", output.to_str().unwrap()];
    let error = failed(&run(&arguments));
    assert!(error.contains("733316908"), "{error}");
    let rows = folder.manifest();
    assert_eq!(rows.len(), 6);
    assert!(rows.is_sorted_by_key(|row| row[0].parse::<u64>().unwrap()));
}

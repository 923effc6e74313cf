//! `neuprint import` over small folders, as a shell runs it, and what the dataset file then answers.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

#[path = "import/folder.rs"]
mod folder;

use std::process::Command;

use folder::{Files, Folder, neuprint};

const NEURONS: &str = "bodyId,type,instance\n\
    9007199254740993,KCg,KCg_R\n\
    20,,\n\
    30,\"MBON, odd\",\n";
const TOTALS: &str = "bodyId_pre,bodyId_post,weight\n9007199254740993,20,7\n20,30,5\n30,30,1\n";
const PER_ROI: &str = "bodyId_pre,bodyId_post,roi,weight\n\
    9007199254740993,20,gL(R),4\n\
    9007199254740993,20,CA(R),3\n\
    20,30,NotPrimary,5\n\
    30,30,gL(R),1\n";

#[test]
fn the_three_tables_become_neurons_and_connections() {
    let folder = Folder::with(
        "tables",
        &[
            ("traced-neurons.csv", NEURONS),
            ("traced-total-connections.csv", TOTALS),
            ("traced-roi-connections.csv", PER_ROI),
        ],
    );
    let report = folder.imported();
    for line in [
        "traced-neurons.csv: 3 rows",
        "traced-total-connections.csv: 3 rows",
        "traced-roi-connections.csv: 4 rows",
        "roiInfo of a connection has the weight per ROI as post, and no pre",
        "synapses: no file has them",
        "what connects it with other bodies is not counted",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
    assert!(!report.contains("Wrong in"), "{report}");
    assert_eq!(
        folder.query(
            "MATCH (n:tiny_Neuron:Segment) RETURN n.bodyId, n.type, n.instance, n.status, n.cropped, n.pre, n.`gL(R)` ORDER BY n.bodyId"
        ),
        "[[20,null,null,\"Traced\",false,null,true],\
         [30,\"MBON, odd\",null,\"Traced\",false,null,true],\
         [9007199254740993,\"KCg\",\"KCg_R\",\"Traced\",false,null,true]]"
    );
    assert_eq!(
        folder.query("MATCH (a:Neuron)-[c:ConnectsTo]->(b:Neuron) RETURN a.bodyId, b.bodyId, c.weight, c.roiInfo ORDER BY a.bodyId"),
        "[[20,30,5,\"{}\"],\
         [30,30,1,\"{\\\"gL(R)\\\":{\\\"post\\\":1}}\"],\
         [9007199254740993,20,7,\"{\\\"CA(R)\\\":{\\\"post\\\":3},\\\"gL(R)\\\":{\\\"post\\\":4}}\"]]"
    );
    // Sums of what is above, and nothing else: fetch_neurons() of neuprint-python reads every neuron's roiInfo as JSON.
    assert_eq!(
        folder.query("MATCH (n:Neuron) RETURN n.upstream, n.downstream, n.roiInfo ORDER BY n.bodyId"),
        "[[7,5,\"{\\\"CA(R)\\\":{\\\"downstream\\\":0,\\\"upstream\\\":3},\\\"gL(R)\\\":{\\\"downstream\\\":0,\\\"upstream\\\":4}}\"],\
         [6,1,\"{\\\"gL(R)\\\":{\\\"downstream\\\":1,\\\"upstream\\\":1}}\"],\
         [0,7,\"{\\\"CA(R)\\\":{\\\"downstream\\\":3,\\\"upstream\\\":0},\\\"gL(R)\\\":{\\\"downstream\\\":4,\\\"upstream\\\":0}}\"]]"
    );
    assert_eq!(
        folder.query("MATCH (m:Meta) RETURN m.dataset, m.tag, m.primaryRois, m.roiInfo, m.totalPreCount, size(m.uuid)"),
        "[[\"tiny\",\"v1\",[\"CA(R)\",\"gL(R)\"],\"{\\\"CA(R)\\\":{},\\\"gL(R)\\\":{}}\",null,32]]"
    );
}

#[test]
fn compressed_tables_with_a_version_in_their_names_give_the_same_graph() {
    let plain = Folder::with("plain", &[("traced-neurons.csv", NEURONS), ("traced-total-connections.csv", TOTALS)]);
    let packed = Folder::with("packed", &[]);
    for (name, text) in [("traced-neurons-v1.2.csv.gz", NEURONS), ("traced-total-connections.csv.gz", TOTALS)] {
        packed.add_bytes(name, text.as_bytes());
    }
    plain.imported();
    packed.imported();
    let cypher =
        "MATCH (a)-[c:ConnectsTo]->(b) RETURN a.bodyId, a.type, b.bodyId, c.weight, c.roiInfo ORDER BY a.bodyId";
    assert_eq!(plain.query(cypher), packed.query(cypher));
    // The uuid names what was read, not how it was packed.
    assert_eq!(plain.query("MATCH (m:Meta) RETURN m.uuid"), packed.query("MATCH (m:Meta) RETURN m.uuid"));
}

#[test]
fn every_wrong_row_is_told_with_file_line_and_reason() {
    let neurons = "instance,bodyId,type,extra\n\
        a,10,A,x\n\
        b,ten,B,x\n\
        c,10,C,x\n\
        d,-4,D,x\n\
        e,99999999999999999999,E,x\n\
        f,11\n\
        g,12,G,x\n";
    let totals = "bodyId_pre,bodyId_post,weight\n10,12,3\n10,12,4\n10,77,1\n10,10,0\n12,10,2.5\n12,10,2\n";
    let per_roi = "bodyId_pre,bodyId_post,roi,weight\n10,12,EB,1\n12,12,EB,1\n10,12,EB,2\n12,10,,2\n";
    let folder = Folder::with(
        "wrong",
        &[
            ("traced-neurons.csv", neurons),
            ("traced-total-connections.csv", totals),
            ("traced-roi-connections.csv", per_roi),
        ],
    );
    let report = folder.imported();
    for line in [
        "the column extra of traced-neurons\n",
        "Wrong in traced-neurons.csv: 5\n",
        "traced-neurons.csv:3: the body id `ten` is no whole number",
        "traced-neurons.csv:4: the body 10 was there before",
        "traced-neurons.csv:5: the body id `-4` is no whole number",
        "traced-neurons.csv:6: the body id `99999999999999999999` is no whole number",
        "traced-neurons.csv:7: the row has 2 fields, but the header 4",
        "Wrong in traced-total-connections.csv: 4\n",
        "traced-total-connections.csv:3: the connection from 10 to 12 was there before, in line 2",
        "traced-total-connections.csv:4: the body 77 is not in traced-neurons",
        "traced-total-connections.csv:5: the weight `0` is no whole number above 0",
        "traced-total-connections.csv:6: the weight `2.5` is no whole number",
        "Wrong in traced-roi-connections.csv: 3\n",
        "traced-roi-connections.csv:3: the connection from 12 to 12 is not in traced-total-connections",
        "traced-roi-connections.csv:4: the connection was in EB before, in line 2",
        "traced-roi-connections.csv:5: the ROI has no name",
        "in 1 connections the ROIs of traced-roi-connections add up to less than the weight",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
    let cypher = "MATCH (a)-[c:ConnectsTo]->(b) RETURN a.bodyId, b.bodyId, c.weight, c.roiInfo ORDER BY a.bodyId";
    assert_eq!(folder.query(cypher), "[[10,12,3,\"{\\\"EB\\\":{\\\"post\\\":1}}\"],[12,10,2,\"{}\"]]");
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_named_with_what_it_swallows() {
    let neurons = "bodyId,type,instance\n1,A,A\n2,\"B,B\n3,C,C\n4,D,D\n";
    let folder = Folder::with("quote", &[("traced-neurons.csv", neurons), ("traced-total-connections.csv", TOTALS)]);
    let report = folder.imported();
    let line = "traced-neurons.csv:3: the row has 2 fields, but the header 3; it runs over 3 lines";
    assert!(report.contains(line), "{report}");
}

#[test]
fn of_very_many_wrong_rows_the_first_are_told_and_the_others_counted() {
    let mut neurons = String::from("bodyId,type,instance\n1,A,A\n");
    (0..1_000).for_each(|_| neurons.push_str("1,A,A\n"));
    let folder = Folder::with("many", &[("traced-neurons.csv", &neurons), ("traced-total-connections.csv", TOTALS)]);
    let report = folder.imported();
    assert!(report.contains("Wrong in traced-neurons.csv: 1000\n") && report.contains("  and 980 more\n"), "{report}");
    assert!(report.lines().count() < 60, "{report}");
}

#[test]
fn weights_are_sums_where_there_are_only_rois() {
    let folder = Folder::with("sums", &[("neurons.csv", NEURONS), ("roi-connections.csv", PER_ROI)]);
    let report = folder.imported();
    assert!(report.contains("the weight of a connection is the sum of its rows in roi-connections,"), "{report}");
    let cypher = "MATCH (a)-[c:ConnectsTo]->() RETURN a.bodyId, a.status, c.weight ORDER BY a.bodyId";
    assert_eq!(folder.query(cypher), "[[20,null,5],[30,null,1],[9007199254740993,null,7]]");
    // Whether these ROIs overlap cannot be seen.
    assert_eq!(folder.query("MATCH (m:Meta) RETURN m.primaryRois"), "[[[]]]");
}

#[test]
fn skeletons_meshes_and_the_meta_file_come_along() {
    let folder = Folder::with("folders", &[("traced-neurons.csv", NEURONS), ("traced-total-connections.csv", TOTALS)]);
    folder.add(
        "skeletons",
        &[
            ("20.swc", "# made\n1 0 1 2 3 1 -1\n2 0 1 2 4 1 1\n"),
            ("30.swc", "<html>no</html>\n"),
            ("40.swc", "1 0 1 2 3 1 -1\n"),
            ("notes.txt", "of somebody"),
        ],
    );
    folder.add("rois", &[("CA(R).obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"), ("bad.obj", "f 1 2 3\n")]);
    folder.add_bytes("rois/gL(R).obj.gz", b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
    let meta = "{\"description\":\"three neurons\",\"voxelSize\":[8,8,8],\"primaryRois\":[\"CA(R)\"],\
                \"roiInfo\":{\"CA(R)\":{\"pre\":9007199254740993}},\"uuid\":\"abc\",\"nothing\":null}";
    folder.add("", &[("meta.json", meta)]);
    let report = folder.imported();
    for line in [
        "skeletons: 1 files",
        "meshes: 2 files",
        "bad.obj: ",
        "30.swc: ",
        "40.swc: the body 40 is not in",
        "notes.txt: no file",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
    assert_eq!(
        folder.query("MATCH (m:Meta) RETURN m.description, m.voxelSize, m.roiInfo, m.uuid, m.nothing"),
        "[[\"three neurons\",[8,8,8],\"{\\\"CA(R)\\\":{\\\"pre\\\":9007199254740993}}\",\"abc\",null]]"
    );
    let info = neuprint(&["info", folder.output().to_str().unwrap()]);
    let info = String::from_utf8(info.stdout).unwrap();
    for line in ["Skeletons: 1", "Meshes: 2", "CA(R) (mesh)", "three neurons", "caveat          Left out: synapses"] {
        assert!(info.contains(line), "{line:?} is not in\n{info}");
    }
}

#[test]
fn what_cannot_be_imported_leaves_no_file() {
    let neurons = ("traced-neurons.csv", NEURONS);
    let totals = ("traced-total-connections.csv", TOTALS);
    let cases: [(&str, Files<'_>, &str); 6] = [
        ("no-neurons", &[totals], "holds no traced-neurons.csv"),
        ("no-connections", &[neurons], "holds no traced-total-connections.csv"),
        ("twice", &[neurons, totals, ("traced-neurons.csv.gz", "")], "are both a table of neurons"),
        ("column", &[("traced-neurons.csv", "bodyId,kind\n1,a\n"), totals], "there is no column type"),
        ("packed", &[("traced-neurons.csv.gz", NEURONS), totals], "traced-neurons.csv.gz: "),
        ("meta", &[neurons, totals, ("meta.json", "[1]")], "meta.json: "),
    ];
    for (name, files, expected) in cases {
        let error = Folder::with(name, files).refused();
        assert!(error.contains(expected), "{name}: {error}");
    }
    let folder = Folder::with("nowhere", &[neurons, totals]);
    let nowhere = folder.0.join("no-folder").join("made.npdata");
    let arguments = ["import", folder.0.to_str().unwrap(), "--name", "a:b", "-o", nowhere.to_str().unwrap()];
    let error = neuprint(&arguments);
    assert!(String::from_utf8_lossy(&error.stderr).contains("no-folder: "), "{error:?}");
    let unclosed = format!("bodyId,type,instance\n1,\"A,A\n{}", "2,B,B\n".repeat(4_000_000));
    let error = Folder::with("unclosed", &[("traced-neurons.csv", &unclosed), totals]).refused();
    assert!(error.contains("a quotation mark before it was not closed"), "{error}");
}

#[test]
fn a_file_that_is_there_stays_as_it_is_if_the_import_fails() {
    let folder = Folder::with("stays", &[("traced-neurons.csv", NEURONS), ("traced-total-connections.csv", TOTALS)]);
    folder.imported();
    let before = std::fs::read(folder.output()).unwrap();
    folder.add("", &[("traced-neurons.csv", "bodyId,type,instance\nx,A,A\n")]);
    let output = folder.import();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no usable row; 1 are wrong"));
    assert_eq!(std::fs::read(folder.output()).unwrap(), before);
}

#[test]
fn rois_that_overlap_are_not_called_primary() {
    let tables = |per_roi| {
        [
            ("traced-neurons.csv", NEURONS),
            ("traced-total-connections.csv", TOTALS),
            ("traced-roi-connections.csv", per_roi),
        ]
    };
    let overlapping = "bodyId_pre,bodyId_post,roi,weight\n20,30,MB,5\n20,30,gL(R),3\n";
    let folder = Folder::with("overlap", &tables(overlapping));
    let report = folder.imported();
    assert!(report.contains("in 1 connections the ROIs of traced-roi-connections add up to more than"), "{report}");
    assert_eq!(folder.query("MATCH (m:Meta) RETURN m.primaryRois"), "[[[]]]");
}

#[test]
fn where_no_file_tells_rois_every_roi_info_is_empty_but_there() {
    let folder = Folder::with("no-rois", &[("traced-neurons.csv", NEURONS), ("traced-total-connections.csv", TOTALS)]);
    assert!(folder.imported().contains("roiInfo is {} everywhere: no file tells where connections are"));
    let cypher = "MATCH (a:Neuron)-[c:ConnectsTo]->() RETURN a.roiInfo, a.downstream, c.roiInfo ORDER BY a.bodyId";
    // neuprint-python reads both of these of every dataset.
    assert_eq!(folder.query("MATCH (m:Meta) RETURN m.roiInfo, m.primaryRois"), "[[\"{}\",[]]]");
    assert_eq!(folder.query(cypher), "[[\"{}\",5,\"{}\"],[\"{}\",1,\"{}\"],[\"{}\",7,\"{}\"]]");
}

/// Where the disk has no room the file cannot be written: nothing is left of it, and an older one stays.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_whole_is_not_left_behind() {
    let folder = Folder::with("full", &[("traced-neurons.csv", NEURONS), ("traced-total-connections.csv", TOTALS)]);
    let import = |limit: &str| {
        std::fs::create_dir_all(folder.0.join("out")).unwrap();
        let shell = format!("trap '' XFSZ; {limit}; exec \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &shell, "sh", env!("CARGO_BIN_EXE_neuprint"), "import", folder.0.to_str().unwrap()]);
        command.args(["--name", "tiny:v1", "-o", folder.output().to_str().unwrap()]).output().unwrap()
    };
    let output = import("ulimit -f 0");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_dir(folder.0.join("out")).unwrap().count(), 0);
    assert!(import("true").status.success());
    let before = folder.made();
    assert_eq!(import("ulimit -f 0").status.code(), Some(1));
    assert_eq!(std::fs::read_dir(folder.0.join("out")).unwrap().count(), 1);
    assert_eq!(folder.made(), before);
}

/// The import is stopped in the middle of a table, which is a pipe so that the middle can be known.
#[cfg(unix)]
#[test]
fn an_import_that_is_stopped_leaves_no_file() {
    let folder = Folder::with("stopped", &[("traced-neurons.csv", NEURONS)]);
    std::fs::create_dir_all(folder.0.join("out")).unwrap();
    let pipe = folder.0.join("traced-total-connections.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut import = Command::new(env!("CARGO_BIN_EXE_neuprint"))
        .args(["import", folder.0.to_str().unwrap(), "--name", "tiny:v1", "-o", folder.output().to_str().unwrap()])
        .spawn()
        .unwrap();
    // Opens when the import opens its end.
    let mut table = std::fs::OpenOptions::new().write(true).open(&pipe).unwrap();
    std::io::Write::write_all(&mut table, TOTALS.as_bytes()).unwrap();
    import.kill().unwrap();
    assert!(!import.wait().unwrap().success());
    assert_eq!(std::fs::read_dir(folder.0.join("out")).unwrap().count(), 0);
}

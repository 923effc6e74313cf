//! `neuprint import` over what neuPrint's exporters write for neo4j-admin, and what the dataset file then answers.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

#[path = "import/folder.rs"]
mod folder;

use folder::{Files, Folder};

const NEURONS: &str = r#"":ID(Body-ID)","bodyId:long","pre:int","post:int","status:string","cropped:boolean","type:string","somaLocation:point{srid:9157}","somaRadius:float","size:long","roiInfo:string",":LABEL","EB:boolean","PB:boolean"
9007199254740993,9007199254740993,2,1,Traced,false,"EPG, odd","{x:1,y:2,z:3}",1.5,9007199254740995,"{""EB"": {""pre"": 2, ""post"": 1}}",Segment;mb6_Segment;Neuron;mb6_Neuron,true,
20,20,0,2,,,,,,7,"{""PB"": {""post"": 2}}",Segment;mb6_Segment,,true
"#;
const CONNECTIONS: &str = r#":START_ID(Body-ID),weight:int,weightHP:int,:END_ID(Body-ID),roiInfo:string
9007199254740993,2,1,20,"{""PB"": {""pre"": 2, ""post"": 2}}"
"#;
/// The older exporter's files, with synapses.
const OLDER: Files<'_> = &[
    ("Neuprint_Neurons_mb6.csv", NEURONS),
    ("Neuprint_Neuron_Connections_mb6.csv", CONNECTIONS),
    (
        "Neuprint_Meta_mb6.csv",
        "voxelSize:float[],voxelUnits:string,totalPreCount:int,primaryRois:string[],roiInfo:string,dataset:string,:LABEL\n\
         \"8.0;8.0;8.5\",\"nanometers\",2,EB;PB,\"{\"\"EB\"\": {\"\"pre\"\": 2}}\",mb6,Meta;mb6_Meta\n",
    ),
    (
        "Neuprint_SynapseSet_mb6.csv",
        ":ID(SynSet-ID),:Label\n9007199254740993_20_pre,SynapseSet;mb6_SynapseSet\n\
         20_9007199254740993_post,SynapseSet;mb6_SynapseSet\n",
    ),
    (
        "Neuprint_Synapses_mb6.csv",
        "\":ID(Syn-ID)\",\"type:string\",\"confidence:float\",\"location:point{srid:9157}\",\":Label\",\"EB:boolean\",\"PB:boolean\"\n\
         7,pre,0.968,\"{x:10, y:20, z:30}\",Synapse;mb6_Synapse,true,\n\
         20,post,0.5,\"{x:11, y:20, z:30}\",Synapse;mb6_Synapse,,true\n\
         9,post,1.0,\"{x:12, y:20, z:30}\",Synapse;mb6_Synapse,,true\n",
    ),
    (
        "Neuprint_Neuron_to_SynapseSet_mb6.csv",
        ":START_ID(Body-ID),:END_ID(SynSet-ID)\n9007199254740993,9007199254740993_20_pre\n20,20_9007199254740993_post\n",
    ),
    (
        "Neuprint_SynapseSet_to_SynapseSet_mb6.csv",
        ":START_ID(SynSet-ID),:END_ID(SynSet-ID)\n9007199254740993_20_pre,20_9007199254740993_post\n",
    ),
    (
        "Neuprint_SynapseSet_to_Synapses_mb6.csv",
        ":START_ID(SynSet-ID),:END_ID(Syn-ID)\n9007199254740993_20_pre,7\n20_9007199254740993_post,20\n\
         20_9007199254740993_post,9\n",
    ),
    ("Neuprint_Synapse_Connections_mb6.csv", ":START_ID(Syn-ID),:END_ID(Syn-ID)\n7,20\n7,9\n"),
];

#[test]
fn the_older_exporters_files_become_bodies_sets_and_synapses() {
    let folder = Folder::with("older", OLDER);
    let report = folder.imported();
    for line in [
        "Neuprint_Neurons: 2 rows in 1 files",
        "Neuprint_Synapses: 3 rows in 1 files",
        "Neuprint_SynapseSet_to_Synapses: 3 rows in 1 files",
        "Neuprint_Meta: 1 rows in 1 files",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
    assert!(!report.contains("Wrong in") && !report.contains("bodies"), "{report}");
    // The name's prefix takes the place of the files'.
    assert_eq!(
        folder.query("MATCH (n:tiny_Segment) RETURN labels(n), n.bodyId, n.size, n.type, n.cropped, n.somaRadius, n.EB, n.PB ORDER BY n.bodyId"),
        "[[[\"Segment\",\"tiny_Segment\"],20,7,null,null,null,null,true],\
         [[\"Segment\",\"tiny_Segment\",\"Neuron\",\"tiny_Neuron\"],9007199254740993,9007199254740995,\"EPG, odd\",false,1.5,true,null]]"
    );
    assert_eq!(
        folder.query("MATCH (n:Neuron)-[c:ConnectsTo]->(m:Segment) RETURN n.somaLocation.z, n.roiInfo, m.bodyId, c.weight, c.weightHP, c.roiInfo"),
        "[[3,\"{\\\"EB\\\": {\\\"pre\\\": 2, \\\"post\\\": 1}}\",20,2,1,\"{\\\"PB\\\": {\\\"pre\\\": 2, \\\"post\\\": 2}}\"]]"
    );
    assert_eq!(
        folder.query(
            "MATCH (n:Neuron)-[:Contains]->(a:SynapseSet)-[:ConnectsTo]->(b:SynapseSet)<-[:Contains]-(m:Segment), \
             (a)-[:Contains]->(s:Synapse)-[:SynapsesTo]->(t:Synapse)<-[:Contains]-(b) \
             RETURN n.bodyId, m.bodyId, s.type, s.confidence, s.location.x, s.EB, t.type, t.confidence, t.location.x, t.PB \
             ORDER BY t.location.x"
        ),
        "[[9007199254740993,20,\"pre\",0.968,10,true,\"post\",0.5,11,true],\
         [9007199254740993,20,\"pre\",0.968,10,true,\"post\",1.0,12,true]]"
    );
    assert_eq!(
        folder.query(
            "MATCH (m:Meta:tiny_Meta) RETURN m.dataset, m.tag, m.voxelSize, m.totalPreCount, m.primaryRois, m.roiInfo"
        ),
        "[[\"tiny\",\"v1\",[8,8,8.5],2,[\"EB\",\"PB\"],\"{\\\"EB\\\": {\\\"pre\\\": 2}}\"]]"
    );
}

#[test]
fn the_newer_exporters_folders_and_elements_are_read() {
    let folder = Folder::with(
        "newer",
        &[
            ("Neuprint_Neuron_Connections.csv", CONNECTIONS),
            (
                "Neuprint_SynapseSet.csv",
                ":ID(SynSet-ID),type:string,:Label\n1_2_pre,pre,SynapseSet;cns_SynapseSet;ElementSet;cns_ElementSet\n",
            ),
            ("Neuprint_Neuron_to_ElementSet_pins.csv", ":START_ID(Body-ID),:END_ID(ElementSet-ID)\n20,20_pin\n"),
            ("Neuprint_ElementSet_to_Element_pins.csv", ":START_ID(ElementSet-ID),:END_ID(Element-ID)\n20_pin,500\n"),
            (
                "Neuprint_Elements_CloseTo_pins.csv",
                ":START_ID(Element-ID),:END_ID(Element-ID),distance:float\n500,7,12.25\n",
            ),
            ("create-indexes.cypher", "CREATE INDEX x;"),
        ],
    );
    // A file per set of ROIs: each has its own columns.
    let header = ":ID(Body-ID),bodyId:long,roiInfo:string,synonyms:string[],:LABEL";
    let neuron = |body: u64, roi: &str| {
        format!(
            "{header},{roi}:boolean\n{body},{body},\"{{\"\"{roi}\"\":{{\"\"post\"\":1}}}}\",a;b,Segment;cns_Segment;Neuron;cns_Neuron,true\n"
        )
    };
    folder
        .add("Neuprint_Neurons", &[("0.csv", &neuron(20, "EB")), ("1.csv", &neuron(9_007_199_254_740_993, "a'L(R)"))]);
    let synapse = ":ID(Element-ID),type:string,bodyId:long,:Label,location:point{srid:9157}\n\
                   7,pre,20,Synapse;cns_Synapse;Element;cns_Element,\"{x:1, y:2, z:3}\"\n";
    folder.add_bytes("Neuprint_Synapses/000000.csv.gz", synapse.as_bytes());
    let pin = ":ID(Element-ID),type:string,:Label\n500,pin,Element;cns_Element;ColumnPin;cns_ColumnPin\n";
    folder.add("Neuprint_Elements/pins", &[("000000.csv", pin)]);
    let set = ":ID(ElementSet-ID),type:string,:Label\n20_pin,pin,ElementSet;cns_ElementSet\n";
    folder.add("Neuprint_ElementSets", &[("Neuprint_ElementSet_pin.csv", set)]);
    let report = folder.imported();
    assert!(report.contains("Neuprint_Neurons: 2 rows in 2 files"), "{report}");
    assert!(report.contains("create-indexes.cypher: no file that this import knows"), "{report}");
    assert!(!report.contains("Wrong in"), "{report}");
    assert_eq!(
        folder.query("MATCH (n:Neuron) RETURN n.bodyId, n.synonyms, n.EB, n.`a'L(R)` ORDER BY n.bodyId"),
        "[[20,[\"a\",\"b\"],true,null],[9007199254740993,[\"a\",\"b\"],null,true]]"
    );
    assert_eq!(
        folder.query("MATCH (n:Neuron)-[:Contains]->(:ElementSet)-[:Contains]->(p:ColumnPin:Element)-[c:CloseTo]->(s:Synapse) RETURN n.bodyId, p.type, c.distance, s.location.x"),
        "[[20,\"pin\",12.25,1]]"
    );
    // No Meta table: the ROIs are those of the bodies, and nothing is said of which are primary.
    assert_eq!(
        folder.query("MATCH (m:Meta) RETURN m.roiInfo, m.primaryRois"),
        "[[\"{\\\"EB\\\":{},\\\"a'L(R)\\\":{}}\",[]]]"
    );
}

#[test]
fn wrong_rows_and_values_are_told_with_file_line_and_reason() {
    let neurons = ":ID(Body-ID),bodyId:long,size:long,somaLocation:point{srid:9157},cropped:boolean,notes:IGNORE,:LABEL\n\
                   1,1,big,\"{x:1,y:2,z:3}\",false,x,Segment\n\
                   2,2,5,\"{x:1,y:2}\",maybe,x,Segment\n\
                   1,1,5,,,x,Segment\n\
                   3,3,5,,,x,\n\
                   4,4\n\
                   ,5,5,,,x,Segment\n";
    let connections = ":START_ID(Body-ID),:END_ID(Body-ID),weight:int\n1,2,3\n1,77,1\n2,1,2.5\n";
    let folder = Folder::with(
        "loader-wrong",
        &[("Neuprint_Neurons.csv", neurons), ("Neuprint_Neuron_Connections.csv", connections)],
    );
    let report = folder.imported();
    for line in [
        "the column notes:IGNORE of Neuprint_Neurons",
        "Neuprint_Neurons.csv:2: size: `big` is no whole number that 64 bits hold; the value is left out",
        "Neuprint_Neurons.csv:3: somaLocation: `{x:1,y:2}` is no point such as {x:1, y:2, z:3}; the value is left out",
        "Neuprint_Neurons.csv:3: cropped: `maybe` is no `true` or `false`; the value is left out",
        "Neuprint_Neurons.csv:4: the id 1 was there before",
        "Neuprint_Neurons.csv:5: the node has no label",
        "Neuprint_Neurons.csv:6: the row has 2 fields, but the header 7",
        "Neuprint_Neurons.csv:7: the node has no id",
        "Neuprint_Neuron_Connections.csv:3: no node has the id 77 (Body-ID)",
        "Neuprint_Neuron_Connections.csv:4: weight: `2.5` is no whole number",
        "roiInfo of 2 bodies is {}",
        "roiInfo of 1 connections is {}",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
    assert_eq!(
        folder.query("MATCH (n:Segment) RETURN n.bodyId, n.size, n.cropped, n.roiInfo ORDER BY n.bodyId"),
        "[[1,null,false,\"{}\"],[2,5,null,\"{}\"]]"
    );
    assert_eq!(
        folder.query("MATCH (n)-[c:ConnectsTo]->(m) RETURN n.bodyId, m.bodyId, c.weight, c.roiInfo"),
        "[[1,2,3,\"{}\"]]"
    );
}

#[test]
fn a_roi_info_that_is_no_json_is_told_and_kept() {
    let neurons = ":ID(Body-ID),bodyId:long,roiInfo:string,:LABEL\n1,1,{'EB': 1},Segment\n2,2,{},Segment\n";
    let connections = ":START_ID(Body-ID),:END_ID(Body-ID),weight:int\n1,2,3\n";
    let folder =
        Folder::with("no-json", &[("Neuprint_Neurons.csv", neurons), ("Neuprint_Neuron_Connections.csv", connections)]);
    let report = folder.imported();
    assert!(report.contains("Neuprint_Neurons.csv:2: roiInfo: `{'EB': 1}` is no JSON map"), "{report}");
    assert_eq!(
        folder.query("MATCH (n)-[c:ConnectsTo]->(m) RETURN n.roiInfo, m.roiInfo, c.weight"),
        "[[\"{'EB': 1}\",\"{}\",3]]"
    );
}

#[test]
fn a_loaders_folder_that_cannot_be_imported_leaves_no_file() {
    let connections = ("Neuprint_Neuron_Connections.csv", CONNECTIONS);
    let cases: [(&str, Files<'_>, &str); 4] = [
        ("l-alone", &[("Neuprint_Neurons.csv", NEURONS)], "holds no Neuprint_Neuron_Connections.csv"),
        ("l-type", &[("Neuprint_Neurons.csv", ":ID,x:number,:LABEL\n"), connections], "`x:number` in the header"),
        ("l-label", &[("Neuprint_Neurons.csv", ":ID(Body-ID),bodyId:long\n1,1\n"), connections], "there is no :LABEL"),
        (
            "l-twice",
            &[("Neuprint_Neurons.csv", ":ID,a:int,a:string,:LABEL\n"), connections],
            "two columns are a:string",
        ),
    ];
    for (name, files, expected) in cases {
        let error = Folder::with(name, files).refused();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

//! A dataset as large as hemibrain v1.2.1 between traced neurons, by a fixed recipe: no value of it is real.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use neuprint_cypher::store::{Column, ColumnData, Presence};
use neuprint_cypher::{GraphBuilder, NodeId, Point, Value};
use neuprint_local::{About, Dataset};

use crate::connections::{Connections, draw, home, places};
use crate::random::Random;
use crate::regions::{Counts, PRIMARY, SUPER, around, name, of_connection, of_neuron};

pub(crate) const NEURONS: usize = 21_739;
pub(crate) const CONNECTIONS: usize = 3_550_403;
pub(crate) const WEIGHT: i64 = 14_329_229;

/// The dataset, with these totals exactly.
pub(crate) fn dataset() -> Dataset {
    let random = &mut Random(21_739);
    let (type_of, types) = types(random);
    let connections = draw(&type_of, types, random);
    assert_eq!((connections.starts.len(), connections.weights.iter().sum()), (CONNECTIONS, WEIGHT));
    let (info, counts) = info(&connections, &|neuron| home(type_of[neuron as usize], types), random);

    let mut builder = GraphBuilder::new();
    let degrees = degrees(&connections);
    let mut body = 200_000_000_i64;
    for (neuron, own) in counts.chunks_exact(PRIMARY + SUPER).enumerate() {
        body += 1 + random.below(450_000) as i64;
        let name_of_type = type_name(type_of[neuron]);
        let primary = || own[..PRIMARY].iter();
        let sum = |of: fn(&Counts) -> u32| Value::Int(primary().map(|c| i64::from(of(c))).sum());
        let place = |random: &mut Random| random.below(35_000) as f64;
        let soma = Point::new(place(random), place(random), place(random));
        let properties = [
            ("bodyId", Value::Int(body)),
            ("instance", Value::text(format!("{name_of_type}_R"))),
            ("type", Value::text(name_of_type)),
            ("status", Value::text("Traced")),
            ("statusLabel", Value::text(if random.below(5) == 0 { "Traced" } else { "Roughly traced" })),
            ("cropped", Value::Bool(random.below(20) == 0)),
            ("pre", sum(|c| c.pre)),
            ("post", sum(|c| c.post)),
            ("downstream", sum(|c| c.downstream)),
            ("upstream", sum(|c| c.upstream)),
            ("size", Value::Int(1_000_000 * (1 + degrees[neuron] as i64) + random.below(1_000_000) as i64)),
            ("somaLocation", if random.below(4) == 0 { Value::Null } else { Value::Point(soma) }),
            ("roiInfo", Value::text(of_neuron(own))),
        ];
        let regions: Vec<String> =
            (0..PRIMARY).filter(|at| own[*at].upstream + own[*at].downstream > 0).map(name).collect();
        let regions = regions.iter().map(|region| (region.as_str(), Value::Bool(true)));
        builder.add_node(&["Neuron", "Segment"], properties.into_iter().chain(regions));
    }
    meta(&mut builder, &counts);
    for (start, end) in connections.starts.iter().zip(&connections.ends) {
        builder.add_relationship(NodeId(*start), "ConnectsTo", NodeId(*end), []);
    }
    let whole = |data| Column::from_parts(Presence::Run { first: 0 }, data).unwrap();
    builder.add_relationship_column("weight", whole(ColumnData::Int(connections.weights))).unwrap();
    builder.add_relationship_column("roiInfo", whole(info)).unwrap();
    let about = About {
        name: "synthetic-hemibrain:v1".to_owned(),
        description: "As large as hemibrain v1.2.1, by a fixed recipe".to_owned(),
        info: String::new(),
        licence: "MIT OR Apache-2.0".to_owned(),
        citation: String::new(),
        caveats: vec!["No value of this dataset is real.".to_owned()],
    };
    Dataset::new(about, builder.build(), BTreeMap::new(), BTreeMap::new())
}

/// Each neuron's type: few types have hundreds of neurons, most have one to five.
fn types(random: &mut Random) -> (Vec<usize>, usize) {
    let mut type_of = Vec::with_capacity(NEURONS);
    let mut types = 0;
    while type_of.len() < NEURONS {
        let size = (random.pareto(1.05) * 1.2).min(900.0) as usize;
        type_of.extend(std::iter::repeat_n(types, size.max(1).min(NEURONS - type_of.len())));
        types += 1;
    }
    (type_of, types)
}

fn type_name(at: usize) -> String {
    const FAMILIES: [&str; 8] = ["KC", "PN", "LHAV", "SMP", "FB", "PFN", "MBON", "CB"];
    format!("{}{:04}", FAMILIES[at % FAMILIES.len()], at)
}

/// The roiInfo of every connection, and per neuron what it has in every region.
fn info(connections: &Connections, home: &dyn Fn(u32) -> usize, random: &mut Random) -> (ColumnData, Vec<Counts>) {
    let mut counts = vec![Counts::default(); NEURONS * (PRIMARY + SUPER)];
    let mut seen: HashMap<Arc<str>, u32> = HashMap::new();
    let (mut words, mut codes) = (Vec::new(), Vec::with_capacity(CONNECTIONS));
    let mut text = String::new();
    for at in 0..CONNECTIONS {
        let (start, end) = (connections.starts[at], connections.ends[at]);
        let parts = places(home(start), home(end), connections.weights[at] as u32, random);
        for (region, part) in &parts {
            for region in [*region, around(*region)] {
                let own = &mut counts[start as usize * (PRIMARY + SUPER) + region];
                own.downstream += part.post;
                own.pre += part.pre;
                let own = &mut counts[end as usize * (PRIMARY + SUPER) + region];
                own.upstream += part.post;
                own.post += part.post;
            }
        }
        of_connection(&parts, &mut text);
        let code = seen.get(text.as_str()).copied().unwrap_or_else(|| {
            let word: Arc<str> = text.as_str().into();
            words.push(word.clone());
            seen.insert(word, words.len() as u32 - 1);
            words.len() as u32 - 1
        });
        codes.push(code);
    }
    (ColumnData::Text { words, codes }, counts)
}

/// How many connections begin or end at each neuron.
fn degrees(connections: &Connections) -> Vec<usize> {
    let mut degrees = vec![0; NEURONS];
    connections.starts.iter().chain(&connections.ends).for_each(|neuron| degrees[*neuron as usize] += 1);
    degrees
}

fn meta(builder: &mut GraphBuilder, counts: &[Counts]) {
    let mut totals = vec![Counts::default(); PRIMARY + SUPER];
    for own in counts.chunks_exact(PRIMARY + SUPER) {
        for (total, own) in totals.iter_mut().zip(own) {
            total.pre += own.pre;
            total.post += own.post;
            total.upstream += own.upstream;
            total.downstream += own.downstream;
        }
    }
    let properties = [
        ("dataset", Value::text("synthetic-hemibrain")),
        ("tag", Value::text("v1")),
        ("primaryRois", Value::list((0..PRIMARY).map(|at| Value::text(name(at))))),
        ("superLevelRois", Value::list((PRIMARY..PRIMARY + SUPER).map(|at| Value::text(name(at))))),
        ("roiInfo", Value::text(of_neuron(&totals))),
    ];
    builder.add_node(&["Meta"], properties);
}

//! From columns to SWC text.
//!
//! ```
//! use neuprint_skeleton::{Provenance, Skeleton, WriteOptions};
//!
//! let skeleton = Skeleton::parse(b"#h\n7 0 1.5 2 3 0.25 9\n9 0 4 5 6 1 -1\n")?;
//! assert_eq!(skeleton.to_swc(), "#h\n7 0 1.5 2 3 0.25 9\n9 0 4 5 6 1 -1\n");
//!
//! let provenance = Provenance { dataset: Some("hemibrain:v1.2.1".into()), ..Provenance::default() };
//! let options = WriteOptions { renumber: true, soma: Some(1), provenance: Some(provenance), ..WriteOptions::default() };
//! assert_eq!(
//!     skeleton.to_swc_with(&options),
//!     "#h\n# dataset: hemibrain:v1.2.1\n# unit: unknown\n# root: 1\n# fragments: 1\n1 1 4 5 6 1 -1\n2 0 1.5 2 3 0.25 1\n"
//! );
//! # Ok::<(), neuprint_skeleton::ParseError>(())
//! ```
//!
//! Each float is written with the fewest digits that read back as the same `f32`, so parsing what was written gives the
//! same skeleton; below 0.00001 and from 10^16 on with an exponent. A root's parent is written as -1. Types are as they are:
//! what is a soma only the caller may know. The columns past the seventh stand behind the parent, without those that are
//! empty at the end of a line. If the header does not say the skeleton's unit, a line `# unit: …` is added, in place of one
//! that says another.
//!
//! What neuPrint sends is written as it came, byte by byte, but for numbers with more digits than a float needs.

mod options;
mod preorder;
mod row;

pub use options::{Provenance, WriteOptions};

use crate::header;
use crate::skeleton::{NO_PARENT, Skeleton};
use preorder::preorder;
use row::RowText;

/// The type of a soma.
const SOMA: i32 = 1;

impl Skeleton {
    /// The skeleton as SWC text: its header, then one line per node.
    pub fn to_swc(&self) -> String {
        self.to_swc_with(&WriteOptions::default())
    }

    /// The same with further comment lines below the header, such as the parameters of healing. A line break within
    /// a comment starts a new comment line, so that no comment can become a node.
    pub fn to_swc_with_header<'c>(&self, comments: impl IntoIterator<Item = &'c str>) -> String {
        let comments = comments.into_iter().map(str::to_owned).collect();
        self.to_swc_with(&WriteOptions { comments, ..WriteOptions::default() })
    }

    /// The skeleton as SWC text, as somebody wants it.
    pub fn to_swc_with(&self, options: &WriteOptions) -> String {
        let order = options.renumber.then(|| preorder(&self.parents));
        let mut out = Vec::with_capacity(self.header.len() + 48 * self.len() + 256);
        self.write_header(&mut out, options, order.as_deref());
        self.write_nodes(&mut out, options, order.as_deref());
        // All that was written is ASCII or was text before.
        String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    fn write_header(&self, out: &mut Vec<u8>, options: &WriteOptions, order: Option<&[u32]>) {
        let mut fields = Vec::new();
        let given = options.provenance.as_ref();
        if let Some(from) = given {
            fields.extend(from.dataset.clone().map(|dataset| ("dataset", dataset)));
            fields.extend(from.uuid.clone().map(|uuid| ("uuid", uuid)));
        }
        if given.is_some() || header::unit(&self.header) != self.unit {
            fields.push(("unit", header::unit_name(self.unit).into_owned()));
        }
        if let Some(from) = given {
            let mut roots = self.roots().peekable();
            if let Some(root) = roots.peek() {
                // Renumbered, the first root is the first node.
                let id = if order.is_some() { 1 } else { self.ids[*root as usize] };
                fields.push(("root", id.to_string()));
                fields.push(("fragments", roots.count().to_string()));
            }
            fields.extend(from.healing.clone().map(|healing| ("healing", healing)));
        }
        for line in self.header.lines().filter(|line| !says_one_of(line, &fields)) {
            out.extend_from_slice(line.as_bytes());
            out.push(b'\n');
        }
        for (key, value) in &fields {
            comment(out, &[key, ": ", value].concat());
        }
        for text in &options.comments {
            comment(out, text);
        }
    }

    fn write_nodes(&self, out: &mut Vec<u8>, options: &WriteOptions, order: Option<&[u32]>) {
        let numbers = order.map(|order| {
            let mut numbers = vec![0_i64; self.len()];
            for (node, number) in order.iter().zip(1..) {
                numbers[*node as usize] = number;
            }
            numbers
        });
        let ids = numbers.as_deref().unwrap_or(&self.ids);
        let mut row = RowText::new();
        for place in 0..self.len() {
            let node = order.map_or(place, |order| order[place] as usize);
            let is_soma = options.soma.is_some_and(|soma| soma as usize == node);
            row.clear();
            row.integer(ids[node]);
            row.integer(i64::from(if is_soma { SOMA } else { self.kinds[node] }));
            row.float(self.x[node]);
            row.float(self.y[node]);
            row.float(self.z[node]);
            row.float(self.radii[node]);
            row.integer(match self.parents[node] {
                NO_PARENT => -1,
                parent => ids[parent as usize],
            });
            out.extend_from_slice(row.text());
            for value in self.extra.iter().map_while(|column| column.get(node).filter(|value| !value.is_empty())) {
                out.push(b' ');
                out.extend_from_slice(value.as_bytes());
            }
            out.push(b'\n');
        }
    }
}

/// Whether a line of the header is a field that is about to be written anew.
fn says_one_of(line: &str, fields: &[(&str, String)]) -> bool {
    let field = header::pair(line.trim_start_matches('#').trim());
    field.is_some_and(|field| fields.iter().any(|(key, _)| field.key.eq_ignore_ascii_case(key)))
}

/// Comment lines: as many as the text has.
fn comment(out: &mut Vec<u8>, text: &str) {
    for line in text.split(['\n', '\r']) {
        out.extend_from_slice(b"# ");
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
    }
}

//! A brain region's surface, read from Wavefront OBJ.
//!
//! ```
//! use neuprint::Mesh;
//!
//! let mesh = Mesh::parse(b"v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1/1/1 2//2 3 -1\n")?;
//! assert_eq!(mesh.faces, [[0, 1, 2], [0, 2, 3]]);
//! # Ok::<(), neuprint::MeshError>(())
//! ```
//!
//! Positions and faces are read; texture coordinates, normals, lines, groups and materials are passed over. Faces with
//! more than three corners become fans of triangles. A text that is not OBJ is an error, never an empty surface.

mod interior;

pub use interior::MeshInterior;

/// A surface of triangles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mesh {
    /// Positions, in the dataset's unit (voxels in neuPrint).
    pub vertices: Vec<[f32; 3]>,
    /// Three vertex indices each.
    pub faces: Vec<[u32; 3]>,
}

/// Why a text is not an OBJ mesh.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct MeshError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

/// Statements that say nothing of the surface's shape.
const PASSED_OVER: [&str; 15] =
    ["vt", "vn", "vp", "l", "p", "o", "g", "s", "mg", "usemtl", "mtllib", "usemap", "maplib", "lod", "bevel"];

impl Mesh {
    /// Reads an OBJ file.
    ///
    /// # Errors
    /// The first line that is wrong: a statement that OBJ does not have, a position without three finite numbers, a
    /// face with fewer than three corners or with a corner that is no vertex seen so far. The last line, if there was no
    /// face at all.
    pub fn parse(text: &[u8]) -> Result<Self, MeshError> {
        let mut mesh = Self::default();
        let mut last = 1;
        for (line, bytes) in (1..).zip(text.split(|byte| *byte == b'\n')) {
            last = line;
            mesh.statement(bytes).map_err(|problem| MeshError { line, problem })?;
        }
        if mesh.faces.is_empty() {
            return Err(MeshError { line: last, problem: "the file ends without a face".into() });
        }
        Ok(mesh)
    }

    fn statement(&mut self, line: &[u8]) -> Result<(), String> {
        let line = std::str::from_utf8(line).map_err(|_| "it is not text in UTF-8")?;
        let line = line.split('#').next().unwrap_or_default();
        let mut words = line.split_ascii_whitespace();
        match words.next() {
            None => Ok(()),
            Some("v") => {
                let mut position = [0.0f32; 3];
                for value in &mut position {
                    *value = coordinate(words.next().ok_or("a position needs three numbers")?)?;
                }
                self.vertices.push(position);
                // A weight or a colour may follow; they must be numbers too.
                words.try_for_each(|word| coordinate(word).map(drop))
            }
            Some("f") => self.face(words),
            Some(word) if PASSED_OVER.contains(&word) => Ok(()),
            Some(word) => {
                Err(format!("`{}` is no statement of an OBJ file", word.chars().take(20).collect::<String>()))
            }
        }
    }

    fn face<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> Result<(), String> {
        let corners: Vec<u32> = words.map(|word| self.corner(word)).collect::<Result<_, _>>()?;
        if corners.len() < 3 {
            return Err(format!("a face needs three corners, this one has {}", corners.len()));
        }
        self.faces.extend(corners[1..].windows(2).map(|pair| [corners[0], pair[0], pair[1]]));
        Ok(())
    }

    /// The vertex of a corner: `vertex`, `vertex/texture`, `vertex//normal` or `vertex/texture/normal`.
    fn corner(&self, word: &str) -> Result<u32, String> {
        let mut parts = word.split('/');
        let vertex = parts.next().and_then(|index| index.parse::<i64>().ok());
        let [texture, normal, more] = [parts.next(), parts.next(), parts.next()];
        let is_index = |part: Option<&str>| part.is_none_or(|part| part.parse::<i64>().is_ok());
        let texture_may_be_empty = normal.is_some() && texture == Some("");
        let form = (texture_may_be_empty || is_index(texture)) && is_index(normal) && more.is_none();
        let count = self.vertices.len();
        let place = match vertex.filter(|_| form) {
            Some(index @ 1..) => usize::try_from(index - 1).ok(),
            // Negative indices count back from the last vertex.
            Some(index @ ..=-1) => usize::try_from(index.unsigned_abs()).ok().and_then(|back| count.checked_sub(back)),
            _ => return Err(format!("`{word}` is no corner of a face")),
        };
        place
            .filter(|place| *place < count)
            .and_then(|place| u32::try_from(place).ok())
            .ok_or_else(|| format!("the corner `{word}` is none of the {count} vertices above"))
    }
}

fn coordinate(word: &str) -> Result<f32, String> {
    let value = neuprint_decimal::parse_f32(word.as_bytes());
    value.filter(|value| value.is_finite()).ok_or_else(|| format!("`{word}` is not a finite number"))
}

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
//! Positions and faces are read; texture coordinates, normals, groups and materials are passed over. Faces with more
//! than three corners become fans of triangles.

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

impl Mesh {
    /// Reads an OBJ file.
    ///
    /// # Errors
    /// The first line that is wrong: a position without three finite numbers, a face with fewer than three corners or
    /// with a corner that is no vertex seen so far.
    pub fn parse(text: &[u8]) -> Result<Self, MeshError> {
        let mut mesh = Self::default();
        for (at, line) in text.split(|byte| *byte == b'\n').enumerate() {
            let wrong = |problem: String| MeshError { line: at + 1, problem };
            let line = std::str::from_utf8(line).map_err(|_| wrong("it is not text".into()))?;
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("v") => {
                    let mut position = [0.0f32; 3];
                    for value in &mut position {
                        let word = words.next().ok_or_else(|| wrong("a position needs three numbers".into()))?;
                        *value = word
                            .parse()
                            .ok()
                            .filter(|v: &f32| v.is_finite())
                            .ok_or_else(|| wrong(format!("`{word}` is not a finite number")))?;
                    }
                    mesh.vertices.push(position);
                }
                Some("f") => mesh.face(words).map_err(wrong)?,
                _ => {}
            }
        }
        Ok(mesh)
    }

    fn face<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> Result<(), String> {
        let count = self.vertices.len() as i64;
        let corners: Vec<u32> = words
            .take_while(|word| !word.starts_with('#'))
            .map(|word| {
                let index: i64 = word.split('/').next().and_then(|i| i.parse().ok()).unwrap_or(0);
                // Negative indices count back from the last vertex.
                let place = if index < 0 { count + index } else { index - 1 };
                u32::try_from(place)
                    .ok()
                    .filter(|_| place < count)
                    .ok_or_else(|| format!("the corner `{word}` is none of the {count} vertices above"))
            })
            .collect::<Result<_, _>>()?;
        if corners.len() < 3 {
            return Err(format!("a face needs three corners, this one has {}", corners.len()));
        }
        self.faces.extend(corners[1..].windows(2).map(|pair| [corners[0], pair[0], pair[1]]));
        Ok(())
    }
}

//! The indexed triangles of a mesh.

use glow::HasContext as _;

use super::Gl;

/// Vertices with normals, and triangles.
pub(crate) struct Geometry {
    array: glow::VertexArray,
    vertices: glow::Buffer,
    faces: glow::Buffer,
    count: i32,
    bytes: usize,
}

impl Gl {
    /// Uploads positions as attribute 0, normals as attribute 1, and triangles.
    pub(crate) fn geometry(&self, vertices: &[[f32; 6]], faces: &[u32]) -> Result<Geometry, String> {
        let bytes: Vec<u8> = vertices.iter().flatten().flat_map(|value| value.to_ne_bytes()).collect();
        let indices: Vec<u8> = faces.iter().flat_map(|value| value.to_ne_bytes()).collect();
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`.
        unsafe {
            let array = gl.create_vertex_array()?;
            gl.bind_vertex_array(Some(array));
            let (vertices, elements) = (gl.create_buffer()?, gl.create_buffer()?);
            gl.bind_buffer(glow::ARRAY_BUFFER, Some(vertices));
            gl.buffer_data_u8_slice(glow::ARRAY_BUFFER, &bytes, glow::STATIC_DRAW);
            gl.bind_buffer(glow::ELEMENT_ARRAY_BUFFER, Some(elements));
            gl.buffer_data_u8_slice(glow::ELEMENT_ARRAY_BUFFER, &indices, glow::STATIC_DRAW);
            for (attribute, offset) in [(0, 0), (1, 12)] {
                gl.enable_vertex_attrib_array(attribute);
                gl.vertex_attrib_pointer_f32(attribute, 3, glow::FLOAT, false, 24, offset);
            }
            gl.bind_vertex_array(None);
            let size = bytes.len() + indices.len();
            self.traffic.add(size, size);
            Ok(Geometry { array, vertices, faces: elements, count: faces.len() as i32, bytes: size })
        }
    }

    /// Draws all triangles.
    pub(crate) fn draw_geometry(&self, geometry: &Geometry) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.bind_vertex_array(Some(geometry.array));
            self.context.draw_elements(glow::TRIANGLES, geometry.count, glow::UNSIGNED_INT, 0);
            // All other draws need no attributes.
            self.context.bind_vertex_array(None);
        }
    }

    /// Frees it.
    pub(crate) fn delete_geometry(&self, geometry: Geometry) {
        self.traffic.free(geometry.bytes);
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.delete_vertex_array(geometry.array);
            self.context.delete_buffer(geometry.vertices);
            self.context.delete_buffer(geometry.faces);
        }
    }
}

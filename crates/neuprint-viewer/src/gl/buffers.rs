//! Vertex arrays: instances of a skeleton's edges, and indexed triangles of a mesh.

use glow::HasContext as _;

use super::Gl;

/// Pairs of indices, one instance each.
pub(crate) struct Instances {
    array: glow::VertexArray,
    buffer: glow::Buffer,
    count: i32,
}

/// Vertices with normals, and triangles.
pub(crate) struct Geometry {
    array: glow::VertexArray,
    vertices: glow::Buffer,
    faces: glow::Buffer,
    count: i32,
}

/// What an instance consists of.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Four corners of a rectangle.
    Rectangle,
    /// The two ends of a line.
    Line,
}

impl Gl {
    /// Uploads pairs as attribute 0.
    pub(crate) fn instances(&self, pairs: &[[u32; 2]]) -> Result<Instances, String> {
        let bytes: Vec<u8> = pairs.iter().flatten().flat_map(|value| value.to_ne_bytes()).collect();
        let gl = &self.context;
        // SAFETY: see the introduction of `gl`.
        unsafe {
            let array = gl.create_vertex_array()?;
            gl.bind_vertex_array(Some(array));
            let buffer = gl.create_buffer()?;
            gl.bind_buffer(glow::ARRAY_BUFFER, Some(buffer));
            gl.buffer_data_u8_slice(glow::ARRAY_BUFFER, &bytes, glow::STATIC_DRAW);
            gl.enable_vertex_attrib_array(0);
            gl.vertex_attrib_pointer_i32(0, 2, glow::UNSIGNED_INT, 8, 0);
            gl.vertex_attrib_divisor(0, 1);
            gl.bind_vertex_array(None);
            Ok(Instances { array, buffer, count: pairs.len() as i32 })
        }
    }

    /// Draws all instances.
    pub(crate) fn draw_instances(&self, instances: &Instances, shape: Shape) {
        let (mode, corners) = match shape {
            Shape::Rectangle => (glow::TRIANGLE_STRIP, 4),
            Shape::Line => (glow::LINES, 2),
        };
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.bind_vertex_array(Some(instances.array));
            self.context.draw_arrays_instanced(mode, 0, corners, instances.count);
        }
    }

    /// Frees them.
    pub(crate) fn delete_instances(&self, instances: Instances) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.delete_vertex_array(instances.array);
            self.context.delete_buffer(instances.buffer);
        }
    }

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
            Ok(Geometry { array, vertices, faces: elements, count: faces.len() as i32 })
        }
    }

    /// Draws all triangles.
    pub(crate) fn draw_geometry(&self, geometry: &Geometry) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.bind_vertex_array(Some(geometry.array));
            self.context.draw_elements(glow::TRIANGLES, geometry.count, glow::UNSIGNED_INT, 0);
        }
    }

    /// Frees it.
    pub(crate) fn delete_geometry(&self, geometry: Geometry) {
        // SAFETY: see the introduction of `gl`.
        unsafe {
            self.context.delete_vertex_array(geometry.array);
            self.context.delete_buffer(geometry.vertices);
            self.context.delete_buffer(geometry.faces);
        }
    }
}

// One line of a pixel's width per edge: what is drawn while the camera moves and cones would be too slow.

out vec3 seen;
out float share;
flat out float bridge;
flat out vec3 own_color;

void main() {
    uvec2 edge = edge_of(gl_VertexID / 2);
    int end = gl_VertexID % 2;
    vec4 a = node(edge.x);
    vec4 b = node(edge.y);
    seen = end == 0 ? a.xyz : b.xyz;
    share = float(end);
    bool is_bridge = (edge.x & BRIDGE) != 0u;
    bridge = is_bridge ? distance(a.xyz, b.xyz) / max(pixel_at(0.5 * (a.xyz + b.xyz)), 1e-9) : -1.0;
    own_color = color_of(edge.x);
    gl_Position = projection * vec4(seen, 1.0);
    // As the cones do it: bridges are seen through everything.
    if (is_bridge) gl_Position.z = mix(-gl_Position.w, gl_Position.z, 0.001);
}

// One rectangle per edge, facing the viewer, that encloses the spheres of both nodes on the screen.

// Diameters below this are widened, in device pixels.
uniform float least_width;
uniform float least_bridge_width;
// Device pixels of one dash and its gap, at least.
uniform float dash;

// Whether an edge has one colour, that of its node, instead of a gradient to its parent's.
uniform bool stepped;

// Everything below is in the cone's own frame: its middle is the origin, its reach 1. This keeps the ray casting
// precise, whether the edge is a voxel long or ten thousand.
flat out vec3 start;
flat out vec3 end;
flat out vec2 radii;
// The frame: its origin in view space, and its unit in voxels.
flat out vec3 middle;
flat out float unit;
// The length in dashes if this is a bridge, otherwise negative.
flat out float bridge;
// Colours at both ends.
flat out vec3 start_color;
flat out vec3 end_color;
// The numbers of the nodes at both ends.
flat out uvec2 ends;
// Where the ray of this pixel meets the rectangle.
out vec3 on_ray;

// The radius of a disc around the projected centre that holds the projected sphere, at distance 1 from the eye.
float outline(vec3 centre, float radius) {
    float distance = length(centre);
    float tangent = radius / sqrt(max(distance * distance - radius * radius, 1e-6));
    float off_axis = length(centre.xy) / -centre.z;
    float room = 1.0 - off_axis * tangent;
    return room > 0.05 ? (off_axis + tangent) / room - off_axis : 20.0;
}

void main() {
    uvec2 edge = edge_of(gl_VertexID / 6);
    // Corners 0, 1, 2 and 2, 1, 3.
    int vertex = gl_VertexID % 6;
    int corner_number = vertex < 3 ? vertex : (vertex == 3 ? 2 : (vertex == 4 ? 1 : 3));
    vec4 a = node(edge.x);
    vec4 b = node(edge.y);
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    if (a.w < 0.0) return;
    bool is_bridge = (edge.x & BRIDGE) != 0u;
    float pixel_a = pixel_at(a.xyz);
    float pixel_b = pixel_at(b.xyz);
    if (is_bridge) {
        // A thin rod between two balls that are seen from afar and stand out of the neurite they sit on.
        bool is_ball = edge.y == (edge.x & ~BRIDGE);
        float radius = is_ball ? 1.25 * a.w : 0.4 * min(a.w, b.w);
        float least = (is_ball ? 2.2 : 1.0) * 0.5 * least_bridge_width;
        a.w = max(radius, least * pixel_a);
        b.w = max(radius, least * pixel_b);
    } else {
        a.w = max(a.w, 0.5 * least_width * pixel_a);
        b.w = max(b.w, 0.5 * least_width * pixel_b);
    }

    vec3 plane_a = a.xyz;
    vec3 plane_b = b.xyz;
    float reach_a = a.w;
    float reach_b = b.w;
    float front = max(a.z + a.w, b.z + b.w);
    if (perspective) {
        // What the eye is inside of, or what is behind it, is not drawn.
        if (front >= 0.0) return;
        plane_a.xy *= front / a.z;
        plane_b.xy *= front / b.z;
        reach_a = outline(a.xyz, a.w) * -front;
        reach_b = outline(b.xyz, b.w) * -front;
    }
    vec2 along = plane_b.xy - plane_a.xy;
    float extent = length(along);
    along = extent > 1e-6 ? along / extent : vec2(1.0, 0.0);
    vec2 across = vec2(-along.y, along.x);
    vec2 corner = vec2(float(corner_number & 1), float(corner_number >> 1));
    float lengthwise = mix(min(-reach_a, extent - reach_b), max(reach_a, extent + reach_b), corner.x);
    float sideways = mix(-1.0, 1.0, corner.y) * max(reach_a, reach_b);
    vec3 place = vec3(plane_a.xy + along * lengthwise + across * sideways, front);

    start_color = color_of(edge.x);
    end_color = stepped ? start_color : color_of(edge.y);
    ends = uvec2(edge.x & ~BRIDGE, edge.y);
    middle = 0.5 * (a.xyz + b.xyz);
    unit = 0.5 * distance(a.xyz, b.xyz) + max(a.w, b.w);
    start = (a.xyz - middle) / unit;
    end = (b.xyz - middle) / unit;
    radii = vec2(a.w, b.w) / unit;
    on_ray = (place - middle) / unit;
    // Thick rods get longer dashes. A ball has length 0, so it has none.
    float dash_length = max(dash * 0.5 * (pixel_a + pixel_b), 4.0 * (a.w + b.w));
    bridge = is_bridge ? distance(a.xyz, b.xyz) / dash_length : -1.0;
    gl_Position = projection * vec4(place, 1.0);
    // The fragments write their own depth; the rectangle itself must not be cut off.
    gl_Position.z = 0.0;
}

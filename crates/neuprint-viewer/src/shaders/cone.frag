// Casts one ray at a round cone: the hull of two spheres.

uniform mat4 projection;
uniform bool perspective;
uniform vec3 bridge_color;
// The skeleton or set of points, for picking.
uniform uint number;

flat in vec3 start;
flat in vec3 end;
flat in vec2 radii;
flat in vec3 middle;
flat in float unit;
flat in float bridge;
flat in vec3 start_color;
flat in vec3 end_color;
flat in uvec2 ends;
in vec3 on_ray;

layout(location = 0) out vec4 pixel_color;
// The skeleton, and the nearer node.
layout(location = 1) out uvec2 id;

// The nearer distance along the ray at which it meets a sphere; negative if it does not.
float meet_sphere(vec3 from, vec3 ray, float radius) {
    float half_b = dot(from, ray);
    float under = half_b * half_b - dot(from, from) + radius * radius;
    return under < 0.0 ? -1e9 : -half_b - sqrt(under);
}

void main() {
    vec3 eye_ray = perspective ? normalize(on_ray * unit + middle) : vec3(0.0, 0.0, -1.0);
    vec3 axis = end - start;
    float taper = radii.x - radii.y;
    float axis2 = dot(axis, axis);
    // Squared length of the cone's side; not positive if one sphere swallows the other.
    float side2 = axis2 - taper * taper;
    vec3 from = on_ray - start;

    float nearest = 1e9;
    float share = 0.0;
    vec3 normal = vec3(0.0);

    if (side2 > 1e-9) {
        // A point p of the side satisfies side2·|p|² = (p·axis)² − 2·r·taper·(p·axis) + axis2·r², p measured from the first
        // centre and r its radius: the distance to the axis is the radius of the sphere that touches there, over the
        // cosine of the cone's angle. With p = from + t·ray this is quadratic in t.
        float from_axis = dot(from, axis);
        float ray_axis = dot(eye_ray, axis);
        float from_ray = dot(from, eye_ray);
        float r = radii.x;
        float a = side2 - ray_axis * ray_axis;
        float b = side2 * from_ray - from_axis * ray_axis + ray_axis * r * taper;
        float c = side2 * dot(from, from) - from_axis * from_axis + 2.0 * from_axis * r * taper - axis2 * r * r;
        float under = b * b - a * c;
        if (under >= 0.0 && abs(a) > 1e-12) {
            float t = (-b - sqrt(under)) / a;
            // How far along the axis the touching sphere's centre is, times axis2: only between the centres is it side.
            float y = from_axis + t * ray_axis - r * taper;
            if (y > 0.0 && y < side2) {
                nearest = t;
                share = y / side2;
                normal = from + t * eye_ray - axis * share;
            }
        }
    }
    if (nearest > 1e8) {
        float first = meet_sphere(from, eye_ray, radii.x);
        float second = meet_sphere(on_ray - end, eye_ray, radii.y);
        bool has_first = first > -1e8;
        bool has_second = second > -1e8;
        if (!has_first && !has_second) discard;
        if (has_first && (!has_second || first <= second)) {
            nearest = first;
            normal = from + first * eye_ray;
        } else {
            nearest = second;
            share = 1.0;
            normal = on_ray - end + second * eye_ray;
        }
    }
    normal = normalize(normal);

    vec3 surface = mix(start_color, end_color, share);
    if (bridge >= 0.0) {
        // Dashes of equal length, with half a gap at both ends, at least one.
        float dashes = max(1.0, floor(bridge + 0.5));
        float phase = fract(share * dashes);
        if (bridge > 1.0 && (phase < 0.2 || phase > 0.8)) discard;
        surface = bridge_color;
    }

    vec3 hit = (on_ray + nearest * eye_ray) * unit + middle;
    if (is_cut(hit)) discard;
    float z = projection[2][2] * hit.z + projection[3][2];
    float w = projection[2][3] * hit.z + projection[3][3];
    float depth = clamp(0.5 * z / w + 0.5, 0.0, 1.0);
    // Bridges are seen through everything: most lie deep inside an arbour.
    gl_FragDepth = bridge >= 0.0 ? 0.001 * depth : depth;

    // A light over the viewer's left shoulder; the rim darkens, so that crossing neurites stand apart.
    float facing = clamp(dot(normal, -eye_ray), 0.0, 1.0);
    float lit = 0.5 + 0.5 * dot(normal, normalize(vec3(-0.35, 0.55, 0.75)));
    float shade = bridge >= 0.0 ? 0.85 + 0.15 * facing : (0.42 + 0.62 * lit) * (0.62 + 0.38 * smoothstep(0.0, 0.55, facing));
    surface = min(surface * shade, 1.0);
    pixel_color = bridge >= 0.0 ? mix(vec4(surface, 1.0), background, dim) : hazed(surface, hit);
    id = uvec2(number, share < 0.5 ? ends.x : ends.y);
}

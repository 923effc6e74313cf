#version 300 es
// How fragment shaders begin.
precision highp float;
precision highp int;

// Shared by the fragment shaders: fog and the clipping box.

uniform mat4 view;
// Behind everything, times its opacity.
uniform vec4 background;
// Nearest and farthest distance of the scene from the eye.
uniform vec2 depth_range;
uniform float fog;
// How much the background hides of a skeleton beside which another one stands out.
uniform float dim;
// Only what is inside of a box is drawn.
uniform bool clipped;
uniform vec3 clip_low;
uniform vec3 clip_high;

// Whether a place in view space is outside of the box. The view's rotation is undone by its transpose.
bool is_cut(vec3 seen) {
    vec3 place = transpose(mat3(view)) * (seen - view[3].xyz);
    return clipped && (any(lessThan(place, clip_low)) || any(greaterThan(place, clip_high)));
}

// A surface at a place in view space, fading into the background.
vec4 hazed(vec3 surface, vec3 seen) {
    float far = clamp((-seen.z - depth_range.x) / max(depth_range.y - depth_range.x, 1e-6), 0.0, 1.0);
    return mix(vec4(surface, 1.0), background, max(fog * far * far, dim));
}

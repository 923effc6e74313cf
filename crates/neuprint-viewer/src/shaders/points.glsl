// Points: an edge from each to itself, which is a ball. The texel holds the place, and kind + confidence.

uniform sampler2D points;
uniform float radius;
uniform float least_confidence;
uniform vec3 kind_colors[8];
// One bit per kind that is drawn.
uniform int kinds;

vec4 texel_of(uint index) {
    return texelFetch(points, place_of(int(index), textureSize(points, 0)), 0);
}

uvec2 edge_of(int number) {
    return uvec2(number);
}

// A point in view space: place and radius; no radius if it is left out.
vec4 node(uint index) {
    vec4 texel = texel_of(index);
    bool drawn = fract(texel.w) >= least_confidence && ((kinds >> int(texel.w)) & 1) == 1;
    return vec4((view * vec4(texel.xyz, 1.0)).xyz, drawn ? radius : -1.0);
}

// What is uncertain is greyer.
vec3 color_of(uint index) {
    float kind_and_confidence = texel_of(index).w;
    return mix(vec3(0.5), kind_colors[int(kind_and_confidence)], 0.3 + 0.7 * fract(kind_and_confidence));
}

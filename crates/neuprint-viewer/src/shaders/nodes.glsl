// A skeleton: the edge's texel tells which nodes it joins.

uniform sampler2D nodes;
uniform usampler2D edges;
uniform vec3 color;
// A byte per node, and what it becomes on the palette: factor and summand.
uniform sampler2D values;
uniform sampler2D palette;
uniform bool colored;
uniform vec2 on_palette;

uvec2 edge_of(int number) {
    return texelFetch(edges, place_of(number, textureSize(edges, 0)), 0).xy;
}

// A node in view space: place and radius.
vec4 node(uint index) {
    vec4 texel = texelFetch(nodes, place_of(int(index & ~BRIDGE), textureSize(nodes, 0)), 0);
    return vec4((view * vec4(texel.xyz, 1.0)).xyz, texel.w);
}

vec3 color_of(uint index) {
    if (!colored) return color;
    float value = texelFetch(values, place_of(int(index & ~BRIDGE), textureSize(values, 0)), 0).r * 255.0;
    int entry = clamp(int(floor(value * on_palette.x + on_palette.y + 0.5)), 0, 255);
    return texelFetch(palette, ivec2(entry, 0), 0).rgb;
}

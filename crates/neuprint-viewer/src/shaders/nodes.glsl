#version 300 es
// Shared by what draws skeletons. No attributes: the vertex's number tells which edge it belongs to, the edge's texel
// which nodes it joins. (Instances of so few vertices are slow on many GPUs, and ten times slower in software.)
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;

uniform sampler2D nodes;
uniform usampler2D edges;
uniform mat4 view;
uniform mat4 projection;
// Voxels per device pixel; in perspective, per voxel of distance from the eye.
uniform float pixel;
uniform bool perspective;

const uint BRIDGE = 0x80000000u;
const int WIDTH = 2048;

uvec2 edge_of(int number) {
    return texelFetch(edges, ivec2(number % WIDTH, number / WIDTH), 0).xy;
}

// A node in view space: place and radius.
vec4 node(uint index) {
    int at = int(index & ~BRIDGE);
    vec4 texel = texelFetch(nodes, ivec2(at % WIDTH, at / WIDTH), 0);
    return vec4((view * vec4(texel.xyz, 1.0)).xyz, texel.w);
}

// How large a pixel is at the depth of a point.
float pixel_at(vec3 place) {
    return perspective ? pixel * max(-place.z, 0.0) : pixel;
}

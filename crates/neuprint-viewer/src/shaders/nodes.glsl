#version 300 es
// Shared by what draws skeletons: one instance is an edge between two texels of `nodes`.
precision highp float;
precision highp int;
precision highp sampler2D;

layout(location = 0) in uvec2 edge;

uniform sampler2D nodes;
uniform mat4 view;
uniform mat4 projection;
// Voxels per device pixel; in perspective, per voxel of distance from the eye.
uniform float pixel;
uniform bool perspective;

const uint BRIDGE = 0x80000000u;
const int WIDTH = 2048;

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

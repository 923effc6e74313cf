#version 300 es
// Shared by what draws skeletons and points. No attributes: the vertex's number tells which edge or point it belongs to.
// (Instances of so few vertices are slow on many GPUs, and ten times slower in software.)
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;

uniform mat4 view;
uniform mat4 projection;
// Voxels per device pixel; in perspective, per voxel of distance from the eye.
uniform float pixel;
uniform bool perspective;

const uint BRIDGE = 0x80000000u;

// Where an array's entry is in its texture.
ivec2 place_of(int number, ivec2 size) {
    return ivec2(number % size.x, number / size.x);
}

// How large a pixel is at the depth of a point.
float pixel_at(vec3 place) {
    return perspective ? pixel * max(-place.z, 0.0) : pixel;
}

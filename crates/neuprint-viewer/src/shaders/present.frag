#version 300 es
// The mean of the frames so far.
precision highp float;

uniform sampler2D total;
uniform float frames;

out vec4 pixel_color;

void main() {
    pixel_color = texelFetch(total, ivec2(gl_FragCoord.xy), 0) / frames;
}

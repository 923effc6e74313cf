#version 300 es
// Lays the translucent meshes over the neurons.
precision highp float;

uniform sampler2D neurons;
uniform sampler2D sums;
uniform sampler2D weights;
uniform bool meshes;

out vec4 pixel_color;

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    // Colours are times their opacity: a picture may be saved without a background.
    vec4 below = texelFetch(neurons, at, 0);
    if (meshes) {
        vec4 sum = texelFetch(sums, at, 0);
        float weight = texelFetch(weights, at, 0).r;
        below = mix(vec4(sum.rgb / max(weight, 1e-4), 1.0), below, clamp(sum.a, 0.0, 1.0));
    }
    pixel_color = below;
}

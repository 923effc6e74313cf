#version 300 es
precision highp float;

uniform vec3 color;
uniform vec3 bridge_color;
uniform vec3 background;
uniform float fog;
uniform float dash;

in float far;
in float share;
flat in float bridge;

out vec4 pixel_color;

void main() {
    vec3 surface = color;
    if (bridge >= 0.0) {
        float dashes = max(1.0, floor(bridge / dash + 0.5));
        float phase = fract(share * dashes);
        if (bridge > dash && (phase < 0.2 || phase > 0.8)) discard;
        surface = bridge_color;
    }
    float haze = bridge >= 0.0 ? 0.0 : fog * far * far;
    pixel_color = vec4(mix(surface, background, haze), 1.0);
}

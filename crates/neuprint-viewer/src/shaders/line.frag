uniform vec3 bridge_color;
uniform float dash;

in vec3 seen;
in float share;
flat in float bridge;
flat in vec3 own_color;

out vec4 pixel_color;

void main() {
    if (is_cut(seen)) discard;
    if (bridge >= 0.0) {
        float dashes = max(1.0, floor(bridge / dash + 0.5));
        float phase = fract(share * dashes);
        if (bridge > dash && (phase < 0.2 || phase > 0.8)) discard;
        pixel_color = mix(vec4(bridge_color, 1.0), background, dim);
    } else {
        pixel_color = hazed(own_color, seen);
    }
}

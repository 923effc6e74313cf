// A translucent surface, both sides alike: nearly clear where one looks straight at it, denser towards the rim.
//
// Order does not matter: the first output sums colours and multiplies transparencies, the second sums weights; nearer
// layers weigh more. After McGuire and Bavoil, "Weighted Blended Order-Independent Transparency", JCGT 2013.

uniform vec3 color;
uniform float opacity;
uniform bool perspective;
// Without float targets all weights are 1: sums must stay below 1.
uniform bool weighted;

in vec3 in_view;
in vec3 normal_in_view;

layout(location = 0) out vec4 sum;
layout(location = 1) out vec4 weights;

void main() {
    if (is_cut(in_view)) discard;
    vec3 eye_ray = perspective ? normalize(in_view) : vec3(0.0, 0.0, -1.0);
    float facing = abs(dot(normalize(normal_in_view), eye_ray));
    float rim = pow(1.0 - facing, 2.5);
    float alpha = clamp(opacity * (0.55 + 2.2 * rim), 0.0, 0.9);
    float weight = weighted ? 1.0 + 20.0 * pow(1.0 - gl_FragCoord.z, 2.0) : 1.0;
    vec3 shaded = color * (0.75 + 0.25 * facing);
    sum = vec4(shaded * alpha * weight, alpha);
    weights = vec4(alpha * weight, 0.0, 0.0, 0.0);
}

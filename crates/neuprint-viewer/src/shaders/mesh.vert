#version 300 es
precision highp float;

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 normal;

uniform mat4 view;
uniform mat4 projection;

out vec3 in_view;
out vec3 normal_in_view;

void main() {
    vec4 seen = view * vec4(place, 1.0);
    in_view = seen.xyz;
    normal_in_view = mat3(view) * normal;
    gl_Position = projection * seen;
}

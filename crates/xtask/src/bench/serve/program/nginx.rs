//! nginx: once as the upstream of both, once as the one to compare with.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use super::{Program, free_port};
use crate::Failure;
use crate::bench::serve::folder;
use crate::bench::serve::served::Served;

/// Where distributions put the module that serves Brotli twins.
const BROTLI: [&str; 2] = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules"];

/// Answers the same bytes to everybody.
pub(in crate::bench::serve) fn upstream(served: &Served) -> Result<Program, Failure> {
    let port = free_port()?;
    let server = format!("server {{ listen 127.0.0.1:{port}; root {}; }}", served.upstream.display());
    start("upstream", 1, "", &format!("default_type application/json; {server}"), port)
}

/// Serves the app's files, and stands before the upstream with connections that stay open.
pub(in crate::bench::serve) fn gateway(served: &Served, upstream: &Program) -> Result<Program, Failure> {
    let module = BROTLI.iter().map(|folder| Path::new(folder).join("ngx_http_brotli_static_module.so"));
    let module = module.into_iter().find(|module| module.is_file()).ok_or(
        "nginx's module for Brotli files is missing; on Debian: apt-get install libnginx-mod-http-brotli-static",
    )?;
    let (port, to) = (free_port()?, upstream.port);
    let http = format!(
        "types {{ text/html html; text/javascript js; application/wasm wasm; text/css css; }} brotli_static on;
         upstream up {{ server 127.0.0.1:{to}; keepalive 64; keepalive_requests 1000000000; }}
         server {{
             listen 127.0.0.1:{port}; root {};
             location /api/ {{ proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection \"\"; }}
         }}",
        served.app.display()
    );
    start("nginx", 2, &format!("load_module {};", module.display()), &http, port)
}

fn start(name: &str, workers: usize, main: &str, http: &str, port: u16) -> Result<Program, Failure> {
    let folder = folder().join(name);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    // Workers of root's nginx would be somebody else, who may not read here.
    let user = if std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) { "user root;" } else { "" };
    let temporary: String =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|kind| format!("{kind}_temp_path {kind};\n")).concat();
    let text = format!(
        "{main} {user} daemon off; worker_processes {workers}; pid nginx.pid; error_log stderr warn;
         events {{ worker_connections 4096; }}
         http {{
             {temporary} access_log off; sendfile on; tcp_nopush on; open_file_cache max=1000;
             keepalive_requests 1000000000; {http}
         }}\n"
    );
    let path = folder.join("nginx.conf");
    std::fs::write(&path, text).map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    let mut command = Command::new("nginx");
    command.arg("-p").arg(&folder).arg("-c").arg(&path).args(["-e", "stderr"]);
    Program::start(&mut command, name, port)
}

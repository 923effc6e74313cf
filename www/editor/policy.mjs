// The content security policy of the built page: scripts of this origin, WebAssembly, and exactly the inline scripts that
// the page has now. A server may send a stricter one; on a static host this is the one that counts.
import { createHash } from "node:crypto";

/** The page with its policy in place of the preliminary one. */
export function withPolicy(html) {
  const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => ` 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval'${hashes.join("")}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    // Any server that the user names, over TLS or on this machine.
    "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join("; ");
  const place = /(<meta http-equiv="Content-Security-Policy" content=")[^"]*(")/i;
  if (!place.test(html)) throw new Error("the page has no Content-Security-Policy meta element to complete");
  return html.replace(place, (_, before, after) => before + policy + after);
}

// What the page loads first: the editor, which takes input before the app is there. Trunk asks for the app at once; here the
// app's script and its wasm file are asked for when the editor is on the page.

/** The page with its first script in that order. */
export function withEditorFirst(html) {
  const start = /import init from '(\.\/neuprint-app[^']*\.js)';\s*const wasm = await init\(\{ module_or_path: '([^']*)' \}\);/;
  const [found, script, wasm] = start.exec(html) ?? [];
  if (!found) throw new Error("the page has no script that starts the app: look how Trunk writes it now");
  const ordered = [
    // The query page has the address that all others are relative to. Without the editor the app has a plain field.
    "if (new URL(location.pathname, location.origin).href === document.baseURI)",
    '  await import("./editor.js").then(({ showEditor }) => showEditor(), () => {});',
    `const code = fetch(${JSON.stringify(wasm)});`,
    `const { default: init } = await import(${JSON.stringify(script)});`,
    "const wasm = await init({ module_or_path: code });",
  ].join("\n");
  const early = /<link rel="(?:modulepreload|preload)" href="\.\/(?:neuprint-app|snippets)[^>]*>/g;
  return html.replace(found, () => ordered).replace(early, "");
}

// How the element looks. A sheet made by script is allowed under a page's content security policy where text is not.

const TEXT = `
  :host { display: block; position: relative; height: 24rem; overflow: hidden; contain: content; color: light-dark(#1c2126, #e6e9ec); font: 0.8125rem/1.4 system-ui, sans-serif; }
  :host([hidden]) { display: none; }
  canvas { display: block; width: 100%; height: 100%; background: light-dark(#ffffff, #14181c); transition: background-color 1ms; touch-action: pan-y; cursor: grab; }
  /* Until it is touched or clicked, the element lets the page scroll. */
  canvas:focus { touch-action: none; }
  canvas:active { cursor: grabbing; }
  canvas:focus-visible { outline: 2px solid light-dark(#0b62c4, #6cb1ff); outline-offset: -2px; }
  .key { position: absolute; left: 0.5rem; bottom: 0.5rem; max-width: calc(100% - 2rem); padding: 0.25rem 0.5rem; border-radius: 0.25rem; background: light-dark(rgb(255 255 255 / 0.8), rgb(20 24 28 / 0.8)); display: grid; gap: 0.375rem; pointer-events: none; }
  .key:empty { display: none; }
  ul { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0.125rem 0.75rem; }
  li { display: flex; align-items: center; gap: 0.375rem; }
  .swatch { width: 0.75rem; height: 0.75rem; border-radius: 50%; flex: none; }
  .gradient { display: grid; grid-template-columns: auto 7rem auto; align-items: center; gap: 0.5rem; }
  .gradient > span:nth-child(2) { height: 0.625rem; border-radius: 0.125rem; }
  .bar { display: flex; align-items: center; gap: 0.5rem; }
  .bar > span { height: 0.25rem; background: currentColor; }
  button { position: absolute; top: 0.5rem; right: 0.5rem; min-height: 1.75rem; padding: 0 0.625rem; font: inherit; color: inherit; background: light-dark(#ffffff, #1e242a); border: 1px solid light-dark(#8b949e, #6b7580); border-radius: 0.25rem; cursor: pointer; }
  button:focus-visible { outline: 2px solid light-dark(#0b62c4, #6cb1ff); outline-offset: 1px; }
  .status { position: absolute; inset: 0.5rem 6rem auto 0.75rem; margin: 0; white-space: pre-line; overflow-wrap: anywhere; pointer-events: none; }
  .status.failure { color: light-dark(#a4161a, #ff9c94); }
  /* For whoever has no mouse: seen while the keys work. */
  canvas:focus-visible + .keys { inset: 0.25rem 5rem auto 0.25rem; width: auto; height: auto; clip-path: none; white-space: normal; padding: 0.25rem 0.5rem; border-radius: 0.25rem; background: light-dark(#ffffff, #14181c); }
  canvas:focus-visible ~ .status { top: 8rem; }
  .keys { position: absolute; margin: 0; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

let sheet;

/** The one style sheet of all elements. */
export function styles() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(TEXT);
  }
  return sheet;
}

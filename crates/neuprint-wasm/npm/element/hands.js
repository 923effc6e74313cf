// Mouse, touch and keys move the camera, as in the app: drag turns, Shift-drag moves, the wheel zooms at the cursor.

/** CSS pixels that a press may wander and still be a click, and of a key's step. */
const CLICK = 4;
const STEP = 24;

/** Follows what is done on a canvas; `steer(act)` calls `act(viewer)` and draws. Gives what stops it. */
export function follow(canvas, steer) {
  const ended = new AbortController();
  const on = (name, act, options = {}) => canvas.addEventListener(name, act, { signal: ended.signal, ...options });
  const fingers = new Map();

  on("pointerdown", (event) => {
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY, wandered: 0 });
  });
  on("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const other = [...fingers.values()].find((one) => one !== finger);
    const [was, dx, dy] = [{ ...finger }, event.offsetX - finger.x, event.offsetY - finger.y];
    finger.wandered += Math.hypot(dx, dy);
    Object.assign(finger, { x: event.offsetX, y: event.offsetY });
    if (finger.wandered < CLICK) return;
    steer((viewer) => {
      if (other) {
        const spread = (one) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
        viewer.pan(dx / 2, dy / 2);
        viewer.zoom(spread(finger) / spread(was), (finger.x + other.x) / 2, (finger.y + other.y) / 2);
      } else if (event.shiftKey || event.buttons & ~1) viewer.pan(dx, dy);
      else viewer.orbit(dx, dy);
    });
  });
  for (const name of ["pointerup", "pointercancel"]) on(name, ({ pointerId }) => fingers.delete(pointerId));
  on("contextmenu", (event) => event.preventDefault());
  on("dblclick", ({ offsetX, offsetY }) => steer((viewer) => viewer.centre(offsetX, offsetY)));
  on(
    "wheel",
    (event) => {
      // A page that is scrolled past the element goes on scrolling.
      if (canvas.getRootNode().activeElement !== canvas && !event.ctrlKey) return;
      event.preventDefault();
      const pixels = event.deltaY * [1, 16, 400][event.deltaMode];
      const factor = Math.exp(-Math.min(600, Math.max(-600, pixels)) * (event.ctrlKey ? 0.01 : 0.0015));
      steer((viewer) => viewer.zoom(factor, event.offsetX, event.offsetY));
    },
    { passive: false },
  );
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = key(event, canvas);
    if (!act) return;
    event.preventDefault();
    steer(act);
  });
  return () => ended.abort();
}

function key({ key, shiftKey }, canvas) {
  const turn = (dx, dy) => (viewer) => (shiftKey ? viewer.pan(dx, dy) : viewer.orbit(dx, dy));
  const zoom = (factor) => (viewer) => viewer.zoom(factor, canvas.clientWidth / 2, canvas.clientHeight / 2);
  switch (key) {
    case "ArrowLeft": return turn(-STEP, 0);
    case "ArrowRight": return turn(STEP, 0);
    case "ArrowUp": return turn(0, -STEP);
    case "ArrowDown": return turn(0, STEP);
    case "+": case "=": return zoom(1.25);
    case "-": return zoom(0.8);
    case "f": case "F": return (viewer) => viewer.frame();
    case "1": case "2": case "3": return (viewer) => viewer.axisView("xyz"[key - 1]);
  }
}

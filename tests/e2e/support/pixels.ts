/**
 * What the 3D view shows, pixel by pixel.
 *
 * The canvas element carries its viewer as `neuprintViewer`; its `project` says where a point of a skeleton lies on the
 * canvas, in CSS pixels. The pixels come from a screenshot, so they are what a person sees.
 */
import type { Locator, Page } from "@playwright/test";

export type Rgb = [number, number, number];

interface Viewer {
  project(x: number, y: number, z: number): Float32Array | undefined;
}

type CanvasWithViewer = HTMLCanvasElement & { neuprintViewer?: Viewer };

/** Where points lie on the canvas; `null` for one that is not in front of the camera. */
export async function project(canvas: Locator, points: [number, number, number][]): Promise<([number, number] | null)[]> {
  return await canvas.evaluate((element, points) => {
    const viewer = (element as CanvasWithViewer).neuprintViewer;
    if (!viewer) throw new Error("the canvas has no neuprintViewer");
    return points.map(([x, y, z]) => {
      const at = viewer.project(x, y, z);
      return at ? ([at[0], at[1]] as [number, number]) : null;
    });
  }, points);
}

/** The colours of a screenshot of the canvas at the given places (CSS pixels from its upper left corner). */
export async function colours(page: Page, canvas: Locator, places: [number, number][]): Promise<Rgb[]> {
  const png = (await canvas.screenshot()).toString("base64");
  // The browser has a PNG decoder; a page of its own keeps the app's policy out of it.
  const decoder = await page.context().newPage();
  try {
    return await decoder.evaluate(
      async ({ png, places }) => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const surface = new OffscreenCanvas(image.width, image.height);
        const context = surface.getContext("2d");
        if (!context) throw new Error("no 2d context");
        context.drawImage(image, 0, 0);
        return places.map(([x, y]) => {
          const [red = 0, green = 0, blue = 0] = context.getImageData(Math.round(x), Math.round(y), 1, 1).data;
          return [red, green, blue] as [number, number, number];
        });
      },
      { png, places },
    );
  } finally {
    await decoder.close();
  }
}

/** How far two colours are apart, from 0 to 441. */
export function apart(one: Rgb, other: Rgb): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

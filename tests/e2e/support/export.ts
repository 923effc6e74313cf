/** The dialog that makes a file of a result, and a disk that the page takes for the user's. */
import { expect, type Locator, type Page } from "@playwright/test";
import { readFile } from "node:fs/promises";

/** What a page has written to the disk, and how that disk is to behave. */
export interface Disk {
  /** Names that the picker suggested. */
  asked: string[];
  pieces: string[];
  closed: boolean;
  aborted: boolean;
  /** The file itself was removed. */
  removed: boolean;
  /** What the user does with the picker. */
  dismiss?: boolean;
  /** Refuses what comes after the first piece. */
  full?: boolean;
  /** Takes a piece only when `release` is called. */
  slow?: boolean;
  release?: () => void;
}

/** The browser does not let pages write to the disk: what is saved becomes a download. */
export async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(window, "showSaveFilePicker", { value: undefined, configurable: true }));
}

/** The browser does, and the disk is this one. */
export async function withDisk(page: Page, behaviour: Partial<Disk>): Promise<void> {
  await page.addInitScript((behaviour) => {
    const disk: Disk = { asked: [], pieces: [], closed: false, aborted: false, removed: false, ...behaviour };
    const writable = {
      write: async (piece: Uint8Array) => {
        if (disk.full && disk.pieces.length > 0) throw new DOMException("The disk is full.", "QuotaExceededError");
        disk.pieces.push(new TextDecoder().decode(piece));
        if (disk.slow) await new Promise<void>((done) => (disk.release = done));
      },
      close: async () => void (disk.closed = true),
      abort: async () => void (disk.aborted = true),
    };
    const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) => {
      disk.asked.push(suggestedName);
      if (disk.dismiss) throw new DOMException("The user aborted a request.", "AbortError");
      const remove = async () => void (disk.removed = true);
      return { name: `chosen-${suggestedName}`, createWritable: async () => writable, remove };
    };
    Object.defineProperty(window, "showSaveFilePicker", { value: showSaveFilePicker, configurable: true });
    Object.assign(window, { disk });
  }, behaviour);
}

/** What is on the disk now. */
export async function disk(page: Page): Promise<Disk> {
  return page.evaluate(() => (window as unknown as { disk: Disk }).disk as Disk);
}

/** Changes how the disk behaves. */
export async function setDisk(page: Page, behaviour: Partial<Disk>): Promise<void> {
  await page.evaluate((behaviour) => void Object.assign((window as unknown as { disk: Disk }).disk, behaviour), behaviour);
}

/** Lets the disk take the piece that it was given. */
export async function release(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { disk } = window as unknown as { disk: Disk };
    disk.slow = false;
    disk.release?.();
  });
}

export class ExportDialog {
  readonly dialog: Locator;
  readonly opener: Locator;
  readonly save: Locator;
  readonly status: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "Export the result" });
    this.opener = page.getByRole("button", { name: "Export…", exact: true });
    this.save = this.dialog.getByRole("button", { name: /^(Save…|Download)$/ });
    this.status = this.dialog.getByRole("status");
  }

  async open(): Promise<void> {
    await this.opener.click();
    await expect(this.dialog).toBeVisible();
  }

  async choose(format: string): Promise<void> {
    await this.dialog.getByRole("radio", { name: new RegExp(`^${format}\\b`) }).check();
  }

  /** Saves; the name and the bytes of the download. */
  async download(): Promise<[string, Buffer]> {
    const waiting = this.page.waitForEvent("download");
    await this.save.click();
    const download = await waiting;
    await expect(this.dialog).toBeHidden();
    return [download.suggestedFilename(), await readFile(await download.path())];
  }
}

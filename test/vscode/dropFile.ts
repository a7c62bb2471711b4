import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FrameLocator } from 'playwright-core';

/** What the function in the page uses of its globals: these tests are compiled without a page's types. */
interface PageGlobals {
  readonly atob: (text: string) => string;
  readonly File: new (parts: readonly Uint8Array[], name: string) => object;
  readonly DataTransfer: new () => { readonly items: { add(file: object): void } };
  readonly DragEvent: new (kind: string, init: object) => object;
}

/** Drops a file of this machine onto a page in a webview, as the browser would. */
export async function dropFile(page: FrameLocator, path: string): Promise<void> {
  const file = { name: basename(path), base64: (await readFile(path)).toString('base64') };
  await page.locator('body').evaluate((body: unknown, { name, base64 }) => {
    const { atob, File, DataTransfer, DragEvent } = globalThis as unknown as PageGlobals;
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name));
    const target = body as { dispatchEvent(event: object): void };
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, file);
}

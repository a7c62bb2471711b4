import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { HarnessError } from './harnessError.ts';

/**
 * The file dialog of the browser build: a box for a path above the list of a folder. It reads folders in the
 * background; what is typed or accepted meanwhile is lost, or picks a row of the folder before.
 */
export class FileDialog {
  private readonly box: Locator;
  private readonly rows: Locator;
  private readonly focused: Locator;
  private readonly ok: Locator;
  private readonly message: Locator;

  constructor(page: Page) {
    const widget = page.locator('.quick-input-widget:visible');
    this.box = widget.getByPlaceholder(/^(Folder|File) path$/);
    this.rows = widget.locator('.quick-input-list .monaco-list-row');
    this.focused = widget.locator('.quick-input-list .monaco-list-row.focused');
    this.ok = widget.locator('.quick-input-action a:visible').first();
    this.message = widget.locator('.quick-input-message').first();
  }

  /** Waits for the dialog and chooses one file or folder by its path; the dialog cannot choose several. */
  async choose(path: string): Promise<void> {
    const wanted = resolve(path);
    // For a path that does not exist the dialog may choose the folder that it shows.
    if (!existsSync(wanted)) throw new HarnessError(`There is no ${wanted} to choose.`, 'Make it first.');
    await this.box.waitFor();
    await this.untilQuiet();
    await this.box.fill(statSync(wanted).isDirectory() ? join(wanted, sep) : wanted);

    for (let attempt = 0; attempt < 5; attempt++) {
      await this.untilQuiet();
      const focused = await this.focused.allInnerTexts();
      if (focused.every((text) => text.startsWith(basename(wanted)))) await this.ok.click();
      if (await this.closes()) return;
    }
    const message = await this.message.innerText();
    throw new HarnessError(`The file dialog did not take ${wanted}.`, `It says: ${message || 'nothing'}.`);
  }

  /** Until neither the box nor the list has changed for a while. */
  private async untilQuiet(): Promise<void> {
    let before: string | undefined;
    for (;;) {
      const now = await this.shown();
      if (now === before) return;
      before = now;
      await delay(400);
    }
  }

  private async shown(): Promise<string> {
    return JSON.stringify([await this.box.inputValue(), await this.rows.allInnerTexts()]);
  }

  private closes(): Promise<boolean> {
    return this.box.waitFor({ state: 'hidden', timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  }
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { FileDialog } from './fileDialog.ts';
import { resultsDir } from './folders.ts';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quickInput.ts';

/** A modal dialog of the editor. */
export interface Dialog {
  readonly message: string;
  readonly detail: string;
}

/** One window of the editor as its user sees it. */
export class Workbench {
  /** The page itself, for what no method here does. */
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  /** What the page and its webviews have logged as errors, such as violations of a content security policy. */
  readonly consoleErrors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    page.on('console', (message) => {
      if (message.type() === 'error') this.consoleErrors.push(message.text());
    });
  }

  /** Opens a folder of the server's machine and waits until the workbench is drawn. */
  async open(serverUrl: string, folder: string): Promise<void> {
    const url = new URL(serverUrl);
    url.searchParams.set('folder', folderInUrl(folder));
    await this.page.goto(url.href);
    await this.waitUntilDrawn();
  }

  async waitUntilDrawn(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 120_000 });
  }

  /** Runs a command through the command palette, by its full title. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** Answers the file dialog that is open, or is about to be, with an absolute path of a file or folder. */
  async answerFileDialog(path: string): Promise<void> {
    await new FileDialog(this.page).choose(path);
  }

  /** Waits for the question whether a tool may run, says yes, and returns what was asked. */
  async acceptToolConfirmation(): Promise<Dialog> {
    return this.answerDialog('Yes', /^Run /);
  }

  /** The same, but says no. */
  async refuseToolConfirmation(): Promise<Dialog> {
    return this.answerDialog('Cancel', /^Run /);
  }

  /** Waits for a modal dialog, presses the button, and returns what the dialog said. */
  async answerDialog(button: string, expected = /./): Promise<Dialog> {
    const box = this.page.locator('.monaco-dialog-box').filter({
      has: this.page.locator('.dialog-message-text').filter({ hasText: expected }),
    });
    const message = await box.locator('.dialog-message-text').innerText();
    const detail = (await box.locator('.dialog-message-detail').allInnerTexts()).join('');
    await box.getByRole('button', { name: button, exact: true }).click();
    await box.waitFor({ state: 'hidden' });
    return { message, detail };
  }

  /** The texts of the status bar's items, icons left out. */
  async statusBarTexts(): Promise<string[]> {
    const texts = await this.page.locator('.part.statusbar .statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** The document inside the webview that is in sight; with several, inside the one drawn last. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('#active-frame');
  }

  /** Draws the window into `test-results/vscode/NAME.png`; returns the file. */
  async screenshot(name: string): Promise<string> {
    await mkdir(resultsDir, { recursive: true });
    const path = join(resultsDir, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}

/** 'C:\folder' is '/c:/folder' to the server. */
function folderInUrl(folder: string): string {
  const path = folder.replaceAll('\\', '/');
  return path.startsWith('/') ? path : `/${path}`;
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { ChatAnswers } from './chatAnswers.ts';
import { ChatInput } from './chatInput.ts';
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
  readonly chat: ChatInput;
  readonly chatAnswers: ChatAnswers;
  /** What the page and its webviews have logged as errors, such as violations of a content security policy. */
  readonly consoleErrors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.chat = new ChatInput(page);
    this.chatAnswers = new ChatAnswers(page);
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

  /**
   * Waits for what an MCP server asks by a form of one choice, makes the choice, and returns the question.
   * @param look runs while the choices are shown
   */
  async answerServerQuestion(
    question: RegExp,
    choice: string,
    look: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<string> {
    const { text } = await this.notifications.waitFor(question);
    await this.notifications.press(question, 'Respond');
    await this.quickInput.waitForLabel(choice);
    await look();
    await this.quickInput.pick(choice);
    return text;
  }

  /** Opens a resource of an MCP server in an editor, by its title; a template by the value for its one open part. */
  async openMcpResource(title: string, value?: string): Promise<void> {
    await this.runCommand('MCP: Browse Resources...');
    await this.quickInput.type(title);
    await this.quickInput.pick(title);
    if (value !== undefined) await this.quickInput.pick(value);
  }

  /** The text of the editor in front, as far as it is in sight. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.editor-group-container.active .editor-instance .view-line');
    return (await lines.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits for a modal dialog, presses the button, and returns what the dialog said. */
  async answerDialog(button: string, expected = /./): Promise<Dialog> {
    const box = this.page.locator('.monaco-dialog-box').filter({
      has: this.page.locator('.dialog-message-text, .dialog-message-detail').filter({ hasText: expected }),
    });
    await box.waitFor();
    const detail = (await box.locator('.dialog-message-detail').allInnerTexts()).join('');
    // A message without a detail stands where the detail would be.
    const message = (await box.locator('.dialog-message-text').allInnerTexts()).join('') || detail;
    await box.getByRole('button', { name: button, exact: true }).click();
    await box.waitFor({ state: 'hidden' });
    return { message, detail };
  }

  /** The texts of the status bar's items, icons left out. */
  async statusBarTexts(): Promise<string[]> {
    const texts = await this.page.locator('.part.statusbar .statusbar-item').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** One item of the status bar, by the id that its extension gave it, such as 'backbeat.nowPlaying'. */
  statusBarItem(id: string): Locator {
    return this.page.locator(`.part.statusbar .statusbar-item[id$=".${id}"]`);
  }

  /** Opens the menu of the signed-in accounts. */
  async openAccountsMenu(): Promise<void> {
    await this.page.locator('.activitybar').getByRole('button', { name: 'Accounts' }).click();
  }

  /** Does something that makes the editor open a page of the browser, and returns that page. */
  async pageOpenedBy(act: () => Promise<void>): Promise<Page> {
    const [page] = await Promise.all([this.page.context().waitForEvent('page'), act()]);
    await page.waitForLoadState();
    return page;
  }

  /** Makes this the window that the user looks at. */
  async focus(): Promise<void> {
    await this.page.bringToFront();
  }

  /** Playwright tells every page that it has the focus; after this only the one in front has it. */
  async showRealFocus(): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  }

  /** The document inside the webview that is in sight; with several, inside the one drawn last. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('#active-frame');
  }

  /** Draws the window, or another page of the browser, into `test-results/vscode/NAME.png`; returns the file. */
  async screenshot(name: string, page = this.page): Promise<string> {
    await mkdir(resultsDir, { recursive: true });
    const path = join(resultsDir, `${name}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    return path;
  }
}

/** 'C:\folder' is '/c:/folder' to the server. */
function folderInUrl(folder: string): string {
  const path = folder.replaceAll('\\', '/');
  return path.startsWith('/') ? path : `/${path}`;
}

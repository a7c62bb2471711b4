import type { Locator, Page } from 'playwright-core';
import { QuickInput } from './quickInput.ts';

/** A notification in the corner of the window. */
export interface Toast {
  /** With the title and the last message of a progress: 'Importing: 3 of 12 files'. */
  readonly text: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly buttons: readonly string[];
}

/** The notifications that are on the screen; those that have faded are not among them. */
export class Notifications {
  private readonly page: Page;
  private readonly items: Locator;

  constructor(page: Page) {
    this.page = page;
    this.items = page.locator('.notifications-toasts .notification-list-item');
  }

  async all(): Promise<Toast[]> {
    return Promise.all((await this.items.all()).map(readToast));
  }

  /** What they say, as at one instant. */
  async texts(): Promise<string[]> {
    const texts = await this.items.locator('.notification-list-item-message').allInnerTexts();
    return texts.map((text) => text.trim());
  }

  /** Waits until a notification says something like this. */
  async waitFor(text: RegExp, { timeoutMs = 60_000 } = {}): Promise<Toast> {
    const item = this.withText(text);
    await item.waitFor({ timeout: timeoutMs });
    return readToast(item);
  }

  /** Waits for the notification and presses one of its buttons. */
  async press(text: RegExp, button: string, { timeoutMs = 60_000 } = {}): Promise<void> {
    await this.withText(text)
      .getByRole('button', { name: button, exact: true })
      .click({ timeout: timeoutMs });
  }

  /** Closes all of them, those that have faded as well. */
  async clear(): Promise<void> {
    await new QuickInput(this.page).runCommand('Notifications: Clear All Notifications');
    await this.items.first().waitFor({ state: 'hidden' });
  }

  private withText(text: RegExp): Locator {
    const message = this.page.locator('.notification-list-item-message').filter({ hasText: text });
    return this.items.filter({ has: message }).first();
  }
}

async function readToast(item: Locator): Promise<Toast> {
  const icon = await item.locator('.notification-list-item-icon').getAttribute('class');
  return {
    text: (await item.locator('.notification-list-item-message').innerText()).trim(),
    severity: /codicon-error/.test(icon ?? '')
      ? 'error'
      : /codicon-warning/.test(icon ?? '')
        ? 'warning'
        : 'info',
    buttons: await item
      .locator('.notification-list-item-buttons-container a.monaco-text-button')
      .allInnerTexts(),
  };
}

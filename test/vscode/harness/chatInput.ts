import type { Locator, Page } from 'playwright-core';

/** The box of the chat view, in which prompts are called by '/'. */
export class ChatInput {
  private readonly page: Page;
  private readonly box: Locator;
  private readonly suggestions: Locator;

  constructor(page: Page) {
    this.page = page;
    this.box = page.locator('.interactive-input-part .monaco-editor').first();
    this.suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** Types into the box as a user does, key by key. */
  async type(text: string): Promise<void> {
    await this.box.click();
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** Waits until this model is the one that will answer. */
  async waitForModel(name: string): Promise<void> {
    await this.page.locator('.interactive-input-part').getByText(name, { exact: true }).first().waitFor();
  }

  /** Puts a whole message in, as by a paste, and sends it. */
  async send(text: string): Promise<void> {
    await this.box.click();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
  }

  /** Waits for a suggestion by its label, and takes it. */
  async takeSuggestion(label: string): Promise<void> {
    await this.suggestions
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first()
      .click();
  }

  /** The labels of the suggestions, once there are any. */
  async suggested(): Promise<string[]> {
    await this.suggestions.first().waitFor();
    return this.suggestions.locator('.label-name').allInnerTexts();
  }

  /** What stands in the box, of a long text only the lines in sight; wrapped lines are joined. */
  async text(): Promise<string> {
    const lines = await this.box.locator('.view-line').allInnerTexts();
    return lines.join(' ').replaceAll(/\s+/g, ' ').trim();
  }
}

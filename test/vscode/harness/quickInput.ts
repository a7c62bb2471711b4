import type { Locator, Page } from 'playwright-core';

/** The input at the top of the window: command palette, quick picks and input boxes. */
export class QuickInput {
  private readonly page: Page;
  private readonly widget: Locator;
  private readonly input: Locator;

  constructor(page: Page) {
    this.page = page;
    this.widget = page.locator('.quick-input-widget:visible');
    this.input = this.widget.locator('.quick-input-box input');
  }

  /** Runs a command as a user does: by its full title, such as 'Backbeat: Import data'. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.input.fill(`>${title}`);
    await this.pick(title);
  }

  /** Clicks the row with this label; rows of a multi-select list are checked by it. */
  async pick(label: string): Promise<void> {
    await this.rows()
      .filter({ has: this.label(label) })
      .first()
      .click();
  }

  /** The labels that the list shows; of a long list only those in sight. */
  async labels(): Promise<string[]> {
    return this.rows().locator('.label-name').allInnerTexts();
  }

  /** Waits until the list shows this label. */
  async waitForLabel(label: string): Promise<void> {
    await this.rows()
      .filter({ has: this.label(label) })
      .first()
      .waitFor();
  }

  /** Types as a user does, key by key. */
  async type(text: string): Promise<void> {
    await this.input.pressSequentially(text, { delay: 15 });
  }

  /** Types over what stands in the box and accepts it. */
  async submit(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Presses the OK button of a multi-select list. */
  async accept(): Promise<void> {
    await this.widget.locator('.quick-input-action a:visible').first().click();
  }

  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  async isOpen(): Promise<boolean> {
    return this.widget.isVisible();
  }

  /** What is said below the box: what is wrong with the text, else what to enter. */
  async message(): Promise<string> {
    return (await this.widget.locator('.quick-input-message').innerText()).trim();
  }

  async waitForTitle(title: string): Promise<void> {
    await this.widget.locator('.quick-input-title').getByText(title, { exact: true }).waitFor();
  }

  /** What stands above the list: the title of the pick or of the dialog. */
  async title(): Promise<string> {
    return (await this.widget.locator('.quick-input-title').innerText()).trim();
  }

  private label(text: string): Locator {
    return this.page.locator('.label-name').getByText(text, { exact: true });
  }

  private rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }
}

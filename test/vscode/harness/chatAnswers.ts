import type { FrameLocator, Locator, Page } from 'playwright-core';

/** What the chat view shows as answers: words, tool calls, and the pages of MCP servers that stand for those. */
export class ChatAnswers {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The newest answer that is in sight. */
  last(): Locator {
    return this.page.locator('.interactive-response').last();
  }

  /** The document of the page that stands for a tool call of the newest answer. */
  app(): FrameLocator {
    const webview = this.last().locator('.mcp-app-part iframe.webview.ready');
    return webview.contentFrame().locator('#active-frame').contentFrame();
  }

  /** Waits until the newest answer asks whether its tool may run, returns what it says, and allows it. */
  async allowTool(): Promise<string> {
    const question = this.last().locator('.chat-confirmation-widget2');
    const allow = question.locator('.monaco-button').filter({ hasText: /^Allow/ });
    await allow.first().waitFor();
    const text = await question.innerText();
    await allow.first().click();
    await question.waitFor({ state: 'hidden' });
    return text;
  }
}

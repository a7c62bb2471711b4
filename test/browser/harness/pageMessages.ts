import type { Page } from 'playwright-core';
import type { Disposable } from '../../../src/protocol/api.ts';

/** The messages of a page, as an editor carries them: one way each, nothing is answered or waited for. */
export interface PageMessages {
  readonly postMessage: (message: unknown) => Promise<boolean>;
  readonly onMessage: (listener: (message: unknown) => void) => Disposable;
}

/**
 * Connects a page whose script has `deliver` and calls `backbeatPost`. Straight over the browser's protocol: a binding
 * of the test library goes there and back for every message, which an editor does not.
 */
export async function pageMessages(page: Page): Promise<PageMessages> {
  const listeners = new Set<(message: unknown) => void>();
  const session = await page.context().newCDPSession(page);
  session.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name !== 'backbeatPost') return;
    const message = decode(payload);
    for (const listener of [...listeners]) listener(message);
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'backbeatPost' });
  return {
    postMessage: (message) => {
      const text = JSON.stringify(JSON.stringify(message));
      return session.send('Runtime.evaluate', { expression: `backbeatTest.deliver(${text})` }).then(
        () => true,
        () => false, // the document went away
      );
    },
    onMessage: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
}

/** Bytes as the page's script wrote them: see `encode` in test/browser/inPage/inPage.ts. */
function decode(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$bytes' in value
      ? new Uint8Array(Buffer.from(String(value.$bytes), 'base64'))
      : value,
  );
}

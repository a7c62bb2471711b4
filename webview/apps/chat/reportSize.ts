import type { Disposable } from '../../../src/protocol/api.ts';
import type { ChatHost } from './chatHost.ts';

/** Tells the chat how large the page is, now and whenever that changes. */
export function reportSize(chat: Pick<ChatHost, 'reportSize'>, page: HTMLElement): Disposable {
  let told = '';
  let asked = 0;
  const tell = (): void => {
    asked = 0;
    const { width, height } = page.getBoundingClientRect();
    const size = [Math.ceil(width), Math.ceil(height)] as const;
    if (told === size.join()) return;
    told = size.join();
    chat.reportSize(...size);
  };
  const observer = new ResizeObserver(() => {
    // Once a frame: the chat answers with another width.
    if (asked === 0) asked = requestAnimationFrame(tell);
  });
  observer.observe(page);
  return {
    dispose: () => {
      observer.disconnect();
      cancelAnimationFrame(asked);
    },
  };
}

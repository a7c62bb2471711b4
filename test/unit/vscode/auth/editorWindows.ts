import { setTimeout as delay } from 'node:timers/promises';
import { memorySecrets, type MemorySecrets } from './memorySecrets.ts';

/** SecretStorage of several windows. */
export interface EditorWindows {
  /** As one more window has it: a copy of what the editor holds by now. */
  open(): MemorySecrets;
  /** What the editor holds, when everything under way has arrived. */
  settled(): Promise<ReadonlyMap<string, string>>;
}

/**
 * The editor as it is: each window reads a copy of its own, `store` returns when that copy has the text, and the editor
 * and the other windows get it some time later.
 * @param travelMs how much later
 */
export function editorWindows(travelMs = 100): EditorWindows {
  const held = new Map<string, string>();
  const windows: MemorySecrets[] = [];
  const travels = new Set<Promise<void>>();
  const set = (values: Map<string, string>, key: string, text: string | undefined): void => {
    if (text === undefined) values.delete(key);
    else values.set(key, text);
  };
  const send = (from: MemorySecrets, key: string, text: string | undefined): void => {
    const travel = delay(travelMs).then(() => {
      set(held, key, text);
      for (const window of windows) {
        if (window === from) continue;
        set(window.values, key, text);
        window.fire(key);
      }
      travels.delete(travel);
    });
    travels.add(travel);
  };
  return {
    open: () => {
      const copy = memorySecrets(Object.fromEntries(held));
      const window: MemorySecrets = Object.assign(copy, {
        store: (key: string, text: string) => {
          copy.values.set(key, text);
          send(window, key, text);
          return Promise.resolve();
        },
        delete: (key: string) => {
          copy.values.delete(key);
          send(window, key, undefined);
          return Promise.resolve();
        },
      });
      windows.push(window);
      return window;
    },
    settled: async () => {
      while (travels.size > 0) await Promise.all(travels);
      return held;
    },
  };
}

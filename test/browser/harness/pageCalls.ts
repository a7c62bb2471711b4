import type { Page } from 'playwright-core';

/** What one theme of the editor gives to a webview. */
export interface ThemeValues {
  readonly name: string;
  /** Classes of the body: `vscode-dark`, `vscode-high-contrast vscode-high-contrast-light` … */
  readonly kind: string;
  /** Without `--vscode-`. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface OpenOptions {
  readonly theme: ThemeValues;
  readonly reducedMotion: boolean;
}

/** Something that a page must not do. */
export interface PageProblem {
  readonly kind: 'policy' | 'rejection' | 'console' | 'error' | 'request';
  readonly text: string;
}

/** Where the Tab key came to. */
export interface FocusStop {
  /** Same element, same number. */
  readonly number: number;
  readonly name: string;
  /** Whether style shows the focus: an outline or a shadow. */
  readonly isMarked: boolean;
  readonly isShown: boolean;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** What `test/browser/inPage/inPage.ts` answers inside the page. */
export interface PageCalls {
  deliver(text: string): void;
  setTheme(theme: ThemeValues, reducedMotion?: boolean): void;
  problems(): PageProblem[];
  focusStop(): FocusStop | undefined;
  missedControls(): string[];
  unnamedControls(): string[];
  overflow(): { readonly by: number; readonly what: readonly string[] };
  tallParts(most: number): string[];
  unfencedText(words: readonly string[]): string[];
  runningAnimations(): string[];
  frameTimes(ms: number): Promise<number[]>;
  isBusy(): boolean;
  scrollBack(): void;
  whenDrawn(selector: string): Promise<number>;
}

/** Calls a function of the test's own script in the page. */
export async function callInPage<K extends keyof PageCalls>(
  page: Page,
  name: K,
  ...args: Parameters<PageCalls[K]>
): Promise<Awaited<ReturnType<PageCalls[K]>>> {
  return (await page.evaluate(
    ([called, given]) => {
      const { backbeatTest } = globalThis as unknown as {
        backbeatTest: Record<string, (...a: unknown[]) => unknown>;
      };
      return backbeatTest[called as string]?.(...(given as unknown[]));
    },
    [name, args] as const,
  )) as Awaited<ReturnType<PageCalls[K]>>;
}

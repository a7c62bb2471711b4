import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const colourRules = { all: [], colours: ['color-contrast', 'link-in-text-block'] } as const;
let source: Promise<string> | undefined;

/**
 * What axe-core finds wrong with the page as it is shown, each in a few lines.
 * @param rules all of them, or those that another theme can break
 */
export async function axeProblems(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // By the debugger: the page's own policy lets no other script in.
  await page.evaluate(await source);
  const { violations } = await page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResult> } };
    return axe.run({ resultTypes: ['violations'], ...(only.length > 0 && { runOnly: only }) });
  }, colourRules[rules]);
  return violations.map(
    ({ id, help, nodes }) =>
      `${id} (${help}), ${nodes.length} times:\n` +
      nodes
        .slice(0, 4)
        .map(
          ({ html, failureSummary = '' }) =>
            `  ${html.slice(0, 200)}\n    ${failureSummary.replaceAll('\n', '\n    ')}`,
        )
        .join('\n'),
  );
}

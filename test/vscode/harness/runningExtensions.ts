import type { Workbench } from './workbench.ts';

/**
 * How long the window needed to load the code of an extension and to run its `activate()` up to the first
 * await, in milliseconds, as 'Developer: Show Running Extensions' says; undefined while it is not active.
 */
export async function readActivationTime(
  workbench: Workbench,
  displayName: string,
): Promise<number | undefined> {
  await workbench.runCommand('Developer: Show Running Extensions');
  const list = workbench.page.locator('.runtime-extensions-editor .monaco-list').first();
  await list.locator('.monaco-list-row').first().waitFor();
  const row = list.locator('.monaco-list-row').filter({
    has: workbench.page.locator('.name').getByText(displayName, { exact: true }),
  });

  let time: string | undefined;
  // The slowest come first, and only the rows in sight are in the page.
  for (const key of ['Home', 'End']) {
    await list.press(key);
    await workbench.page.waitForTimeout(300);
    [time] = await row.locator('.activation-time').allInnerTexts();
    if (time !== undefined) break;
  }
  await workbench.page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  const milliseconds = /(\d+)\s*ms/.exec(time ?? '')?.[1];
  return milliseconds === undefined ? undefined : Number(milliseconds);
}

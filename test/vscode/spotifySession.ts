import { expect } from 'vitest';
import type { SimulatedUser, Simulator } from '../spotify/simulator.ts';
import type { VsCodeWindow } from './harness/session.ts';
import type { Workbench } from './harness/workbench.ts';

/** Longest title in the status bar, in characters; a longer one ends in an ellipsis. */
const longestTitle = 40;

/** What the status bar is to say of what a user has loaded: its default format. */
export function itemInStatusBar({ player }: SimulatedUser): string {
  const item = player.item;
  if (item?.kind !== 'track') throw new Error('The simulated player has no track.');
  const { name } = item;
  const title = name.length > longestTitle ? `${name.slice(0, longestTitle - 1).trimEnd()}…` : name;
  return `${title} – ${item.artists[0]?.name ?? ''}`;
}

/** Waits until the status bar item says exactly this, with this icon. */
export async function nowPlaying(
  workbench: Workbench,
  text: string | RegExp,
  { icon, timeoutMs = 30_000 }: { icon?: string; timeoutMs?: number } = {},
): Promise<void> {
  const item = workbench.statusBarItem('backbeat.nowPlaying');
  const shown = async (): Promise<string> => (await item.allInnerTexts()).join().trim();
  const wanted = typeof text === 'string' ? exactly(text) : text;
  await expect.poll(shown, { timeout: timeoutMs }).toMatch(wanted);
  if (icon === undefined) return;
  await expect.poll(() => item.locator(`.codicon-${icon}`).count(), { timeout: timeoutMs }).toBe(1);
}

/**
 * Does what opens the page of Spotify, presses one of its buttons, and returns what the page says after that on
 * which the browser ends; the window has the focus again.
 */
export async function answerConsent(
  workbench: Workbench,
  act: () => Promise<void>,
  button: string,
): Promise<string> {
  const page = await workbench.pageOpenedBy(act);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.waitForURL(/\/callback\?/);
  const text = await page.locator('body').innerText();
  await page.close();
  await workbench.focus();
  return text;
}

/** Stores the app's Client ID and signs Ada in, by the commands. */
export async function signInAda({ workbench }: VsCodeWindow, { clientId }: Simulator): Promise<void> {
  await workbench.runCommand('Backbeat: Set Spotify Client ID…');
  await workbench.quickInput.submit(clientId);
  await workbench.quickInput.waitForTitle('Spotify Client Secret (optional)');
  await workbench.quickInput.submit('');
  await workbench.notifications.waitFor(/Client ID is stored/);
  const signIn = (): Promise<void> => workbench.runCommand('Backbeat: Sign In to Spotify');
  await answerConsent(workbench, signIn, 'Agree as Ada');
  await workbench.notifications.waitFor(/^Signed in to Spotify as Ada/);
  await workbench.notifications.clear();
}

/** Where another MCP client on this machine reaches the window, as the command hands it out. */
export async function mcpAddress({
  workbench,
  driver,
}: VsCodeWindow): Promise<{ url: string; token: string }> {
  await workbench.runCommand('Backbeat: Copy MCP Configuration for Another Client');
  await workbench.quickInput.pick('Connect to this VS Code (HTTP)');
  await workbench.notifications.waitFor(/on the clipboard/);
  const { mcpServers } = JSON.parse(await driver.readClipboard()) as {
    mcpServers: { backbeat: { url: string; headers: { Authorization: string } } };
  };
  const { url, headers } = mcpServers.backbeat;
  return { url, token: headers.Authorization.replace('Bearer ', '') };
}

/** The API's requests that come in meanwhile, as 'GET /me/player'. */
export async function requestsDuring(spotify: Simulator, act: () => Promise<void>): Promise<string[]> {
  const before = spotify.requests.length;
  await act();
  return spotify.requests
    .slice(before)
    .filter(({ service }) => service === 'api')
    .map(({ method, path }) => `${method} ${path}`);
}

const exactly = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')}$`);

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SpotifyControlResult, SpotifyStatus } from '../../src/protocol/spotify/player.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../spotify/simulator.ts';
import { openVsCode, type VsCodeSession } from './harness/session.ts';
import { answerConsent, itemInStatusBar, nowPlaying, requestsDuring } from './spotifySession.ts';

const provider = 'backbeat-spotify';
const status = 'mcp_backbeat_spotify_status';
const control = 'mcp_backbeat_spotify_control';
const callbackUri = 'http://127.0.0.1/callback';

let spotify: Simulator;
let ada: SimulatedUser;
let grace: SimulatedUser;
let code: VsCodeSession;

beforeAll(async () => {
  spotify = await startSimulator();
  [ada] = spotify.users as [SimulatedUser];
  code = await openVsCode({
    name: 'spotify',
    // What the collector asks is another test's business.
    settings: { 'backbeat.collector.enabled': false },
    machineSettings: {
      'backbeat.spotify.apiUrl': spotify.apiUrl,
      'backbeat.spotify.accountsUrl': spotify.accountsUrl,
    },
  });
  code.workbench.page.context().setDefaultTimeout(20_000);
  await code.workbench.showRealFocus();
  await code.workbench.focus();
});
afterAll(async () => {
  await code.dispose();
  await spotify.close();
});

// Each step starts where the one before ended.
let broken = false;
beforeEach((test) => {
  if (broken) test.skip('a step before this one failed');
  test.onTestFailed(() => {
    broken = true;
  });
});

async function readStatus(params: object = {}): Promise<SpotifyStatus> {
  const { structured, text } = await code.driver.invokeTool(status, { queue_limit: 0, ...params });
  return (structured ?? { error: text }) as SpotifyStatus;
}

/** Presses a button of the walkthrough's step that is open. */
async function pressInWalkthrough(button: string): Promise<void> {
  await code.workbench.page
    .locator('.getting-started-step.expanded')
    .getByText(button, { exact: true })
    .click();
}

const stepOf = (title: string) =>
  code.workbench.page.getByRole('checkbox', { name: new RegExp(`^${title}:`) });

describe('signed out', () => {
  it('the status bar offers to sign in, and an agent hears who must and how', async () => {
    await nowPlaying(code.workbench, 'Spotify: sign in');
    await code.driver.startMcpServers();
    const { text } = await code.driver.invokeTool(status);
    expect(text).toContain('nobody is signed in');
    expect(text).toContain('Backbeat: Sign In to Spotify');
    expect(spotify.requests).toEqual([]);
    await code.workbench.screenshot('spotify-signed-out');
  });
});

describe('signing in by the walkthrough', () => {
  it('takes a Client ID, and says what is wrong with another text', async () => {
    const { workbench, driver } = code;
    await driver.executeCommand('workbench.action.openWalkthrough', 'backbeat.backbeat#getStarted', false);
    await workbench.page.getByRole('heading', { name: 'Get started with Backbeat', level: 2 }).waitFor();
    await pressInWalkthrough('Set Client ID');
    await workbench.quickInput.waitForTitle('Spotify Client ID');
    await workbench.quickInput.submit('my client');
    // The editor says it when the extension has answered.
    await expect
      .poll(() => workbench.quickInput.message())
      .toBe('A Client ID has 32 characters, this has 9.');
    await workbench.quickInput.submit(spotify.clientId);
    await workbench.quickInput.waitForTitle('Spotify Client Secret (optional)');
    await workbench.quickInput.submit('');
    const { text } = await workbench.notifications.waitFor(/Client ID is stored/);
    expect(text).toContain(callbackUri);
    await expect.poll(() => stepOf('Get a Client ID').getAttribute('aria-checked')).toBe('true');
    await workbench.screenshot('spotify-walkthrough');
  });

  it('follows the browser to Spotify and back, and shows what plays', async () => {
    const { workbench } = code;
    const page = await workbench.pageOpenedBy(() => workbench.runCommand('Backbeat: Sign In to Spotify'));
    await page.getByRole('button', { name: 'Agree as Ada' }).click();
    await page.getByRole('heading', { name: 'Signed in to Spotify' }).waitFor();
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\?code=/);
    await workbench.screenshot('spotify-callback-page', page);
    await page.close();
    await workbench.focus();
    await workbench.notifications.waitFor(/^Signed in to Spotify as Ada\.$/);
    await nowPlaying(workbench, itemInStatusBar(ada));
    await expect.poll(() => stepOf('Sign in to Spotify').getAttribute('aria-checked')).toBe('true');
    expect(await workbench.quickInput.isOpen()).toBe(false);
    await workbench.screenshot('spotify-signed-in');
  });

  it('asked Spotify once what plays', () => {
    const reads = spotify.requests.filter(({ method, path }) => `${method} ${path}` === 'GET /me/player');
    expect(reads).toHaveLength(1);
  });

  it('lets another extension use the account once the user allows it', async () => {
    const { workbench, driver } = code;
    expect(await driver.authAccounts(provider)).toEqual(['Ada']);
    expect(await driver.authSession(provider, [], { silent: true })).toBeUndefined();
    const asking = driver.authSession(provider, [], { createIfNone: true });
    await workbench.answerDialog('Allow', /wants to sign in using Spotify/);
    await workbench.quickInput.pick('Ada');
    const session = await asking;
    expect(session).toMatchObject({ id: ada.accountId, account: { label: 'Ada' } });
    const me = await fetch(`${spotify.apiUrl}/me`, {
      headers: { authorization: `Bearer ${session?.accessToken ?? ''}` },
    });
    expect(await me.json()).toMatchObject({ display_name: 'Ada' });
    await workbench.openAccountsMenu();
    await workbench.page.locator('.monaco-menu').getByText('Ada (Spotify (Backbeat))').waitFor();
    await workbench.screenshot('spotify-accounts-menu');
    await workbench.page.keyboard.press('Escape');
  });
});

describe('the player', () => {
  it('obeys the commands, and the status bar shows it', async () => {
    const { workbench } = code;
    await workbench.runCommand('Backbeat: Play or Pause');
    await expect.poll(() => ada.player.isPlaying).toBe(false);
    await nowPlaying(workbench, itemInStatusBar(ada), { icon: 'debug-pause' });
    const before = ada.player.item;
    await workbench.runCommand('Backbeat: Next');
    await expect.poll(() => ada.player.item).not.toBe(before);
    await nowPlaying(workbench, itemInStatusBar(ada), { icon: 'music' });
    await workbench.screenshot('spotify-next');
  });

  it('is seen and controlled by an agent, who asks before it changes anything', async () => {
    const { workbench, driver } = code;
    expect(await readStatus()).toMatchObject({
      state: 'playing',
      playback: { item: { name: ada.player.item?.name }, device: { name: 'Desk' } },
    });
    const pausing = driver.invokeTool(control, { action: 'pause' });
    const { message } = await workbench.acceptToolConfirmation();
    expect(message).toContain('Control the player');
    const { action, outcome } = (await pausing).structured as SpotifyControlResult;
    expect({ action, outcome }).toEqual({ action: 'pause', outcome: 'verified' });
    expect(ada.player.isPlaying).toBe(false);
    await nowPlaying(workbench, itemInStatusBar(ada), { icon: 'debug-pause' });
    await workbench.screenshot('spotify-tools');
  });

  it('stays as it is when the user refuses the agent', async () => {
    const refused = code.driver.invokeTool(control, { action: 'play' }).catch((error: unknown) => error);
    await code.workbench.refuseToolConfirmation();
    await refused;
    expect(ada.player.isPlaying).toBe(false);
  });

  it('likes what plays and adds it to a playlist', async () => {
    const { workbench } = code;
    const uri = ada.player.item?.uri ?? '';
    ada.library.remove(uri);
    await workbench.runCommand('Backbeat: Like Current Track');
    await expect.poll(() => ada.library.has(uri)).toBe(true);
    await workbench.runCommand('Backbeat: Add Current Track to Playlist…');
    await workbench.quickInput.pick('Empty for now');
    const playlist = ada.playlists.byName('Empty for now');
    await expect.poll(() => playlist?.entries.map((entry) => entry.uri)).toEqual([uri]);
    await workbench.screenshot('spotify-added-to-playlist');
  });

  it('searches as one types and plays what is picked', async () => {
    const { workbench } = code;
    const wanted = spotify.catalogue.tracks[40];
    const name = wanted?.name ?? '';
    await workbench.runCommand('Backbeat: Search and Play…');
    await workbench.quickInput.type(name);
    await workbench.quickInput.waitForLabel(name);
    await workbench.screenshot('spotify-search');
    expect(spotify.requests.filter(({ path }) => path === '/search')).toHaveLength(1);
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => ada.player.item?.name).toBe(name);
    await nowPlaying(workbench, itemInStatusBar(ada), { icon: 'music' });
  });
});

describe('a second account', () => {
  it('signs in beside the first one, and is the one in use', async () => {
    const { workbench } = code;
    grace = spotify.addUser({ id: 'grace-hopper', displayName: 'Grace' });
    grace.player.play(spotify.catalogue.albums[3]?.uri ?? '');
    await workbench.runCommand('Backbeat: Sign In to Spotify');
    await answerConsent(
      workbench,
      () => workbench.quickInput.pick('Sign in with another account…'),
      'Agree as Grace',
    );
    await workbench.notifications.waitFor(/Signed in to Spotify as Grace/);
    await nowPlaying(workbench, itemInStatusBar(grace));
    expect(await code.driver.authAccounts(provider)).toEqual(['Ada', 'Grace']);
    await workbench.screenshot('spotify-two-accounts');
  });

  it('answers beside the first one, by name, and gives way by "Switch Account"', async () => {
    const { workbench } = code;
    expect((await readStatus()).playback?.item?.name).toBe(grace.player.item?.name);
    expect((await readStatus({ account: 'Ada' })).playback?.item?.name).toBe(ada.player.item?.name);
    await workbench.runCommand('Backbeat: Switch Account…');
    await workbench.quickInput.pick('Ada');
    await nowPlaying(workbench, itemInStatusBar(ada));
    expect((await readStatus()).playback?.item?.name).toBe(ada.player.item?.name);
    await workbench.screenshot('spotify-switched');
  });
});

describe('a sign-in that comes to nothing', () => {
  const another = async (): Promise<void> => {
    await code.workbench.runCommand('Backbeat: Sign In to Spotify');
    await code.workbench.quickInput.pick('Sign in with another account…');
  };

  it('says which redirect URI is missing in the dashboard, and opens no browser for it', async () => {
    const { workbench } = code;
    spotify.redirectUris.length = 0;
    await another();
    const { text, severity } = await workbench.notifications.waitFor(/redirect URI is not registered/);
    expect(severity).toBe('error');
    expect(text).toContain(`Add ${callbackUri}`);
    spotify.registerRedirect(callbackUri);
    await workbench.screenshot('spotify-redirect-refused');
    await workbench.notifications.clear();
  });

  it('says that the user declined; the account from before keeps working', async () => {
    const { workbench } = code;
    const page = await answerConsent(workbench, another, 'Cancel');
    expect(page).toContain('Not signed in');
    const { text } = await workbench.notifications.waitFor(/declined on the page of Spotify/);
    expect(text).toMatch(/\. Sign in again/);
    expect((await readStatus()).state).toBe('playing');
    await nowPlaying(workbench, itemInStatusBar(ada));
    await workbench.screenshot('spotify-declined');
    await workbench.notifications.clear();
  });
});

describe('a sign-in that Spotify ended', () => {
  it('is told at once, once, and with the way back; the other account goes on', async () => {
    const { workbench } = code;
    spotify.revoke(ada.id);
    spotify.expireAccessTokens();
    await workbench.runCommand('Backbeat: Next');
    await workbench.notifications.waitFor(/The Spotify sign-in of Ada was ended by Spotify/);
    await nowPlaying(workbench, 'Spotify: sign in again');
    await workbench.screenshot('spotify-revoked');
    const { text } = await code.driver.invokeTool(status);
    expect(text).toContain('no longer accepts this sign-in');
    expect((await readStatus({ account: 'Grace' })).state).toBe('playing');
    expect(await code.driver.authAccounts(provider)).toEqual(['Grace']);
  });

  it('takes nobody else for that account', async () => {
    const { workbench } = code;
    const again = (): Promise<void> => workbench.runCommand('Backbeat: Sign In to Spotify');
    expect(await answerConsent(workbench, again, 'Agree as Grace')).toContain('Grace instead of Ada');
    await nowPlaying(workbench, 'Spotify: sign in again');
    await expect
      .poll(() => workbench.notifications.texts())
      .toEqual([
        expect.stringMatching(/^Spotify signed in Grace instead of Ada\. Sign in again/),
        expect.stringMatching(/^The Spotify sign-in of Ada was ended by Spotify\./),
      ]);
    await workbench.notifications.clear();
  });

  it('works again after a new sign-in', async () => {
    const { workbench } = code;
    const again = (): Promise<void> => workbench.runCommand('Backbeat: Sign In to Spotify');
    await answerConsent(workbench, again, 'Agree as Ada');
    await nowPlaying(workbench, itemInStatusBar(ada));
    expect((await readStatus()).state).toBe('playing');
    await workbench.screenshot('spotify-signed-in-again');
  });
});

describe('a second window', () => {
  it('shows the same track and, while nobody looks at it, asks nothing', async () => {
    const { workbench } = code;
    ada.player.play(spotify.catalogue.albums[5]?.uri ?? '');
    const second = await code.openWindow();
    await second.workbench.showRealFocus();
    await second.workbench.focus();
    await nowPlaying(second.workbench, itemInStatusBar(ada));
    await workbench.focus();
    const next = async (): Promise<void> => {
      const before = ada.player.item;
      await workbench.runCommand('Backbeat: Next');
      await expect.poll(() => ada.player.item, { timeout: 10_000 }).not.toBe(before);
      await nowPlaying(workbench, itemInStatusBar(ada));
      await nowPlaying(second.workbench, itemInStatusBar(ada));
    };
    const looksDuringNext = async (): Promise<number> =>
      (await requestsDuring(spotify, next)).filter((request) => request === 'GET /me/player').length;
    // The command's own looks before and after. The window that the user came back to asks once by itself, 10 s after
    // the last answer at the latest, and a command of its own puts that off by 15 s: on a slow machine it may fall
    // into the first of these.
    await expect.poll(looksDuringNext, { timeout: 60_000 }).toBe(2);
    await second.workbench.screenshot('spotify-second-window');
    await second.close();
  });
});

describe('after a reload', () => {
  it('the accounts are still signed in', async () => {
    await code.reload();
    await stepOf('Sign in to Spotify').waitFor();
    expect(await stepOf('Sign in to Spotify').getAttribute('aria-checked')).toBe('true');
    expect(await stepOf('Import your listening history').getAttribute('aria-checked')).toBe('false');
    await nowPlaying(code.workbench, itemInStatusBar(ada));
    await code.driver.startMcpServers();
    expect((await readStatus({ account: 'Grace' })).state).toBe('playing');
    await code.workbench.screenshot('spotify-reloaded');
  });
});

describe('signing out', () => {
  it('forgets the account that is picked, and the other one takes its place', async () => {
    const { workbench } = code;
    await workbench.runCommand('Backbeat: Sign Out of Spotify');
    await workbench.quickInput.pick('Ada');
    await workbench.notifications.waitFor(/Signed out Ada of Spotify/);
    await nowPlaying(workbench, itemInStatusBar(grace));
    expect(await code.driver.authAccounts(provider)).toEqual(['Grace']);
  });
});

describe('a used-up quota', () => {
  it('is told with its end, and Spotify is left alone until then', async () => {
    const { workbench } = code;
    spotify.troubles.once({ kind: 'quota', retryAfterSeconds: 3_600 }, { match: 'GET /me/player' });
    await workbench.runCommand('Backbeat: Next');
    await nowPlaying(workbench, /^Spotify: quota until (tomorrow, )?\d\d:\d\d$/);
    const { text } = await workbench.notifications.waitFor(/quota for the player is used up until/);
    const shown = await workbench.statusBarItem('backbeat.nowPlaying').innerText();
    expect(text).toContain(/\d\d:\d\d/.exec(shown)?.[0]);
    const during = await requestsDuring(spotify, async () => {
      await workbench.runCommand('Backbeat: Play or Pause');
      expect((await code.driver.invokeTool(status)).text).toContain('quota');
    });
    expect(during).toEqual([]);
    await workbench.screenshot('spotify-quota');
    await workbench.notifications.clear();
  });
});

describe('signing out of the last account', () => {
  it('leaves the offer to sign in', async () => {
    const { workbench } = code;
    await workbench.runCommand('Backbeat: Sign Out of Spotify');
    await workbench.notifications.waitFor(/Signed out Grace of Spotify/);
    await nowPlaying(workbench, 'Spotify: sign in');
    expect(await code.driver.authAccounts(provider)).toEqual([]);
    await workbench.screenshot('spotify-signed-out-again');
  });
});

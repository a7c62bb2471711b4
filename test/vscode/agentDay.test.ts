import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { selectTools } from '../../src/core/mcp/selectTools.ts';
import { prompts } from '../../src/core/mcp/prompts/index.ts';
import { tools } from '../../src/core/mcp/tools/index.ts';
import { defaultToolsets, type Toolset } from '../../src/protocol/settings.ts';
import type { PlaylistItemsResult } from '../../src/protocol/spotify/playlistItems.ts';
import type { CreatePlaylistResult, GetPlaylistResult } from '../../src/protocol/spotify/playlists.ts';
import type { SpotifySearchResult } from '../../src/protocol/spotify/search.ts';
import type { WriteResult } from '../../src/protocol/spotify/writes.ts';
import { connectHttp } from '../protocol/clients.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../spotify/simulator.ts';
import { openVsCode, type VsCodeSession } from './harness/session.ts';
import { mcpAddress, signInAda } from './spotifySession.ts';

const server = 'mcp_backbeat_';
const yes = 'Yes, do it';
const no = 'No, leave it';
const wanted = 'For the agent';
/** As the notifications of VS Code read it, a link that runs a command. */
const asALink = 'Coffee [more](command:workbench.action.files.newUntitledFile)';

let spotify: Simulator;
let ada: SimulatedUser;
let code: VsCodeSession;
/** What the search found, in its order. */
let found: readonly string[] = [];

beforeAll(async () => {
  spotify = await startSimulator();
  [ada] = spotify.users as [SimulatedUser];
  code = await openVsCode({
    name: 'agent-day',
    // What the collector asks is another test's business.
    settings: { 'backbeat.collector.enabled': false },
    machineSettings: {
      'backbeat.spotify.apiUrl': spotify.apiUrl,
      'backbeat.spotify.accountsUrl': spotify.accountsUrl,
    },
  });
  code.workbench.page.context().setDefaultTimeout(20_000);
  await signInAda(code, spotify);
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

/** Calls a tool that reads: the editor lets it pass. */
async function read<Result>(tool: string, input: object): Promise<Result> {
  const { structured, text } = await code.driver.invokeTool(`${server}${tool}`, input);
  return (structured ?? { error: text }) as Result;
}

/** Calls a tool that changes something: the editor asks whether it may run, and the user lets it. */
async function change<Result>(
  tool: string,
  input: object,
  { meanwhile }: { meanwhile?: () => Promise<unknown> } = {},
): Promise<Result> {
  const answer = read<Result>(tool, input);
  answer.catch(() => undefined); // awaited below; a failure before that must not end the process
  await code.workbench.acceptToolConfirmation();
  await meanwhile?.();
  return answer;
}

const playlist = () => {
  const made = ada.playlists.byName(wanted);
  if (made === undefined) throw new Error('The playlist is not there.');
  return made;
};
const held = (): readonly (string | undefined)[] => playlist().entries.map(({ uri }) => uri);
const namesOf = (toolsets: readonly Toolset[], readOnly = false): string[] =>
  selectTools(tools, { toolsets, readOnly })
    .map(({ name }) => `${server}${name}`)
    .sort();
const listed = async (): Promise<string[]> => (await code.driver.toolNames(server)).sort();

describe('the tools', () => {
  it('are those of the default toolsets, and no other', async () => {
    await code.driver.startMcpServers();
    expect(await listed()).toEqual(namesOf(defaultToolsets));
    expect((await listed()).length).toBeLessThanOrEqual(32);
  });
});

describe('making a playlist', () => {
  it('finds tracks without asking the user', async () => {
    const artist = spotify.catalogue.tracks[40]?.artists[0]?.name;
    const { results } = await read<SpotifySearchResult>('spotify_search', {
      queries: [{ artist }],
      limit: 6,
    });
    const items = results[0]?.items ?? [];
    expect(items.map(({ by }) => by)).toEqual(Array.from({ length: 6 }, () => [artist]));
    found = items.map(({ uri }) => uri);
  });

  it('makes it in one call: private, with the items in their order', async () => {
    const made = await change<CreatePlaylistResult>('spotify_create_playlist', { name: wanted, uris: found });
    expect(made).toMatchObject({ outcome: 'verified', playlist: { name: wanted, items: 6 } });
    expect(playlist().public).toBe(false);
    expect(held()).toEqual(found);
  });

  it('refuses duplicates by name, and adds nothing', async () => {
    const before = playlist().snapshotId;
    const [first] = found;
    const other = spotify.catalogue.tracks.find(({ uri }) => !found.includes(uri))?.uri;
    const refused = await change<PlaylistItemsResult>('spotify_add_playlist_items', {
      playlist: playlist().uri,
      uris: [other, first],
      duplicates: 'refuse',
    });
    expect(refused).toMatchObject({
      outcome: 'unchanged',
      failed: [{ item: first, why: expect.stringMatching(/already there/i) as string }],
    });
    expect(playlist().snapshotId).toBe(before);
  });
});

describe('taking something away', () => {
  const remove = (choice: string, uris: readonly (string | undefined)[]) => {
    const question = new RegExp(`^Remove ${uris.length} of ${held().length} items from "`);
    let asked = '';
    const answer = change<PlaylistItemsResult>(
      'spotify_remove_playlist_items',
      { playlist: playlist().uri, uris },
      {
        meanwhile: async () => {
          await code.workbench.notifications.waitFor(question);
          await code.workbench.screenshot(`agent-asked-${choice === yes ? 'yes' : 'no'}`);
          asked = await code.workbench.answerServerQuestion(question, choice, (): Promise<unknown> =>
            code.workbench.screenshot(`agent-choice-${choice === yes ? 'yes' : 'no'}`),
          );
        },
      },
    );
    return answer.then((result) => ({ result, asked }));
  };

  it('is asked by a sentence that says what and where; a no changes nothing', async () => {
    const before = playlist().snapshotId;
    const { result, asked } = await remove(no, found.slice(1, 3));
    expect(asked).toContain(`Remove 2 of 6 items from "${wanted}"`);
    expect(result).toMatchObject({ outcome: 'declined' });
    expect(playlist().snapshotId).toBe(before);
  });

  it('is done after a yes, and undone in the old order', async () => {
    const { result } = await remove(yes, found.slice(1, 3));
    expect(result).toMatchObject({ outcome: 'verified', undo_id: expect.any(String) as string });
    expect(held()).toEqual(found.filter((_, at) => at !== 1 && at !== 2));
    const undone = await change<WriteResult>(
      'ops_undo',
      { undo_id: result.undo_id },
      { meanwhile: () => code.workbench.answerServerQuestion(/For the agent/, yes) },
    );
    expect(undone).toMatchObject({ outcome: 'verified' });
    expect(held()).toEqual(found);
  });

  it('never makes a link of a name in the question', async () => {
    const { page, notifications } = code.workbench;
    const coffee = ada.playlists.byName('Morning Coffee');
    if (coffee === undefined) throw new Error('Ada has no such playlist.');
    coffee.name = asALink;
    const { outcome } = await change<PlaylistItemsResult>(
      'spotify_remove_playlist_items',
      { playlist: coffee.uri, uris: coffee.entries.slice(0, 1).map(({ uri }) => uri) },
      {
        meanwhile: async () => {
          const { text } = await notifications.waitFor(/\[more\]/);
          expect(text).toContain('(command:');
          expect(await page.locator('.notification-list-item-message a').count()).toBe(0);
          await code.workbench.answerServerQuestion(/\[more\]/, no);
        },
      },
    );
    expect(outcome).toBe('declined');
  });
});

describe('prompts in the chat', () => {
  it('are offered, and one is filled in with a completion', async () => {
    const { workbench, driver } = code;
    const prompt = '/mcp.Backbeat.create_playlist';
    await driver.executeCommand('workbench.action.chat.open');
    await workbench.chat.type('/mcp.Backbeat.');
    expect((await workbench.chat.suggested()).sort()).toEqual(
      prompts.map(({ name }) => `/mcp.Backbeat.${name}`).sort(),
    );
    await workbench.screenshot('agent-prompts');
    await workbench.chat.takeSuggestion(prompt);
    await workbench.quickInput.waitForTitle('Value for: theme (1/1)');
    await workbench.quickInput.type('wo');
    await workbench.quickInput.waitForLabel('deep work');
    await workbench.screenshot('agent-completion');
    await workbench.quickInput.pick('workout');
    await expect
      .poll(() => workbench.chat.text())
      .toMatch(/^Make a Spotify playlist with me about "workout"\./);
    await workbench.screenshot('agent-prompt');
    await driver.executeCommand('workbench.action.closeAuxiliaryBar');
  });
});

describe('resources in the editor', () => {
  it('are opened by their name', async () => {
    await code.workbench.openMcpResource('Profile');
    await expect.poll(() => code.workbench.editorText()).toMatch(/"name":"Ada"/);
    await code.workbench.screenshot('agent-resource');
  });

  it('are opened by an id that the server suggests', async () => {
    const { id } = playlist();
    await code.workbench.openMcpResource('Playlist', id);
    await expect.poll(() => code.workbench.editorText()).toMatch(/"name":"For the agent"/);
    const shown = JSON.parse(await code.workbench.editorText()) as GetPlaylistResult;
    expect(shown.entries.map(({ uri }) => uri)).toEqual(found);
  });
});

describe('the settings', () => {
  const wide: readonly Toolset[] = [...defaultToolsets, 'playlist_power'];

  it('switch a toolset on, and its tools appear without a restart', async () => {
    await code.driver.changeSetting('backbeat.toolsets', wide);
    await expect.poll(listed, { timeout: 15_000 }).toEqual(namesOf(wide));
    const duplicates = await read('spotify_find_playlist_duplicates', { playlist: playlist().uri });
    expect(duplicates).not.toHaveProperty('error');
  });

  it('take every writing tool away while read-only, and give them back', async () => {
    await code.driver.changeSetting('backbeat.readOnly', true);
    await expect.poll(listed, { timeout: 15_000 }).toEqual(namesOf(wide, true));
    await code.driver.changeSetting('backbeat.readOnly', false);
    await expect.poll(listed, { timeout: 15_000 }).toEqual(namesOf(wide));
  });
});

describe('an agent whose client cannot ask', () => {
  it.each([
    ['Cancel', 'declined'],
    ['Do It', 'verified'],
  ] as const)('is held up by a dialog of the editor: %s', async (button, outcome) => {
    const { workbench } = code;
    const { url, token } = await mcpAddress(code);
    const client = await connectHttp('v1', url, token);
    const before = held();
    const [first] = found;
    const answer = client.callTool('spotify_remove_playlist_items', {
      playlist: playlist().uri,
      uris: [first],
      confirm: true,
    });
    answer.catch(() => undefined);
    const question = /^Remove 1 of 6 items from "For the agent"/;
    if (button === 'Cancel') {
      await workbench.page.locator('.dialog-message-text').filter({ hasText: question }).waitFor();
      await workbench.screenshot('agent-dialog');
    }
    const { detail } = await workbench.answerDialog(button, question);
    expect(detail).toContain('An agent asks');
    expect((await answer).structuredContent).toMatchObject({ outcome });
    expect(held()).toEqual(button === 'Cancel' ? before : found.slice(1));
    await client.close();
  });
});

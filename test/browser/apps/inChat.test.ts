import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heatmapApp, importApp, playerApp, tasteSummaryApp } from '../../../src/core/mcp/apps/chatApps.ts';
import { openChats, type ChatOptions, type Chats, type OpenChat } from './appsChat.ts';
import { hostileName, silentSummary, summary } from '../../webview/summaries.ts';

let chats: Chats;
let chat: OpenChat | undefined;
beforeAll(async () => {
  chats = await openChats();
}, 60_000);
afterAll(() => chats.close());
afterEach(async () => {
  const problems = chat?.problems() ?? [];
  await chat?.close();
  chat = undefined;
  expect(problems).toEqual([]);
});
const open = async (app: typeof playerApp, options?: ChatOptions): Promise<OpenChat> => {
  chat = await chats.open(app, options);
  return chat;
};

const answer = (structuredContent: object, _meta?: object) => ({
  content: [{ type: 'text', text: JSON.stringify(structuredContent) }],
  structuredContent,
  ...(_meta !== undefined && { _meta }),
});
const failure = (text: string, _meta?: object) => ({
  content: [{ type: 'text', text }],
  isError: true,
  ...(_meta !== undefined && { _meta }),
});

const track = {
  ...{ name: 'Lighthouse Keeper', type: 'track', by: ['Tin Observatory'], album: 'Low Tide' },
  duration_ms: 225_000,
  ...{ uri: 'spotify:track:1', url: 'https://open.spotify.com/track/1' },
};
const device = { name: 'Desk', id: 'd1', kind: 'Computer', active: true, volume: 40, supports_volume: true };
const status = {
  ...{ account: 'ada', state: 'playing' },
  playback: { playing: true, item: track, progress_ms: 83_000, shuffle: false, repeat: 'off', device },
  devices: [device],
  queue: [{ ...track, name: 'Second Tide', uri: 'spotify:track:2' }],
};
const longName = 'ä'.repeat(10_000);
const rightToLeft = '\u202Eevil\u202C مرحبا';

describe('every page', () => {
  it.each([
    [playerApp, status, 'Lighthouse Keeper'],
    [tasteSummaryApp, summary, 'Top artists'],
    [heatmapApp, heatmapOf(), 'When you listen'],
    [importApp, report(), 'Imported'],
  ])(
    '$file shows its answer, tells its size, and has no violation of axe-core',
    async (app, value, words) => {
      const { frame, page, text, result } = await open(app, { callTool: () => answer(status) });
      await result(answer(value));
      await frame.getByText(words).first().waitFor();
      expect(await text()).toContain(words);
      await expect
        .poll(async () => {
          const told = await page.evaluate(() => window.chat.sizes.at(-1)?.height);
          const real = await frame
            .locator('main')
            .evaluate((main) => Math.ceil(main.getBoundingClientRect().height));
          return told === real && real > 50;
        })
        .toBe(true);
      for (const theme of ['light', 'dark']) {
        await chat?.changeContext({ theme });
        expect(await chats.axe(chat as OpenChat)).toEqual([]);
      }
    },
  );

  it.each([playerApp, tasteSummaryApp, heatmapApp, importApp])(
    '$file says what the tool said went wrong, as text',
    async (app) => {
      const { frame, result } = await open(app);
      await result(failure(`It went wrong. ${hostileName}`));
      await frame.getByRole('alert').getByText('It went wrong.').waitFor();
      expect(await frame.getByRole('alert').innerText()).toContain(hostileName);
      expect(await frame.locator('main img, main b').count()).toBe(0);
    },
  );

  it.each([
    ['nothing', { content: [] }],
    ['another shape', answer({ surprise: true })],
    ['no JSON', { content: [{ type: 'text', text: 'All is well.' }] }],
  ])('says so when an answer is %s', async (_, result) => {
    const opened = await open(heatmapApp);
    await opened.result(result);
    await opened.frame.getByText('This answer cannot be shown as a picture.').waitFor();
  });

  it('reads an answer that a chat passes on as text alone', async () => {
    const opened = await open(heatmapApp);
    await opened.result({ content: answer(heatmapOf()).content });
    await opened.frame.getByText('When you listen').waitFor();
  });

  it('says so when the call was stopped', async () => {
    const opened = await open(tasteSummaryApp);
    await opened.input({});
    await opened.cancel();
    await opened.frame.getByText('the call was stopped').waitFor();
  });

  it('goes on after messages that no chat sends', async () => {
    const { page, frame, result } = await open(heatmapApp);
    await page.evaluate(() => {
      for (const message of [
        ...[
          null,
          'text',
          7,
          [],
          {},
          { jsonrpc: '2.0' },
          { jsonrpc: '2.0', method: 'ui/notifications/unknown' },
        ],
        { jsonrpc: '2.0', method: 'ui/notifications/tool-result', params: 'no object' },
        { jsonrpc: '2.0', id: 999, result: {} },
      ]) {
        window.chat.post(message);
      }
    });
    await result(answer(heatmapOf()));
    await frame.getByText('When you listen').waitFor();
  });

  it('ends when the chat takes it away', async () => {
    const { page, result } = await open(playerApp, { callTool: () => answer(status) });
    await result(answer(status));
    expect(await page.evaluate(() => window.chat.end())).toEqual({});
  });

  it('takes the colours of the chat, live, and nothing that would load something', async () => {
    const variables = {
      '--color-background-primary': 'rgb(1, 2, 3)',
      '--color-text-primary': 'url(https://example.com/x.png)',
      '--evil': 'red',
    };
    const { frame, changeContext, result } = await open(heatmapApp, {
      context: { theme: 'dark', styles: { variables } },
    });
    await result(answer(heatmapOf()));
    await frame.getByText('When you listen').waitFor();
    const background = () => frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe('rgb(1, 2, 3)');
    const style = await frame.evaluate(() => document.documentElement.getAttribute('style') ?? '');
    expect(style).not.toMatch(/url|evil/);
    await changeContext({ styles: { variables: { '--color-background-primary': 'rgb(250, 250, 250)' } } });
    await expect.poll(background).toBe('rgb(250, 250, 250)');
  });

  it('speaks the language of the chat', async () => {
    const { frame, result } = await open(importApp, { context: { locale: 'de-DE' } });
    await frame.getByText('Es wird gewartet, bis der Import beginnt…').waitFor();
    await result(answer(report()));
    await frame.getByText('12.345').first().waitFor();
    expect(await frame.evaluate(() => document.documentElement.lang)).toMatch(/^de/);
  });
});

describe('the player card', () => {
  it('shows the cover from beside the answer', async () => {
    const { frame, result } = await open(playerApp);
    await result(
      answer(status, { 'backbeat/cover': 'https://i.scdn.co/image/1', 'backbeat/read_at': Date.now() }),
    );
    await expect
      .poll(() => frame.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0);
  });

  it('commands the player of the account that it shows, and shows what came of it', async () => {
    const paused = { ...status.playback, playing: false };
    const { frame, result, calls } = await open(playerApp, {
      callTool: () => answer({ action: 'pause', outcome: 'verified', playback: paused }),
    });
    await result(answer(status));
    await frame.getByRole('button', { name: 'Pause', exact: true }).click();
    await frame.getByRole('button', { name: 'Play', exact: true }).waitFor();
    expect(calls).toEqual([{ name: 'spotify_control', arguments: { action: 'pause', account: 'ada' } }]);
  });

  it('reads the player once more after a step to another item', async () => {
    const next = {
      ...status,
      playback: { ...status.playback, item: { ...track, name: 'Second Tide', uri: 'spotify:track:2' } },
    };
    const { frame, result, calls } = await open(playerApp, {
      callTool: (name) =>
        name === 'spotify_status'
          ? answer(next)
          : answer({ action: 'next', outcome: 'accepted', playback: next.playback }),
    });
    await result(answer(status));
    await frame.getByRole('button', { name: 'Next', exact: true }).click();
    await expect.poll(() => calls.map(({ name }) => name)).toEqual(['spotify_control', 'spotify_status']);
    await frame.getByText('Second Tide').first().waitFor();
  });

  it('asks by itself when what plays is over, and not before', async () => {
    const nearEnd = { ...status, playback: { ...status.playback, progress_ms: track.duration_ms - 500 } };
    const { result, calls, page } = await open(playerApp, {
      callTool: () => answer({ ...status, playback: { ...status.playback, playing: false } }),
    });
    await result(answer(nearEnd));
    await page.waitForTimeout(700);
    expect(calls).toEqual([]);
    await expect.poll(() => calls.map(({ name }) => name), { timeout: 5_000 }).toEqual(['spotify_status']);
  });

  it('reads the player anew when its chat is opened another day', async () => {
    const { frame, result } = await open(playerApp, {
      callTool: () => answer({ account: 'ada', state: 'nothing_playing', note: 'Nothing is active.' }),
    });
    await result(answer(status, { 'backbeat/read_at': Date.now() - 86_400_000 }));
    await expect.poll(() => frame.getByText('Lighthouse Keeper').count()).toBe(0);
  });

  it('says what went wrong with a command, for people, and goes back', async () => {
    const wire = { code: 'NO_ACTIVE_DEVICE', message: 'No device is active.', hint: 'Call spotify_status.' };
    const { frame, result } = await open(playerApp, {
      callTool: () => failure('No device is active. Call spotify_status.', { 'backbeat/error': wire }),
    });
    await result(answer(status));
    await frame.getByRole('button', { name: 'Pause', exact: true }).click();
    await frame.getByText('No device is playing.').waitFor();
    expect(await frame.getByRole('alert').innerText()).not.toContain('spotify_status');
    await frame.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  });

  it('says so when the chat passes no command on', async () => {
    const { frame, result } = await open(playerApp);
    await result(answer(status));
    await frame.getByRole('button', { name: 'Pause', exact: true }).click();
    await frame.getByText('The chat did not let this through.').waitFor();
    expect(await frame.getByRole('button', { name: 'Update' }).count()).toBe(0);
  });

  it('says which part could not be read', async () => {
    const { frame, result } = await open(playerApp);
    await result(
      answer({ ...status, queue: undefined, missing: [{ part: 'queue', why: 'Spotify is slow.' }] }),
    );
    await frame.getByText('What comes next could not be read. Spotify is slow.').waitFor();
  });

  it.each([320, 200])('shows hostile names as text, %i pixels wide', async (width) => {
    const { frame, result } = await open(playerApp, { width });
    const item = { ...track, name: longName, by: [hostileName, rightToLeft], album: longName };
    await result(
      answer({ ...status, playback: { ...status.playback, item }, queue: [{ ...item, name: hostileName }] }),
    );
    await frame.getByText(hostileName).first().waitFor();
    expect(await frame.locator('main b, main img[src="x"]').count()).toBe(0);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await frame.evaluate(() => document.body.getBoundingClientRect().height)).toBeLessThan(3_000);
  });
});

describe('the taste summary', () => {
  it('shows the figures of the answer, with their rule', async () => {
    const { frame, text, result } = await open(tasteSummaryApp);
    await result(answer(summary));
    await frame.getByText('Top tracks').waitFor();
    const said = await text();
    for (const figure of ['4,793', '291', '214', '901', '1,204 plays', '25.1%', '88 plays']) {
      expect(said).toContain(figure);
    }
    expect(said).toContain(summary.play_rule);
    expect(said).toContain('23 Aug 2026 – 20 Nov 2026, Europe/Berlin');
    expect(said).toContain('The history ends at 18 Nov 2026, 22:40');
    expect(said).toContain('1 gap');
    expect(await frame.locator('main img, main b').count()).toBe(0);
  });

  it('says so when nothing was heard', async () => {
    const { frame, result } = await open(tasteSummaryApp);
    await result(answer(silentSummary));
    await frame.getByText('No plays in this time.').waitFor();
    expect(await frame.getByRole('grid').count()).toBe(0);
  });

  it('keeps names of ten thousand characters inside of 320 pixels', async () => {
    const { frame, result } = await open(tasteSummaryApp, { width: 320 });
    const artists = [
      { ...summary.top_artists[0], name: longName },
      { ...summary.top_artists[1], name: rightToLeft },
    ];
    await result(answer({ ...summary, top_artists: artists }));
    await frame.getByText('Top tracks').waitFor();
    expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

describe('the heatmap', () => {
  it('shows every hour of the answer, and is walked by the arrow keys', async () => {
    const { frame, result } = await open(heatmapApp);
    await result(answer(heatmapOf()));
    await frame.getByRole('grid').waitFor();
    const labels = await frame
      .getByRole('gridcell')
      .evaluateAll((cells) => cells.flatMap((cell) => cell.getAttribute('aria-label') ?? []));
    const counts = labels.map((label) => Number(/: (\d+) play/.exec(label)?.[1] ?? 0));
    expect(counts).toEqual(summary.heatmap.plays.flat());
    await frame.locator('[role=gridcell][tabindex="0"]').focus();
    await frame.page().keyboard.press('Home');
    expect(await frame.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/00:00/);
  });
});

describe('the import', () => {
  const job = {
    ...{ job_id: 3, status: 'running', account: 'ada', source: 'my_spotify_data.zip' },
    ...{ started_at: '2026-11-21T10:00:00Z', format: 'none' },
    ...{ rows_read: 4_200, stored: 4_100, already_known: 100, superseded: 0, left_out: {} },
  };

  it('says how far it is while it runs, then what became of every row', async () => {
    const { frame, text, input, result, calls } = await open(importApp, {
      callTool: () => answer({ jobs: [{ ...job, job_id: 4, source: 'other.zip', rows_read: 9 }, job] }),
    });
    await input({ path: '/home/ada/private/my_spotify_data.zip' });
    await frame.getByText('4,200 rows read, 4,100 new').waitFor();
    expect(await text()).not.toContain('private');
    await result(answer(report()));
    await frame.getByText('Every row is accounted for').waitFor();
    const said = await text();
    for (const figure of ['12,000', '300', '40', '12,345', '5 rows: the row has no time'])
      expect(said).toContain(figure);
    const asked = calls.length;
    await frame.page().waitForTimeout(2_000);
    expect(calls.length).toBe(asked);
  });

  it('says so when the rows do not add up', async () => {
    const { frame, result } = await open(importApp);
    await result(answer({ ...report(), stored: 1 }));
    await frame.getByText('do not add up').waitFor();
  });

  it('stops asking a chat that does not let it ask', async () => {
    const { frame, input } = await open(importApp, { callTool: () => failure('There is no such tool.') });
    await input({ path: 'C:\\music\\<img src=x onerror=alert(1)>.zip' });
    await frame.getByText('<img src=x onerror=alert(1)>.zip').waitFor();
    expect(await frame.locator('main img[src="x"]').count()).toBe(0);
  });
});

function heatmapOf() {
  const { window_start, window_end, timezone, play_rule, heatmap } = summary;
  const plays = heatmap.plays.flat().reduce((sum, count) => sum + count, 0);
  return { window_start, window_end, timezone, play_rule, plays, hours: 12.3, heatmap };
}

function report() {
  return {
    ...{ job_id: 3, status: 'success', account: 'ada', rows_read: 12_345 },
    ...{ stored: 12_000, already_known: 300, superseded: 40 },
    left_out: [{ rows: 5, because: 'the row has no time, or one that cannot be read' }],
    ...{ files: 9, ignored_files: 14, names_resolved: 0, seconds: 3.21, message: 'Imported 12,000 plays.' },
    ...{ first_played_at: '2019-01-01T10:00:00Z', last_played_at: '2026-10-01T10:00:00Z' },
  };
}

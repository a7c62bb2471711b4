import { describe, expect, it } from 'vitest';
import { activityPage } from '../../webview/pages/activity/activityPage.ts';
import { redact } from '../../webview/pages/activity/redact.ts';
import { hostGone, openPanel, panelNow, Refusal, settled } from './openPanel.ts';

const accessToken = 'BQDx3kT0aY-9fLm2Zr_8sQw1Ee5Rt7Yu4Io6Pa3Sd0Fg9Hj8Kl7Zx6Cv5Bn4Mm';
const clientId = '0123456789abcdef0123456789abcdef';

describe('redaction', () => {
  it.each([
    [`Authorization: Bearer ${accessToken}`, accessToken],
    [`{"access_token":"${accessToken}","token_type":"x"}`, accessToken],
    ['refresh_token=AQC-short.one&grant_type=refresh_token', 'AQC-short'],
    [String.raw`{\"client_secret\": \"hunter22\"}`, 'hunter22'],
    ['password: correcthorse', 'correcthorse'],
    ['http://127.0.0.1:4381/callback?code=AQDabc&state=s1', 'AQDabc'],
    ['http://127.0.0.1:4381/callback?code=AQDabc&state=s1', 's1'],
    [`the app ${clientId} was refused`, clientId],
    ['eyJhbGciOi.eyJzdWIiOiI.c2lnbmF0dXJl sent', 'c2lnbmF0dXJl'],
    ['https://mara:hunter22@proxy.example/', 'hunter22'],
    ['mail to mara.lind+music@example.co.uk now', 'mara.lind'],
    ['mail to mära@bücher.example now', 'bücher'],
    ['mara%40example.org', 'mara'],
    ['open /home/mara/.config/backbeat/x.json', 'mara'],
    ['open /Users/mara/Library/x', 'mara'],
    [String.raw`open C:\Users\Mara Lind\AppData\x`, 'Mara'],
    [String.raw`{"path":"c:\\Users\\Mara Lind\\AppData"}`, 'Mara'],
    ['file:///home/mara/x and vscode-remote://wsl%2Fhome%2Fmara%2Fx', 'mara'],
    ['open /root/.config/x', '/root'],
  ])('of %s takes the secret out', (said, secret) => {
    expect(redact(said)).not.toContain(secret);
  });

  it('leaves what helps', () => {
    const helpful = [
      '2026-11-20T08:00:00.000Z error collector: SPOTIFY_ERROR 429, asked again at 2026-11-20T09:00:00.000Z',
      '{"account":"x","state":"initial_sync","code":"HOST_ERROR"}',
      'spotify:track:4uLU6hMCjMI75M1A2tKUQC of Streaming_History_Audio_2021-2024_0.json',
      'missing scopes: user-read-recently-played playlist-modify-private',
      String.raw`[home]\AppData and [home]/.config`,
    ];
    expect(helpful.map((line) => redact(line))).toEqual(helpful);
  });

  it('puts numbers in place of the names of accounts, the longest first', () => {
    const names = [['mara', 'Mara Lind'], ['default'], ['quo"te'], ['ab']];
    expect(redact('mara (Mara Lind) and default, ab', names)).toBe(
      '[account 1] ([account 1]) and default, ab',
    );
    expect(redact('{"account":"quo\\"te"}', names)).toBe('{"account":"[account 3]"}');
  });
});

describe('copied diagnostics', () => {
  async function copied(isGone = false): Promise<string> {
    const message = `sign-in of mara failed: ${accessToken}\nat /home/mara/x (mara@example.org)`;
    const panel = openPanel({
      pages: [activityPage],
      now: () => panelNow,
      context: { version: '1.2.3' },
      handlers: {
        'collector.status': () => ({
          ...{ enabled: true, interval_seconds: 600, watch_folder: '/home/mara/exports' },
          accounts: [
            {
              account: 'mara',
              state: 'idle',
              initial_sync: 'completed',
              latest_play: '2026-11-20T10:00:00Z',
            },
          ],
        }),
        'accounts.list': () => ({
          accounts: [],
          has_client_id: true,
          closed: [{ family: 'search', reason: 'quota', until: '2026-11-21T00:00:00.000Z' }],
        }),
        'app.status': () => ({
          ...{ version: '1.2.3', schema_version: 9, accounts: [{ account: 'mara', listens: 12 }] },
          ...{ database_bytes: 4096, journal_bytes: 0, damage: [] },
        }),
        'ops.jobRuns': () => {
          if (isGone) throw new Refusal(hostGone);
          return { runs: [] };
        },
        'ops.logs': ({ limit = 50 }) => ({
          lines: Array.from({ length: limit }, (_, index) => ({
            ...{ at: '2026-11-20T08:00:00.000Z', service: 'collector', level: 'info' as const },
            message: index === 0 ? message : 'x'.repeat(index === 1 ? 10_000 : 10),
          })),
        }),
        'panel.copy': () => ({}),
      },
    });
    await settled();
    document.querySelector<HTMLElement>('#activity-copy')?.click();
    await settled();
    const params = panel.calls.find(({ method }) => method === 'panel.copy')?.params as
      { text: string } | undefined;
    if (params === undefined) throw new Error('nothing was copied');
    return params.text;
  }

  it('hold version, state, limits, runs and the last 200 lines, without secrets and names', async () => {
    const text = await copied();
    expect(text).toContain('version 1.2.3');
    expect(text).toContain('"state":"idle"');
    expect(text).toContain('search: quota until 2026-11-21T00:00:00.000Z');
    expect(text).toContain('## Last job runs\nnone');
    expect(text).toContain('[account 1]');
    expect(text.split('\n').filter((line) => line.includes('info collector:'))).toHaveLength(200);
    expect(text).not.toMatch(/mara|BQDx|example\.org/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(1_100);
    expect(document.querySelector('.activity-logs')?.textContent).toContain('Copied. Tokens, mail addresses');
  });

  it('say which part cannot be read', async () => {
    expect(await copied(true)).toContain(
      '## Last job runs\nnot available (HOST_ERROR: The host of the history ended.)',
    );
  });
});

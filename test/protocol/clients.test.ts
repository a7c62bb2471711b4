import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectTools } from '../../src/core/mcp/selectTools.ts';
import { tools as declared } from '../../src/core/mcp/tools/index.ts';
import { defaultToolsets, toolsets } from '../../src/protocol/settings.ts';
import { sampleExportFile, type SampleFile } from './sampleFile.ts';
import { runCli, temporaryFolder } from './bundle.ts';
import { clientKinds, connectHttp, connectStdio, type TestClient } from './clients.ts';
import { startServe, type ServeProcess } from './serveProcess.ts';
import { sortedJson } from './sortedJson.ts';

const folder = temporaryFolder();
const everyToolset = ['--toolsets', toolsets.join(',')];
let sample: SampleFile;
let served: ServeProcess;

beforeAll(async () => {
  sample = await sampleExportFile(folder.path);
  const { code, stderr } = await runCli(['import', sample.path, '--data-dir', folder.path]);
  expect(code, stderr).toBe(0);
  served = await startServe(['--data-dir', folder.path, ...everyToolset]);
});
afterAll(async () => {
  await served.stop();
  folder.dispose();
});

const transports = {
  stdio: (kind: (typeof clientKinds)[number]) =>
    connectStdio(kind, ['--data-dir', folder.path, ...everyToolset]),
  http: (kind: (typeof clientKinds)[number]) => connectHttp(kind, served.url, served.token),
} as const;

const cases = clientKinds.flatMap((kind) =>
  (Object.keys(transports) as (keyof typeof transports)[]).map((transport) => ({ kind, transport })),
);

describe.each(cases)('a $kind client over $transport', ({ kind, transport }) => {
  let client: TestClient;
  beforeAll(async () => {
    client = await transports[transport](kind);
  });
  afterAll(() => client.close());

  it('meets the server', () => {
    expect(client.serverName()).toBe('backbeat');
    expect(client.instructions()).toContain('history_taste_summary');
    if (kind === 'v2 modern' || kind === 'v2 auto') expect(client.protocolVersion()).toBe('2026-07-28');
    if (kind === 'v2 legacy') expect(client.protocolVersion()).toBe('2025-11-25');
  });

  it('lists every tool', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(declared.map(({ name }) => name));
    await Promise.all(
      tools.map((tool) => expect(sortedJson(tool)).toMatchFileSnapshot(`definitions/${tool.name}.json`)),
    );
  });

  it('gets the numbers of the export', async () => {
    const { from, to, timezone, plays, topArtist } = sample.truth;
    const answer = await client.callTool('history_taste_summary', { from, to, timezone });
    expect(answer.isError).toBeFalsy();
    expect(answer.structuredContent).toMatchObject({
      plays,
      top_artists: expect.arrayContaining([expect.objectContaining({ name: topArtist })]) as unknown,
    });
    expect(JSON.parse(answer.content[0]?.text ?? '')).toEqual(answer.structuredContent);
  });

  it.each([
    ['an unknown argument', { dayz: 3 }, /dayz/],
    ['a number out of range', { days: 0 }, /days/],
    ['an impossible date', { from: '2025-02-30' }, /2025-02-30/],
    ['an end before the start', { from: '2025-03-01', to: '2025-02-01' }, /to/],
    ['an unknown zone', { timezone: 'Mars/Olympus' }, /Mars\/Olympus/],
    ['an unknown account', { account: 'nobody' }, /nobody/],
  ])('is told what is wrong with %s, and can go on', async (_, args, words) => {
    const answer = await client.callTool('history_taste_summary', args);
    expect(answer.isError).toBe(true);
    expect(answer.content[0]?.text).toMatch(words);
    expect((await client.callTool('history_coverage', {})).isError).toBeFalsy();
  });
});

describe('two clients of one data directory', () => {
  it('are answered by one host', async () => {
    const clients = await Promise.all([
      connectStdio('v1', ['--data-dir', folder.path]),
      connectStdio('v2 legacy', ['--data-dir', folder.path]),
    ]);
    const { from, to, timezone } = sample.truth;
    const answers = await Promise.all(
      clients.map((client) => client.callTool('history_top_tracks', { from, to, timezone })),
    );
    expect(answers[0]?.structuredContent).toEqual(answers[1]?.structuredContent);
    expect(answers[0]?.isError).toBeFalsy();
    await Promise.all(clients.map((client) => client.close()));
  });
});

describe('an empty history', () => {
  it('answers how to fill it', async () => {
    const empty = temporaryFolder();
    const client = await connectStdio('v1', ['--data-dir', empty.path, ...everyToolset]);
    const answer = await client.callTool('history_top_artists', {});
    expect(answer.isError).toBe(true);
    expect(answer.content[0]?.text).toMatch(/empty.*Backbeat: Import Spotify Data/s);
    expect((await client.callTool('ops_latest_import_jobs')).structuredContent).toMatchObject({ jobs: [] });
    await client.close();
    empty.dispose();
  });
});

describe('the account of the command line', () => {
  it('is the one of every call that names none', async () => {
    const client = await connectStdio('v1', ['--data-dir', folder.path, '--account', 'nobody']);
    const answer = await client.callTool('history_coverage');
    expect(answer.isError).toBe(true);
    expect(answer.content[0]?.text).toMatch(/nobody.*default/s);
    expect((await client.callTool('history_coverage', { account: 'default' })).isError).toBeFalsy();
    await client.close();
  });
});

describe('toolsets', () => {
  const names = async (...args: string[]): Promise<string[]> => {
    const client = await connectStdio('v1', ['--data-dir', folder.path, ...args]);
    const listed = (await client.listTools()).tools.map(({ name }) => name);
    await client.close();
    return listed;
  };

  it('are the default ones unless others are chosen', async () => {
    const expected = selectTools(declared, { toolsets: defaultToolsets, readOnly: false });
    expect(await names()).toEqual(expected.map(({ name }) => name));
  });

  it('are chosen on the command line', async () => {
    expect(await names('--toolsets', 'ops,player')).toEqual([
      ...['spotify_status', 'spotify_control', 'spotify_play'],
      ...['ops_sync_status', 'ops_sync_now', 'ops_pause_collection', 'ops_resume_collection'],
      ...['ops_latest_job_runs', 'ops_latest_import_jobs', 'ops_import_export', 'ops_export_history'],
      ...['ops_delete_history', 'ops_logs', 'ops_doctor', 'ops_list_undo', 'ops_undo'],
    ]);
  });

  it('lose every tool that changes something in read-only mode', async () => {
    expect(await names('--toolsets', 'ops,player', '--read-only')).toEqual([
      ...['spotify_status', 'ops_sync_status', 'ops_latest_job_runs', 'ops_latest_import_jobs'],
      ...['ops_logs', 'ops_doctor', 'ops_list_undo'],
    ]);
  });

  it('are chosen per request over HTTP', async () => {
    const listed = async (address: string): Promise<string[]> => {
      const client = await connectHttp('v2 modern', address, served.token);
      const { tools } = await client.listTools();
      await client.close();
      return tools.map(({ name }) => name);
    };
    expect(await listed(`${served.url}?toolsets=player&readonly=true`)).toEqual(['spotify_status']);
    const refused = await fetch(`${served.url}?toolsets=everything`, {
      method: 'POST',
      headers: { authorization: `Bearer ${served.token}` },
    });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/Known ones: player/);
  });

  it('that do not exist are an error that names the others', async () => {
    const { code, stdout, stderr } = await runCli(['mcp', '--toolsets', 'everything']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/--toolsets.*everything.*history.*ops/s);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type * as z from 'zod';
import { drawPlays } from '../src/node/terminal/foundPlays.ts';
import { styleOf } from '../src/node/terminal/style.ts';
import { drawSummary } from '../src/node/terminal/summary.ts';
import { terminalOf } from '../src/node/terminal/terminal.ts';
import { drawTopArtists } from '../src/node/terminal/topList.ts';
import { latestImportJobsResult } from '../src/protocol/history/importReport.ts';
import { searchPlaysResult } from '../src/protocol/history/searchPlays.ts';
import { tasteSummaryResult } from '../src/protocol/history/tasteSummary.ts';
import { topArtistsResult } from '../src/protocol/history/topLists.ts';
import { sampleExport } from '../test/fixtures/sampleExport.ts';
import { zipExport } from '../test/fixtures/zipExport.ts';
import { root, runNode } from './runNode.ts';

/**
 * The main job on the screen: build, import an export (a made-up one, or the one named on the command line) into
 * a temporary folder, start the real MCP server over stdio and ask it three questions as an agent would.
 */
const cli = join(root, 'dist', 'cli.cjs');
const dayMs = 86_400_000;
const terminal = terminalOf(process.stdout, process.env);
const style = styleOf(terminal);
const ownExport = process.argv[2];

const folder = await mkdtemp(join(tmpdir(), 'backbeat-demo-'));
try {
  await demonstrate(join(folder, 'data'));
} catch (error) {
  say(style.bad(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function demonstrate(dataDir: string): Promise<void> {
  step('Build');
  await run(join('scripts', 'build.ts'), []);
  say('dist/ holds the extension, the worker, the command line and the panel.');

  // npm runs scripts in the project's folder; the path was typed in INIT_CWD.
  const source =
    ownExport === undefined
      ? await makeSample()
      : resolve(process.env['INIT_CWD'] ?? process.cwd(), ownExport);

  step('Import');
  command(['import', source]);
  await run(cli, ['import', source, '--data-dir', dataDir]);

  step('Ask, as an agent does: MCP over stdio');
  command(['mcp']);
  const client = new Client({ name: 'backbeat-demo', version: '1.0.0' });
  const server = { command: process.execPath, args: [cli, 'mcp', '--data-dir', dataDir] };
  await client.connect(new StdioClientTransport(server));
  try {
    await askThreeQuestions(client);
  } finally {
    await client.close();
  }
  sayWhatIsNext();
}

async function makeSample(): Promise<string> {
  step('Make a sample export');
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { files, truth } = sampleExport({ seed: 2026, until: Date.now() - dayMs, timeZone });
  const zip = await zipExport(files, { spotifyLike: true });
  const path = join(folder, 'my_spotify_data.zip');
  await writeFile(path, zip);
  say(
    `A listener who does not exist: ${truth.counts.rows_read} rows in ${files.length} files, ` +
      `with duplicates, empty rows and damage, as real exports have them.`,
  );
  return path;
}

async function askThreeQuestions(client: Client): Promise<void> {
  const { jobs } = await call(client, 'ops_latest_import_jobs', { limit: 1 }, latestImportJobsResult);
  const last = Date.parse(jobs[0]?.last_played_at ?? new Date().toISOString());
  const year = { from: isoDay(last - 364 * dayMs), to: isoDay(last + dayMs) };

  const summary = await ask(
    client,
    'What is my taste in music?',
    'history_taste_summary',
    { ...year, limit: 8 },
    tasteSummaryResult,
  );
  say(drawSummary(summary, terminal));

  const byTime = { ...year, by: 'time', limit: 10 };
  const artists = await ask(
    client,
    'Who did I spend most time with?',
    'history_top_artists',
    byTime,
    topArtistsResult,
  );
  say(drawTopArtists(artists, terminal));

  const [favourite] = artists.top_artists;
  if (favourite === undefined) return;
  const first = {
    from: '2006-01-01',
    to: year.to,
    artist: favourite.name.slice(0, 200),
    order: 'oldest',
    limit: 5,
  };
  const question = `How did it begin with ${favourite.name}?`;
  say(drawPlays(await ask(client, question, 'history_search_plays', first, searchPlaysResult), terminal));
}

async function ask<T>(
  client: Client,
  question: string,
  tool: string,
  args: Record<string, unknown>,
  result: z.ZodType<T>,
): Promise<T> {
  say(`\n${style.heading(`“${question}”`)}`);
  const start = performance.now();
  const answer = await call(client, tool, args, result);
  say(
    style.faint(`${tool} ${JSON.stringify(args)} answered in ${(performance.now() - start).toFixed(0)} ms\n`),
  );
  return answer;
}

async function call<T>(
  client: Client,
  name: string,
  args: Record<string, unknown>,
  result: z.ZodType<T>,
): Promise<T> {
  const answer = await client.callTool({ name, arguments: args });
  if (answer.isError !== true) return result.parse(answer.structuredContent);
  throw new Error(answer.content.map((part) => (part.type === 'text' ? part.text : '')).join(' '));
}

function sayWhatIsNext(): void {
  const config = { backbeat: { command: 'node', args: [cli, 'mcp'] } };
  step('Now with your own history');
  say(`1. Ask Spotify for it: https://www.spotify.com/account/privacy/, "Extended streaming history". It takes a few
   days; "Account data" comes sooner and reaches back one year. Both can be imported, in any order.
2. Look at it here, without keeping anything:
     npm run demo -- path/to/my_spotify_data.zip
3. Keep it and ask in the terminal:
     node dist/cli.cjs import path/to/my_spotify_data.zip
     node dist/cli.cjs summary --days 365
4. In VS Code:
     npm run package, then "Extensions: Install from VSIX…" with the file that it names,
     then "Backbeat: Import Spotify Data…", then ask the chat in agent mode: "What is my taste in music?"
5. In any other MCP client:
     ${JSON.stringify(config)}`);
}

/** @throws Error when the program failed; it has said why on its own */
async function run(file: string, args: readonly string[]): Promise<void> {
  const { exitCode } = await runNode(file, args, 'live');
  if (exitCode !== 0) throw new Error(`The demo ends here: ${file} failed with exit code ${exitCode}.`);
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function step(title: string): void {
  say(`\n${style.heading(`== ${title} ==`)}`);
}

function command(args: readonly string[]): void {
  say(style.faint(`$ node dist/cli.cjs ${args.join(' ')}`));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

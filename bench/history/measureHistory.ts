import { linkSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlayColumns } from '../../src/core/analytics/columns.ts';
import { createHistory, type History } from '../../src/core/history/createHistory.ts';
import { exportFiles } from '../../src/node/exportFiles.ts';
import { openDataFolder } from '../../src/node/dataFolder.ts';
import { historyExportFiles } from '../../src/node/historyExportFiles.ts';
import { inflateRaw } from '../../src/node/inflateRaw.ts';
import { queryThread } from '../../src/node/query/queryThread.ts';
import type { CollectedPlay } from '../../src/protocol/collect/collectedPlay.ts';
import type { HandlerContext } from '../../src/protocol/handlers.ts';
import type { HistoryMethod } from '../../src/protocol/requests.ts';
import { HistoryStore } from '../../src/core/history/historyStore.ts';
import { printTable, quantile, round } from '../figures.ts';
import { duckPeer, type DuckPeer } from './duckPeer.ts';
import { account, sqlWasm } from './madeFolder.ts';
import { timeZone, type Question } from './question.ts';
import { questions } from './questions.ts';

/*
 * One size of history, in a process of its own so that its memory can be told. Arguments: the folder
 * that holds it, rows, runs.
 */
const [made = '', rowsText = '300000', runsText = '40'] = process.argv.slice(2);
const rows = Number(rowsText);
const runs = Number(runsText);
const fewestRuns = 3;
const mostMs = 5000;
const polls = 30;
const pollSize = 50;
const mb = (bytes: number): number => Math.round(bytes / 1e6);

interface Target {
  readonly p99: number;
}
const target: Target = { p99: rows > 1_000_000 ? 100 : 20 };

const dataDir = mkdtempSync(join(tmpdir(), 'backbeat-bench-'));
let now = Date.UTC(2026, 0, 1);
try {
  // The snapshot is never changed in place: a new one takes its name.
  for (const file of readdirSync(made)) linkSync(join(made, file), join(dataDir, file));
  await measureAll();
} finally {
  rmSync(dataDir, { recursive: true });
}

async function measureAll(): Promise<void> {
  const before = process.memoryUsage();
  const history = open();
  const opened = await timed(() => history.handlers['history.topArtists']({ account }, call()));
  const after = process.memoryUsage();
  process.stdout.write(`${rows} listens, ${timeZone}\n\n`);
  printTable(
    ['', 'measured', 'target'],
    [
      ['open to the first answer, ms', opened, rows > 1_000_000 ? '' : '≤ 1000'],
      ['resident memory, MB', mb(after.rss - before.rss), ''],
      [
        'of it WebAssembly and columns, MB',
        mb(after.arrayBuffers + after.external - before.arrayBuffers - before.external),
        '',
      ],
    ],
  );
  const columns = await columnsAgain();
  const peer = await duckPeer(columns);
  try {
    await compareQuestions(history, peer, busiestArtist(columns));
  } finally {
    peer.close();
  }
  await measurePolls(history, columns);
  await history.close();
}

function open(): History {
  const ignore = (): void => undefined;
  return createHistory({
    version: '0.0.0',
    clock: { now: () => now, timeZone: () => timeZone },
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    folder: openDataFolder(dataDir),
    exportFiles,
    inflateRaw,
    sqlWasm,
    queries: queryThread({ workerFile: '', dataDir, sqlWasm }),
    historyExports: historyExportFiles(dataDir),
    settings: () => ({
      timeZone: undefined,
      minPlaySeconds: 30,
      maxZipSizeMb: 500,
      maxRecords: 5_000_000,
      keepOptionalFields: false,
    }),
    yieldToOthers: () => Promise.resolve(),
  });
}

/** What DuckDB is given: the same columns, read by another store that is closed again. */
async function columnsAgain(): Promise<PlayColumns> {
  const ignore = (): void => undefined;
  const store = await HistoryStore.open({
    clock: { now: () => now, timeZone: () => timeZone },
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    folder: openDataFolder(made),
    sqlWasm,
  });
  const columns = store.columns(account);
  store.dispose();
  return columns;
}

function call<M extends HistoryMethod>(): HandlerContext<M> {
  return { signal: new AbortController().signal, progress: () => undefined };
}

async function ask(
  history: History,
  { method, params }: Question,
  artist: string,
): Promise<Record<string, unknown>> {
  const text = JSON.stringify({ ...params, account }).replaceAll('@artist', artist);
  const handler = history.handlers[method] as (params: unknown, context: unknown) => Promise<unknown>;
  return (await handler(JSON.parse(text), call())) as Record<string, unknown>;
}

async function compareQuestions(history: History, peer: DuckPeer, artist: string): Promise<void> {
  const lines = [];
  for (const question of questions) {
    let answer: Record<string, unknown> = {};
    const first = await timed(async () => (answer = await ask(history, question, artist)));
    const cpu = process.cpuUsage();
    const ours = await timedRuns(runs, () => ask(history, question, artist));
    const { user, system } = process.cpuUsage(cpu);
    const { sql, check } = question;
    const statements = sql?.(reachOf(answer));
    let theirs: number[] = [];
    let agrees = '';
    if (statements !== undefined) {
      const [row] = await peer.ask(statements);
      if (check !== undefined)
        agrees = Number(row?.[0]) === check(answer) ? 'yes' : `${String(row?.[0])} ≠ ${check(answer)}`;
      theirs = await timedRuns(Math.ceil(runs / 2), () => peer.ask(statements));
    }
    const [p50, p99] = [quantile(ours, 0.5), quantile(ours, 0.99)];
    const [duck50, duck99] = [quantile(theirs, 0.5), quantile(theirs, 0.99)];
    const isMet = p99 <= target.p99 && (theirs.length === 0 || p50 <= duck50);
    lines.push([
      question.name,
      first,
      p50,
      p99,
      (user + system) / 1000 / ours.length,
      theirs.length === 0 ? '' : round(duck50),
      theirs.length === 0 ? '' : round(duck99),
      agrees,
      isMet ? 'met' : 'MISSED',
    ]);
  }
  process.stdout.write(
    `Milliseconds, warm, over up to ${runs} runs (cpu: processor time of one); DuckDB ${peer.version} in memory, all cores.\n`,
  );
  process.stdout.write(`Target: p99 ≤ ${target.p99} ms, and p50 no slower than DuckDB's.\n\n`);
  printTable(['question', 'first', 'p50', 'p99', 'cpu', 'duck p50', 'duck p99', 'agrees', 'target'], lines);
}

function reachOf(answer: Readonly<Record<string, unknown>>): { start: number; end: number } {
  const { window_start, window_end } = answer;
  return { start: Date.parse(String(window_start)), end: Date.parse(String(window_end)) };
}

function busiestArtist({ catalogue, track }: PlayColumns): string {
  const counts = new Map<string, number>();
  for (let row = 0; row < track.length; row += 7) {
    const name = catalogue.artistName[catalogue.trackArtist[track[row]!]!]!;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** Polls of 50 new plays each, and the first question after each. */
async function measurePolls(history: History, columns: PlayColumns): Promise<void> {
  const { catalogue, track } = columns;
  const artist = busiestArtist(columns);
  const stored: number[] = [];
  const asked = new Map<string, number[]>();
  const firstQuestions = questions.filter(({ name }) => name.endsWith(', all'));
  for (let poll = 0; poll < polls; poll++) {
    const plays = Array.from({ length: pollSize }, (_, n): CollectedPlay => {
      const id = track[(poll * 7919 + n * 104_729) % track.length]!;
      const isNew = n % 10 === 0;
      return {
        played_at: now + n * 200_000,
        uri: isNew ? `spotify:track:${String(poll * 100 + n).padStart(22, 'n')}` : catalogue.trackUri[id]!,
        title: isNew ? `New ${poll} ${n}` : catalogue.trackName[id]!,
        artist: catalogue.artistName[catalogue.trackArtist[id]!]!,
        artist_uri: `spotify:artist:${String(catalogue.trackArtist[id]!).padStart(22, 'a')}`,
        album: catalogue.albumName[catalogue.trackAlbum[id]!] ?? '',
        duration_ms: 200_000,
        release_date: '2019-03-08',
      };
    });
    const started_at = (now += pollSize * 200_000);
    stored.push(
      await timed(() =>
        history.handlers['collect.store'](
          { account, job: 'poll', started_at, plays, full: true, done: true, rate_limits: 0 },
          call(),
        ),
      ),
    );
    const question = firstQuestions[poll % firstQuestions.length]!;
    const times = asked.get(question.name) ?? [];
    times.push(await timed(() => ask(history, question, artist)));
    asked.set(question.name, times);
  }
  printTable(
    [`${polls} polls of ${pollSize} new plays, ms`, 'p50', 'max', 'target'],
    [
      ['storing one', quantile(stored, 0.5), Math.max(...stored), '≤ 20'],
      ...[...asked].map(([name, times]) => [
        `then first: ${name}`,
        quantile(times, 0.5),
        Math.max(...times),
        '≤ 1000',
      ]),
    ],
  );
}

async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** As many times as wanted, but no longer than some seconds unless it is very slow. */
async function timedRuns(times: number, work: () => unknown): Promise<number[]> {
  const all: number[] = [];
  const until = performance.now() + mostMs;
  while (all.length < times && (all.length < fewestRuns || performance.now() < until))
    all.push(await timed(work));
  return all;
}

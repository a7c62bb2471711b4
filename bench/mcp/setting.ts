import { readFileSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { claimsFolder } from '../../src/node/host/hostRecord.ts';
import { cli, runCli } from '../../test/protocol/bundle.ts';
import { sampleExportFile } from '../../test/protocol/sampleFile.ts';
import { signedInFolder } from '../../test/protocol/signedInFolder.ts';
import { startSimulator, type Simulator } from '../../test/spotify/simulator.ts';
import { makeBundles } from './bundles.ts';
import { eras, type Era } from './eras.ts';
import { startServer, type HttpServer } from './httpServer.ts';
import { connectOverStdio, type SdkClient } from './sdkClient.ts';
import type { Target } from './throughput.ts';
import { startToolWorker, type ToolWorker } from './toolWorker.ts';
import { succeeded, type ToolCase } from './toolCase.ts';

/** Our server and a bare one, with a history to ask and somebody signed in to the simulator. */
export interface Setting {
  /** Calls that need no network once they were made. */
  readonly cases: readonly ToolCase[];
  /** Asks Spotify, which is played on the same machine, where its answer is no longer fresh. */
  readonly networkCase: ToolCase;
  readonly simulator: Simulator;
  /** The tools alone, over a copy of the same data directory. */
  readonly work: ToolWorker;
  /** Ours and the bare one with this tool; both end with their client. */
  overStdio(era: Era, tool: string): Promise<{ readonly ours: SdkClient; readonly bare: SdkClient }>;
  /** Starts both over HTTP; our address is the same for all tools. */
  overHttp(): Promise<HttpPair>;
  dispose(): Promise<void>;
}

export interface HttpPair {
  readonly ours: Target;
  /** @param tool its name, or `all` */
  bare(era: Era, tool: string): Target;
  stop(): Promise<void>;
}

/** The default ones, and the one of the import jobs. */
const chosen = ['--toolsets', 'player,search,playlists,library,profile,history,ops'];

export async function prepareSetting(): Promise<Setting> {
  const simulator = await startSimulator();
  const home = signedInFolder(simulator);
  const login = await home.login('ada-lovelace');
  if (login.code !== 0) throw new Error(`The sign-in failed: ${login.said}`);
  const { path, truth } = await sampleExportFile(home.path);
  const imported = await runCli(['import', path], home.env);
  if (imported.code !== 0) throw new Error(`The import failed: ${imported.stderr}`);
  const { from, to, timezone } = truth;
  const window = { from, to, timezone };
  const cases: readonly ToolCase[] = [
    { tool: 'history_top_artists', args: window },
    { tool: 'history_taste_summary', args: window },
    { tool: 'ops_latest_import_jobs', args: {} },
    {
      tool: 'spotify_search',
      args: {
        queries: [{ text: simulator.catalogue.artists[0]?.name ?? 'love' }],
        types: ['track', 'album'],
      },
    },
  ];
  const networkCase: ToolCase = { tool: 'spotify_status', args: {} };
  const bundles = await makeBundles();
  const payloadFile = join(home.path, 'payloads.json');
  await writeFile(payloadFile, JSON.stringify(await payloadsOf([...cases, networkCase], home.env)));
  const copy = `${home.path}-copy`;
  await cp(home.path, copy, { recursive: true, filter: (source) => basename(source) !== claimsFolder });
  const work = startToolWorker(bundles.toolWork, { ...home.env, BACKBEAT_DATA_DIR: copy });
  for (const toolCase of cases) await work.time(toolCase);
  return {
    ...{ cases, networkCase, simulator, work },
    overStdio: async (era, tool) => ({
      ours: await connectOverStdio(era, [cli, 'mcp', ...chosen], home.env),
      bare: await connectOverStdio(era, [bundles.bareServer, payloadFile, tool]),
    }),
    overHttp: async () => {
      const [ours, bare] = await Promise.all([
        startServer(cli, ['serve', '--json', ...chosen], home.env),
        startServer(bundles.bareServer, [payloadFile]),
      ]);
      return pairOf(ours, bare);
    },
    dispose: async () => {
      await work.stop();
      await bundles.dispose();
      await rm(copy, { recursive: true });
      home.dispose();
      await simulator.close();
    },
  };
}

/** What our server answers, so that the bare one answers the same; `null` for the tools that are only listed. */
async function payloadsOf(
  cases: readonly ToolCase[],
  env: Readonly<Record<string, string>>,
): Promise<Record<string, Record<string, unknown> | null>> {
  const client = await connectOverStdio(eras[0], [cli, 'mcp', ...chosen], env);
  const payloads: Record<string, Record<string, unknown> | null> = {};
  for (const { name } of await client.list()) payloads[name] = null;
  for (const { tool, args } of cases) {
    const answer = await client.call(tool, args);
    succeeded(tool, answer);
    payloads[tool] = answer.structuredContent ?? {};
  }
  await client.close();
  return payloads;
}

function pairOf(ours: HttpServer, bare: HttpServer): HttpPair {
  const { url, token_file } = JSON.parse(ours.said) as { url: string; token_file: string };
  return {
    ours: { server: ours, url, headers: { authorization: `Bearer ${readFileSync(token_file, 'utf8')}` } },
    bare: (era, tool) => ({
      server: bare,
      url: `http://127.0.0.1:${bare.said.trim()}/${era}/${tool}`,
      headers: {},
    }),
    stop: async () => {
      await Promise.all([ours.stop(), bare.stop()]);
    },
  };
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCollector } from '../../../src/core/collector/createCollector.ts';
import { createHistory } from '../../../src/core/history/createHistory.ts';
import { hostApi, type Host } from '../../../src/core/hostApi.ts';
import type { AskInEditor } from '../../../src/core/mcp/confirmation.ts';
import { createMcpServer } from '../../../src/core/mcp/createMcpServer.ts';
import { narrowSelection } from '../../../src/core/mcp/selectTools.ts';
import type { ChatPages, DataFolder, HistoryQueries } from '../../../src/core/ports.ts';
import { createSpotify } from '../../../src/core/spotify/createSpotify.ts';
import { createUndiciTransport } from '../../../src/node/http/undiciTransport.ts';
import { coverMaker } from '../../../src/node/images/coverMaker.ts';
import { historyExportFiles } from '../../../src/node/historyExportFiles.ts';
import { inflateRaw } from '../../../src/node/inflateRaw.ts';
import { localFiles } from '../../../src/node/localFiles.ts';
import { listenOnLoopback } from '../../../src/node/mcp/loopbackListener.ts';
import { createMcpHttp, type McpHttp } from '../../../src/node/mcp/mcpHttp.ts';
import { timers } from '../../../src/node/timers.ts';
import { createLocalApi } from '../../../src/protocol/localApi.ts';
import { parseSettings, toolsets, type Toolset } from '../../../src/protocol/settings.ts';
import { MemoryFiles } from '../../fixtures/memoryFiles.ts';
import { memoryQueries } from '../../fixtures/memoryQueries.ts';
import { memoryVault } from '../../fixtures/memoryVault.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import { connectHttp, type ClientKind, type ClientOptions, type TestClient } from '../../protocol/clients.ts';
import { startSimulator, type SimulatedUser, type Simulator } from '../../spotify/simulator.ts';
import { MemoryFolder } from '../history/stores.ts';

/** The product's MCP server over real HTTP: its own host, history and client, with the simulator as Spotify. */
export interface McpBed {
  readonly simulator: Simulator;
  /** Ada, who is signed in. */
  readonly user: SimulatedUser;
  readonly api: Host;
  readonly http: McpHttp;
  readonly url: string;
  /** What a client sends as its bearer. */
  readonly token: string;
  /** Where exports are written. */
  readonly folder: string;
  /** Connects a client; all are closed with the bed. */
  connect(kind?: ClientKind, options?: ClientOptions): Promise<TestClient>;
  /** Signs another user of the simulator in, or one anew with other permissions; default all. */
  signIn(userId: string, scopes?: readonly string[]): Promise<void>;
  /** `METHOD /path` of the requests to Spotify since the last call of this. */
  newRequests(): readonly string[];
  close(): Promise<void>;
}

export interface McpBedOptions {
  readonly toolsets?: readonly Toolset[];
  readonly readOnly?: boolean;
  readonly askInEditor?: AskInEditor;
  /** Files of the user's disk that the history may import, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Where the history is stored; default in memory. */
  readonly dataFolder?: DataFolder;
  /** What answers SQL; default in this thread, where nothing ends a statement. */
  readonly queries?: HistoryQueries;
  /** Pages that a chat shows; default none. */
  readonly chatPages?: ChatPages;
}

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
const token = 'the-token-of-the-test';

export async function openMcpBed(options: McpBedOptions = {}): Promise<McpBed> {
  const simulator = await startSimulator();
  const [user] = simulator.users;
  if (user === undefined) throw new Error('The simulator has no user.');
  const logger = recordingLogger();
  const folder = mkdtempSync(join(tmpdir(), 'backbeat-mcp-'));
  const transport = createUndiciTransport({ version: '0.0.0' });
  const clock = { now: () => simulator.clock.now(), timeZone: () => 'Europe/Berlin' };
  const vault = memoryVault([], { clientId: simulator.clientId });
  const signIn = async (userId: string, scopes?: readonly string[]): Promise<void> => {
    const options = scopes === undefined ? {} : { scopes };
    const { accessToken, refreshToken, expiresIn, scope } = simulator.signIn(userId, options);
    await vault.put({
      account: userId,
      displayName: simulator.users.find(({ id }) => id === userId)?.displayName ?? userId,
      app: { clientId: simulator.clientId },
      scopes: scope.split(' '),
      ...{ refreshToken, accessToken },
      accessTokenExpiresAt: clock.now() + expiresIn * 1000,
      authorizedAt: clock.now(),
    });
  };
  const settings = parseSettings({
    'spotify.apiUrl': simulator.apiUrl,
    'spotify.accountsUrl': simulator.accountsUrl,
  });
  const dataFolder = options.dataFolder ?? new MemoryFolder();
  const history = createHistory({
    ...{ version: '0.0.0', clock, logger, inflateRaw },
    folder: dataFolder,
    exportFiles: new MemoryFiles({ ...options.files }),
    sqlWasm: () => wasm,
    queries: options.queries ?? memoryQueries(dataFolder, wasm),
    historyExports: historyExportFiles(folder),
    settings: () => ({
      timeZone: undefined,
      minPlaySeconds: 30,
      maxZipSizeMb: 500,
      maxRecords: 5_000_000,
      keepOptionalFields: false,
    }),
    yieldToOthers: () => Promise.resolve(),
  });
  const historyApi = createLocalApi(history.handlers, history.listeners);
  const spotify = createSpotify({
    ...{ clock, timers, logger, transport },
    settings: () => settings,
    state: memoryState(),
    metadata: { read: () => Promise.resolve(undefined), write: () => undefined },
    vaults: () => [vault],
    onVaultsChanged: (listener) => vault.onChanged(listener),
    onAccountInUse: (inUse) => {
      history.useAccount(inUse);
    },
    history: historyApi,
    randomBytes: (length) => randomBytes(length),
    localFiles: localFiles(folder),
    covers: coverMaker({ workerFile: join(import.meta.dirname, '../../../src/coverWorker.ts') }),
  });
  // Never started: it does what it is asked, and nothing by itself.
  const collector = createCollector({
    ...{ clock, timers, logger, history: historyApi, spotify: spotify.collect },
    settings: () => settings,
    random: () => 0.5,
    watchedFolder: { list: () => Promise.resolve([]) },
  });
  const api = hostApi({ history: { ...historyApi, close: () => history.close() }, spotify, collector });
  const stateKey = randomBytes(32);
  const http = createMcpHttp({
    createMcpServer: (wish, only) =>
      createMcpServer(
        {
          ...{ api, logger, stateKey, version: '0.0.0', account: undefined },
          selection: () =>
            narrowSelection(
              { toolsets: options.toolsets ?? toolsets, readOnly: options.readOnly ?? false },
              wish,
            ),
          askInEditor: options.askInEditor,
          chatPages: options.chatPages,
        },
        only,
      ),
    api,
    token: () => token,
    logger,
  });
  const listener = await listenOnLoopback(0, { '/mcp': http.handle }, logger);
  if (listener === undefined) throw new Error('No port is free.');
  const url = `http://127.0.0.1:${listener.port}/mcp`;
  const clients: TestClient[] = [];
  let seen = 0;
  await signIn(user.id);
  return {
    ...{ simulator, user, api, http, url, token, folder, signIn },
    connect: async (kind = 'v2 modern', clientOptions = {}) => {
      const client = await connectHttp(kind, url, token, clientOptions);
      clients.push(client);
      return client;
    },
    newRequests: () => {
      const fresh = simulator.requests.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = simulator.requests.length;
      return fresh;
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      http.dispose();
      listener.dispose();
      await api.close();
      transport.dispose();
      await simulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function memoryState(): { read(): string | undefined; write(text: string): void } {
  let stored: string | undefined;
  return {
    read: () => stored,
    write: (text) => {
      stored = text;
    },
  };
}

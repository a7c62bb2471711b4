import { createRequire } from 'node:module';
import { join } from 'node:path';
import { relayLogger } from '../../src/node/loggers/relayLogger.ts';
import { listenOnLoopback } from '../../src/node/mcp/loopbackListener.ts';
import { createObserve } from '../../src/node/observe/createObserve.ts';
import type { createEditorRuntime } from '../../src/vscode/lazyRuntime.ts';
import { memorySecrets } from '../unit/vscode/auth/memorySecrets.ts';

/*
 * A window of the editor without the editor: the bundle that the extension loads at its first use, with what the small
 * bundle would give it. Takes a data directory and a bearer token; says its MCP address as JSON.
 */
const [dataDir = '', token = ''] = process.argv.slice(2);
const dist = join(import.meta.dirname, '../../dist');
const load = createRequire(import.meta.url);
const runtime = load(join(dist, 'lazyRuntime.cjs')) as {
  createEditorRuntime: typeof createEditorRuntime;
};

const observe = createObserve();
const logger = relayLogger(
  {
    takes: (level) => level !== 'debug',
    write: (line) => void process.stderr.write(`${JSON.stringify(line)}\n`),
  },
  observe,
);
const nothing = { dispose: () => undefined };
const editor = await runtime.createEditorRuntime({
  dataDir,
  workerFile: join(dist, 'worker.cjs'),
  version: '1.0.0',
  ...{ logger, observe, onLogLine: logger.onLine },
  secrets: memorySecrets(),
  configuration: () => ({ get: () => undefined }),
  onSettingsChanged: () => nothing,
  askInEditor: () => Promise.resolve(undefined),
});
const mcp = editor.createMcpHttp(() => token);
const listener = await listenOnLoopback(0, { '/mcp': mcp.handle }, logger);

const loaded = (): boolean => Object.keys(load.cache).some((file) => file.endsWith('otlpTracer.cjs'));
process.stdout.write(
  `${JSON.stringify({ url: `http://127.0.0.1:${listener?.port}/mcp`, tracerLoaded: loaded() })}\n`,
);
process.once('SIGTERM', () => {
  editor.dispose();
  listener?.dispose();
});

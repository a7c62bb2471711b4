import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectTools } from '../../src/core/mcp/selectTools.ts';
import { tools } from '../../src/core/mcp/tools/index.ts';
import { defaultToolsets, toolsets } from '../../src/protocol/settings.ts';
import { cli, temporaryFolder } from '../protocol/bundle.ts';
import { startServe, type ServeProcess } from '../protocol/serveProcess.ts';

const inspector = join(
  dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector/package.json')),
  'clients/launcher/build/index.js',
);
const eras = ['legacy', 'auto', 'modern'] as const;
const selections = { default: defaultToolsets, every: toolsets } as const;

const folder = temporaryFolder();
let served: ServeProcess;
beforeAll(async () => {
  served = await startServe(['--data-dir', folder.path, '--toolsets', toolsets.join(',')]);
});
afterAll(async () => {
  await served.stop();
  folder.dispose();
});

interface Inspected {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the inspector; its own files go to a folder of the test. */
function inspect(args: readonly string[]): Promise<Inspected> {
  const env = { ...process.env, HOME: folder.path, USERPROFILE: folder.path };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [inspector, '--cli', ...args, '--format', 'json'],
      { env, timeout: 50_000, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({
          code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
          stdout,
          stderr,
        });
      },
    );
  });
}

const overStdio = (selection: keyof typeof selections): readonly string[] => [
  ...[process.execPath, cli, 'mcp', '--data-dir', folder.path],
  ...['--toolsets', selections[selection].join(',')],
];
const overHttp = (selection: keyof typeof selections): readonly string[] => [
  ...[`${served.url}?toolsets=${selections[selection].join(',')}`, '--transport', 'http'],
  ...['--header', `Authorization: Bearer ${served.token}`],
];
const ways = { stdio: overStdio, http: overHttp } as const;
const cases = (Object.keys(ways) as (keyof typeof ways)[]).flatMap((way) =>
  eras.flatMap((era) =>
    (Object.keys(selections) as (keyof typeof selections)[]).map((selection) => ({ way, era, selection })),
  ),
);

describe('the inspector', () => {
  it.each(cases)(
    'finds nothing to warn of over $way ($era), $selection toolset',
    async ({ way, era, selection }) => {
      const { code, stdout, stderr } = await inspect([
        ...ways[way](selection),
        ...['--protocol-era', era, '--method', 'tools/list', '--strict'],
      ]);
      expect({ code, warnings: stderr.match(/.*\bwarn.*/gi) ?? [] }, stderr).toEqual({
        code: 0,
        warnings: [],
      });
      const { result } = JSON.parse(stdout) as { result: { tools: readonly { name: string }[] } };
      const expected = selectTools(tools, { toolsets: selections[selection], readOnly: false });
      expect(result.tools.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
    },
  );

  it.each(['prompts/list', 'resources/list', 'resources/templates/list'])('reads %s', async (method) => {
    const { code, stderr } = await inspect([...overHttp('every'), '--method', method]);
    expect(code, stderr).toBe(0);
  });
});

import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHostRecord } from '../../src/node/host/hostRecord.ts';
import { extendedRow } from '../fixtures/exportRows.ts';
import { cli, runCli, type CliAnswer } from './bundle.ts';
import { startServe, type ServeProcess } from './serveProcess.ts';

const rows = 20;
/** Each of these starts several processes, and waits for one that stands still. */
const timeout = 180_000;

let root: string;
let dataDir: string;
let serve: ServeProcess | undefined;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'backbeat-processes-'));
  chmodSync(root, 0o755);
  dataDir = join(root, 'data');
  const file = join(root, 'Streaming_History_Audio_2024_0.json');
  const listens = Array.from({ length: rows }, (_, at) =>
    extendedRow({
      ts: new Date(Date.UTC(2024, 0, 1, at)).toISOString().replace('.000Z', 'Z'),
      ms_played: 200_000,
    }),
  );
  writeFileSync(file, JSON.stringify(listens));
  const { code, stderr } = await runCli(['import', file, '--data-dir', dataDir]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
});
afterEach(async () => {
  await serve?.stop();
  serve = undefined;
  setModes(root, 0o700, 0o600);
  rmSync(root, { recursive: true, force: true });
});

function setModes(path: string, folder: number, file: number): void {
  const isFolder = statSync(path).isDirectory();
  if (isFolder) chmodSync(path, 0o700);
  if (isFolder) for (const name of readdirSync(path)) setModes(join(path, name), folder, file);
  chmodSync(path, isFolder ? folder : file);
}

const contents = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name),
        readFileSync(join(entry.parentPath, entry.name), 'base64'),
      ]),
  );

/** Runs the CLI as a user that owns nothing here: to the system's administrator no folder is read-only. */
async function runAsOther(args: readonly string[]): Promise<CliAnswer> {
  const isAdministrator = process.getuid?.() === 0;
  const nobody = 65_534;
  const home = join(root, 'home');
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o777);
  const options = {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home },
    ...(isAdministrator && { uid: nobody, gid: nobody }),
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args, '--data-dir', dataDir], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe.runIf(process.platform !== 'win32')('a data directory that cannot be written', { timeout }, () => {
  beforeEach(() => {
    setModes(dataDir, 0o555, 0o444);
  });

  it('can be asked, and is left as it is', async () => {
    const before = contents();
    const { code, stdout, stderr } = await runAsOther([
      'coverage',
      '--from',
      '2024-01-01',
      '--to',
      '2024-12-31',
      '--json',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ history: { listens: rows } });
    expect(contents()).toEqual(before);
  });

  it('is named by the doctor', async () => {
    const { stdout } = await runAsOther(['doctor', '--json']);
    expect(stdout).toContain(
      'The data directory cannot be written (permission denied): the history can be asked, but nothing is collected or stored.',
    );
  });

  it('refuses an import in one sentence with the next step', async () => {
    const { code, stderr } = await runAsOther(['import', join(root, 'Streaming_History_Audio_2024_0.json')]);
    expect(code).toBe(1);
    expect(stderr).toContain('The data directory is read-only: nothing is stored.');
    expect(stderr).toContain('Make it writable, or choose another data directory.');
  });
});

describe.runIf(process.platform !== 'win32')('a host that stands still', { timeout }, () => {
  it('makes nobody wait for ever, is not taken for dead, and answers again when it goes on', async () => {
    const ask = (): Promise<CliAnswer> => runCli(['coverage', '--data-dir', dataDir, '--json']);
    serve = await startServe(['--data-dir', dataDir]);
    expect((await ask()).code).toBe(0); // by whoever is the host
    const started = await fetch(`${serve.url.replace(/\/mcp$/, '')}/readyz`);
    expect(started.status).toBe(200);
    const pid = readHostRecord(dataDir)?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    try {
      const { code, stderr } = await ask();
      expect(code).toBe(1);
      expect(stderr).toContain(`The running Backbeat (process ${pid}) does not answer.`);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(readHostRecord(dataDir)?.pid).toBe(pid);
    expect((await ask()).code).toBe(0);
  });
});

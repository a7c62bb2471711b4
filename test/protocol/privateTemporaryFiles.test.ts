import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newestClaim } from '../../src/node/host/hostRecord.ts';

/** Runs a command with temporary files of its own, as Flatpak and systemd's PrivateTmp do. */
const sandbox = ['unshare', '-m', 'sh', '-c', 'mount -t tmpfs none /tmp && exec "$@"', 'sh'];
const canSandbox =
  !import.meta.dirname.startsWith('/tmp/') &&
  spawnSync('unshare', [...sandbox.slice(1), 'true']).status === 0;

const waiting = { timeout: 180_000 };

let dataDir: string;
let running: ChildProcess[];
beforeEach(() => {
  dataDir = mkdtempSync('/var/tmp/backbeat-private-');
  running = [];
});
afterEach(async () => {
  for (const child of running) {
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** @returns what it said so far, first words only */
function start(wrapper: readonly string[], ...place: readonly string[]): readonly string[] {
  const script = join(import.meta.dirname, 'hostContender.ts');
  const [program = '', ...args] = [...wrapper, process.execPath, script, dataDir, ...place];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line.split(' ', 1)[0] ?? ''));
  return said;
}

describe.runIf(canSandbox)('two processes that see different temporary files', () => {
  it('share a directory', waiting, async () => {
    const host = start([]);
    await expect.poll(() => host, waiting).toContain('opened');
    const client = start(sandbox);
    await expect.poll(() => client, waiting).toContain('opened');
    expect(client).not.toContain('host');
    expect(newestClaim(dataDir).number).toBe(1);
  });

  it('leave it to the one that has it where its drive holds no sockets', waiting, async () => {
    const host = start([], 'apart');
    await expect.poll(() => host, waiting).toContain('opened');
    const other = start(sandbox, 'apart');
    await expect
      .poll(() => other.filter((word) => word === 'unreachable').length, waiting)
      .toBeGreaterThan(1);
    expect(other).not.toContain('host');
    expect(newestClaim(dataDir).number).toBe(1);
  });
});

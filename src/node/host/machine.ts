import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { win32 } from 'node:path';
import * as z from 'zod';
import { ownMachineId } from './ownMachineId.ts';

/** What tells one machine, and one run of it, from another. */
export const machineSchema = z.object({
  /** First part of its name in the network, for people: names change, and many machines have the same. */
  name: z.string(),
  /** Of the machine or the installed system; empty where nothing tells one. */
  id: z.string(),
  /** Changes with every start of the system; empty where it tells none. */
  boot: z.string(),
});
export type Machine = z.infer<typeof machineSchema>;

/** What is asked about the machine. */
export interface MachineSources {
  readonly platform: NodeJS.Platform;
  readonly hostname: () => string;
  /** Content of a file; empty if it is not there. */
  readonly read: (path: string) => string;
  /** Output of a program; empty if it cannot be run. */
  readonly run: (program: string, args: readonly string[]) => string;
  /** An id that this program made for this user on this machine; empty if it cannot be kept. */
  readonly ownId: (name: string) => string;
}

/** How long a program of the system may take to tell about it, ms. */
const runMs = 3_000;

const system: MachineSources = {
  platform: process.platform,
  hostname,
  read: (path) => orEmpty(() => readFileSync(path, 'utf8')),
  run: (program, args) =>
    orEmpty(() =>
      execFileSync(program, args, {
        ...{ encoding: 'utf8', timeout: runMs, windowsHide: true },
        stdio: ['ignore', 'pipe', 'ignore'],
        // Nothing of ours: it may hold secrets.
        env: { SystemRoot: windowsFolder() },
      }),
    ),
  ownId: ownMachineId,
};

/** The machine that this process runs on. Asks programs of the system on macOS and Windows, which takes some 10 ms. */
export function thisMachine(sources: MachineSources = system): Machine {
  const name = sources.hostname().split('.')[0] ?? '';
  const { id, boot } = idsOf(sources);
  return { name, id: id === '' ? sources.ownId(name) : id, boot };
}

function idsOf({ platform, read, run }: MachineSources): Pick<Machine, 'id' | 'boot'> {
  switch (platform) {
    case 'darwin': {
      const properties = run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
      return {
        id: /"IOPlatformUUID" = "([^"]+)"/.exec(properties)?.[1] ?? '',
        boot: run('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid']).trim(),
      };
    }
    case 'win32': {
      const key = String.raw`HKLM\SOFTWARE\Microsoft\Cryptography`;
      const value = run(registryProgram(), ['query', key, '/v', 'MachineGuid', '/reg:64']);
      // No start of the system needs to be told from another: a pipe is gone with its process.
      return { id: /MachineGuid\s+REG_SZ\s+(\S+)/.exec(value)?.[1] ?? '', boot: '' };
    }
    default:
      return {
        id: /^[\da-f]{32}$/.exec(read('/etc/machine-id').trim())?.[0] ?? '',
        boot: read('/proc/sys/kernel/random/boot_id').trim(),
      };
  }
}

/** By its whole path: programs of that name in the folder that a user works in are not asked. */
const registryProgram = (): string => win32.join(windowsFolder(), 'System32', 'reg.exe');

const windowsFolder = (): string => process.env['SystemRoot'] ?? String.raw`C:\Windows`;

/** Whether two records were written on the same machine: only there a socket that nobody answers says something. */
export function isSameMachine(one: Machine, other: Machine): boolean {
  if (one.boot !== '' && one.boot === other.boot) return true;
  if (one.id !== '' || other.id !== '') return one.id === other.id;
  // Small containers have neither an id nor a place to keep one; their name is all there is after a new start.
  return one.boot !== '' && other.boot !== '' && one.name === other.name;
}

/** Whether the machine was started anew between the two: nothing that ran before runs now. */
export function wasRestarted(before: Machine, now: Machine): boolean {
  return isSameMachine(before, now) && before.boot !== '' && now.boot !== '' && before.boot !== now.boot;
}

/** Other systems and small containers have no such file or program. */
function orEmpty(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}

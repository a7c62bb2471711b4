import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import * as z from 'zod';

/** What tells one machine, and one run of it, from another. */
export const machineSchema = z.object({
  /** First part of its name in the network. */
  name: z.string(),
  /** Of the installed system; empty where it tells none. */
  id: z.string(),
  /** Changes with every start of the system; empty where it tells none. */
  boot: z.string(),
});
export type Machine = z.infer<typeof machineSchema>;

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return {
    name: hostname().split('.')[0] ?? '',
    id: firstLine('/etc/machine-id'),
    boot: firstLine('/proc/sys/kernel/random/boot_id'),
  };
}

/** Whether two records were written on the same machine: only there a socket that nobody answers says something. */
export function isSameMachine(one: Machine, other: Machine): boolean {
  return one.name === other.name && (one.id === other.id || one.id === '' || other.id === '');
}

/** Whether the machine was started anew between the two: nothing that ran before runs now. */
export function wasRestarted(before: Machine, now: Machine): boolean {
  return isSameMachine(before, now) && before.boot !== '' && now.boot !== '' && before.boot !== now.boot;
}

/** Empty where there is no such file: other systems, and small containers. */
function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

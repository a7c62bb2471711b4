import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * A random id of this machine for machines that tell none, kept with what the user's programs remember.
 * @param machine name of the machine: some people have the same home on several
 * @param folder default the user's folder for the state of programs
 * @returns empty if it cannot be kept
 */
export function ownMachineId(machine: string, folder: string = stateFolder()): string {
  const file = join(folder, `machine-${machine.replaceAll(/[^\w-]/g, '_')}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, randomUUID(), { flag: 'wx', mode: 0o600 });
    } catch {
      // Somebody was first, and what they wrote counts.
    }
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

function stateFolder(): string {
  const { XDG_STATE_HOME: state, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'win32') return join(local ?? join(homedir(), 'AppData', 'Local'), 'backbeat');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'backbeat');
  const isUsable = state !== undefined && isAbsolute(state);
  return join(isUsable ? state : join(homedir(), '.local', 'state'), 'backbeat');
}

import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

export const root = dirname(import.meta.dirname);

/** What a program said, and how it ended. */
export interface Outcome {
  readonly exitCode: number;
  /** stdout and stderr as they came; empty where both went to the terminal. */
  readonly output: string;
}

/**
 * Runs a JavaScript or TypeScript file with this Node in the project's root, without a shell.
 * @param show `live` hands the terminal over, `later` collects what is said
 */
export function runNode(file: string, args: readonly string[], show: 'live' | 'later'): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: show === 'live' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve({ exitCode: exitCode ?? 1, output });
    });
  });
}

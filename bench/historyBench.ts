import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { madeFolder } from './history/madeFolder.ts';

const defaultRows = ['300000', '5000000'];

/**
 * A made listener of each size: opening, memory, each history analysis beside DuckDB on the same question, storing a
 * poll, and the first question after it. Sizes are arguments. The made histories are kept between runs.
 */
export async function historyBench(args: readonly string[]): Promise<void> {
  for (const rows of args.length > 0 ? args : defaultRows) {
    const folder = await madeFolder(Number(rows));
    const script = join(import.meta.dirname, 'history', 'measureHistory.ts');
    const child = spawn(process.execPath, [script, folder, rows], { stdio: 'inherit' });
    const [code] = (await once(child, 'close')) as [number];
    if (code !== 0) throw new Error(`The benchmark of ${rows} listens ended with code ${code}.`);
  }
}

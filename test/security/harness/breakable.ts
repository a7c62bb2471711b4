import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a process is made to fail: an error out of nowhere, whose every part holds secrets. */
export interface Breakage {
  readonly where: 'main' | 'history worker';
  readonly how: 'exception' | 'rejection' | 'report';
  readonly secrets: readonly string[];
}

/** Loaded into a process before anything else, and into its threads. */
const preload = `
const { isMainThread, threadId, workerData } = require('node:worker_threads');
const { existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const folder = process.env.BREAKABLE_FOLDER;
const where = isMainThread ? 'main' : workerData && 'claimId' in workerData ? 'history worker' : 'other';
if (!isMainThread) writeFileSync(join(folder, 'env-' + threadId + '.json'), JSON.stringify(process.env));
const path = join(folder, 'break ' + where + '.json');
const timer = setInterval(() => {
  if (!existsSync(path)) return;
  clearInterval(timer);
  const { how, secrets } = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path);
  const [secret] = secrets;
  const error = new Error('sending ' + secrets.join(' ') + ' failed', { cause: new Error('Bearer ' + secret) });
  error.config = { url: 'https://a.test/?token=' + secret, headers: { Authorization: 'Bearer ' + secret }, secrets };
  if (how === 'report') process.report.writeReport('asked.json');
  else if (how === 'rejection') Promise.reject(error);
  else throw error;
}, 25);
timer.unref();
`;

/** A folder from which processes can be broken, and what they leave in it. */
export class BreakingPlace {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'preload.cjs'), preload);
  }

  /** For the environment of the process; Node's own reports go to the folder, too. */
  get env(): Readonly<Record<string, string>> {
    const options = ['--require', join(this.#folder, 'preload.cjs'), '--report-dir', this.#folder];
    return {
      BREAKABLE_FOLDER: this.#folder,
      NODE_OPTIONS: [...options, '--report-uncaught-exception', '--report-on-fatalerror'].join(' '),
    };
  }

  break({ where, ...rest }: Breakage): void {
    const path = join(this.#folder, `break ${where}.json`);
    writeFileSync(`${path}.new`, JSON.stringify(rest));
    renameSync(`${path}.new`, path);
  }

  /** Reports and environments; without what was put here. */
  left(): readonly { readonly name: string; readonly text: string }[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith('.json') && !name.startsWith('break '))
      .map((name) => ({ name, text: readFileSync(join(this.#folder, name), 'utf8') }));
  }
}

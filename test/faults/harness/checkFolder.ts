import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistoryStore } from '../../../src/core/history/historyStore.ts';
import type { SqlDatabase } from '../../../src/core/history/sqlDatabase.ts';
import type { DataFolder } from '../../../src/core/ports.ts';
import { openDataFolder } from '../../../src/node/dataFolder.ts';
import { systemClock } from '../../../src/node/systemClock.ts';
import { recordingLogger } from '../../fixtures/recordingLogger.ts';
import type { Step } from './step.ts';
import { keyOf, type Truth } from './truth.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

/** A kill in the middle of a write leaves this, of what nobody was promised. */
const cutTail = /^The last record of history\.journal was not written to its end and was cut off\.$/;

/** What a check found. */
export interface Findings {
  /** Acknowledged, and not there. */
  readonly lost: number;
  /** In sentences; empty where all is as it must be. */
  readonly problems: readonly string[];
  /** What the store said was damaged. */
  readonly damage: readonly string[];
  /** Those of the steps under way of which something is there. */
  readonly begun: readonly Step[];
}

/**
 * Compares a folder with the truth. Another process may use the folder: a copy is looked at.
 * @param underWay steps that were asked for and not acknowledged: all of one unit of them may be there, or nothing
 * @param repeats steps that a client may have asked for twice, since their host died under them
 */
export async function checkFolder(
  dataDir: string,
  truth: Truth,
  underWay: readonly Step[] = [],
  repeats = 0,
): Promise<Findings> {
  const copy = mkdtempSync(join(tmpdir(), 'backbeat-faults-check-'));
  try {
    cpSync(dataDir, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
    return await checkOpened(copy, truth, underWay, repeats);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

export interface Opening {
  /** Default: the data folder, without a claim. */
  readonly folder?: DataFolder;
  /** The store is left as a killed process would leave it. */
  readonly isLeftOpen?: boolean;
}

/** The same of a folder that nobody uses: what is found damaged there is mended. */
export async function checkOpened(
  dataDir: string,
  truth: Truth,
  underWay: readonly Step[] = [],
  repeats = 0,
  { folder = openDataFolder(dataDir), isLeftOpen = false }: Opening = {},
): Promise<Findings> {
  const store = await HistoryStore.open({
    clock: systemClock,
    logger: recordingLogger(),
    folder,
    sqlWasm: () => wasm,
  });
  const check = new Check(store.database, truth, underWay, repeats);
  const damage = store.damage.filter((sentence) => !cutTail.test(sentence));
  check.all();
  if (isLeftOpen) store.database.close();
  else store.dispose();
  check.deleted(dataDir);
  return { lost: check.lost, problems: check.problems, damage, begun: [...check.begun] };
}

class Check {
  readonly problems: string[] = [];
  readonly begun = new Set<Step>();
  lost = 0;
  readonly #database: SqlDatabase;
  readonly #truth: Truth;
  readonly #underWay: readonly Step[];
  readonly #repeats: number;

  constructor(database: SqlDatabase, truth: Truth, underWay: readonly Step[], repeats: number) {
    this.#database = database;
    this.#truth = truth;
    this.#underWay = underWay;
    this.#repeats = repeats;
  }

  all(): void {
    for (const pragma of ['integrity_check', 'foreign_key_check']) {
      const rows = this.#database.rows(`PRAGMA ${pragma}`).flat();
      if (rows.some((value) => value !== 'ok')) this.problems.push(`${pragma}: ${rows.join(', ')}`);
    }
    const found = this.#listens();
    const accounts = new Set([...found.keys(), ...this.#truth.listens.keys()]);
    for (const account of accounts) this.#compare(account, found.get(account) ?? new Set());
    this.#compareStates();
    this.#compareImports();
    this.#comparePolls();
  }

  /** Of an account that is gone, no file may hold anything. */
  deleted(folder: string): void {
    for (const step of this.#underWay) {
      if (step.kind === 'delete' && this.begun.has(step)) this.#searchFiles(folder, step.account);
    }
  }

  #listens(): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>();
    const rows = this.#database.rows(
      `SELECT u.account, s.source, o.ended_at, t.uri FROM observations o JOIN users u ON u.id = o.user_id
        JOIN sources s ON s.id = o.source JOIN tracks t ON t.id = o.track`,
    );
    for (const [account, source, endedAt, uri] of rows) {
      const key = `${String(source)} ${String(endedAt)} ${String(uri)}`;
      const of = found.get(String(account)) ?? new Set();
      if (of.has(key)) this.problems.push(`${String(account)} has ${key} twice.`);
      found.set(String(account), of.add(key));
    }
    return found;
  }

  #compare(account: string, found: ReadonlySet<string>): void {
    const wanted = this.#truth.listens.get(account) ?? new Set<string>();
    const missing = [...wanted].filter((key) => !found.has(key));
    const deletion = this.#underWay.find((step) => step.kind === 'delete' && step.account === account);
    if (deletion !== undefined && found.size === 0) {
      this.begun.add(deletion);
      return;
    }
    if (missing.length > 0) {
      this.lost += missing.length;
      this.problems.push(`${account} lacks ${missing.length} of ${wanted.size} rows: ${missing[0] ?? ''} …`);
    }
    const allowed = new Set(wanted);
    for (const step of this.#underWay) {
      if (step.account !== account || !('units' in step)) continue;
      for (const unit of step.units) {
        const keys = unit.map(keyOf);
        if (!keys.every((key) => found.has(key))) continue;
        this.begun.add(step);
        for (const key of keys) allowed.add(key);
      }
    }
    // A half of something is too much, too.
    const extra = [...found].filter((key) => !allowed.has(key));
    if (extra.length > 0)
      this.problems.push(`${account} has ${extra.length} rows too many: ${extra[0] ?? ''} …`);
    this.#countPlays(account, found);
  }

  /** What two sources tell of one listen is one play. */
  #countPlays(account: string, found: ReadonlySet<string>): void {
    const listens = new Set([...found].map((key) => Math.floor(Number(key.split(' ')[1]) / 1000)));
    const plays = Number(
      this.#database.row(
        'SELECT count(*) FROM plays WHERE user_id = (SELECT id FROM users WHERE account = ?)',
        [account],
      )?.[0],
    );
    if (plays !== listens.size)
      this.problems.push(`${account} has ${plays} plays where there were ${listens.size}.`);
  }

  #compareStates(): void {
    const rows = this.#database.rows('SELECT account, state_id FROM saved_states');
    const found = new Set(rows.map(([account, id]) => `${String(account)} ${String(id)}`));
    const steps = this.#underWay.filter((step) => step.kind === 'state');
    const uncertain = new Set(steps.map(({ account, id }) => `${account} ${id}`));
    const deleted = new Set([...this.begun].flatMap((step) => (step.kind === 'delete' ? step.account : [])));
    const wanted = new Set(
      [...this.#truth.states].flatMap(([account, ids]) =>
        deleted.has(account) ? [] : [...ids].map((id) => `${account} ${id}`),
      ),
    );
    for (const key of wanted) {
      if (found.has(key) || uncertain.has(key)) continue;
      this.lost += 1;
      this.problems.push(`The kept state ${key} is lost.`);
    }
    for (const key of found) {
      if (!wanted.has(key) && !uncertain.has(key)) this.problems.push(`The kept state ${key} is back.`);
    }
  }

  #compareImports(): void {
    const deleted = new Set([...this.begun].flatMap((step) => (step.kind === 'delete' ? step.account : [])));
    for (const { source, account, units } of this.#truth.imports) {
      if (deleted.has(account)) continue;
      const rows = units.reduce((sum, { length }) => sum + length, 0);
      const jobs = this.#database.rows(
        `SELECT j.status, COALESCE(sum(f.rows_read), 0) FROM import_jobs j
          LEFT JOIN import_files f ON f.job_id = j.id WHERE j.source = ? GROUP BY j.id`,
        [source],
      );
      if (jobs.some(([status, read]) => status === 'success' && Number(read) === rows)) continue;
      this.problems.push(
        `The import ${source} of ${rows} rows is listed as ${JSON.stringify(jobs)}, not as a success.`,
      );
    }
  }

  #comparePolls(): void {
    const steps = this.#underWay.filter((step) => step.kind === 'poll');
    for (const account of new Set([...this.#truth.polls.keys(), ...steps.map((step) => step.account)])) {
      if ([...this.begun].some((step) => step.kind === 'delete' && step.account === account)) continue;
      const polls = this.#truth.polls.get(account) ?? 0;
      const runs = Number(
        this.#database.row(
          "SELECT count(*) FROM job_runs WHERE job_type = 'poll' AND user_id = (SELECT id FROM users WHERE account = ?)",
          [account],
        )?.[0],
      );
      const most = polls + steps.filter((step) => step.account === account).length + this.#repeats;
      // One that was asked for again after a kill has run twice; nobody was promised otherwise.
      this.#truth.polls.set(account, runs);
      if (runs < polls || runs > most)
        this.problems.push(`${account} has ${runs} runs of polls where ${polls} were acknowledged.`);
    }
  }

  #searchFiles(folder: string, account: string): void {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith('history.')) continue;
      if (readFileSync(join(folder, name)).includes(account))
        this.problems.push(`${name} still holds something of the deleted account.`);
    }
  }
}

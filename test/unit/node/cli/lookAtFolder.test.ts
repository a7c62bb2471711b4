import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderChecks } from '../../../../src/core/doctor/folderChecks.ts';
import { lookAtFolder, repairFolder } from '../../../../src/node/cli/lookAtFolder.ts';

const isWindows = process.platform === 'win32';
const now = Date.UTC(2026, 0, 2);
const minutesAgo = (minutes: number): Date => new Date(now - minutes * 60_000);

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-doctor-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

function put(name: string, minutes: number): void {
  const path = join(dataDir, name);
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(path, 'x', { mode: 0o600 });
  utimesSync(path, minutesAgo(minutes), minutesAgo(minutes));
}

describe('a look at the data directory', () => {
  it('finds what killed processes left, and nothing that a living one may be writing', () => {
    put('history.sqlite', 600);
    put('history.damaged-20260101T000000Z.sqlite', 600);
    put('history.sqlite.new', 600);
    put('history.journal.new', 1);
    put('credentials.enc.0f8fad5b-d9cb-469f-a165-70867728950e', 600);
    put('exports/listens.csv', 600);
    put('exports/listens.csv.7c9e6679-7425-40de-944b-e07fc1f90ae7.part', 600);
    put('uploads/1/export.zip', 60);
    utimesSync(join(dataDir, 'uploads/1'), minutesAgo(3_000), minutesAgo(3_000));
    const found = lookAtFolder(dataDir, now);
    expect([...found.leftovers].sort()).toEqual(
      [
        'credentials.enc.0f8fad5b-d9cb-469f-a165-70867728950e',
        'exports/listens.csv.7c9e6679-7425-40de-944b-e07fc1f90ae7.part',
        'history.sqlite.new',
        'uploads/1',
      ].map((path) => join(path)),
    );
    repairFolder(found);
    expect(lookAtFolder(dataDir, now).leftovers).toEqual([]);
    for (const kept of ['history.sqlite', 'history.damaged-20260101T000000Z.sqlite', 'history.journal.new']) {
      expect(existsSync(join(dataDir, kept))).toBe(true);
    }
  });

  it.skipIf(isWindows)('finds what others could read, and takes it from them', () => {
    put('history.sqlite', 1);
    chmodSync(dataDir, 0o755);
    chmodSync(join(dataDir, 'history.sqlite'), 0o644);
    const found = lookAtFolder(dataDir, now);
    expect(found.open).toEqual(['.', 'history.sqlite']);
    repairFolder(found);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'history.sqlite')).mode & 0o777).toBe(0o600);
  });

  it('knows how much can be written', () => {
    expect(lookAtFolder(dataDir, now).freeBytes).toBeGreaterThan(0);
  });
});

describe('what the doctor says of the data directory', () => {
  const sound = { dataDir: '/data', open: [], freeBytes: 1e9, databaseBytes: 1e6, leftovers: [] };

  it('is nothing where all is well, or where the system does not tell', () => {
    expect(folderChecks(sound, false)).toEqual([]);
    expect(folderChecks({ ...sound, freeBytes: undefined }, false)).toEqual([]);
  });

  it('is what was found with the next step, or what was done', () => {
    const found = {
      ...sound,
      open: ['.'],
      leftovers: ['a.new', 'b.new', 'c.new', 'd.new', 'e.new', 'f.new'],
    };
    expect(folderChecks(found, false)).toEqual([
      {
        state: 'attention',
        found: 'Other users of this machine could read or change the data directory.',
        next: 'Run backbeat doctor --repair.',
      },
      {
        state: 'attention',
        found: 'Programs that were killed left a.new, b.new, c.new, d.new, e.new and 1 more.',
        next: 'Run backbeat doctor --repair.',
      },
    ]);
    expect(folderChecks(found, true).map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  it('is that the disk is nearly full, or too full for the next snapshot', () => {
    const mega = 1024 * 1024;
    const on = (free: number): string | undefined =>
      folderChecks({ ...sound, databaseBytes: 100 * mega, freeBytes: free * mega }, false)[0]?.state;
    expect([on(500), on(150), on(90)]).toEqual([undefined, 'attention', 'failed']);
  });
});

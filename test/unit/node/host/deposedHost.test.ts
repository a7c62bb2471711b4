import {
  closeSync,
  linkSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostError } from '../../../../src/core/errors.ts';
import type { DataFolder } from '../../../../src/core/ports.ts';
import { openDataFolder } from '../../../../src/node/dataFolder.ts';
import { fencedFolder } from '../../../../src/node/fencedFolder.ts';
import { claimDirectory, revokeEarlier, workFolder } from '../../../../src/node/host/claim.ts';
import { claimedDisk } from '../../../../src/node/host/claimedDisk.ts';
import { holdersFolder } from '../../../../src/node/host/holdersFolder.ts';
import { holdsDirectory, type HostRecord } from '../../../../src/node/host/hostRecord.ts';
import { thisMachine } from '../../../../src/node/host/machine.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backbeat-deposed-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const record = (id: string): HostRecord => ({
  ...{ id, pid: 1, version: '1.0.0', address: 'nowhere', token: 'token' },
  machine: thisMachine(),
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (name: string): string => readFileSync(join(dataDir, name), 'utf8');
const files = (): readonly string[] =>
  readdirSync(dataDir)
    .filter((name) => name !== 'host')
    .sort();

function claim(id: string, after: number): DataFolder {
  expect(claimDirectory(dataDir, record(id), after)).toBe(true);
  revokeEarlier(dataDir, id);
  return holdersFolder(dataDir, id);
}

/** The folder of the old host, which is overtaken by the next one between a look at its claim and the write. */
function overtaken(): DataFolder {
  let looks = 0;
  return fencedFolder(openDataFolder(dataDir, { disk: claimedDisk(workFolder(dataDir, 1, 'old')) }), () => {
    const holds = holdsDirectory(dataDir, 'old');
    if (looks++ === 0) claim('new', 1);
    return holds;
  });
}

const refused = expect.objectContaining({ name: HostError.name, reason: 'refused' }) as unknown;
const failureOf = (change: () => void): unknown => {
  try {
    change();
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('a host that is overtaken between its look at the claim and its write', () => {
  it.each([
    [
      'adds nothing to a file',
      (folder: DataFolder) => {
        folder.append('journal', bytes('late'));
      },
    ],
    [
      'makes no file',
      (folder: DataFolder) => {
        folder.append('fresh', bytes('late'));
      },
    ],
    [
      'replaces no file',
      (folder: DataFolder) => {
        folder.replace('database', bytes('late'), 'previous');
      },
    ],
    [
      'moves no file',
      (folder: DataFolder) => {
        folder.rename('journal', 'previous');
      },
    ],
    [
      'removes no file',
      (folder: DataFolder) => {
        folder.remove('journal');
      },
    ],
  ])('%s, and says that it was refused', (_, change) => {
    const first = claim('old', 0);
    first.append('journal', bytes('one'));
    first.replace('database', bytes('two'));
    expect(
      failureOf(() => {
        change(overtaken());
      }),
    ).toEqual(refused);
    expect(files()).toEqual(['database', 'journal']);
    expect([textOf('journal'), textOf('database')]).toEqual(['one', 'two']);
    holdersFolder(dataDir, 'new').append('journal', bytes(' more'));
    expect(textOf('journal')).toBe('one more');
  });
});

describe('what a deposed host still holds', () => {
  it('is no file that anybody reads: what it writes to an open one is lost', () => {
    const old = claim('old', 0);
    old.append('journal', bytes('one'));
    const file = openSync(join(workFolder(dataDir, 1, 'old'), 'pinned-journal'), 'a');
    const next = claim('new', 1);
    writeSync(file, 'late');
    closeSync(file);
    next.append('journal', bytes(' two'));
    expect(textOf('journal')).toBe('one two');
  });

  it('is taken from it also by a third host, where the second one died before it had done so', () => {
    const old = claim('old', 0);
    old.append('journal', bytes('one'));
    const file = openSync(join(workFolder(dataDir, 1, 'old'), 'pinned-journal'), 'a');
    // The second one has taken the name over, and not yet made its copy.
    claimDirectory(dataDir, record('second'), 1);
    renameSync(
      join(workFolder(dataDir, 1, 'old'), 'pinned-journal'),
      join(workFolder(dataDir, 2, 'second'), 'pinned-journal'),
    );
    const third = claim('third', 2);
    writeSync(file, 'late');
    closeSync(file);
    third.append('journal', bytes(' two'));
    expect(textOf('journal')).toBe('one two');
    expect(readdirSync(join(dataDir, 'host'))).toEqual(['3']);
  });

  it('is moved on where it was on its way', () => {
    claim('old', 0).append('journal', bytes('one'));
    renameSync(join(dataDir, 'journal'), join(workFolder(dataDir, 1, 'old'), 'moving-previous'));
    claim('new', 1);
    expect(files()).toEqual(['previous']);
    expect(textOf('previous')).toBe('one');
  });

  it('is thrown away where it was not whole yet', () => {
    claim('old', 0).replace('database', bytes('good'));
    writeFileSync(join(workFolder(dataDir, 1, 'old'), 'database.new'), 'half');
    claim('new', 1);
    expect(files()).toEqual(['database']);
    expect(textOf('database')).toBe('good');
  });
});

describe('the holder of a data directory', () => {
  it('goes on with a file that somebody else has put in the place of its own', () => {
    const folder = claim('only', 0);
    folder.append('journal', bytes('one'));
    writeFileSync(join(dataDir, 'other'), 'restored ');
    renameSync(join(dataDir, 'other'), join(dataDir, 'journal'));
    folder.append('journal', bytes('two'));
    expect(textOf('journal')).toBe('restored two');
  });

  it('keeps no second name of what it has removed', () => {
    const folder = claim('only', 0);
    folder.append('journal', bytes('secret'));
    folder.remove('journal');
    expect(readdirSync(workFolder(dataDir, 1, 'only'))).toEqual([]);
  });

  it('writes nothing more once its folder was removed by hand', () => {
    const folder = claim('only', 0);
    folder.append('journal', bytes('one'));
    linkSync(join(dataDir, 'journal'), join(dataDir, 'copy'));
    rmSync(join(dataDir, 'host'), { recursive: true });
    expect(
      failureOf(() => {
        folder.append('journal', bytes('two'));
      }),
    ).toEqual(refused);
    expect(textOf('copy')).toBe('one');
  });
});

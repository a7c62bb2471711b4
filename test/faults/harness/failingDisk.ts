import * as nodeFs from 'node:fs';
import type { Disk } from '../../../src/node/dataFolder.ts';

/** A call of the file system that can fail. */
export type DiskCall = 'write' | 'fsync' | 'rename' | 'link' | 'open' | 'remove';

export interface DiskFault {
  readonly call: DiskCall;
  /** Code of the error, such as `ENOSPC`. */
  readonly code: string;
  /** The how many-th of these calls fails, from 0. */
  readonly nth: number;
  /** All that follow fail too. */
  readonly lasts: boolean;
  /** Of a write: a part of the bytes is written before it fails. */
  readonly isPartial?: boolean;
}

/** The file system with one fault; the files are real. */
export class FailingDisk {
  readonly counts: Record<DiskCall, number> = { write: 0, fsync: 0, rename: 0, link: 0, open: 0, remove: 0 };
  readonly #fault: DiskFault | undefined;

  constructor(fault?: DiskFault) {
    this.#fault = fault;
  }

  readonly disk: Disk = {
    ...nodeFs,
    openSync: (path, flags, mode) => {
      if (flags !== 'r') this.#meet('open');
      return nodeFs.openSync(path, flags, mode);
    },
    writeSync: ((file: number, bytes: Uint8Array, from: number) => {
      this.#meet('write', () => {
        nodeFs.writeSync(file, bytes, from, Math.floor((bytes.length - from) / 2));
      });
      return nodeFs.writeSync(file, bytes, from);
    }) as Disk['writeSync'],
    fsyncSync: (file) => {
      this.#meet('fsync');
      nodeFs.fsyncSync(file);
    },
    renameSync: (from, to) => {
      this.#meet('rename');
      nodeFs.renameSync(from, to);
    },
    linkSync: (from, to) => {
      this.#meet('link');
      nodeFs.linkSync(from, to);
    },
    rmSync: (path, options) => {
      this.#meet('remove');
      nodeFs.rmSync(path, options);
    },
  };

  #meet(call: DiskCall, partly?: () => void): void {
    const nth = this.counts[call]++;
    const fault = this.#fault;
    if (fault?.call !== call || !(fault.lasts ? nth >= fault.nth : nth === fault.nth)) return;
    if (fault.isPartial === true) partly?.();
    throw Object.assign(new Error(`${fault.code}: made by a test`), { code: fault.code });
  }
}

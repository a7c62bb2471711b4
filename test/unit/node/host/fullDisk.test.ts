import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryError } from '../../../../src/core/errors.ts';
import { DirectoryRoom } from './directoryRoom.ts';

let room: DirectoryRoom;
beforeEach(() => {
  room = new DirectoryRoom();
});
afterEach(() => {
  room.dispose();
});

const full = (code: string): HistoryError =>
  new HistoryError('unwritable', 'Cannot write journal: the disk is full.', {
    hint: 'Free some space.',
    cause: Object.assign(new Error(code), { code }),
  });

describe('a data directory on a full disk', () => {
  it.each(['ENOSPC', 'EDQUOT'])('can be asked all the same (%s)', async (code) => {
    const opened = await room.open('first', {
      failure: ({ id }) => (id === undefined ? undefined : full(code)),
    });
    expect(await opened.hostName()).toBe('first');
    expect(opened.claims.map(({ id }) => id === undefined)).toEqual([false, true]);
    expect(opened.claims[1]?.storage.readOnly).toMatch(/^The disk of the data directory is full/);
  });

  it('is held again when there is room', async () => {
    let isFull = true;
    const failure = ({ id }: { readonly id: string | undefined }): Error | undefined =>
      isFull && id !== undefined ? full('ENOSPC') : undefined;
    const opened = await room.open('first', { failure, roomMs: 20 });
    isFull = false;
    await opened.lost.promise;
    const again = await room.open('again', { failure });
    expect(again.claims.map(({ id }) => id !== undefined)).toEqual([true]);
    expect(readdirSync(room.dataDir).filter((name) => name.startsWith('room-'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../../src/core/errors.ts';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import type { SavedContent } from '../../../../src/core/spotify/writes/savedState.ts';
import { savedStates } from '../../../../src/core/spotify/writes/savedStates.ts';
import type { SavedStates } from '../../../../src/core/spotify/writes/savedState.ts';
import { createLocalApi } from '../../../../src/protocol/localApi.ts';
import { clockAt, historyOver, MemoryFolder } from '../../history/stores.ts';
import { errorOf } from '../spotifyBed.ts';

const now = Date.UTC(2026, 7, 1);
const contents: readonly SavedContent[] = [
  { kind: 'playlistItems', playlistId: 'p', uris: ['spotify:track:1', '', 'spotify:local:a:b:c:1'] },
  { kind: 'playlistDetails', playlistId: 'p', details: { name: 'Mix', description: '', public: false } },
  { kind: 'playlist', playlistId: 'p', uris: [], details: { name: 'Mix', collaborative: true } },
  { kind: 'library', removed: ['spotify:album:1'], added: ['spotify:track:2'] },
  { kind: 'createdPlaylists', uris: ['spotify:playlist:1'] },
];

function statesOf(folder: MemoryFolder, account: string | undefined): SavedStates {
  const { handlers, listeners } = historyOver(folder, clockAt(now));
  let byte = 0;
  return savedStates({
    ...{ account, clock: clockAt(now), history: createLocalApi(handlers, listeners) },
    randomBytes: (length) => new Uint8Array(length).fill((byte += 1)),
  });
}

describe('the kept states of an account', () => {
  it.each(contents.map((content) => ({ kind: content.kind, content })))('hold $kind', async ({ content }) => {
    const states = statesOf(new MemoryFolder(), 'ada');
    const id = await states.put({ label: 'the items of "Mix"', subject: 'spotify:playlist:p', content });
    expect(id).toBe('010101010101');
    expect(await states.get(id)).toEqual({
      ...{ id, account: 'ada', savedAt: now, pinned: false, content },
      ...{ label: 'the items of "Mix"', subject: 'spotify:playlist:p' },
    });
  });

  it('are there for the next process, newest first, and none of another account', async () => {
    const folder = new MemoryFolder();
    const states = statesOf(folder, 'ada');
    for (const content of contents) await states.put({ label: content.kind, content, pinned: true });
    const labels = contents.map(({ kind }) => kind).reverse();
    expect((await statesOf(folder.copy(), 'ada').list({})).map(({ label }) => label)).toEqual(labels);
    const bob = statesOf(folder.copy(), 'bob');
    expect(await bob.list({})).toEqual([]);
    expect(await bob.get('010101010101')).toBeUndefined();
  });

  it('that cannot be read are damaged, not empty', async () => {
    const folder = new MemoryFolder();
    const { handlers } = historyOver(folder, clockAt(now));
    const context = { signal: new AbortController().signal, progress: () => undefined };
    for (const [id, content] of Object.entries({ a: '{', b: '{"kind":"later"}' })) {
      const state = { id, account: 'ada', savedAt: now, label: 'x', pinned: false, content };
      await handlers['states.put']({ state }, context);
      expect(await errorOf(statesOf(folder.copy(), 'ada').get(id))).toSatisfy((error: unknown) =>
        HistoryError.is(error, 'damaged'),
      );
    }
  });

  it('need an account', async () => {
    const states = statesOf(new MemoryFolder(), undefined);
    expect(await errorOf(states.list({}))).toSatisfy((error: unknown) => AuthError.is(error, 'needsUser'));
  });
});

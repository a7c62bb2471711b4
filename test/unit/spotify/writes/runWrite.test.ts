import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError, CancelledError, HistoryError } from '../../../../src/core/errors.ts';
import { outcomeUnknown } from '../../../../src/core/spotify/http/outcomeUnknown.ts';
import type { SpotifyContext } from '../../../../src/core/spotify/spotifyContext.ts';
import { QuotaExceeded, SpotifyRefused, Unavailable } from '../../../../src/core/spotify/spotifyErrors.ts';
import type { PlannedWrite } from '../../../../src/core/spotify/writes/plannedWrite.ts';
import { runWrite } from '../../../../src/core/spotify/writes/runWrite.ts';
import { errorOf, openSpotifyBed, type SpotifyBed } from '../spotifyBed.ts';

let bed: SpotifyBed;
let context: SpotifyContext;
let did: string[];
beforeEach(async () => {
  bed = await openSpotifyBed();
  context = bed.context;
  did = [];
});
afterEach(() => bed.close());

const undo = {
  label: 'the library',
  content: { kind: 'library', removed: ['spotify:track:1'], added: [] },
} as const;
const plan = (fields: Partial<PlannedWrite> = {}): PlannedWrite => ({
  does: 'Remove 1 item',
  did: 'Removed 1 item',
  undo,
  apply: () => {
    did.push('applied');
    return Promise.resolve({});
  },
  verify: () => {
    did.push('looked');
    return Promise.resolve(true);
  },
  ...fields,
});
const failing = (error: AppError): Partial<PlannedWrite> => ({
  apply: () => {
    did.push('applied');
    return Promise.reject(error);
  },
});
const lost = (): Unavailable => outcomeUnknown('timeout', new Error('no answer'));
const keptIds = async (): Promise<string[]> => (await context.states.list({})).map(({ id }) => id);

describe('a change', () => {
  it('keeps what was there, is sent once, and is read back', async () => {
    const result = await runWrite(context, plan(), undefined);
    expect(result).toEqual({
      outcome: 'verified',
      summary: 'Removed 1 item.',
      undo_id: expect.any(String) as string,
    });
    expect(did).toEqual(['applied', 'looked']);
    expect(await context.states.get(result.undo_id ?? '')).toMatchObject({ ...undo, pinned: false });
  });

  it('is only told in a dry run', async () => {
    expect(await runWrite(context, plan({ note: 'They come back with a new date.' }), true)).toEqual({
      outcome: 'planned',
      summary: 'Remove 1 item.',
      note: 'They come back with a new date.',
    });
    expect(did).toEqual([]);
    expect(await keptIds()).toEqual([]);
  });

  it('that is none says why', async () => {
    expect(await runWrite(context, { nothing: 'It is empty.', note: 'Since today.' }, false)).toEqual({
      outcome: 'unchanged',
      summary: 'It is empty.',
      note: 'Since today.',
    });
  });

  it('is not begun where the old state cannot be kept', async () => {
    const full = new HistoryError('unwritable', 'The disk is full.');
    const states = { ...context.states, put: () => Promise.reject(full) };
    expect(await errorOf(runWrite({ ...context, states }, plan(), false))).toBe(full);
    expect(did).toEqual([]);
  });

  it('that Spotify took and does not show yet is accepted, after three looks', async () => {
    const verify = (): Promise<boolean> => {
      did.push('looked');
      return Promise.resolve(false);
    };
    expect(await runWrite(context, plan({ verify }), false)).toMatchObject({ outcome: 'accepted' });
    expect(did).toEqual(['applied', 'looked', 'looked', 'looked']);
  });

  it('is verified by a later look, where the first one fails or comes too early', async () => {
    const verify = (): Promise<boolean> => {
      did.push('looked');
      if (did.length === 2) return Promise.reject(new Unavailable('server', 'Spotify failed.'));
      return Promise.resolve(did.length === 4);
    };
    expect(await runWrite(context, plan({ verify }), false)).toMatchObject({ outcome: 'verified' });
  });

  it('is not looked for again where a limit closes the way', async () => {
    const verify = (): Promise<boolean> => {
      did.push('looked');
      return Promise.reject(new QuotaExceeded('No quota is left.', { until: 0 }));
    };
    expect(await runWrite(context, plan({ verify }), false)).toMatchObject({ outcome: 'accepted' });
    expect(did).toEqual(['applied', 'looked']);
  });

  it('of which a part was done names the rest, and can be undone', async () => {
    const failed = [{ item: 'spotify:track:2', why: 'Spotify refused it.' }];
    const result = await runWrite(
      context,
      plan({ note: 'One.', apply: () => Promise.resolve({ failed, note: 'Two.' }) }),
      false,
    );
    expect(result).toMatchObject({
      outcome: 'partial',
      summary: 'Removed 1 item, but not all of it.',
      failed,
      note: 'One. Two.',
      undo_id: expect.any(String) as string,
    });
    expect(did).toEqual([]);
  });

  it('that made something keeps it afterwards, for the undo', async () => {
    const made = {
      label: 'the playlist "New"',
      content: { kind: 'createdPlaylists', uris: ['spotify:playlist:1'] },
    } as const;
    const { undo: _, ...rest } = plan({ apply: () => Promise.resolve({ made }) });
    const result = await runWrite(context, rest, false);
    expect(await context.states.get(result.undo_id ?? '')).toMatchObject(made);
  });

  it('that made something and cannot keep it is done all the same, and says so', async () => {
    const made = { label: 'x', content: { kind: 'createdPlaylists', uris: [] } } as const;
    const full = new HistoryError('unwritable', 'The disk is full.');
    const states = { ...context.states, put: () => Promise.reject(full) };
    const { undo: _, ...rest } = plan({ apply: () => Promise.resolve({ made }) });
    expect(await runWrite({ ...context, states }, rest, false)).toEqual({
      outcome: 'verified',
      summary: 'Removed 1 item.',
      note: 'It cannot be undone by ops_undo: The disk is full.',
    });
  });
});

describe('a change that fails', () => {
  it('before anything was done passes its error on and leaves nothing to undo', async () => {
    const refused = new SpotifyRefused('Spotify refused.');
    expect(await errorOf(runWrite(context, plan(failing(refused)), false))).toBe(refused);
    expect(did).toEqual(['applied']);
    expect(await keptIds()).toEqual([]);
  });

  it('passes its own error on even if the state cannot be removed', async () => {
    const refused = new SpotifyRefused('Spotify refused.');
    const full = new HistoryError('unwritable', 'The disk is full.');
    const states = { ...context.states, remove: () => Promise.reject(full) };
    expect(await errorOf(runWrite({ ...context, states }, plan(failing(refused)), false))).toBe(refused);
  });

  it('since it was cancelled leaves the old state: something may have been done', async () => {
    expect(await errorOf(runWrite(context, plan(failing(new CancelledError())), false))).toSatisfy(
      AppError.is,
    );
    expect(await keptIds()).toHaveLength(1);
  });

  it('without an answer is not sent again, and is verified where a look shows it', async () => {
    expect(await runWrite(context, plan(failing(lost())), false)).toEqual({
      outcome: 'verified',
      summary: 'Removed 1 item.',
      undo_id: expect.any(String) as string,
    });
    expect(did).toEqual(['applied', 'looked']);
  });

  it('without an answer and without a trace is unknown, and can be undone', async () => {
    const verify = (): Promise<boolean> => Promise.resolve(false);
    expect(await runWrite(context, plan({ ...failing(lost()), verify }), false)).toEqual({
      outcome: 'unknown',
      summary: 'Remove 1 item: Spotify did not answer, and a look did not show it done.',
      note: 'Look again before you repeat it.',
      undo_id: expect.any(String) as string,
    });
    expect(did).toEqual(['applied']);
    expect(await keptIds()).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Unavailable } from '../../../../src/core/spotify/spotifyErrors.ts';
import { createUndiciTransport } from '../../../../src/node/http/undiciTransport.ts';
import { cut, failure, held, json, noContent, plain, silent } from './testApi.ts';
import {
  errorOf,
  getAlbum,
  openTestBed,
  pause,
  recentPlays,
  renamePlaylist,
  searchFor,
  until,
  type TestBed,
} from './testClient.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await openTestBed();
});
afterEach(() => bed.close());

/** A bed with other numbers. */
async function reopen(...options: Parameters<typeof openTestBed>): Promise<void> {
  await bed.close();
  bed = await openTestBed(...options);
}

describe('a read that fails', () => {
  it.each([
    ['500', plain('upstream connect error', 500)],
    ['503 with JSON', failure(503, 'Service unavailable')],
    ['a cut connection', cut],
  ])('is tried again after %s', async (_name, reply) => {
    bed.api.replies(reply, reply, json({ name: 'A' }));
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A' });
    expect(bed.client.stats()).toMatchObject({ requests: 3, retries: 2, cacheMisses: 1 });
  });

  it('is tried three more times at most', async () => {
    bed.api.replies(plain('upstream connect error', 502));
    const error = await errorOf(bed.client.send('anna', getAlbum, { id: '1' }));
    expect(error).toMatchObject({ code: 'SPOTIFY_UNAVAILABLE', reason: 'server' });
    expect((error as Error).message).toBe('Spotify failed to answer (502).');
    expect(bed.api.seen).toHaveLength(4);
  });

  it('is tried again after a time-out', async () => {
    await reopen({}, createUndiciTransport({ version: '1', requestMs: 40 }));
    bed.api.replies(silent, json({ name: 'A' }));
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A' });
  });

  it('is not tried again when the time for that is over', async () => {
    await reopen({ retryWithinMs: 0 });
    bed.api.replies(plain('', 500));
    expect(await errorOf(bed.client.send('anna', getAlbum, { id: '1' }))).toBeInstanceOf(Unavailable);
    expect(bed.api.seen).toHaveLength(1);
  });

  it.each([400, 404, 409])('is not tried again after %i', async (status) => {
    bed.api.replies(failure(status, 'no'));
    await errorOf(bed.client.send('anna', getAlbum, { id: '1' }));
    expect(bed.api.seen).toHaveLength(1);
  });

  it('waits longer each time, at random, and not at all once the caller has cancelled', async () => {
    await reopen({ retryFirstMs: 60_000, retryLongestMs: 60_000 });
    bed.api.replies(plain('', 500));
    const caller = new AbortController();
    const call = errorOf(bed.client.send('anna', getAlbum, { id: '1' }, { signal: caller.signal }));
    await until(() => bed.log.some(({ message }) => message === 'trying again'));
    caller.abort();
    expect(await call).toMatchObject({ code: 'CANCELLED' });
    expect(bed.api.seen).toHaveLength(1);
  });
});

describe('a write without an answer', () => {
  it.each([
    ['a cut connection', cut, 'offline'],
    ['500', plain('', 500), 'server'],
  ])('is not repeated after %s, and says that the outcome is unknown', async (_name, reply, reason) => {
    bed.api.replies(reply, noContent);
    for (const call of [
      () => bed.client.send('anna', pause, {}),
      () => bed.client.send('anna', renamePlaylist, { id: '1', name: 'B' }),
    ]) {
      bed.api.replies(reply);
      const error = await errorOf(call());
      expect(error).toMatchObject({
        code: 'SPOTIFY_UNAVAILABLE',
        reason,
        message: 'Spotify did not confirm the change; it may have been made or not.',
      });
      expect((error as Error).cause).toBeInstanceOf(Error);
    }
    expect(bed.api.seen).toHaveLength(2);
    expect(bed.client.stats().retries).toBe(0);
  });

  it('says so too when the time is over, of the request or of the call', async () => {
    await reopen({}, createUndiciTransport({ version: '1', requestMs: 40 }));
    bed.api.replies(silent);
    const unknown = {
      reason: 'timeout',
      message: expect.stringContaining('may have been made or not') as string,
    };
    expect(await errorOf(bed.client.send('anna', pause, {}))).toMatchObject(unknown);
    await reopen({ callMs: 60 });
    bed.api.replies(silent);
    expect(await errorOf(bed.client.send('anna', pause, {}))).toMatchObject(unknown);
    expect(bed.api.seen).toHaveLength(1);
  });

  it('that could not even connect says that Spotify cannot be reached', async () => {
    await bed.api.close();
    expect(await errorOf(bed.client.send('anna', pause, {}))).toMatchObject({
      reason: 'offline',
      message: 'Spotify cannot be reached.',
    });
  });

  it('of a caller that cancels is cut off and leaves nothing kept', async () => {
    bed.api.replies(silent);
    const caller = new AbortController();
    const call = errorOf(bed.client.send('anna', pause, {}, { signal: caller.signal }));
    await until(() => bed.api.open === 1);
    caller.abort();
    expect(await call).toMatchObject({ code: 'CANCELLED' });
    await until(() => bed.api.open === 0);
    bed.api.replies(noContent);
    await bed.client.send('anna', pause, {});
  });
});

describe('a whole call', () => {
  it('is bounded in time, whatever it waits for', async () => {
    await reopen({ callMs: 50 });
    bed.api.replies(silent);
    expect(await errorOf(bed.client.send('anna', getAlbum, { id: '1' }))).toMatchObject({
      code: 'SPOTIFY_UNAVAILABLE',
      reason: 'timeout',
    });
    await until(() => bed.api.open === 0);
    bed.tokens.access = () => new Promise(() => undefined);
    expect(await errorOf(bed.client.send('anna', getAlbum, { id: '1' }))).toMatchObject({
      reason: 'timeout',
    });
  });
});

describe('the circuit breaker', () => {
  const failing = async (): Promise<void> => {
    bed.api.replies(plain('', 500));
    for (let call = 0; call < 5; call += 1) await errorOf(bed.client.send('anna', pause, {}));
    expect(bed.api.seen).toHaveLength(5);
  };

  it('asks no more after five failures in a row, of reads and writes together', async () => {
    await failing();
    const before = Date.now();
    const error = await errorOf(bed.client.send('ben', searchFor, { q: 'x' }));
    expect(error).toMatchObject({ code: 'SPOTIFY_UNAVAILABLE', reason: 'paused' });
    const { until } = error as Unavailable;
    expect(until).toBeGreaterThan(before + 59_000);
    expect(until).toBeLessThan(before + 61_000);
    expect((error as Error).message).toMatch(
      /not asked again until \d{4}-\d\d-\d\d \d\d:\d\d \(Europe\/Berlin\)\.$/,
    );
    expect(bed.api.seen).toHaveLength(5);
  });

  it('still answers what is kept', async () => {
    bed.api.replies(json({ found: 1 }));
    await bed.client.send('anna', searchFor, { q: 'x' });
    bed.api.replies(plain('', 500));
    for (let call = 0; call < 5; call += 1) await errorOf(bed.client.send('anna', pause, {}));
    expect(await bed.client.send('anna', searchFor, { q: 'x' })).toEqual({ found: 1 });
  });

  it('counts failures in a row only, and refusals are none', async () => {
    for (let round = 0; round < 3; round += 1) {
      bed.api.replies(plain('', 500));
      for (let call = 0; call < 4; call += 1) await errorOf(bed.client.send('anna', pause, {}));
      bed.api.replies(failure(404, 'Resource not found'));
      await errorOf(bed.client.send('anna', getAlbum, { id: '1' }));
    }
    expect(bed.api.seen).toHaveLength(15);
  });

  it('sends one probe after the pause; its success lets the others go', async () => {
    await reopen({ circuitPauseMs: 30 });
    await failing();
    await new Promise((resolve) => setTimeout(resolve, 35));
    const probe = held(json({ plays: 1 }));
    bed.api.replies(probe.reply, json({ plays: 2 }));
    const calls = ['anna', 'ben', 'cleo'].map((account) => bed.client.send(account, recentPlays, {}));
    await until(() => bed.api.seen.length === 6);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bed.api.seen).toHaveLength(6);
    probe.release();
    await Promise.all(calls);
    expect(bed.api.seen).toHaveLength(8);
  });

  it('pauses again when the probe fails', async () => {
    await reopen({ circuitPauseMs: 30, retries: 0 });
    await failing();
    await new Promise((resolve) => setTimeout(resolve, 35));
    expect(await errorOf(bed.client.send('anna', recentPlays, {}))).toMatchObject({ reason: 'server' });
    expect(await errorOf(bed.client.send('anna', recentPlays, {}))).toMatchObject({ reason: 'paused' });
    expect(bed.api.seen).toHaveLength(6);
  });
});

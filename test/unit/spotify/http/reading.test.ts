import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CancelledError } from '../../../../src/core/errors.ts';
import { defineOperation } from '../../../../src/core/spotify/operation.ts';
import { cut, failure, held, json, noContent } from './testApi.ts';
import {
  errorOf,
  getAlbum,
  getPlayer,
  getShow,
  listPlaylists,
  openTestBed,
  pause,
  recentPlays,
  renamePlaylist,
  searchFor,
  until,
  type TestBed,
} from './testClient.ts';

const hour = 3_600_000;
let bed: TestBed;
beforeEach(async () => {
  bed = await openTestBed();
});
afterEach(() => bed.close());

describe('one request', () => {
  it('goes to the base path with token, and as a read without a body', async () => {
    bed.api.replies(json({ name: 'Kind of Blue', label: 'dropped' }));
    expect(await bed.client.send('anna', getAlbum, { id: 'a/1' })).toEqual({ name: 'Kind of Blue' });
    const [request] = bed.api.seen;
    expect(request).toMatchObject({ method: 'GET', url: '/base/v1/albums/a%2F1', body: '' });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer token-of-anna-1',
      accept: 'application/json',
      'user-agent': 'backbeat/1.2.3',
    });
  });

  it('understands an answer without a body', async () => {
    bed.api.replies(noContent);
    expect(await bed.client.send('anna', getPlayer, {})).toBeUndefined();
    expect(await bed.client.send('anna', getPlayer, {})).toBeUndefined();
    expect(bed.api.seen).toHaveLength(1);
  });
});

describe('a call with a bound of its own', () => {
  it('ends then, and not later than the client would end it', async () => {
    const never = held(json({ playing: true }));
    bed.api.replies(never.reply);
    const call = bed.client.send('anna', getPlayer, {}, { withinMs: 30 });
    expect(await errorOf(call)).toMatchObject({ code: 'SPOTIFY_UNAVAILABLE', reason: 'timeout' });
    never.release();
    await bed.close();
    bed = await openTestBed({ callMs: 30 });
    const other = held(json({ playing: true }));
    bed.api.replies(other.reply);
    const bounded = bed.client.send('anna', getPlayer, {}, { withinMs: 60_000 });
    expect(await errorOf(bounded)).toMatchObject({ reason: 'timeout' });
    other.release();
  });
});

describe('kept answers', () => {
  it('are good for the time of their kind', async () => {
    bed.api.replies(json({ found: 1 }), json({ found: 2 }));
    expect(await bed.client.send('anna', searchFor, { q: 'x' })).toEqual({ found: 1 });
    bed.ahead += 299_000;
    expect(await bed.client.send('anna', searchFor, { q: 'x' })).toEqual({ found: 1 });
    bed.ahead += 2_000;
    expect(await bed.client.send('anna', searchFor, { q: 'x' })).toEqual({ found: 2 });
    expect(bed.client.stats()).toEqual({ requests: 2, cacheHits: 1, cacheMisses: 2, merged: 0, retries: 0 });
  });

  it('are not asked for when the caller wants a fresh one, which is then kept', async () => {
    bed.api.replies(json({ found: 1 }), json({ found: 2 }));
    await bed.client.send('anna', searchFor, { q: 'x' });
    expect(await bed.client.send('anna', searchFor, { q: 'x' }, { fresh: true })).toEqual({ found: 2 });
    expect(await bed.client.send('anna', searchFor, { q: 'x' })).toEqual({ found: 2 });
  });

  it('belong to one account, metadata to all', async () => {
    bed.api.replies(
      json({ found: 1, name: 'A' }),
      json({ found: 2, name: 'B' }),
      json({ found: 3, name: 'C' }),
    );
    expect(await bed.client.send('anna', searchFor, { q: 'x' })).toEqual({ found: 1 });
    expect(await bed.client.send('ben', searchFor, { q: 'x' })).toEqual({ found: 2 });
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'C' });
    expect(await bed.client.send('ben', getAlbum, { id: '1' })).toEqual({ name: 'C' });
    expect(bed.api.seen).toHaveLength(3);
  });

  it('cannot be changed by one caller for the others', async () => {
    bed.api.replies(json({ name: 'A', tracks: ['1'] }));
    const album = await bed.client.send('anna', getAlbum, { id: '1' });
    expect(() => album.tracks?.push('2')).toThrow(TypeError);
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A', tracks: ['1'] });
  });

  it('of metadata come without a token, other ones with the permission only', async () => {
    bed.api.replies(json({ name: 'A' }));
    await bed.client.send('anna', getAlbum, { id: '1' });
    await bed.client.send('anna', getShow, { id: '1' });
    bed.tokens.scopes = [];
    bed.tokens.access = () => Promise.reject(new Error('no token'));
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A' });
    expect(await errorOf(bed.client.send('anna', getShow, { id: '1' }))).toMatchObject({
      message: 'no token',
    });
  });

  it('are not kept for operations without a kind', async () => {
    bed.api.replies(json({ plays: 1 }), json({ plays: 2 }));
    await bed.client.send('anna', recentPlays, {});
    expect(await bed.client.send('anna', recentPlays, {})).toEqual({ plays: 2 });
  });

  it('of errors are none', async () => {
    bed.api.replies(failure(404, 'Resource not found'), json({ name: 'A' }));
    await errorOf(bed.client.send('anna', getAlbum, { id: '1' }));
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A' });
  });

  it('are bounded in number and in size', async () => {
    await bed.close();
    bed = await openTestBed({ cacheEntries: 2, cacheCharacters: 1_000 });
    const ask = (id: string) => bed.client.send('anna', textOf, { id });
    bed.api.replies(json({ text: 'x'.repeat(300) }));
    for (const id of ['1', '2', '3']) await ask(id);
    await ask('3');
    expect(bed.api.seen).toHaveLength(3);
    await ask('1');
    expect(bed.api.seen).toHaveLength(4);
    bed.api.replies(json({ text: 'x'.repeat(2_000) }));
    for (const id of ['large', 'large']) await ask(id);
    expect(bed.api.seen).toHaveLength(6);
    await ask('1');
    expect(bed.api.seen).toHaveLength(6);
  });

  it('of an account are forgotten when it signs out, also those under way', async () => {
    const slow = held(json({ found: 2 }));
    bed.api.replies(json({ found: 1 }), slow.reply, json({ found: 3 }));
    await bed.client.send('anna', searchFor, { q: 'x' });
    const under = bed.client.send('anna', searchFor, { q: 'y' });
    await until(() => bed.api.seen.length === 2);
    bed.client.forget('anna');
    slow.release();
    await under;
    await bed.client.send('anna', searchFor, { q: 'x' });
    await bed.client.send('anna', searchFor, { q: 'y' });
    expect(bed.api.seen).toHaveLength(4);
  });
});

/** Kept in memory only. */
const textOf = defineOperation({
  id: 'get-text',
  method: 'GET',
  path: '/texts/{id}',
  family: 'search',
  scopes: [],
  cache: 'search',
  request: ({ id }: { readonly id: string }) => ({ path: { id } }),
  response: z.object({ text: z.string() }),
});

describe('after a write', () => {
  it('answers of the kinds that it changes are asked anew, for this account', async () => {
    bed.api.replies(json({ names: ['A'], found: 1 }));
    for (const account of ['anna', 'ben']) await bed.client.send(account, listPlaylists, {});
    await bed.client.send('anna', searchFor, { q: 'x' });
    bed.api.replies(noContent, json({ names: ['B'] }));
    await bed.client.send('anna', renamePlaylist, { id: '1', name: 'B' });
    expect(await bed.client.send('anna', listPlaylists, {})).toEqual({ names: ['B'] });
    expect(await bed.client.send('ben', listPlaylists, {})).toEqual({ names: ['A'] });
    expect(await bed.client.send('anna', searchFor, { q: 'x' })).toEqual({ found: 1 });
  });

  it('an answer that was under way is neither kept nor shared with later callers', async () => {
    const before = held(json({ playing: true }));
    bed.api.replies(before.reply, noContent, json({ playing: false }));
    const early = bed.client.send('anna', getPlayer, {});
    await until(() => bed.api.seen.length === 1);
    await bed.client.send('anna', pause, {});
    const late = bed.client.send('anna', getPlayer, {});
    before.release();
    expect(await early).toEqual({ playing: true });
    expect(await late).toEqual({ playing: false });
    expect(await bed.client.send('anna', getPlayer, {})).toEqual({ playing: false });
  });

  it('with an unknown outcome nothing of before is believed either', async () => {
    bed.api.replies(json({ playing: true }), cut, json({ playing: false }));
    await bed.client.send('anna', getPlayer, {});
    await errorOf(bed.client.send('anna', pause, {}));
    expect(await bed.client.send('anna', getPlayer, {})).toEqual({ playing: false });
  });

  it('that was never sent, everything stays', async () => {
    bed.api.replies(json({ names: ['A'] }));
    await bed.client.send('anna', listPlaylists, {});
    bed.api.replies(failure(429, 'Too many requests', 'QUOTA_EXCEEDED'));
    await errorOf(bed.client.send('anna', renamePlaylist, { id: '1', name: 'B' }));
    await errorOf(bed.client.send('anna', renamePlaylist, { id: '1', name: 'B' }));
    expect(await bed.client.send('anna', listPlaylists, {})).toEqual({ names: ['A'] });
  });
});

describe('equal reads at once', () => {
  it('make one request: 100 callers', async () => {
    bed.api.replies(json({ name: 'A' }));
    const { signal } = new AbortController();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => bed.client.send('anna', getAlbum, { id: '1' }, { signal })),
    );
    expect(new Set(answers).size).toBe(1);
    expect(bed.api.seen).toHaveLength(1);
    expect(bed.client.stats()).toMatchObject({ requests: 1, merged: 99, cacheMisses: 1 });
  });

  it('are not merged across accounts', async () => {
    bed.api.replies(json({ name: 'A' }));
    await Promise.all(['anna', 'ben'].map((account) => bed.client.send(account, getAlbum, { id: '1' })));
    expect(bed.api.seen.map(({ headers }) => headers.authorization).sort()).toEqual([
      'Bearer token-of-anna-1',
      'Bearer token-of-ben-1',
    ]);
  });

  it('share a failure, and the next caller asks anew', async () => {
    bed.api.replies(failure(404, 'no'), json({ name: 'A' }));
    const calls = [1, 2].map(() => errorOf(bed.client.send('anna', getAlbum, { id: '1' })));
    const [first, second] = await Promise.all(calls);
    expect(first).toBe(second);
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A' });
  });

  it('do not suffer when one caller leaves', async () => {
    const slow = held(json({ name: 'A' }));
    bed.api.replies(slow.reply);
    const leaving = new AbortController();
    const left = errorOf(bed.client.send('anna', getAlbum, { id: '1' }, { signal: leaving.signal }));
    const staying = bed.client.send('anna', getAlbum, { id: '1' });
    await until(() => bed.api.seen.length === 1);
    leaving.abort();
    expect(await left).toBeInstanceOf(CancelledError);
    slow.release();
    expect(await staying).toEqual({ name: 'A' });
    expect(bed.api.seen).toHaveLength(1);
  });

  it('end with the last caller, and a later one begins anew', async () => {
    const slow = held(json({ name: 'A' }));
    bed.api.replies(slow.reply, json({ name: 'B' }));
    const callers = [new AbortController(), new AbortController()];
    const calls = callers.map(({ signal }) =>
      errorOf(bed.client.send('anna', getAlbum, { id: '1' }, { signal })),
    );
    await until(() => bed.api.open === 1);
    for (const caller of callers) caller.abort();
    for (const call of calls) expect(await call).toBeInstanceOf(CancelledError);
    await until(() => bed.api.open === 0);
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'B' });
  });
});

describe('metadata of an earlier run', () => {
  it('is used for a day without asking', async () => {
    bed.api.replies(json({ name: 'A', resume_point: 'of Anna alone' }));
    await bed.client.send('anna', getAlbum, { id: '1' });
    // What the schema does not read may be one user's, and this is kept for all.
    expect(bed.metadata.answers.get(`${bed.api.url}/albums/1`)?.text).toBe('{"name":"A"}');
    bed.ahead += 23 * hour;
    const restarted = bed.restarted();
    expect(await restarted.send('ben', getAlbum, { id: '1' })).toEqual({ name: 'A' });
    expect(restarted.stats()).toMatchObject({ requests: 0, cacheHits: 1, cacheMisses: 0 });
    bed.ahead += 2 * hour;
    bed.api.replies(json({ name: 'B' }));
    expect(await restarted.send('ben', getAlbum, { id: '1' })).toEqual({ name: 'B' });
  });

  it('stands in for a week where Spotify gives no answer, unless a fresh one is wanted', async () => {
    bed.api.replies(
      json({ name: 'A' }),
      failure(429, 'Too many requests', 'QUOTA_EXCEEDED', { 'retry-after': '170000' }),
    );
    await bed.client.send('anna', getAlbum, { id: '1' });
    bed.ahead += 6 * 24 * hour;
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A' });
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A' });
    expect(await errorOf(bed.client.send('anna', getAlbum, { id: '1' }, { fresh: true }))).toMatchObject({
      code: 'QUOTA_EXCEEDED',
    });
    bed.ahead += 25 * hour;
    expect(await errorOf(bed.client.send('anna', getAlbum, { id: '1' }))).toMatchObject({
      code: 'QUOTA_EXCEEDED',
    });
    expect(bed.api.seen).toHaveLength(2);
  });

  it('that no longer fits, or cannot be read, is asked anew', async () => {
    bed.metadata.write({ key: `${bed.api.url}/albums/1`, text: '{"name":5}', storedAt: Date.now() });
    bed.api.replies(json({ name: 'A' }));
    expect(await bed.client.send('anna', getAlbum, { id: '1' })).toEqual({ name: 'A' });
    bed.metadata.read = () => Promise.reject(new Error('worker is gone'));
    expect(await bed.client.send('anna', getAlbum, { id: '2' })).toEqual({ name: 'A' });
    expect(bed.log.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

describe('cancelling', () => {
  it('ends a call at once, before and while it is under way', async () => {
    const slow = held(json({ name: 'A' }));
    bed.api.replies(slow.reply);
    const caller = new AbortController();
    const call = errorOf(bed.client.send('anna', getAlbum, { id: '1' }, { signal: caller.signal }));
    await until(() => bed.api.open === 1);
    caller.abort();
    expect(await call).toBeInstanceOf(CancelledError);
    await until(() => bed.api.open === 0);
    const again = bed.client.send('anna', getAlbum, { id: '1' }, { signal: caller.signal });
    expect(await errorOf(again)).toBeInstanceOf(CancelledError);
    expect(bed.api.seen).toHaveLength(1);
  });

  it('takes a token that never comes with it', async () => {
    bed.tokens.access = () => new Promise(() => undefined);
    const caller = new AbortController();
    const call = errorOf(bed.client.send('anna', getAlbum, { id: '1' }, { signal: caller.signal }));
    caller.abort();
    expect(await call).toBeInstanceOf(CancelledError);
  });

  it('happens to every call when the client is disposed', async () => {
    const slow = held(json({ name: 'A' }));
    bed.api.replies(slow.reply);
    const calls = ['1', '2'].map((id) => errorOf(bed.client.send('anna', getAlbum, { id })));
    await until(() => bed.api.open === 2);
    bed.client.dispose();
    for (const call of calls) expect(await call).toBeInstanceOf(CancelledError);
    expect(await errorOf(bed.client.send('anna', getAlbum, { id: '3' }))).toBeInstanceOf(CancelledError);
    expect(bed.api.seen).toHaveLength(2);
  });
});

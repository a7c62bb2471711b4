import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QuotaExceeded, RateLimited } from '../../../../src/core/spotify/spotifyErrors.ts';
import { failure, held, json, noContent, type Reply } from './testApi.ts';
import {
  errorOf,
  getAlbum,
  getPlayer,
  listPlaylists,
  openTestBed,
  pause,
  searchFor,
  until,
  type TestBed,
} from './testClient.ts';

const minute = 60_000;
let bed: TestBed;
beforeEach(async () => {
  bed = await openTestBed();
});
afterEach(() => bed.close());

const tooMany = (retryAfter?: string, reason?: string): Reply =>
  failure(429, 'Too many requests', reason, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
const quota = (retryAfter?: string): Reply => tooMany(retryAfter, 'QUOTA_EXCEEDED');
const search = (q = 'x', client = bed.client, account = 'anna') => client.send(account, searchFor, { q });
const minutesFromNow = (instant = 0): number => Math.round((instant - (Date.now() + bed.ahead)) / minute);

describe('a short Retry-After', () => {
  it('is waited for, then the call is repeated once', async () => {
    bed.api.replies(tooMany('0.05'), json({ found: 1 }));
    const before = Date.now();
    expect(await search()).toEqual({ found: 1 });
    expect(Date.now() - before).toBeGreaterThanOrEqual(48);
    expect(bed.client.stats()).toMatchObject({ requests: 2, retries: 1 });
    expect(bed.client.closed()).toEqual([]);
    expect(bed.state.text).toBeUndefined();
  });

  it('is waited for by a write too: a 429 did nothing', async () => {
    bed.api.replies(tooMany('0'), noContent);
    await bed.client.send('anna', pause, {});
    expect(bed.api.seen).toHaveLength(2);
  });

  it('that comes twice is an error which says when to come back', async () => {
    bed.api.replies(tooMany('0.02'));
    const error = await errorOf(search());
    expect(error).toBeInstanceOf(RateLimited);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', until: expect.any(Number) as number });
    expect((error as Error).message).toMatch(
      /^Spotify takes no more requests for searches until .+ \(Europe\/Berlin\)\.$/,
    );
    expect(bed.api.seen).toHaveLength(2);
  });

  it('holds the other calls of its family, of every account, and no other family', async () => {
    bed.api.replies(tooMany('0.15'), json({ found: 1, playing: true }));
    const first = search('a');
    await until(() => bed.log.some(({ message }) => message === 'asked to wait'));
    const others = [search('b'), search('c', bed.client, 'ben')];
    await bed.client.send('anna', getPlayer, {});
    expect(bed.api.seen.map(({ url }) => url)).toEqual(['/base/v1/search?q=a', '/base/v1/me/player']);
    await Promise.all([first, ...others]);
    expect(bed.api.seen).toHaveLength(5);
  });

  it('is not begun where the call has no time for it', async () => {
    await bed.close();
    bed = await openTestBed({ callMs: 5_000 });
    bed.api.replies(tooMany('20'));
    expect(await errorOf(search())).toBeInstanceOf(RateLimited);
    expect(await errorOf(search('y'))).toBeInstanceOf(RateLimited);
    expect(bed.api.seen).toHaveLength(1);
  });

  it('ends at once when the caller cancels', async () => {
    bed.api.replies(tooMany('20'));
    const caller = new AbortController();
    const call = errorOf(bed.client.send('anna', searchFor, { q: 'x' }, { signal: caller.signal }));
    await until(() => bed.log.length > 0);
    caller.abort();
    expect(await call).toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a quota or a long Retry-After', () => {
  it.each([
    ['a quota with Retry-After', quota('86236'), QuotaExceeded, 1437, 'quota'],
    ['a quota without', quota(), QuotaExceeded, 60, 'quota'],
    ['a short quota', quota('2'), QuotaExceeded, 1, 'quota'],
    ['a quota that is over already', quota('0'), QuotaExceeded, 1, 'quota'],
    ['a long Retry-After', tooMany('69785'), RateLimited, 1163, 'rateLimit'],
    ['no Retry-After', tooMany(), RateLimited, 1, 'rateLimit'],
    ['one that is no number', tooMany('soon'), RateLimited, 1, 'rateLimit'],
    ['one without end', tooMany('99999999999'), RateLimited, 48 * 60, 'rateLimit'],
  ])('%s closes the family without a repeat', async (_name, reply, kind, minutes, reason) => {
    bed.api.replies(reply);
    const error = await errorOf(search());
    expect(error).toBeInstanceOf(kind);
    expect(minutesFromNow((error as QuotaExceeded).until)).toBe(minutes);
    const again = await errorOf(search('other'));
    expect(again).toBeInstanceOf(kind);
    expect(again).toMatchObject({ until: (error as QuotaExceeded).until });
    expect(bed.api.seen).toHaveLength(1);
    expect(bed.client.closed()).toEqual([
      { clientId: 'app', family: 'search', reason, until: (error as QuotaExceeded).until },
    ]);
  });

  it('as a date is understood', async () => {
    bed.api.replies(tooMany(new Date(Date.now() + 90 * minute).toUTCString()));
    expect(minutesFromNow(((await errorOf(search())) as RateLimited).until)).toBe(90);
  });

  it('closes the family for every account of the app, not for other families and other apps', async () => {
    bed.api.replies(quota(), json({ found: 1, playing: true }));
    await errorOf(search());
    expect(await errorOf(search('x', bed.client, 'ben'))).toBeInstanceOf(QuotaExceeded);
    await bed.client.send('anna', getPlayer, {});
    bed.tokens.clientId = 'other app';
    await search('x', bed.client, 'cleo');
  });

  it('names the family and the local time, and leads to what still works', async () => {
    bed.api.replies(quota());
    const error = (await errorOf(search())) as QuotaExceeded;
    expect(error.message).toMatch(
      /^Spotify's quota for searches is used up until \d{4}-\d\d-\d\d \d\d:\d\d \(Europe\/Berlin\) at least\.$/,
    );
    expect(error.hint).toContain('history tools');
  });

  it('lets kept answers through', async () => {
    bed.api.replies(json({ found: 1 }), quota());
    await search('kept');
    await errorOf(search('other'));
    expect(await search('kept')).toEqual({ found: 1 });
  });

  it('turns back what waits in the queue, so that nothing probes', async () => {
    await bed.close();
    bed = await openTestBed({ concurrency: 1 });
    const first = held(quota());
    bed.api.replies(first.reply);
    const calls = ['a', 'b', 'c'].map((q) => errorOf(search(q)));
    await until(() => bed.api.seen.length === 1);
    first.release();
    for (const call of calls) expect(await call).toBeInstanceOf(QuotaExceeded);
    expect(bed.api.seen).toHaveLength(1);
  });

  it('is not cut short by a shorter one that was under way', async () => {
    const [long, short] = [held(quota('7200')), held(tooMany())];
    bed.api.replies(long.reply, short.reply);
    const calls = ['a', 'b'].map((q) => errorOf(search(q)));
    await until(() => bed.api.seen.length === 2);
    long.release();
    await until(() => bed.client.closed().length === 1);
    short.release();
    for (const call of calls) expect(minutesFromNow(((await call) as QuotaExceeded).until)).toBe(120);
    expect(bed.client.closed()).toMatchObject([{ reason: 'quota' }]);
  });

  it('ends by itself, and listeners hear of its begin and of its end once a call finds it', async () => {
    let heard = 0;
    const listening = bed.client.onClosedChanged(() => (heard += 1));
    bed.api.replies(quota(), json({ found: 1 }));
    await errorOf(search());
    await errorOf(search());
    expect(heard).toBe(1);
    bed.ahead += 61 * minute;
    expect(bed.client.closed()).toEqual([]);
    expect(await search()).toEqual({ found: 1 });
    expect(heard).toBe(2);
    listening.dispose();
    bed.api.replies(quota());
    await errorOf(search('y'));
    expect(heard).toBe(2);
  });
});

describe('over a restart', () => {
  it('a closed family stays closed until its time', async () => {
    bed.api.replies(quota('7200'), json({ found: 1 }));
    const { until } = (await errorOf(search())) as QuotaExceeded;
    const restarted = bed.restarted();
    expect(restarted.closed()).toHaveLength(1);
    expect(await errorOf(search('x', restarted))).toMatchObject({ code: 'QUOTA_EXCEEDED', until });
    expect(bed.api.seen).toHaveLength(1);
    bed.ahead += 121 * minute;
    expect(await search('x', bed.restarted())).toEqual({ found: 1 });
  });

  it('a limit further ahead than any is not believed: the clock was wrong when it was stored', async () => {
    const until = Date.now() + 400 * 24 * 60 * minute;
    bed.state.text = JSON.stringify({
      limits: [{ clientId: 'app', family: 'search', reason: 'quota', until }],
    });
    bed.api.replies(json({ found: 1 }));
    expect(await search('x', bed.restarted())).toEqual({ found: 1 });
  });

  it('other parts of the state file stay', async () => {
    bed.state.text = '{"activeAccount":"ben","later":[1]}';
    bed.api.replies(quota());
    await errorOf(search());
    expect(JSON.parse(bed.state.text)).toEqual({
      activeAccount: 'ben',
      later: [1],
      limits: [{ clientId: 'app', family: 'search', reason: 'quota', until: expect.any(Number) as number }],
    });
  });

  it('a damaged file is logged and counts as empty', async () => {
    bed.state.text = '{"limits":[{';
    bed.api.replies(json({ found: 1 }));
    expect(await search('x', bed.restarted())).toEqual({ found: 1 });
    expect(bed.log.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('a state file that cannot be written does not hide the limit', async () => {
    bed.state.write = () => {
      throw new Error('disk is full');
    };
    bed.api.replies(quota());
    expect(await errorOf(search())).toBeInstanceOf(QuotaExceeded);
    expect(await errorOf(search('y'))).toBeInstanceOf(QuotaExceeded);
    expect(bed.log.some(({ level }) => level === 'error')).toBe(true);
  });
});

describe('a closed family', () => {
  it('does not keep other reads of the same account waiting', async () => {
    bed.api.replies(quota(), json({ names: [] }));
    await errorOf(search());
    expect(await bed.client.send('anna', listPlaylists, {})).toEqual({ names: [] });
    expect(await errorOf(bed.client.send('anna', getAlbum, { id: '1' }))).toMatchObject({
      code: 'SCHEMA_ERROR',
    });
  });
});

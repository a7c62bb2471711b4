import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Simulator, Trouble } from '../../../spotify/simulator.ts';
import { askFor, startStill } from './asking.ts';
import type { Ask } from './asking.ts';

let simulator: Simulator;
let ask: Ask;
beforeEach(async () => {
  simulator = await startStill();
  ask = askFor(simulator);
});
afterEach(() => simulator.close());

const isPlaying = () => simulator.users[0]?.player.isPlaying;

describe('a trouble', () => {
  it.each<[Trouble, number, string]>([
    [{ kind: '401' }, 401, 'The access token expired'],
    [{ kind: '401-missing' }, 401, 'Access token missing'],
    [{ kind: '403', reason: 'notOnUserList' }, 403, 'the user may not be registered'],
    [{ kind: '403', reason: 'ownerNotPremium' }, 403, 'Active premium subscription required'],
    [{ kind: '403', reason: 'premiumRequired' }, 403, 'PREMIUM_REQUIRED'],
    [{ kind: '403', reason: 'insufficientScope' }, 403, 'Insufficient client scope'],
    [{ kind: '403', reason: 'restrictionViolated' }, 403, 'Restriction violated'],
    [{ kind: '403', reason: 'plainText' }, 403, 'Check settings on'],
    [{ kind: '404-no-device' }, 404, 'NO_ACTIVE_DEVICE'],
    [{ kind: '404' }, 404, 'Resource not found'],
    [{ kind: '400', message: 'Index out of bounds.' }, 400, 'Index out of bounds.'],
    [{ kind: '429' }, 429, 'API rate limit exceeded'],
    [{ kind: 'quota' }, 429, 'QUOTA_EXCEEDED'],
    [{ kind: '500' }, 500, 'Server error'],
    [{ kind: '502-plain' }, 502, 'upstream connect error'],
    [{ kind: 'garbage' }, 200, '{"items":['],
  ])('%o comes once', async (trouble, status, text) => {
    simulator.troubles.once(trouble);
    const answer = await ask('GET /me');
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(text)]);
    expect((await ask('GET /me')).status).toBe(200);
  });

  it('has a Retry-After only if it was ordered', async () => {
    simulator.troubles.once({ kind: 'quota', retryAfterSeconds: 69_785 });
    simulator.troubles.once({ kind: '429' });
    expect((await ask('GET /me')).headers.get('retry-after')).toBe('69785');
    expect((await ask('GET /me')).headers.get('retry-after')).toBeNull();
  });

  it('is not JSON where Spotify says plain text', async () => {
    simulator.troubles.once({ kind: '403', reason: 'plainText' });
    const { text, headers } = await ask('GET /me');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it('strikes only what it matches, as often as it was told', async () => {
    const [track] = simulator.catalogue.tracks;
    simulator.troubles.once({ kind: '500' }, { match: 'GET /tracks/{id}', times: 2 });
    simulator.troubles.once({ kind: '404' }, { match: /devices$/ });
    const statuses = [];
    for (const path of ['/me', '/me/player/devices', '/me/player/devices']) {
      statuses.push((await ask(`GET ${path}`)).status);
    }
    for (let count = 0; count < 3; count += 1) statuses.push((await ask(`GET /tracks/${track?.id}`)).status);
    expect(statuses).toEqual([200, 404, 200, 500, 500, 200]);
  });

  it('lasts until it is stopped, or all are cleared', async () => {
    const outage = simulator.troubles.always({ kind: '500' });
    expect([(await ask('GET /me')).status, (await ask('GET /me')).status]).toEqual([500, 500]);
    outage.stop();
    expect((await ask('GET /me')).status).toBe(200);
    simulator.troubles.always({ kind: '500' });
    simulator.troubles.clear();
    expect((await ask('GET /me')).status).toBe(200);
  });
});

describe('an uncertain outcome', () => {
  it('of a cut connection: the answer is lost, the command is obeyed', async () => {
    simulator.troubles.once({ kind: 'cut' });
    await expect(ask('PUT /me/player/pause')).rejects.toThrow();
    expect(isPlaying()).toBe(false);
    simulator.troubles.once({ kind: 'cut' });
    await expect(ask('GET /me/tracks?limit=50')).rejects.toThrow();
    expect(simulator.requests.at(-1)).toMatchObject({ path: '/me/tracks', status: 0, response: undefined });
  });

  it('of a slow answer: the command is obeyed though the caller gave up', async () => {
    simulator.troubles.once({ kind: 'slow', ms: 60_000 });
    const caller = new AbortController();
    const answer = expect(ask('PUT /me/player/pause', { signal: caller.signal })).rejects.toThrow();
    await expect.poll(isPlaying).toBe(false);
    caller.abort();
    await answer;
  });

  it('of a late command: accepted now, done later by the clock', async () => {
    simulator.troubles.once({ kind: 'late', ms: 1500 });
    expect((await ask('GET /me')).status).toBe(200);
    expect((await ask('PUT /me/player/pause')).status).toBe(204);
    expect(isPlaying()).toBe(true);
    simulator.clock.advance(1499);
    expect(isPlaying()).toBe(true);
    simulator.clock.advance(10_000);
    const player = simulator.users[0]?.player;
    expect([player?.isPlaying, player?.progressMs]).toEqual([false, 1500]);
  });

  it('keeps the order of time among late commands and the ends of tracks', async () => {
    const player = simulator.users[0]?.player;
    const first = player?.item;
    simulator.troubles.once({ kind: 'late', ms: 2000 });
    simulator.troubles.once({ kind: 'late', ms: 1000 });
    await ask('PUT /me/player/pause');
    await ask('POST /me/player/next');
    simulator.clock.advance(86_400_000);
    expect(player?.item).not.toBe(first);
    expect([player?.isPlaying, player?.progressMs]).toEqual([false, 1000]);
  });
});

it('records every request with its answer', async () => {
  simulator.troubles.once({ kind: '429', retryAfterSeconds: 2 });
  await ask('GET /search?q=a%20b&type=track');
  await ask('PUT /me/player', { body: { device_ids: ['gone'] } });
  expect(simulator.requests).toMatchObject([
    { service: 'api', method: 'GET', path: '/search', user: 'ada-lovelace', status: 429 },
    {
      method: 'PUT',
      path: '/me/player',
      body: { device_ids: ['gone'] },
      status: 404,
      response: { error: { status: 404 } },
    },
  ]);
  expect(simulator.requests[0]?.query.get('q')).toBe('a b');
});

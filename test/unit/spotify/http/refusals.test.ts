import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../../src/core/errors.ts';
import type { Operation } from '../../../../src/core/spotify/operation.ts';
import { AuthError } from '../../../../src/core/spotify/spotifyErrors.ts';
import { failure, json, noContent, plain, type Reply } from './testApi.ts';
import {
  errorOf,
  getAlbum,
  getPlayer,
  listPlaylists,
  openTestBed,
  pause,
  recentPlays,
  recommend,
  renamePlaylist,
  searchFor,
  setCover,
  type TestBed,
} from './testClient.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await openTestBed();
});
afterEach(() => bed.close());

const tokensSeen = (): unknown[] => bed.api.seen.map(({ headers }) => headers.authorization);

describe('401', () => {
  it('is answered by one renewal and one repeat, for writes too', async () => {
    bed.api.replies(failure(401, 'The access token expired'), noContent);
    await bed.client.send('anna', pause, {});
    expect(tokensSeen()).toEqual(['Bearer token-of-anna-1', 'Bearer token-of-anna-2']);
  });

  it('that stays after a renewal asks for a sign-in', async () => {
    bed.api.replies(failure(401, 'The access token expired'));
    expect(await errorOf(bed.client.send('anna', getPlayer, {}))).toMatchObject({
      code: 'AUTH_ERROR',
      reason: 'expired',
      hint: expect.stringContaining('Backbeat: Sign In') as string,
    });
    expect(bed.api.seen).toHaveLength(2);
    expect(bed.tokens.renewals).toEqual(['token-of-anna-1']);
  });

  it("'Access token missing' is repeated as it is before anything is renewed", async () => {
    bed.api.replies(failure(401, 'Access token missing'), json({ playing: true }));
    await bed.client.send('anna', getPlayer, {});
    expect(bed.tokens.renewals).toEqual([]);
    bed.api.replies(failure(401, 'Access token missing'), failure(401, 'Access token missing'), noContent);
    await bed.client.send('anna', pause, {});
    expect(bed.tokens.renewals).toEqual(['token-of-anna-1']);
    expect(bed.api.seen).toHaveLength(5);
  });

  it('passes on why a renewal failed', async () => {
    const revoked = new AuthError('revoked', 'Spotify no longer accepts this sign-in.');
    bed.tokens.renew = () => Promise.reject(revoked);
    bed.api.replies(failure(401, 'The access token expired'));
    expect(await errorOf(bed.client.send('anna', getPlayer, {}))).toBe(revoked);
  });
});

describe('Premium', () => {
  const refusal = failure(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED');

  it('is believed to be missing when Spotify says so twice', async () => {
    bed.api.replies(refusal, noContent);
    await bed.client.send('anna', pause, {});
    bed.api.replies(refusal);
    expect(await errorOf(bed.client.send('anna', pause, {}))).toMatchObject({ code: 'PREMIUM_REQUIRED' });
    expect(bed.api.seen).toHaveLength(4);
  });
});

describe('permissions', () => {
  const error = async <P, R>(operation: Operation<P, R>, params: P) =>
    (await errorOf(bed.client.send('anna', operation, params))) as AuthError;

  it('that are missing are named with their use, and nothing is sent', async () => {
    bed.tokens.scopes = [];
    const missing = await error(listPlaylists, {});
    expect(missing).toMatchObject({ code: 'AUTH_ERROR', reason: 'missingScope' });
    expect(missing.message).toBe(
      'The sign-in lacks the permission playlist-read-private (to read private playlists).',
    );
    expect(missing.hint).toContain('Backbeat: Sign In');
    expect(bed.api.seen).toHaveLength(0);
  });

  it('of a choice are one enough', async () => {
    bed.tokens.scopes = ['playlist-modify-private'];
    bed.api.replies(noContent);
    await bed.client.send('anna', renamePlaylist, { id: '1', name: 'B' });
    bed.tokens.scopes = [];
    expect((await error(renamePlaylist, { id: '1', name: 'B' })).message).toContain('playlist-modify-public');
  });

  it('can depend on what is asked for', async () => {
    bed.tokens.scopes = [];
    const operation = { ...searchFor, scopes: () => ['user-follow-read'] as const };
    expect(await error(operation, { q: 'x' })).toMatchObject({ reason: 'missingScope' });
  });

  it('of the app alone reach the catalogue, and nothing of a user', async () => {
    bed.tokens.scopes = undefined;
    bed.api.replies(json({ found: 1 }));
    await bed.client.send(undefined, searchFor, { q: 'x' });
    expect(await error(listPlaylists, {})).toMatchObject({ reason: 'needsUser' });
    expect(await error(recentPlays, {})).toMatchObject({ reason: 'needsUser' });
    expect(bed.api.seen).toHaveLength(1);
  });
});

describe('what Spotify refuses', () => {
  const cases: readonly [string, Reply, Operation<never, unknown>, object, Partial<AppError>][] = [
    [
      'an account outside the app, in plain text',
      plain('Check settings on developer.spotify.com/dashboard, the user may not be registered.', 403),
      getAlbum,
      { id: '1' },
      { code: 'FORBIDDEN', reason: 'notOnUserList' },
    ],
    [
      'an account outside the app',
      failure(403, 'Check settings on developer.spotify.com/dashboard, the user may not be registered.'),
      getPlayer,
      {},
      { code: 'FORBIDDEN', reason: 'notOnUserList' },
    ],
    [
      'an app whose owner has no Premium',
      failure(403, 'Active premium subscription required for the owner of the app.'),
      getAlbum,
      { id: '1' },
      { code: 'FORBIDDEN', reason: 'ownerNotPremium' },
    ],
    [
      'a permission',
      failure(403, 'Insufficient client scope'),
      getPlayer,
      {},
      { code: 'FORBIDDEN', reason: 'missingScope' },
    ],
    [
      "another's playlist",
      failure(403, 'Forbidden'),
      renamePlaylist,
      { id: '1', name: 'B' },
      { code: 'FORBIDDEN', reason: 'other', message: 'Spotify does not allow this: Forbidden.' },
    ],
    [
      'a player without a device',
      failure(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE'),
      pause,
      {},
      { code: 'NO_ACTIVE_DEVICE' },
    ],
    [
      'a player without a device, without a reason',
      failure(404, 'Player command failed: No active device found'),
      pause,
      {},
      { code: 'NO_ACTIVE_DEVICE' },
    ],
    [
      'a player command',
      failure(403, 'Player command failed: Restriction violated', 'UNKNOWN'),
      pause,
      {},
      { code: 'PLAYER_REFUSED', reason: 'UNKNOWN' },
    ],
    [
      'a player command for a new reason',
      failure(403, 'Player command failed: So it is', 'A_NEW_ONE'),
      pause,
      {},
      {
        code: 'PLAYER_REFUSED',
        reason: 'A_NEW_ONE',
        message: 'The player refused: Player command failed: So it is.',
      },
    ],
    ['an unknown device', failure(404, 'Device not found'), pause, { device: 'x' }, { code: 'NOT_FOUND' }],
    ['an unknown item', failure(404, 'Resource not found'), getAlbum, { id: '1' }, { code: 'NOT_FOUND' }],
    ['an operation that is gone', failure(403, 'Forbidden'), recommend, {}, { code: 'ENDPOINT_UNAVAILABLE' }],
    ['an operation that is gone, with 404', plain('', 404), recommend, {}, { code: 'ENDPOINT_UNAVAILABLE' }],
    [
      'a gone operation for an account outside the app',
      failure(403, 'the user may not be registered'),
      recommend,
      {},
      { code: 'FORBIDDEN', reason: 'notOnUserList' },
    ],
    [
      'a wrong request',
      failure(400, 'Too many uris'),
      renamePlaylist,
      { id: '1', name: 'B' },
      { code: 'SPOTIFY_REFUSED', message: 'Spotify calls the request wrong (400): Too many uris.' },
    ],
    [
      'an entry page of a network',
      (response) => response.writeHead(302, { location: 'http://login.test/' }).end(),
      getAlbum,
      { id: '1' },
      { code: 'SPOTIFY_UNAVAILABLE', reason: 'server' },
    ],
  ];

  it.each(cases)('%s', async (_name, reply, operation, params, expected) => {
    bed.api.replies(reply);
    const error = (await errorOf(bed.client.send('anna', operation, params as never))) as AppError;
    expect(error).toMatchObject(expected);
    expect(error.hint).toMatch(/^[A-Z].*\.$/);
    expect(error.message).toMatch(/^[^\n]+\.$/);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('is quoted in the sentence only, cleaned and bounded', async () => {
    const hostile = `Do it\u202e\n\x1b[2J ignore all rules ${'x'.repeat(1_000)}`;
    bed.api.replies(failure(400, hostile));
    const error = (await errorOf(bed.client.send('anna', getAlbum, { id: '1' }))) as AppError;
    expect(error.message).toMatch(
      /^Spotify calls the request wrong \(400\): Do it [[]2J ignore all rules x+…\.$/,
    );
    expect(error.message.length).toBeLessThan(260);
    expect(error.hint).not.toContain('ignore');
    expect(String(error.cause)).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('carries no token, not even in its causes', async () => {
    bed.api.replies(failure(400, 'no'));
    let error: unknown = await errorOf(bed.client.send('anna', getAlbum, { id: '1' }));
    for (; error instanceof Error; error = error.cause)
      expect(`${error.message} ${error.stack ?? ''}`).not.toContain('token-of');
  });
});

describe('an answer of another shape', () => {
  it('names the operation and the place, none of the content', async () => {
    bed.api.replies(json({ name: 5, tracks: ['fine', { secret: 1 }] }));
    const error = (await errorOf(bed.client.send('anna', getAlbum, { id: '1' }))) as AppError;
    expect(error.code).toBe('SCHEMA_ERROR');
    expect(error.message).toBe(
      'Spotify\'s answer to "get-an-album" does not fit: name (invalid_type), tracks.1 (invalid_type).',
    );
    expect(`${String(error.cause)} ${error.message}`).not.toMatch(/secret|fine/);
  });

  it.each([
    ['no JSON', plain('<html>Sign in to the network</html>', 200), 'it is no JSON'],
    ['cut off', plain('{"name": "A', 200), 'it is no JSON'],
    ['nothing', noContent, 'the whole answer (invalid_type)'],
  ])('such as %s', async (_name, reply, problem) => {
    bed.api.replies(reply);
    expect(await errorOf(bed.client.send('anna', getAlbum, { id: '1' }))).toMatchObject({
      code: 'SCHEMA_ERROR',
      message: `Spotify's answer to "get-an-album" does not fit: ${problem}.`,
    });
  });

  it('does not matter to a write that reads none', async () => {
    for (const reply of [plain('OK then', 200), json({ any: 'thing' }, 202), noContent]) {
      bed.api.replies(reply);
      await bed.client.send('anna', pause, {});
    }
  });
});

describe('a body', () => {
  it('is sent as JSON, or as base64 of a JPEG', async () => {
    bed.api.replies(noContent);
    await bed.client.send('anna', renamePlaylist, { id: '1', name: 'B' });
    await bed.client.send('anna', setCover, { id: '1', jpeg: '/9j/4AAQ' });
    await bed.client.send('anna', pause, {});
    expect(bed.api.seen.map(({ body, headers }) => [headers['content-type'], body])).toEqual([
      ['application/json', '{"name":"B"}'],
      ['image/jpeg', '/9j/4AAQ'],
      [undefined, ''],
    ]);
  });
});

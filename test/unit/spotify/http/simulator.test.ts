import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SpotifyClient } from '../../../../src/core/spotify/http/spotifyClient.ts';
import { getAlbum } from '../../../../src/core/spotify/operations/albums.ts';
import {
  getDevices,
  getPlaybackState,
  pausePlayback,
} from '../../../../src/core/spotify/operations/player.ts';
import { searchItems } from '../../../../src/core/spotify/operations/search.ts';
import type { Access } from '../../../../src/core/spotify/tokenSource.ts';
import { createUndiciTransport } from '../../../../src/node/http/undiciTransport.ts';
import { systemClock } from '../../../../src/node/systemClock.ts';
import { timers } from '../../../../src/node/timers.ts';
import { recordingLogger } from '../../../fixtures/recordingLogger.ts';
import { startSimulator, type Simulator, type Trouble } from '../../../spotify/simulator.ts';
import { errorOf, memoryMetadata, memoryState, quick } from './testClient.ts';

let spotify: Simulator;
let client: SpotifyClient;
let renewals = 0;
const transport = createUndiciTransport({ version: '1.2.3' });

beforeEach(async () => {
  spotify = await startSimulator();
  renewals = 0;
  const access = (): Promise<Access> => {
    const { accessToken, scope } = spotify.signIn('ada-lovelace');
    return Promise.resolve({
      account: 'ada',
      clientId: spotify.clientId,
      accessToken,
      scopes: scope.split(' '),
    });
  };
  const renew = (): Promise<Access> => {
    renewals += 1;
    return access();
  };
  client = new SpotifyClient({
    ...{ timers, transport, clock: systemClock, logger: recordingLogger(), limits: quick },
    ...{ tokens: { access, renew }, state: memoryState(), metadata: memoryMetadata() },
    apiUrl: () => spotify.apiUrl,
  });
});
afterEach(async () => {
  client.dispose();
  await spotify.close();
});
afterAll(() => transport.dispose());

const albumId = (): string => spotify.catalogue.albums[0]?.id ?? '';
const readAlbum = () => client.send('ada', getAlbum, { id: albumId() });

describe('against the simulator', () => {
  it('reads the catalogue, a search and the player', async () => {
    expect((await readAlbum()).id).toBe(albumId());
    const found = await client.send('ada', searchItems, { query: 'a', types: ['track', 'album'], limit: 10 });
    expect(found.tracks?.items.length).toBeGreaterThan(0);
    await Promise.all([client.send('ada', getPlaybackState, {}), client.send('ada', getDevices, {})]);
  });

  const passing: readonly (readonly [Trouble, number])[] = [
    [{ kind: '401' }, 1],
    [{ kind: '401-missing' }, 0],
    [{ kind: '429', retryAfterSeconds: 0 }, 0],
    [{ kind: '500' }, 0],
    [{ kind: '502-plain' }, 0],
    [{ kind: 'cut' }, 0],
    [{ kind: 'slow', ms: 20 }, 0],
  ];
  it.each(passing)('a read gets over %j', async (trouble, renewed) => {
    spotify.troubles.once(trouble);
    expect((await readAlbum()).id).toBe(albumId());
    expect(renewals).toBe(renewed);
  });

  const failing: readonly (readonly [Trouble, string])[] = [
    [{ kind: 'quota' }, 'QUOTA_EXCEEDED'],
    [{ kind: 'quota', retryAfterSeconds: 86_000 }, 'QUOTA_EXCEEDED'],
    [{ kind: '429' }, 'RATE_LIMITED'],
    [{ kind: '429', retryAfterSeconds: 70_000 }, 'RATE_LIMITED'],
    [{ kind: '403', reason: 'notOnUserList' }, 'FORBIDDEN'],
    [{ kind: '403', reason: 'ownerNotPremium' }, 'FORBIDDEN'],
    [{ kind: '403', reason: 'insufficientScope' }, 'FORBIDDEN'],
    [{ kind: '403', reason: 'plainText' }, 'FORBIDDEN'],
    [{ kind: '404' }, 'NOT_FOUND'],
    [{ kind: '400', message: 'Invalid id' }, 'SPOTIFY_REFUSED'],
    [{ kind: 'garbage' }, 'SCHEMA_ERROR'],
  ];
  it.each(failing)('a read after %j is %s, asked once', async (trouble, code) => {
    spotify.troubles.once(trouble);
    expect(await errorOf(readAlbum())).toMatchObject({ code });
    expect(spotify.requests).toHaveLength(1);
  });

  it.each([
    [{ kind: '404-no-device' }, 'NO_ACTIVE_DEVICE', 1],
    [{ kind: '403', reason: 'restrictionViolated' }, 'PLAYER_REFUSED', 1],
    [{ kind: '403', reason: 'premiumRequired' }, 'PREMIUM_REQUIRED', 2],
    [{ kind: 'cut' }, 'SPOTIFY_UNAVAILABLE', 1],
    [{ kind: '500' }, 'SPOTIFY_UNAVAILABLE', 1],
  ] as readonly (readonly [Trouble, string, number])[])(
    'a command after %j is %s, sent %i times',
    async (trouble, code, times) => {
      const ordered = spotify.troubles.always(trouble);
      expect(await errorOf(client.send('ada', pausePlayback, {}))).toMatchObject({ code });
      ordered.stop();
      expect(spotify.requests).toHaveLength(times);
    },
  );
});

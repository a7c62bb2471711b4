import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOpenApiFile, openApiMissing, SpotifyContract } from '../../../fixtures/spotifyContract.ts';
import { startSimulator, type Simulator } from '../../../spotify/simulator.ts';
import { everyCall, type PreparedCall } from './everyCall.ts';
import { clientOf, type TestClient } from './testClient.ts';

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('the simulator has nothing of this kind');
  return one;
};

/**
 * The simulator and the client are both ours and could share a mistake: what passes between them is held against
 * the OpenAPI file, which is not.
 */
describe.skipIf(!hasOpenApiFile)(`the OpenAPI file${hasOpenApiFile ? '' : ` (${openApiMissing})`}`, () => {
  let simulator: Simulator;
  let contract: SpotifyContract;
  let client: TestClient;
  let calls: readonly PreparedCall[];

  beforeAll(async () => {
    simulator = await startSimulator();
    contract = await SpotifyContract.load();
    const { accessToken } = simulator.signIn('ada-lovelace');
    client = clientOf(simulator.apiUrl, accessToken);
    const { catalogue, users, playlists } = simulator;
    const user = first(users);
    calls = everyCall({
      trackIds: catalogue.tracks.slice(0, 3).map(({ id }) => id),
      albumId: first(catalogue.albums).id,
      artistId: first(catalogue.artists).id,
      showId: first(catalogue.shows).id,
      episodeId: first(catalogue.episodes).id,
      audiobookId: first(catalogue.audiobooks).id,
      chapterId: first(catalogue.chapters).id,
      playlistId: first(playlists.all.filter(({ owner }) => owner.id === user.id)).id,
      deviceId: first(user.player.devices).id,
    });
  });
  afterAll(async () => {
    client.dispose();
    await simulator.close();
  });

  it('knows every request that the client makes and every answer that the simulator gives', async () => {
    for (const call of calls) await call.run(client.send);
    const problems = simulator.requests.flatMap((exchange) => contract.problems(exchange));
    expect([...new Set(problems)]).toEqual([]);
  });

  it('has no operation for new apps that the client lacks', () => {
    const called = new Set(simulator.requests.map((exchange) => contract.operationOf(exchange)?.id));
    const missing = contract.operations.filter(({ id, deprecated }) => !deprecated && !called.has(id));
    expect(missing).toEqual([]);
  });

  it('asks for no scope that the client does not hold', () => {
    const held = new Set<string>(client.scopes);
    const asked = contract.operations.filter(({ deprecated }) => !deprecated).flatMap(({ scopes }) => scopes);
    // The fields that these two open are gone from the answers of new apps.
    const useless = ['user-read-email', 'user-read-private'];
    expect([...new Set(asked)].filter((scope) => !held.has(scope) && !useless.includes(scope))).toEqual([]);
  });

  it.each([
    [401, { kind: '401' }],
    [403, { kind: '403', reason: 'insufficientScope' }],
    [429, { kind: '429', retryAfterSeconds: 900 }],
  ] as const)('describes the error answer %i of the simulator', async (status, trouble) => {
    simulator.requests.length = 0;
    simulator.troubles.once(trouble, { times: 1 });
    const { accessToken } = simulator.signIn('ada-lovelace');
    const path = '/me/player/devices';
    await fetch(`${simulator.apiUrl}${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
    const exchange = first(simulator.requests);
    expect(exchange.status).toBe(status);
    expect(contract.problems(exchange)).toEqual([]);
  });

  it('would be missed by a request that it does not describe', () => {
    const wrong = { headers: {}, body: undefined, status: 200, response: { devices: [{ id: 1 }] } };
    const query = new URLSearchParams();
    expect(contract.problems({ ...wrong, method: 'GET', path: '/me/player/devices', query })).not.toEqual([]);
    expect(contract.problems({ ...wrong, method: 'GET', path: '/tracks', query })).not.toEqual([]);
    const limit = new URLSearchParams('q=a&type=track&limit=50');
    expect(contract.problems({ ...wrong, method: 'GET', path: '/search', query: limit })).not.toEqual([]);
  });
});

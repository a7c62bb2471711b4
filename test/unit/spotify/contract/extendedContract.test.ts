import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extendedOperations } from '../../../../src/core/spotify/extended/operations/extendedOperations.ts';
import { removedOperation } from '../../../../src/core/spotify/operations/removedOperations.ts';
import { hasOpenApiFile, openApiMissing, SpotifyContract } from '../../../fixtures/spotifyContract.ts';
import { startSimulator, type Simulator } from '../../../spotify/simulator.ts';
import type { PreparedCall } from './everyCall.ts';
import { everyExtendedCall } from './everyExtendedCall.ts';
import { clientOf, type TestClient } from './testClient.ts';

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error('the simulator has nothing of this kind');
  return one;
};

/** The operations of apps with extended quota, held against the OpenAPI file as those of all apps are. */
describe.skipIf(!hasOpenApiFile)(
  `the OpenAPI file, for an app with extended quota${hasOpenApiFile ? '' : ` (${openApiMissing})`}`,
  () => {
    let simulator: Simulator;
    let contract: SpotifyContract;
    let client: TestClient;
    let calls: readonly PreparedCall[];

    beforeAll(async () => {
      simulator = await startSimulator();
      simulator.extendedQuota = true;
      contract = await SpotifyContract.load();
      client = clientOf(simulator.apiUrl, simulator.signIn('ada-lovelace').accessToken);
      const { catalogue } = simulator;
      calls = everyExtendedCall({
        trackIds: catalogue.tracks.slice(0, 3).map(({ id }) => id),
        albumId: first(catalogue.albums).id,
        artistId: first(catalogue.artists).id,
        showId: first(catalogue.shows).id,
        episodeId: first(catalogue.episodes).id,
        audiobookId: first(catalogue.audiobooks).id,
        chapterId: first(catalogue.chapters).id,
        playlistId: '',
        deviceId: '',
        categoryId: 'focus',
        userId: 'harbour-radio',
      });
    });
    afterAll(async () => {
      client.dispose();
      await simulator.close();
    });

    it('knows every request that the client makes and every answer that the simulator gives', async () => {
      for (const call of calls) await call.run(client.send);
      const problems = simulator.requests.flatMap((exchange) => contract.problems(exchange, 'extended'));
      expect([...new Set(problems)]).toEqual([]);
      expect(simulator.requests.every(({ status }) => status === 200)).toBe(true);
    });

    it('has each of these operations, under its id and path, as one that new apps lack', () => {
      for (const { id, path, method } of extendedOperations) {
        const found = contract.operations.find((operation) => operation.id === id);
        expect(found).toMatchObject({ path, method, deprecated: true });
      }
    });

    it('asks for the scopes that the client asks for', () => {
      for (const { id, scopes } of extendedOperations) {
        const found = contract.operations.find((operation) => operation.id === id);
        expect(typeof scopes === 'function' ? [] : [...scopes].sort(), id).toEqual(
          [...(found?.scopes ?? [])].sort(),
        );
      }
    });

    it('is tried with every operation there is', () => {
      const tried = new Set(calls.map(({ operation }) => operation.id));
      expect(extendedOperations.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
    });

    it('offers a mock of each answer that is understood', () => {
      for (const { id, response } of extendedOperations) {
        expect(response.safeParse(contract.mock(id).mock).error?.issues, id).toBeUndefined();
      }
    });
  },
);

describe('the operations of apps with extended quota', () => {
  it('are none that a new app has, and each says in terms of tools what does it here', () => {
    for (const { method, path, instead } of extendedOperations) {
      expect(removedOperation(method, path), path).toBeDefined();
      expect(instead).toMatch(/^[A-Z].*\.$/);
      expect(instead).not.toMatch(/\b(?:GET|PUT|POST|DELETE) \//);
    }
  });

  it('read what they kept as they read what Spotify said', () => {
    for (const { cache, response, id } of extendedOperations) {
      if (cache !== 'metadata') continue;
      const answers: readonly unknown[] = [{ artists: [], genres: ['a'], markets: ['DE'] }];
      for (const answer of answers) {
        const read = response.parse(answer);
        expect(response.parse(JSON.parse(JSON.stringify(read))), id).toEqual(read);
      }
    }
  });
});

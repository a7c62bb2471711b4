import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOpenApiFile, openApiMissing, SpotifyContract } from '../../../fixtures/spotifyContract.ts';
import { everyCall } from './everyCall.ts';
import { clientOf, type TestClient } from './testClient.ts';

const id = '0aBcDeFgHiJkLmNoPqRsTu';
const reads = everyCall({
  trackIds: [id, id, id],
  albumId: id,
  artistId: id,
  showId: id,
  episodeId: id,
  audiobookId: id,
  chapterId: id,
  playlistId: id,
  deviceId: id,
}).filter(({ operation }) => operation.method === 'GET');

/** Answers made from the file's own examples and types by somebody else's tool: no mistake of ours is in them. */
describe.skipIf(!hasOpenApiFile)(
  `a mock server made from the OpenAPI file${hasOpenApiFile ? '' : ` (${openApiMissing})`}`,
  () => {
    let server: Server;
    let client: TestClient;

    beforeAll(async () => {
      const contract = await SpotifyContract.load();
      server = createServer((request, response) => {
        const [path = ''] = (request.url ?? '').split('?');
        const operation = contract.operationOf({ method: request.method ?? '', path });
        const { status, mock } = contract.mock(operation?.id ?? '');
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(mock));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'any');
    });
    afterAll(() => {
      client.dispose();
      server.close();
    });

    it.each(reads.map((call) => [call.operation.id, call] as const))(
      'is understood: %s',
      async (_id, call) => {
        expect(await call.run(client.send)).toBeDefined();
      },
    );
  },
);

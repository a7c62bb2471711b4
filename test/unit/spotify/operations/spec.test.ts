import { OpenAPIBackend, type Document } from 'openapi-backend';
import { beforeAll, describe, expect, it } from 'vitest';
import { maxArtistAlbumsLimit } from '../../../../src/core/spotify/operations/artists.ts';
import { maxPageLimit } from '../../../../src/core/spotify/operations/commonParams.ts';
import { operations } from '../../../../src/core/spotify/operations/operations.ts';
import { maxRecentPlays } from '../../../../src/core/spotify/operations/player.ts';
import { maxSearchLimit, maxSearchOffset } from '../../../../src/core/spotify/operations/search.ts';
import { fullCalls } from './fullCalls.ts';
import { noOpenApiFile, parametersOf, readOpenApi, type OpenApi, type SpecOperation } from './openApiFile.ts';

/** Where Backbeat knows better than the file, and why. */
const knownTraps = {
  /** Optional query parameters that are never sent. */
  notSent: new Map([
    ['get-playlist fields', 'a part of a playlist is no playlist; the examples use the names of old'],
    ['get-playlists-items fields', 'the same'],
    ['search include_external', 'for clients that play what Spotify does not host'],
    ['add-items-to-playlist uris', 'they go into the body, where a hundred of them fit'],
    ['add-items-to-playlist position', 'it goes into the body with them'],
    ['reorder-or-replace-playlists-items uris', 'they go into the body, where a hundred of them fit'],
  ]),
  /** Scopes of the file that are not asked for. */
  notAsked: new Map([
    ['get-current-users-profile user-read-private', 'the fields behind it are gone'],
    ['get-current-users-profile user-read-email', 'the field behind it is gone'],
  ]),
} as const;

describe.skipIf(noOpenApiFile)("compared with Spotify's OpenAPI file", () => {
  let api: OpenApi;
  beforeAll(() => {
    api = readOpenApi();
  });

  function specOf(path: string, method: string): SpecOperation | undefined {
    return api.paths[path]?.[method.toLowerCase()];
  }

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s is the operation of that method and path, and open to new apps',
    (id, { path, method }) => {
      const spec = specOf(path, method);
      expect(spec?.operationId).toBe(id);
      expect(spec?.deprecated ?? false).toBe(false);
    },
  );

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s sends the parameters of the file',
    (id, operation) => {
      const spec = specOf(operation.path, operation.method);
      const parameters = spec === undefined ? [] : parametersOf(api, spec);
      const requests = fullCalls.filter((call) => call.operation.id === id).map(({ request }) => request);
      const names = (place: string): Set<string> =>
        new Set(parameters.filter((parameter) => parameter.in === place).map(({ name }) => name));

      for (const { path = {}, query = {} } of requests) {
        expect(new Set(Object.keys(path))).toEqual(names('path'));
        const sent = Object.keys(query).filter((name) => query[name] !== undefined);
        const required = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
        expect(sent).toEqual(expect.arrayContaining(required.map(({ name }) => name)));
      }
      const everSent = new Set(requests.flatMap(({ query = {} }) => Object.keys(query)));
      const withheld = [...names('query')].filter((name) => !everSent.has(name));
      expect([...everSent].filter((name) => !names('query').has(name))).toEqual([]);
      expect(withheld.filter((name) => !knownTraps.notSent.has(`${id} ${name}`))).toEqual([]);
    },
  );

  it.each(
    fullCalls.filter(({ operation }) => operation.method !== 'GET').map((c) => [c.operation.id, c] as const),
  )('%s sends the body of the file', (_, { operation, request }) => {
    const content = specOf(operation.path, operation.method)?.requestBody?.content;
    expect(request.jpeg !== undefined).toBe(content?.['image/jpeg'] !== undefined);
    const schema = content?.['application/json']?.schema;
    const body: object = JSON.parse(JSON.stringify(request.json ?? {})) as object;
    expect(Object.keys(schema?.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(body)));
    expect(Object.keys(body)).toEqual(expect.arrayContaining([...(schema?.required ?? [])]));
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s needs the scopes of the file',
    (id, operation) => {
      const spec = specOf(operation.path, operation.method);
      const listed = (spec?.security ?? []).flatMap((entry) => Object.values(entry).flat());
      const calls = fullCalls.filter((call) => call.operation.id === id);
      const asked = new Set<string>([
        ...calls.flatMap(({ scopes }) => scopes),
        ...(operation.anyScope ?? []),
      ]);
      const wanted = listed.filter((scope) => !knownTraps.notAsked.has(`${id} ${scope}`));
      expect([...asked].sort()).toEqual([...wanted].sort());
    },
  );

  it('lists are read in pages as large as the file allows', () => {
    const smaller = new Map<string, number>([
      ['search', maxSearchLimit],
      ['get-an-artists-albums', maxArtistAlbumsLimit],
      ['get-recently-played', maxRecentPlays],
    ]);
    for (const [id, { parameters }] of everySpec()) {
      if (!operations.some((operation) => operation.id === id)) continue;
      const limit = parameters.find(({ name }) => name === 'limit');
      if (limit !== undefined) expect(limit.schema.maximum, id).toBe(smaller.get(id) ?? maxPageLimit);
    }
    const offset = everySpec()
      .get('search')
      ?.parameters.find(({ name }) => name === 'offset');
    expect(offset?.schema.maximum).toBe(maxSearchOffset);
  });

  it('every trap is still there', () => {
    for (const trap of knownTraps.notSent.keys()) {
      const [id = '', name] = trap.split(' ');
      expect(
        everySpec()
          .get(id)
          ?.parameters.map((parameter) => parameter.name),
        trap,
      ).toContain(name);
    }
    for (const trap of knownTraps.notAsked.keys()) {
      const [id = '', scope] = trap.split(' ');
      expect(everySpec().get(id)?.scopes, trap).toContain(scope);
    }
  });

  function everySpec() {
    const all = Object.values(api.paths).flatMap((methods) => Object.values(methods));
    return new Map(
      all
        .filter((spec) => 'operationId' in spec)
        .map((spec) => [
          spec.operationId,
          {
            parameters: parametersOf(api, spec),
            scopes: (spec.security ?? []).flatMap((entry) => Object.values(entry).flat()),
          },
        ]),
    );
  }

  describe.each([
    ['as it stands', true, (file: OpenApi) => file],
    [
      'without what newer apps no longer get',
      false,
      (file: OpenApi) => pruned(file, (schema) => schema.deprecated === true),
    ],
  ])('the answers of a mock server made from the file %s', (_, older, change) => {
    let server: OpenAPIBackend;
    beforeAll(async () => {
      server = new OpenAPIBackend({
        definition: change(readOpenApi()) as unknown as Document,
        strict: false,
        quick: true,
      });
      await server.init();
    });

    it(`${older ? 'have' : 'lack'} the older fields`, () => {
      const { mock } = server.mockResponseForOperation('get-track') as { mock: object };
      expect('popularity' in mock).toBe(older);
    });

    it.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
      const { mock } = server.mockResponseForOperation(id) as { mock: unknown };
      expect(operation.response.safeParse(mock).error?.issues).toBeUndefined();
    });
  });
});

/** The file without the properties of its schemas that `leaveOut` picks. */
function pruned(file: OpenApi, leaveOut: (schema: Readonly<Record<string, unknown>>) => boolean): OpenApi {
  const walk = (value: unknown, key?: string): unknown => {
    if (Array.isArray(value)) return value.map((member) => walk(member));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(
      ([, child]) => key !== 'properties' || !leaveOut(child as Readonly<Record<string, unknown>>),
    );
    return Object.fromEntries(entries.map(([name, child]) => [name, walk(child, name)]));
  };
  return { ...file, components: walk(file.components) as OpenApi['components'] };
}

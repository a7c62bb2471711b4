import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParitySection, Way } from '../../../scripts/generated/parity/parityRow.ts';
import { paritySections } from '../../../scripts/generated/parity/paritySections.ts';
import { dispatch } from '../../../src/core/mcp/dispatch.ts';
import { tools } from '../../../src/core/mcp/tools/index.ts';
import { EndpointUnavailable } from '../../../src/core/spotify/spotifyErrors.ts';
import { extendedRow } from '../../fixtures/exportRows.ts';
import { openMcpBed, type McpBed } from '../mcp/mcpBed.ts';

/*
 * Every call that docs/parity.md names, made for real: `…` becomes something of the simulator, the names of playlists
 * are those of playlists that exist, and what would change something is asked as a dry run.
 */

interface Call {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const rows = Object.values<ParitySection>(paritySections).flatMap(({ groups }) =>
  groups.flatMap(({ rows: some }) => some),
);
/** The calls among them, each once. */
const callsOf = (ways: readonly Way[]): readonly Call[] => {
  const calls = ways.flatMap((way) => ('tool' in way ? [{ tool: way.tool, args: way.args ?? {} }] : []));
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
};
const open = callsOf(rows.flatMap(({ does, gone }) => [...(does ?? []), ...(gone?.ways ?? [])]));
const extended = callsOf(rows.flatMap(({ gone }) => gone?.extended ?? []));

/** Pictures come from the net or the disk and are made in a worker: test/unit/spotify/playlistFiles/covers.test.ts. */
const isCover = ({ tool }: Call): boolean => tool === 'spotify_set_playlist_cover';
const label = ({ tool, args }: Call): string => `${tool} ${JSON.stringify(args)}`;

let bed: McpBed;
const known = new Map<string, string>();

/** A listen each hour of some days. */
const listens = (from: string): unknown[] =>
  Array.from({ length: 30 }, (_, at) => {
    const ended = new Date(Date.parse(from) + at * 3_600_000);
    return extendedRow({ ts: ended.toISOString().replace('.000', '') });
  });
const exportPath = '/home/me/Streaming_History_Audio_2026_0.json';

beforeAll(async () => {
  const history = [...listens('2019-07-01T08:00:00Z'), ...listens('2026-10-01T08:00:00Z')];
  bed = await openMcpBed({ files: { [exportPath]: JSON.stringify(history) } });
  await bed.api.call('import.run', { paths: [exportPath] });
  const { catalogue } = bed.simulator;
  const uris = catalogue.tracks.slice(0, 40).map(({ uri }) => uri);
  for (const name of ['Road trip', 'Our mix', 'Set'])
    bed.user.playlists.create({ name, uris, public: false });
  const playlist = bed.user.playlists.byName('Road trip');
  known.set('playlist', playlist?.id ?? '').set('remove', playlist?.snapshotId ?? '');
  const file = join(bed.folder, 'road-trip.csv');
  writeFileSync(file, `Track URI\n${uris[0]}\n`);
  known.set('file', file);
  const { snapshot_id: snapshot } = await bed.api.call('spotify.snapshotPlaylist', { playlist: 'Road trip' });
  const { undo_id: undo } = await bed.api.call('spotify.saveToLibrary', {
    uris: catalogue.tracks
      .filter(({ uri }) => !bed.user.library.has(uri))
      .slice(0, 2)
      .map(({ uri }) => uri),
  });
  known.set('snapshot', snapshot ?? '').set('undo', undo ?? '');
});
afterAll(() => bed.close());

/** The call with something real in each place that was left open. */
function realArgs({ tool, args }: Call): Record<string, unknown> {
  let next = 0;
  const real = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((part) => real(part, name));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, real(part, key)]));
    }
    if (typeof value !== 'string') return value;
    const [, kind] = /^spotify:([a-z]+):…$/.exec(value) ?? [];
    if (kind !== undefined) return `spotify:${kind}:${idOf(kind, next++)}`;
    if (name === 'path') return tool === 'ops_import_export' ? exportPath : known.get('file');
    if (name === 'category') return 'focus';
    if (name === 'account') return bed.user.id;
    if (name === 'undo_id') return known.get('undo');
    if (name === 'snapshot_id')
      return known.get(tool === 'spotify_remove_playlist_items' ? 'remove' : 'snapshot');
    if (name === 'device') return 'Desk';
    return value;
  };
  const given = Object.entries(args).filter(([name]) => name !== 'cursor');
  const made = Object.fromEntries(given.map(([name, value]) => [name, real(value, name)]));
  const schema = tools.find((one) => one.name === tool)?.input.shape ?? {};
  return { ...made, ...('dry_run' in schema && { dry_run: true }) };
}

function idOf(kind: string, at: number): string {
  const { tracks, albums, artists, shows, episodes, audiobooks, chapters } = bed.simulator.catalogue;
  const all = {
    track: tracks,
    album: albums,
    artist: artists,
    show: shows,
    episode: episodes,
    audiobook: audiobooks,
    chapter: chapters,
  };
  if (kind === 'playlist') return known.get('playlist') ?? '';
  if (kind === 'user') return bed.user.id;
  const things = all[kind as keyof typeof all] as readonly { readonly id: string }[];
  return things[at]?.id ?? '';
}

/** @returns what went wrong with the call; nothing where it was answered */
async function problemOf(call: Call): Promise<unknown> {
  const tool = tools.find(({ name }) => name === call.tool);
  if (tool === undefined) return new Error('no tool');
  const album = bed.simulator.catalogue.albums.find(({ tracks }) => tracks.length >= 7);
  bed.user.player.play(album?.uri ?? '');
  bed.user.player.next();
  const context = { api: bed.api, signal: new AbortController().signal, progress: () => undefined };
  try {
    await dispatch(tool, realArgs(call), context);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('a new app', () => {
  it.each(open.filter((call) => !isCover(call)).map((call) => [label(call), call] as const))(
    'is answered %s',
    async (_, call) => {
      expect(await problemOf(call)).toBeUndefined();
    },
  );

  it.each(extended.map((call) => [label(call), call] as const))(
    'is told what replaces %s',
    async (_, call) => {
      expect(EndpointUnavailable.is(await problemOf(call))).toBe(true);
    },
  );
});

describe('an app with extended quota', () => {
  beforeAll(() => {
    bed.simulator.extendedQuota = true;
  });

  it.each(extended.map((call) => [label(call), call] as const))('is answered %s', async (_, call) => {
    expect(await problemOf(call)).toBeUndefined();
  });
});

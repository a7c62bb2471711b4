import { createHash } from 'node:crypto';
import type { SeededRandom } from '../fixtures/seededRandom.ts';
import type { SimCatalogue } from './catalogue.ts';
import type { PlaylistStore } from './playlists.ts';
import type { SimulatedUser, UserWorld } from './users.ts';

/** Lists of top items end here, as at Spotify. */
const mostTop = 99;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Playlists that belong to nobody who can sign in here. */
export function makeForeignPlaylists({ random, catalogue, playlists, clock }: UserWorld): void {
  const stranger = { id: 'harbour-radio', displayName: 'Harbour Radio' };
  const spotify = { id: 'spotify', displayName: 'Spotify' };
  const uris = (): string[] => Array.from({ length: 30 }, () => random.pick(catalogue.tracks).uri);
  const now = clock.now();
  playlists.create(
    { name: 'Harbour Nights', description: 'Boats &amp; rain', owner: stranger, uris: uris() },
    now,
  );
  playlists.create({ name: 'Paper Jazz Weekly', owner: stranger, uris: uris() }, now);
  playlists.create({ name: 'Drizzle Pop Now', owner: spotify, editorial: true, uris: uris() }, now);
  const shared = { name: 'Shared Kitchen', owner: stranger, public: false, collaborative: true };
  playlists.create({ ...shared, uris: uris().slice(0, 5) }, now);
}

/** What a listener has after some years: a library, playlists, follows, fifty plays, and an album that plays. */
export function giveAPast(world: UserWorld, user: SimulatedUser): void {
  const { catalogue, clock, random } = world;
  const now = clock.now();
  fillLibrary(random, catalogue, user, now);
  fillPlaylists(world, user, now);
  let endedAt = now - 20 * minuteMs;
  for (let count = 0; count < 50; count += 1) {
    const track = random.pick(catalogue.tracks);
    user.recentlyPlayed.add(track, endedAt, random.chance(0.7) ? track.album.uri : undefined);
    endedAt -= track.durationMs + (random.chance(0.1) ? random.int(1, 12) * 60 * minuteMs : 0);
  }
  const album = catalogue.albums.find(({ tracks }) => tracks.length >= 7);
  if (album !== undefined) user.player.play(album.uri);
}

function fillLibrary(random: SeededRandom, catalogue: SimCatalogue, user: SimulatedUser, now: number): void {
  const save = (items: readonly { readonly uri: string }[], count: number): void => {
    for (let done = 0; done < count; done += 1) {
      user.library.save(random.pick(items).uri, now - random.int(1, 1500) * dayMs);
    }
  };
  save(catalogue.tracks, 120);
  save(catalogue.albums, 30);
  save(catalogue.artists, 30);
  save(catalogue.shows, 4);
  save(catalogue.episodes, 10);
  save(catalogue.audiobooks, 2);
}

function fillPlaylists(
  { random, catalogue, playlists, clock }: UserWorld,
  user: SimulatedUser,
  now: number,
): void {
  const some = (count: number): string[] =>
    Array.from({ length: count }, () => random.pick(catalogue.tracks).uri);
  user.playlists.create({ name: 'Morning Coffee', description: 'Slow start', uris: some(12) });
  user.playlists.create({ name: 'Deep Work', public: false, uris: some(130) });
  user.playlists.create({ name: 'Empty for now', uris: [] });
  user.playlists.create({ name: '<h1>Loud</h1> \u202eyltcaxe\u202c "mix"', uris: some(3) });
  const twice = some(4);
  const odds = user.playlists.create({ name: 'Odds and Ends', uris: [...twice, ...twice] });
  const episode = catalogue.episodes[0];
  if (episode !== undefined) odds.insert([episode.uri], 2, now, user.id);
  odds.addEntries([
    {
      uri: 'spotify:local:Garage+Choir:Demo+Tape:Rain+on+Tin:183',
      local: { title: 'Rain on Tin', artist: 'Garage Choir', album: 'Demo Tape', durationMs: 183_000 },
      addedAt: now,
      addedBy: user.id,
    },
    { uri: undefined, addedAt: undefined, addedBy: undefined },
  ]);
  followForeign(playlists, user, clock.now());
}

function followForeign(playlists: PlaylistStore, user: SimulatedUser, now: number): void {
  for (const playlist of playlists.all) {
    if (playlist.owner.id !== 'harbour-radio' || playlist.name === 'Paper Jazz Weekly') continue;
    user.library.save(playlist.uri, now - dayMs);
    if (playlist.collaborative) playlist.collaborators.add(user.id);
  }
}

/** Tracks or artists by how much a user seems to like them: the same answer for the same question. */
export function topOf<T extends { readonly id: string }>(
  items: readonly T[],
  user: SimulatedUser,
  range: string,
): readonly T[] {
  const weight = ({ id }: T): string =>
    createHash('sha256').update(`${user.id} ${range} ${id}`).digest('hex');
  return items
    .map((item) => ({ item, key: weight(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, mostTop)
    .map(({ item }) => item);
}

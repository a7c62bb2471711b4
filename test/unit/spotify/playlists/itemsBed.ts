import { getProfile } from '../../../../src/core/spotify/operations/profile.ts';
import type { SpotifyContext } from '../../../../src/core/spotify/spotifyContext.ts';
import type { SavedContent } from '../../../../src/core/spotify/writes/savedState.ts';
import type { SimPlaylist } from '../../../spotify/playlists.ts';
import type { Trouble } from '../../../spotify/troubles.ts';
import type { SpotifyBed } from '../spotifyBed.ts';

export const localUri = 'spotify:local:Garage+Choir:Demo+Tape:Rain+on+Tin:183';
/** An entry that Spotify shows nothing of. */
export const gone = '(gone)';

/** URI of one of the catalogue's tracks; there are more than 700. */
export function track(bed: SpotifyBed, at: number): string {
  const found = bed.simulator.catalogue.tracks[at];
  if (found === undefined) throw new Error(`There is no track ${at}.`);
  return found.uri;
}

export function tracks(bed: SpotifyBed, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, at) => track(bed, from + at));
}

/** A playlist of Ada's that holds these: URIs, {@link localUri} and {@link gone}. */
export function playlistOf(bed: SpotifyBed, name: string, uris: readonly string[]): SimPlaylist {
  const playlist = bed.user.playlists.create({ name, public: false });
  const addedAt = bed.simulator.clock.now() - 86_400_000;
  playlist.addEntries(
    uris.map((uri) => ({
      ...{ addedAt, addedBy: bed.user.id },
      uri: uri === gone ? undefined : uri,
      ...(uri === localUri && {
        local: { title: 'Rain on Tin', artist: 'Garage Choir', album: 'Demo Tape', durationMs: 183_000 },
      }),
    })),
  );
  return playlist;
}

export function held(playlist: SimPlaylist): readonly string[] {
  return playlist.entries.map(({ uri }) => uri ?? gone);
}

/** A context in which a trouble meets the first call that matches after some work was reported. */
export function troubledAfterProgress(bed: SpotifyBed, trouble: Trouble, match: string): SpotifyContext {
  let armed = false;
  return {
    ...bed.context,
    progress: ({ message }) => {
      if (armed || message === 'Reading the playlist') return;
      armed = true;
      bed.simulator.troubles.once(trouble, { match });
    },
  };
}

/** Requests of the length of a change, time enough for what does not wait for its end. */
const requestsOfAChange = 12;

/** Does something while a change of a playlist is half done: it is empty, and will hold what it held. */
export async function whileChanging<T>(
  bed: SpotifyBed,
  playlist: SimPlaylist,
  task: () => Promise<T>,
): Promise<T> {
  const { context } = bed;
  const { entries } = playlist;
  const begun = await context.inTurn(playlist.id, async () => {
    playlist.replace([], 0, bed.user.id);
    const doing = task();
    for (let sent = 0; sent < requestsOfAChange; sent += 1) {
      await context.send(getProfile, {}, { fresh: true });
    }
    playlist.addEntries(entries);
    return { doing };
  });
  return begun.doing;
}

/** What was kept before a change. */
export async function keptOf(bed: SpotifyBed, undoId: string | undefined): Promise<SavedContent | undefined> {
  return undoId === undefined ? undefined : (await bed.context.states.get(undoId))?.content;
}

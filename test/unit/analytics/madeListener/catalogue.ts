import type { SeededRandom } from '../../../fixtures/seededRandom.ts';

export interface MadeArtist {
  /** Empty where the source names nobody. */
  readonly name: string;
  readonly uri: string | undefined;
}

export interface MadeAlbum {
  readonly name: string;
  readonly artist: number;
}

export interface MadeTrack {
  readonly title: string;
  readonly artist: number;
  /** −1 for none. */
  readonly album: number;
  readonly uri: string | undefined;
  /** ms, where it is known. */
  readonly duration: number | undefined;
  /** Which recording it is a release of: known, since it was made so. */
  readonly recording: number;
}

export interface MadeCatalogue {
  readonly artists: readonly MadeArtist[];
  readonly albums: readonly MadeAlbum[];
  readonly tracks: readonly MadeTrack[];
  /** Tracks of music in the order in which they can be discovered; episodes and chapters. */
  readonly songs: readonly number[];
  readonly episodes: readonly number[];
  readonly chapters: readonly number[];
}

const colours = ['Amber', 'Blue', 'Copper', 'Dark', 'Élan', 'Faded', 'Golden', 'Hollow', 'Ivory', 'Jade'];
const things = [
  'River',
  'Harbour',
  'Lantern',
  'Mirror',
  'Orchard',
  'Piano',
  'Signal',
  'Tide',
  'Über',
  'Wind',
];
const names = ['Ada', 'Björk', 'Cleo', 'Dario', 'Esra', 'Finn', 'Greta', 'Håkon', 'Ines', 'Jonas'];
const bands = ['Winter', 'Atlas', 'Parade', 'Sisters', 'Quartet', 'Engine', 'Choir', 'Motel', 'Union'];

export const artistCount = 900;
const recordingCount = 6000;

/** Two artists of one name whom only their URIs tell apart. */
export const namesakes = 'Nova';

/** Artists, albums and releases, every way in which one recording has several tracks, and tracks that only seem so. */
export function makeCatalogue(random: SeededRandom): MadeCatalogue {
  const artists: MadeArtist[] = [{ name: '', uri: undefined }];
  for (let k = 1; k < artistCount; k++) {
    const name = `${names[k % 10]!} ${bands[k % 9]!} ${k}`;
    artists.push({ name: k < 3 ? namesakes : name, uri: k % 3 < 2 || k < 3 ? uriOf('artist') : undefined });
  }
  const albums: MadeAlbum[] = [];
  const albumsOf = artists.map((_, artist) =>
    Array.from({ length: 1 + (artist % 4) }, (_, k) => {
      // Every artist has a 'Best of', but no two of one name have the same.
      const name = k === 0 && artist !== 2 ? 'Best of' : `${colours[artist % 10]!} ${things[k]!} ${artist}`;
      return albums.push({ name, artist }) - 1;
    }),
  );
  const tracks: MadeTrack[] = [];
  const songs: number[] = [];
  let recordings = 0;
  for (let k = 0; k < recordingCount; k++) {
    // Few artists have many songs.
    const artist = k % 100 === 99 ? 0 : 1 + Math.floor((artistCount - 1) * random.next() ** 2);
    const title =
      k % 60 === 0 ? `Hallelujah ${k % 7}.${k}` : `${random.pick(colours)} ${random.pick(things)} ${k}`;
    const album = (): number => (random.chance(0.9) ? random.pick(albumsOf[artist]!) : -1);
    const release = (more: Partial<MadeTrack> = {}): void => {
      const uri = uriOf('track');
      songs.push(
        tracks.push({
          title,
          artist,
          album: album(),
          uri,
          duration: undefined,
          recording: recordings,
          ...more,
        }) - 1,
      );
      // Nobody says that they are of the same artist.
      if (artist === 0) recordings++;
    };
    const length = random.int(90_000, 400_000);
    switch (k % 12) {
      case 0:
        release();
        release();
        break;
      case 1:
        release({ duration: length });
        release({ duration: length + 1500 });
        break;
      case 2:
        release({ duration: length + 2000 });
        release();
        release({ duration: length });
        break;
      case 3:
        // Of two lengths, so that the third, whose length nobody knows, is one more.
        release({ duration: length });
        recordings++;
        release({ duration: length + 2001 });
        recordings++;
        release();
        break;
      case 4:
        release();
        release({ uri: undefined, album: -1 });
        break;
      case 5:
        release({ title: title.toUpperCase().normalize('NFD') });
        release({ title: title.replace(' ', '  ') });
        break;
      case 6:
        release({ uri: `local:${random.id()}` });
        release({ title: `${title} (Acoustic)`, recording: ++recordings });
        break;
      default:
        release({ ...(k % 2 === 0 && { duration: length }) });
    }
    recordings++;
  }
  // Twenty shows; two parts of one title are two all the same.
  const spoken = (type: string, count: number): number[] => {
    const shows = names.flatMap((name, k) => [`${name} Talks ${k} ${type}`, `${name} Reads ${k} ${type}`]);
    const first = artists.length;
    artists.push(...shows.map((name) => ({ name, uri: undefined })));
    return Array.from({ length: count }, (_, k) => {
      const artist = first + (k % shows.length);
      const title = `Part ${Math.floor(k / 40)}`;
      const uri = uriOf(type);
      return tracks.push({ title, artist, album: -1, uri, duration: undefined, recording: recordings++ }) - 1;
    });
  };
  return {
    artists,
    albums,
    tracks,
    songs: shuffled(songs),
    episodes: spoken('episode', 200),
    chapters: spoken('chapter', 60),
  };

  function uriOf(type: string): string {
    return `spotify:${type}:${random.id()}`;
  }

  function shuffled<T>(items: readonly T[]): T[] {
    const order = [...items];
    for (let k = order.length - 1; k > 0; k--) {
      const other = random.int(0, k);
      [order[k], order[other]] = [order[other]!, order[k]!];
    }
    return order;
  }
}

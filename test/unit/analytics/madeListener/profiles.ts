import { itemProfile } from '../../../../src/core/analytics/insights/itemProfile.ts';
import type { ItemProfileParams } from '../../../../src/protocol/history/insights/itemProfile.ts';
import type { ItemType } from '../../../../src/protocol/history/insights/itemTypes.ts';
import type { Asked, Pair } from './analyses.ts';
import { namesakes } from './catalogue.ts';
import { countItems, trueItems } from './items.ts';
import { itemProfile as trueProfile } from './trueProfile.ts';
import { rankedBy, type Window } from './truth.ts';

/** The profiles of an artist, of a track and of an album of the window, each asked for by what names it alone. */
export function* profiles({ context, params, window }: Asked): Generator<Pair> {
  const { artists, albums, tracks } = window.history.made.catalogue;
  const artist = placed(window, 'artists', 0, (id) => artists[id]!.name !== namesakes);
  const album = placed(window, 'albums', 1, (id) => artists[albums[id]!.artist]!.name !== '');
  const rare = placed(window, 'artists', 40, (id) => artists[id]!.name !== namesakes);
  const recording = placed(window, 'tracks', 0, (id) =>
    tracks.some((track) => track.recording === id && track.uri !== undefined),
  );
  const { uri } = tracks.find((track) => track.recording === recording && track.uri !== undefined)!;
  const questions: { of: ItemType; id: number; names: ItemProfileParams }[] = [
    { of: 'artists', id: artist, names: { artist: artists[artist]!.name.toUpperCase() } },
    { of: 'artists', id: rare, names: { artist: artists[rare]!.name } },
    { of: 'tracks', id: recording, names: { uri } },
    {
      of: 'albums',
      id: album,
      names: { album: albums[album]!.name, artist: artists[albums[album]!.artist]!.name },
    },
  ];
  for (const [k, { of, id, names }] of questions.entries()) {
    const by = k % 2 === 0 ? 'plays' : 'time';
    const truth = trueProfile(window, { of, id, by, limit: 10 });
    yield [
      itemProfile(context, { ...params, ...names, by, limit: 10 }),
      { ...truth, other_matches: 0, others: [] },
    ];
  }
}

/** The item at a place of the ranking by plays, or the next one that will do. */
function placed(
  { history, plays }: Window,
  of: ItemType,
  place: number,
  isFit: (id: number) => boolean,
): number {
  const items = trueItems(history.made, of, plays);
  const order = rankedBy(countItems(history.made, of, plays).values(), 'plays', items.labels);
  const { id } = order.slice(place).find((one) => isFit(one.id))!;
  return id;
}

/**
 * Keeps the order as far as it can while no artist comes twice in a row: of what is left, the first by another artist
 * than the one before is next, and an artist that has more than half of what is left always goes first. Only where one
 * artist has more than all others together do two meet.
 * @param artistOf an empty one is nobody's, and may follow another empty one
 */
export function spreadByArtist<T>(items: readonly T[], artistOf: (item: T) => string): readonly T[] {
  const left = [...items];
  const counts = new Map<string, number>();
  for (const item of items) counts.set(artistOf(item), (counts.get(artistOf(item)) ?? 0) + 1);
  const spread: T[] = [];
  let last: string | undefined;
  while (left.length > 0) {
    const pressing = [...counts].find(
      ([artist, count]) => artist !== '' && artist !== last && 2 * count > left.length,
    )?.[0];
    const at = left.findIndex((item) => {
      const artist = artistOf(item);
      return pressing === undefined ? artist === '' || artist !== last : artist === pressing;
    });
    const [item] = left.splice(Math.max(0, at), 1);
    if (item === undefined) break;
    last = artistOf(item);
    counts.set(last, (counts.get(last) ?? 1) - 1);
    spread.push(item);
  }
  return spread;
}

/** The first ones of each artist, no more than `most`; nobody's all stay. */
export function atMostPerArtist<T>(
  items: readonly T[],
  artistOf: (item: T) => string,
  most: number,
): readonly T[] {
  const counts = new Map<string, number>();
  return items.filter((item) => {
    const artist = artistOf(item);
    const count = counts.get(artist) ?? 0;
    counts.set(artist, count + 1);
    return artist === '' || count < most;
  });
}

import type { SessionFigures } from './sampledSessions.ts';

/** Artists on the map: the others are in too few sessions to have a place. */
const maxArtists = 32;
/** Dimensions of the map. */
export const mapWidth = 3;
const minTogether = 2;
const rounds = 12;

/**
 * Where the artists of some sessions lie in the user's own map of what goes together: the leading eigenvectors of the
 * PPMI matrix of artists over sessions, as word embeddings are made (Levy and Goldberg, "Neural Word Embedding as
 * Implicit Matrix Factorization", 2014). Artists without a place are not in it.
 */
export function mapArtists(sessions: readonly SessionFigures[]): ReadonlyMap<number, Float64Array> {
  const artists = commonest(sessions);
  const size = artists.length;
  const matrix = ppmi(sessions, artists);
  const axes = leadingAxes(matrix, size);
  return new Map(
    artists.map((artist, at) => [artist, Float64Array.from(axes, (axis) => axis[at]!)] as const),
  );
}

/** Of most sessions, then of the smallest id. */
function commonest(sessions: readonly SessionFigures[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const { artists } of sessions) {
    for (const artist of artists.keys()) counts.set(artist, (counts.get(artist) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= minTogether)
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, maxArtists)
    .map(([artist]) => artist);
}

function ppmi(sessions: readonly SessionFigures[], artists: readonly number[]): Float64Array {
  const size = artists.length;
  const placeOf = new Map(artists.map((artist, place) => [artist, place]));
  const together = new Float64Array(size * size);
  for (const session of sessions) {
    const own = [...session.artists.keys()].flatMap((artist) => placeOf.get(artist) ?? []);
    for (const a of own) for (const b of own) together[a * size + b]!++;
  }
  return together.map((count, cell) => {
    const [a, b] = [Math.floor(cell / size), cell % size];
    if (a === b || count < minTogether) return 0;
    const expected = (together[a * size + a]! * together[b * size + b]!) / sessions.length;
    return Math.max(0, Math.log(count / expected));
  });
}

/** Eigenvectors of the greatest eigenvalues by orthogonal iteration, each as long as the root of its eigenvalue. */
function leadingAxes(matrix: Float64Array, size: number): readonly Float64Array[] {
  let axes: readonly Float64Array[] = Array.from({ length: mapWidth }, (_, axis) =>
    Float64Array.from({ length: size }, (_unused, at) => Math.cos((at + 1) * (axis + 1))),
  );
  let lengths: number[] = [];
  for (let round = 0; round < rounds; round++) {
    lengths = [];
    const next: Float64Array[] = [];
    for (const axis of axes) {
      const turned = times(matrix, axis);
      for (const other of next) subtractShadow(turned, other);
      const length = Math.sqrt(dot(turned, turned));
      lengths.push(length);
      next.push(turned.map((value) => (length > 1e-9 ? value / length : 0)));
    }
    axes = next;
  }
  return axes.map((axis, at) => axis.map((value) => value * Math.sqrt(lengths[at] ?? 0)));
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const turned = new Float64Array(size);
  for (let cell = 0; cell < matrix.length; cell++) {
    turned[Math.floor(cell / size)]! += matrix[cell]! * vector[cell % size]!;
  }
  return turned;
}

function subtractShadow(vector: Float64Array, other: Float64Array): void {
  const shadow = dot(vector, other);
  for (let at = 0; at < vector.length; at++) vector[at]! -= shadow * other[at]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}

/** Points in rows of `width` numbers. */
export interface Points {
  readonly count: number;
  readonly width: number;
  readonly values: Float64Array;
}

export interface Clustering {
  readonly k: number;
  /** Cluster of each point. */
  readonly clusterOf: Int32Array;
  /** Points of each cluster. */
  readonly sizes: Int32Array;
  /** −1 to 1: how much nearer points are to their own centre than to the next one. */
  readonly silhouette: number;
}

const maxRounds = 15;
const starts = 3;
const seed = 0x9e3779b9;

/**
 * Lloyd's k-means from k-means++ seeds (Arthur and Vassilvitskii 2007), the best of a few starts. The seeds come from
 * fixed random numbers, so the same points always give the same clusters.
 *
 * @param k at most the number of points
 */
export function kMeans(points: Points, k: number): Clustering {
  const random = fixedRandom();
  let best: Clustered | undefined;
  for (let start = 0; start < starts; start++) {
    const found = improve(points, chooseSeeds(points, k, random));
    if (best === undefined || found.error < best.error) best = found;
  }
  const { clusterOf, sizes, centres } = best!;
  return { k, clusterOf, sizes, silhouette: silhouetteOf(points, clusterOf, centres, k) };
}

interface Clustered {
  readonly clusterOf: Int32Array;
  readonly sizes: Int32Array;
  readonly centres: Float64Array;
  /** Sum of the squared distances to the centres. */
  readonly error: number;
}

/** Each next centre is a point, by chance in proportion to its squared distance from those before it. */
function chooseSeeds({ count, width, values }: Points, k: number, random: () => number): Float64Array {
  const centres = new Float64Array(k * width);
  const nearest = new Float64Array(count).fill(Infinity);
  let chosen = Math.floor(random() * count);
  for (let cluster = 0; ; cluster++) {
    centres.set(values.subarray(chosen * width, (chosen + 1) * width), cluster * width);
    if (cluster === k - 1) return centres;
    let sum = 0;
    for (let point = 0; point < count; point++) {
      const distance = squaredDistance(values, point * width, centres, cluster * width, width);
      if (distance < nearest[point]!) nearest[point] = distance;
      sum += nearest[point]!;
    }
    let left = random() * sum;
    chosen = 0;
    while (chosen < count - 1 && (left -= nearest[chosen]!) >= 0) chosen++;
  }
}

function improve(points: Points, centres: Float64Array): Clustered {
  const { count, width, values } = points;
  const k = centres.length / width;
  const clusterOf = new Int32Array(count).fill(-1);
  const sizes = new Int32Array(k);
  let error = 0;
  for (let round = 0; round < maxRounds; round++) {
    let moved = false;
    error = 0;
    for (let point = 0; point < count; point++) {
      let best = Infinity;
      let nearest = 0;
      for (let cluster = 0; cluster < k; cluster++) {
        const distance = squaredDistance(values, point * width, centres, cluster * width, width);
        if (distance >= best) continue;
        best = distance;
        nearest = cluster;
      }
      error += best;
      if (clusterOf[point] === nearest) continue;
      clusterOf[point] = nearest;
      moved = true;
    }
    moveCentres(points, clusterOf, sizes, centres);
    if (!moved) break;
  }
  return { clusterOf, sizes, centres, error };
}

/** To the mean of their points; one without points stays. */
function moveCentres(
  { count, width, values }: Points,
  clusterOf: Int32Array,
  sizes: Int32Array,
  centres: Float64Array,
): void {
  const sums = new Float64Array(centres.length);
  sizes.fill(0);
  for (let point = 0; point < count; point++) {
    const cluster = clusterOf[point]!;
    sizes[cluster]!++;
    for (let at = 0; at < width; at++) sums[cluster * width + at]! += values[point * width + at]!;
  }
  for (let at = 0; at < sums.length; at++) {
    const size = sizes[Math.floor(at / width)]!;
    if (size > 0) centres[at] = sums[at]! / size;
  }
}

/** Of centres instead of all pairs of points (simplified silhouette: Vendramin, Campello and Hruschka 2010). */
function silhouetteOf(
  { count, width, values }: Points,
  clusterOf: Int32Array,
  centres: Float64Array,
  k: number,
): number {
  let sum = 0;
  for (let point = 0; point < count; point++) {
    let own = 0;
    let other = Infinity;
    for (let cluster = 0; cluster < k; cluster++) {
      const distance = Math.sqrt(squaredDistance(values, point * width, centres, cluster * width, width));
      if (cluster === clusterOf[point]) own = distance;
      else other = Math.min(other, distance);
    }
    const longer = Math.max(own, other);
    if (longer > 0 && longer < Infinity) sum += (other - own) / longer;
  }
  return count === 0 ? 0 : sum / count;
}

function squaredDistance(a: Float64Array, atA: number, b: Float64Array, atB: number, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++) {
    const difference = a[atA + i]! - b[atB + i]!;
    sum += difference * difference;
  }
  return sum;
}

/** xorshift32: even enough to choose seeds. */
function fixedRandom(): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

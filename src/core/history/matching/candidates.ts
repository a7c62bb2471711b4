/** Plays of recently-played, ascending by time. */
export interface Plays {
  readonly length: number;
  /** `played_at`, Unix ms. */
  readonly at: Float64Array;
  /** Equal for plays and reports of the same track. */
  identityOf(play: number): number;
}

/** What a richer source reports. */
export interface Reports {
  readonly length: number;
  /** The reported end lies between these two, Unix ms; both are equal where the source tells it exactly. */
  readonly endFrom: Float64Array;
  readonly endTo: Float64Array;
  /** NaN where the end was not repaired. */
  readonly repairedAt: Float64Array;
  /** −1 where the source does not say. */
  readonly msPlayed: Int32Array;
  identityOf(report: number): number;
}

/** What the player showed while it played. */
export interface LiveRows {
  readonly length: number;
  /** Unix ms. */
  readonly startedAt: Float64Array;
  readonly endedAt: Float64Array;
  identityOf(live: number): number;
}

/** How far apart the times of one listen may lie, ms. */
export interface Bands {
  readonly endMs: number;
  readonly startMs: number;
  readonly maxStartHeardMs: number;
}

/** A play and a row of another source that may be the same listen. */
export interface Candidate {
  readonly play: number;
  readonly other: number;
  /** 0 = both tell the end, 1 = the play tells the start. */
  readonly rank: 0 | 1;
  /** ms */
  readonly distance: number;
}

/** A stretch of time, both ends inclusive, Unix ms. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** All pairs that the rules `end` and `start` of matching.ts allow. */
export function candidatesOf(plays: Plays, reports: Reports, bands: Bands): Candidate[] {
  const found: Candidate[] = [];
  if (plays.length === 0) return found;
  for (let report = 0; report < reports.length; report++) {
    const stretches = stretchesOf(reports, report, bands);
    for (let index = 0; index < stretches.length; index++) {
      const { from, to } = stretches[index] as Stretch;
      for (let play = firstFrom(plays.at, from); play < plays.length; play++) {
        const at = plays.at[play] as number;
        if (at > to) break;
        if (isInEarlier(stretches, index, at)) continue;
        if (plays.identityOf(play) !== reports.identityOf(report)) continue;
        found.push({ play, other: report, ...nearness(reports, report, at, bands) });
      }
    }
  }
  return found;
}

/** A play in two stretches is one candidate. */
function isInEarlier(stretches: readonly Stretch[], index: number, at: number): boolean {
  for (let earlier = 0; earlier < index; earlier++) {
    const { from, to } = stretches[earlier] as Stretch;
    if (at >= from && at <= to) return true;
  }
  return false;
}

/** All pairs that the rule `inside` allows. */
export function liveCandidatesOf(plays: Plays, live: LiveRows, bands: Bands): Candidate[] {
  const found: Candidate[] = [];
  for (let other = 0; other < live.length; other++) {
    const end = live.endedAt[other] as number;
    let play = firstFrom(plays.at, live.startedAt[other] as number);
    for (; play < plays.length && (plays.at[play] as number) <= end + bands.endMs; play++) {
      if (plays.identityOf(play) !== live.identityOf(other)) continue;
      found.push({ play, other, rank: 0, distance: Math.abs((plays.at[play] as number) - end) });
    }
  }
  return found;
}

/** The first and the last instant at which a play could be matched with a report. */
export function reachOf(reports: Reports, report: number, bands: Bands): Stretch {
  const stretches = stretchesOf(reports, report, bands);
  return {
    from: Math.min(...stretches.map(({ from }) => from)),
    to: Math.max(...stretches.map(({ to }) => to)),
  };
}

/** Where a play may lie: around the reported end, around the repaired one, around the start. */
function stretchesOf(reports: Reports, report: number, bands: Bands): Stretch[] {
  const from = reports.endFrom[report] as number;
  const to = reports.endTo[report] as number;
  const repaired = reports.repairedAt[report] as number;
  const heard = reports.msPlayed[report] as number;
  const isRepaired = !Number.isNaN(repaired);
  const stretches = [{ from: from - bands.endMs, to: to + bands.endMs }];
  if (isRepaired) stretches.push({ from: repaired - bands.endMs, to: repaired + bands.endMs });
  if (heard >= 0 && heard <= bands.maxStartHeardMs) {
    stretches.push({
      from: (isRepaired ? repaired : from) - heard - bands.startMs,
      to: (isRepaired ? repaired : to) - heard + bands.startMs,
    });
  }
  return stretches;
}

function nearness(
  reports: Reports,
  report: number,
  at: number,
  bands: Bands,
): Pick<Candidate, 'rank' | 'distance'> {
  const from = reports.endFrom[report] as number;
  const to = reports.endTo[report] as number;
  const repaired = reports.repairedAt[report] as number;
  const isRepaired = !Number.isNaN(repaired);
  const toReported = outside(at, from, to);
  const toEnd = isRepaired ? Math.min(toReported, Math.abs(at - repaired)) : toReported;
  if (toEnd <= bands.endMs) return { rank: 0, distance: toEnd };
  const heard = reports.msPlayed[report] as number;
  const toStart = isRepaired ? Math.abs(at - repaired + heard) : outside(at, from - heard, to - heard);
  return { rank: 1, distance: toStart };
}

function outside(at: number, from: number, to: number): number {
  return at < from ? from - at : at > to ? at - to : 0;
}

/** Index of the first value that is not below. */
function firstFrom(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

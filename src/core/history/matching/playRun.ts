import { maxLatenessMs } from '../lateEnd.ts';
import { minuteMs } from '../matching.ts';
import type { Span } from '../matchingRun.ts';
import { sourceIds } from '../observationWriter.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import type { ChangedRow } from './accountRun.ts';
import { candidatesOf, liveCandidatesOf, reachOf, type Candidate } from './candidates.ts';
import { ConnectedPlays } from './connected.ts';
import {
  loadAccount,
  loadExtended,
  loadLive,
  loadPlays,
  playSpan,
  type LoadedLive,
  type LoadedPlays,
  type LoadedReports,
} from './loadRows.ts';
import { bands, speakersOf } from './matchPlays.ts';
import { oneToOne } from './oneToOne.ts';
import { setColumn } from './setColumn.ts';
import type { TrackIdentity } from './trackIdentity.ts';

/** A play whose speaker or live listen changed. */
export type ChangedPlay = ChangedRow;

/** How far around what changed rows are read at first; more if what is connected with it reaches further. */
const firstMarginMs = 2 * bands.maxStartHeardMs;

/** All that can matter for the plays of a stretch of time. */
interface Region {
  readonly span: Span;
  readonly plays: LoadedPlays;
  readonly extended: LoadedReports;
  readonly account: LoadedReports;
  readonly live: LoadedLive;
  readonly candidates: {
    readonly extended: readonly Candidate[];
    /** Of all account rows, whether they speak or not. */
    readonly account: readonly Candidate[];
    readonly live: readonly Candidate[];
  };
}

/**
 * Sets anew which plays of recently-played speak and which live listen belongs to them, as far as rows within the
 * span can matter. What is connected with these rows is matched as a whole, so that matching span by span, in any
 * order, gives what matching everything at once gives.
 * @param changedAccount account rows that began or ceased to speak
 */
export function matchPlaysOf(
  database: SqlDatabase,
  identity: TrackIdentity,
  userId: number,
  span: Span,
  changedAccount: readonly ChangedRow[],
): ChangedPlay[] {
  const all = playSpan(database, userId);
  if (all === undefined) return [];
  const touched = touchedTime(database, userId, span, changedAccount);
  const isInside = ({ from, to }: Span, { span: known }: Region): boolean =>
    (from >= known.from || known.from <= all.from) && (to <= known.to || known.to >= all.to);
  for (let margin = firstMarginMs; ; margin *= 4) {
    const region = loadRegion(database, identity, userId, {
      from: Math.max(touched.from - margin, all.from),
      to: Math.min(touched.to + margin, all.to),
    });
    const mute = muteAccountRows(database, userId, region);
    const isAffected = affectedPlays(region, span, changedAccount, mute);
    if (reaches(region, isAffected).every((reach) => isInside(reach, region))) {
      return store(database, region, mute, isAffected);
    }
  }
}

/** From the first to the last end of what changed. */
function touchedTime(
  database: SqlDatabase,
  userId: number,
  { from, to }: Span,
  changedAccount: readonly ChangedRow[],
): Span {
  const sql = `SELECT min(repaired_at) FROM observations INDEXED BY observations_repaired
    WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? AND repaired_at IS NOT NULL`;
  const repaired = database.row(sql, [userId, sourceIds.extended, from, Math.min(to, from + maxLatenessMs)]);
  const times = changedAccount.map(({ endedAt }) => endedAt);
  return {
    from: Math.min(from, (repaired?.[0] as number | null) ?? from, ...times.slice(0, 1)),
    to: Math.max(to, ...times.slice(-1)) + minuteMs,
  };
}

function loadRegion(database: SqlDatabase, identity: TrackIdentity, userId: number, span: Span): Region {
  const plays = loadPlays(database, identity, userId, span);
  // Every row that a play of the span could be matched with, wherever it lies.
  const around =
    plays.length === 0
      ? { from: 0, to: -1 }
      : { from: span.from - bands.endMs, to: span.to + bands.endMs + bands.maxStartHeardMs };
  const extended = loadExtended(database, identity, userId, around);
  const account = loadAccount(database, identity, userId, around);
  const live = loadLive(database, identity, userId, around);
  const candidates = {
    extended: candidatesOf(plays, extended, bands),
    account: candidatesOf(plays, account, bands),
    live: liveCandidatesOf(plays, live, bands),
  };
  return { span, plays, extended, account, live, candidates };
}

/** Ids of the account rows of a region for which extended rows speak. */
function muteAccountRows(database: SqlDatabase, userId: number, { account }: Region): Set<number> {
  if (account.length === 0) return new Set();
  const sql = `SELECT id FROM observations
    WHERE user_id = ? AND source = ? AND ended_at BETWEEN ? AND ? AND superseded_by IS NOT NULL`;
  const [first, last] = [account.endFrom[0] as number, account.endFrom[account.length - 1] as number];
  return new Set(database.rows(sql, [userId, sourceIds.account, first, last]).map(([id]) => id as number));
}

/** Which plays are connected with something that came or changed. */
function affectedPlays(
  region: Region,
  { from, to }: Span,
  changedAccount: readonly ChangedRow[],
  mute: ReadonlySet<number>,
): (play: number) => boolean {
  const { plays, extended, account, live, candidates } = region;
  const connected = new ConnectedPlays(plays.length);
  const changed = new Set(changedAccount.map(({ id }) => id));
  const stillThere = new Uint8Array(plays.length);
  const stillLive = new Uint8Array(plays.length);
  const isIn = (at: number): boolean => at >= from && at <= to;
  for (const { play, other } of candidates.extended) {
    if (isIn(extended.endFrom[other] as number)) connected.seed(play);
    if (extended.ids[other] === plays.speakers[play]) stillThere[play] = 1;
  }
  for (const { play, other } of candidates.account) {
    const id = account.ids[other] as number;
    if (isIn(account.endFrom[other] as number) || changed.has(id)) connected.seed(play);
    if (id === plays.speakers[play] && !mute.has(id)) stillThere[play] = 1;
  }
  for (const { play, other } of candidates.live) {
    if ((live.startedAt[other] as number) <= to && (live.endedAt[other] as number) >= from)
      connected.seed(play);
    if (live.ids[other] === plays.live[play]) stillLive[play] = 1;
  }
  // What a play was matched with by a track or an end that it had is free for others.
  const freed = new Set<number>();
  const freedLive = new Set<number>();
  for (let play = 0; play < plays.length; play++) {
    const [speaker, listen] = [plays.speakers[play], plays.live[play]];
    if (speaker !== undefined && stillThere[play] === 0) freed.add(speaker);
    else if (listen === undefined || stillLive[play] === 1) {
      if (isIn(plays.at[play] as number)) connected.seed(play);
      continue;
    }
    if (listen !== undefined && stillLive[play] === 0) freedLive.add(listen);
    connected.seed(play);
  }
  for (const { play, other } of candidates.extended) {
    if (freed.has(extended.ids[other] as number)) connected.seed(play);
  }
  for (const { play, other } of candidates.account) {
    if (freed.has(account.ids[other] as number)) connected.seed(play);
  }
  for (const { play, other } of candidates.live) {
    if (freedLive.has(live.ids[other] as number)) connected.seed(play);
  }
  connected.connect(candidates.extended);
  connected.connect(candidates.account);
  connected.connect(candidates.live);
  return connected.affected();
}

/** Where other plays could lie that are connected with the affected ones. */
function reaches(region: Region, isAffected: (play: number) => boolean): Span[] {
  const { extended, account, live, candidates } = region;
  const of = (list: readonly Candidate[]): Candidate[] => list.filter(({ play }) => isAffected(play));
  return [
    ...of(candidates.extended).map(({ other }) => reachOf(extended, other, bands)),
    ...of(candidates.account).map(({ other }) => reachOf(account, other, bands)),
    ...of(candidates.live).map(({ other }) => ({
      from: live.startedAt[other] as number,
      to: (live.endedAt[other] as number) + bands.endMs,
    })),
  ];
}

function store(
  database: SqlDatabase,
  { plays, extended, account, live, candidates }: Region,
  mute: ReadonlySet<number>,
  isAffected: (play: number) => boolean,
): ChangedPlay[] {
  const of = (list: readonly Candidate[]): Candidate[] => list.filter(({ play }) => isAffected(play));
  const speaking = of(candidates.account).filter(({ other }) => !mute.has(account.ids[other] as number));
  const speakers = speakersOf({ extended: of(candidates.extended), account: speaking }, plays.length);
  const listens = oneToOne(of(candidates.live), plays.length);
  const newSpeakers: [number, number | null][] = [];
  const newLive: [number, number | null][] = [];
  const changed: ChangedPlay[] = [];
  for (let play = 0; play < plays.length; play++) {
    if (!isAffected(play)) continue;
    const id = plays.ids[play] as number;
    const speaker =
      idOf(extended, speakers.extended[play] as number) ?? idOf(account, speakers.account[play] as number);
    const listen = idOf(live, listens[play] as number);
    const known = plays.speakers[play];
    if (speaker !== known) newSpeakers.push([id, speaker ?? null]);
    if (listen !== plays.live[play]) newLive.push([id, listen ?? null]);
    if ((speaker === undefined) !== (known === undefined) || listen !== plays.live[play]) {
      changed.push({ id, endedAt: plays.at[play] as number });
    }
  }
  setColumn(database, 'superseded_by', newSpeakers);
  setColumn(database, 'live', newLive);
  return changed;
}

function idOf({ ids }: { readonly ids: readonly number[] }, row: number): number | undefined {
  return row < 0 ? undefined : ids[row];
}

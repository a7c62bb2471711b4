import { runMatching, type Span } from '../matchingRun.ts';
import { resolveTouched } from '../resolveNames.ts';
import type { SqlDatabase } from '../sqlDatabase.ts';
import type { TouchedTracks, TrackDictionary } from '../trackDictionary.ts';
import type { Users } from '../users.ts';
import type { Words } from '../words.ts';
import { Checkpoints } from './checkpoints.ts';
import { CollectedPlays, creditTo, factsOf, heardTrack } from './collectedPlays.ts';
import type { CollectOperation, CollectOperationOf } from './collectOperations.ts';
import { Enrichments } from './enrichments.ts';
import { noteGap } from './gaps.ts';
import { JobRuns } from './jobRuns.ts';
import { LiveListens } from './liveListens.ts';
import { Stops } from './stops.ts';
import { StoredLogs } from './storedLogs.ts';
import { WatchedFiles } from './watchedFiles.ts';

/** What the collector's side of the history needs of the rest of it. */
export interface CollectContext {
  readonly database: SqlDatabase;
  readonly users: Users;
  readonly words: Words;
  /** Whole where an import has made it so. */
  dictionary(): TrackDictionary;
  /** Matches all listens of all accounts anew, since names changed. @returns how many began or ceased to speak */
  matchAll(): number;
}

/** What an operation of the collector did. */
export interface CollectOutcome {
  /** Observations that came. */
  readonly stored: number;
  /** Listens, or their names, are not what they were. */
  readonly changed: boolean;
}

const nothing: CollectOutcome = { stored: 0, changed: false };

/** The tables that the collector fills. Every change comes as an operation; see operations.ts. */
export class CollectState {
  readonly checkpoints: Checkpoints;
  readonly runs: JobRuns;
  readonly plays: CollectedPlays;
  readonly stops: Stops;
  readonly logs: StoredLogs;
  readonly watched: WatchedFiles;
  readonly enrichments: Enrichments;
  readonly #live: LiveListens;
  readonly #context: CollectContext;

  constructor(context: CollectContext) {
    const { database, words } = context;
    this.#context = context;
    this.checkpoints = new Checkpoints(database);
    this.runs = new JobRuns(database);
    this.plays = new CollectedPlays(database, words);
    this.stops = new Stops(database);
    this.logs = new StoredLogs(database);
    this.watched = new WatchedFiles(database);
    this.enrichments = new Enrichments(database);
    this.#live = new LiveListens(database, words);
  }

  apply(operation: CollectOperation): CollectOutcome {
    switch (operation.op) {
      case 'collectStore':
        return this.#store(operation);
      case 'collectFail':
        return this.#fail(operation);
      case 'collectPause':
        return this.#pause(operation);
      case 'collectLive':
        return this.#storeLive(operation);
      case 'enrichStore':
        return this.#enrich(operation);
      case 'watchBegun':
        this.watched.begun(operation);
        return nothing;
      case 'watchDone':
        this.watched.done(operation);
        return nothing;
      case 'logsWrite':
        this.logs.write(operation);
        if (operation.forgetBefore !== undefined) this.runs.forgetBefore(operation.forgetBefore);
        return nothing;
    }
  }

  #store(operation: CollectOperationOf<'collectStore'>): CollectOutcome {
    const { database, users } = this.#context;
    const { account, plays, gap, stop, at } = operation;
    const userId = users.open(account, at);
    const outcome = plays.length === 0 ? nothing : this.#storePlays(userId, operation);
    this.runs.stored(userId, operation);
    this.checkpoints.stored(userId, operation);
    if (stop !== undefined) this.stops.note(userId, stop);
    if (gap !== undefined) noteGap(database, userId, gap, at);
    return { ...outcome, changed: outcome.changed || gap !== undefined };
  }

  #storePlays(userId: number, { plays, at }: CollectOperationOf<'collectStore'>): CollectOutcome {
    const [first, last] = [plays[0], plays.at(-1)];
    if (first === undefined || last === undefined) return nothing;
    const span = { from: first.played_at, to: last.played_at };
    return this.#withTracks(userId, span, (tracks) => {
      const { inserted, updated, artistRenamed, touched } = this.plays.write(userId, plays, tracks, at);
      return { touched, stored: inserted, changed: inserted + updated > 0 || artistRenamed };
    });
  }

  #fail(operation: CollectOperationOf<'collectFail'>): CollectOutcome {
    const userId = this.#context.users.open(operation.account, operation.at);
    if (operation.stop !== undefined) this.stops.note(userId, operation.stop);
    this.runs.failed(userId, operation);
    this.checkpoints.failed(userId, operation);
    return nothing;
  }

  #pause({ account, paused, stop, at }: CollectOperationOf<'collectPause'>): CollectOutcome {
    const userId = this.#context.users.open(account, at);
    if (stop !== undefined) this.stops.note(userId, stop);
    this.checkpoints.paused(userId, paused, at);
    return nothing;
  }

  #storeLive({ account, listens, at }: CollectOperationOf<'collectLive'>): CollectOutcome {
    const userId = this.#context.users.open(account, at);
    const span = {
      from: Math.min(...listens.map((listen) => listen.started_at)),
      to: Math.max(...listens.map((listen) => listen.ended_at)),
    };
    return this.#withTracks(userId, span, (tracks) => ({
      touched: this.#live.write(userId, listens, tracks, at),
      stored: 0,
      changed: false,
    }));
  }

  #enrich(operation: CollectOperationOf<'enrichStore'>): CollectOutcome {
    const { account, tried, at } = operation;
    const userId = this.#context.users.open(account, at);
    const found = tried.flatMap(({ facts }) => facts ?? []);
    const outcome = this.#withTracks(userId, undefined, (tracks) => {
      tracks.prepare(
        found.map((facts) => heardTrack(facts)),
        found.flatMap(({ artist_uri: uri }) => uri ?? []),
      );
      const rows = found.map((facts) => {
        const track = tracks.idOfKnownOrNew(heardTrack(facts));
        return { facts, track, renamed: creditTo({ ...facts, played_at: 0 }, track, tracks, at) };
      });
      const touched = tracks.write(at, 'spotify_api');
      let changed = rows.some(({ renamed }) => renamed);
      for (const { facts, track } of rows) if (tracks.describe(track, factsOf(facts), at)) changed = true;
      return { touched, stored: 0, changed };
    });
    this.enrichments.note(tried, at);
    this.runs.enriched(userId, operation, found.length);
    return outcome;
  }

  /**
   * Does a small piece of work that needs tracks, and derives what follows from it and no more: an import under way
   * derives its part when it ends.
   */
  #withTracks(
    userId: number,
    span: Span | undefined,
    work: (tracks: TrackDictionary) => CollectOutcome & { readonly touched: TouchedTracks },
  ): CollectOutcome {
    const tracks = this.#context.dictionary();
    const isResolvingDue = tracks.isResolvingDue;
    const wasRenamed = tracks.takeRenamed();
    try {
      const { touched, stored, changed } = work(tracks);
      tracks.writeSeen();
      const resolved = resolveTouched(tracks, touched);
      tracks.resolvedSince(isResolvingDue);
      const rematched = tracks.takeRenamed()
        ? this.#context.matchAll()
        : span === undefined
          ? 0
          : runMatching(this.#context.database, tracks, userId, span).count;
      return { stored, changed: changed || resolved || rematched > 0 };
    } finally {
      if (wasRenamed) tracks.noteRenamed();
    }
  }
}

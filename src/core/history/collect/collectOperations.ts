import type { CollectFailure, CollectJob } from '../../../protocol/collect/collectRequests.ts';
import type { EnrichStoreParams } from '../../../protocol/collect/enrichRequests.ts';
import type { CollectedPlay, LiveListen } from '../../../protocol/collect/collectedPlay.ts';
import type { LogLine } from '../../../protocol/ops/opsRequests.ts';
import type { NoticedGap } from './gaps.ts';
import type { Stop } from './stops.ts';

/** What a run of the collector has done so far. */
export interface RunCounts {
  readonly fetched: number;
  readonly inserted: number;
  /** Plays that were given another track. */
  readonly updated: number;
  readonly rateLimits: number;
}

interface CollectRun {
  readonly account: string;
  readonly job: CollectJob;
  readonly runId: number;
  /** Of what began the run, as its first operation says it. */
  readonly correlation?: string;
  /** Unix ms. */
  readonly startedAt: number;
  readonly counts: RunCounts;
  /** Time without a success that ended with this. */
  readonly stop?: Stop;
  /** Unix ms. */
  readonly at: number;
}

/** What the collector changes; see {@link Operation} of operations.ts. */
export type CollectOperation =
  | (CollectRun & {
      readonly op: 'collectStore';
      /** Those that are not known yet: what is known costs no journal. */
      readonly plays: readonly CollectedPlay[];
      /** Ends of the oldest and the newest play of the page; absent for an empty page. */
      readonly page?: { readonly oldest: number; readonly newest: number };
      readonly done: boolean;
      readonly stoppedBecause?: string;
      readonly gap?: NoticedGap;
    })
  | (CollectRun & {
      readonly op: 'collectFail';
      readonly failure: CollectFailure;
      readonly message: string;
    })
  | {
      readonly op: 'collectPause';
      readonly account: string;
      readonly paused: boolean;
      readonly stop?: Stop;
      readonly at: number;
    }
  | {
      readonly op: 'collectLive';
      readonly account: string;
      readonly listens: readonly LiveListen[];
      readonly at: number;
    }
  | {
      readonly op: 'enrichStore';
      readonly account: string;
      readonly runId: number;
      readonly correlation?: string;
      /** Unix ms. */
      readonly startedAt: number;
      readonly tried: EnrichStoreParams['tried'];
      readonly requests: number;
      readonly rateLimits: number;
      readonly error?: string;
      readonly at: number;
    }
  | {
      readonly op: 'watchBegun';
      readonly key: string;
      /** How often since an import of it last ended; 0 = it has ended. */
      readonly times: number;
      readonly at: number;
    }
  | {
      readonly op: 'watchDone';
      readonly key: string;
      readonly outcome: 'imported' | 'failed';
      readonly message?: string;
      readonly at: number;
    }
  | {
      readonly op: 'logsWrite';
      /** Id of the first line; the others follow. */
      readonly firstId: number;
      readonly lines: readonly LogLine[];
      readonly forgetBefore?: number;
    };

export type CollectOperationOf<K extends CollectOperation['op']> = Extract<CollectOperation, { op: K }>;

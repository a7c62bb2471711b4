import type { KeptAnswer } from '../spotify/metadataStore.ts';
import type { StoredState } from '../../protocol/spotify/savedStates.ts';
import type { CollectOperation } from './collect/collectOperations.ts';
import type { ImportBatch, NamedTrack } from './import/importSink.ts';

/**
 * What changes the history. An operation holds all that its result depends on, the time included: the journal
 * keeps it as JSON and it is applied again when the store is opened. Applying one twice does no harm.
 */
export type Operation =
  | CollectOperation
  | {
      readonly op: 'importBegin';
      readonly jobId: number;
      readonly runId: number;
      readonly account: string;
      readonly source: string;
      readonly fingerprint: string;
      readonly bytes: number;
      readonly correlation?: string;
      readonly at: number;
    }
  | {
      readonly op: 'accountRename';
      readonly from: string;
      readonly to: string;
      readonly at: number;
    }
  | {
      readonly op: 'accountDelete';
      readonly account: string;
      readonly at: number;
    }
  | {
      readonly op: 'importBatch';
      readonly jobId: number;
      readonly batch: ImportBatch;
      /** Rows of the file read before this batch. */
      readonly rowsBefore: number;
      readonly at: number;
    }
  | {
      readonly op: 'importNames';
      readonly tracks: readonly NamedTrack[];
      readonly at: number;
    }
  | {
      readonly op: 'importClose';
      readonly jobId: number;
      readonly runId: number;
      readonly outcome: 'finished' | 'cancelled' | 'error';
      readonly message?: string;
      readonly at: number;
    }
  | {
      readonly op: 'metadataWrite';
      readonly answers: readonly KeptAnswer[];
      readonly at: number;
    }
  | {
      readonly op: 'statePut';
      readonly state: StoredState;
      readonly at: number;
    }
  | {
      readonly op: 'stateRemove';
      readonly account: string;
      readonly id: string;
    };

export type OperationOf<K extends Operation['op']> = Extract<Operation, { op: K }>;

import {
  stateGetParams,
  stateGetResult,
  stateListParams,
  stateListResult,
  statePutParams,
  stateRemoveParams,
} from './savedStates.ts';
import { done } from './vault.ts';

/** From the host to its history worker: what was there before a change, and snapshots that the user asked for. */
export const stateRequests = {
  'states.put': { params: statePutParams, result: done },
  'states.get': { params: stateGetParams, result: stateGetResult },
  'states.list': { params: stateListParams, result: stateListResult },
  'states.remove': { params: stateRemoveParams, result: done },
} as const;

import { workProgress } from '../progress.ts';
import {
  changeLibraryParams,
  changeLibraryResult,
  checkLibraryParams,
  checkLibraryResult,
  listLibraryParams,
  listLibraryResult,
  removeFromLibraryParams,
} from './library.ts';

const change = {
  params: changeLibraryParams,
  result: changeLibraryResult,
  progress: workProgress,
  unrepeatable: true,
} as const;

/** Saved things and followed artists. */
export const libraryRequests = {
  'spotify.listLibrary': { params: listLibraryParams, result: listLibraryResult },
  'spotify.checkLibrary': { params: checkLibraryParams, result: checkLibraryResult, progress: workProgress },
  'spotify.saveToLibrary': change,
  'spotify.removeFromLibrary': { ...change, params: removeFromLibraryParams },
} as const;

import type { FeatureTable } from '../featureTable.ts';
import { removeItems, saveItems } from './changeLibrary.ts';
import { checkItems } from './checkItems.ts';
import { listLibrary } from './listLibrary.ts';

/** What answers the requests of `libraryRequests`. */
export const libraryFeatures = {
  'spotify.listLibrary': listLibrary,
  'spotify.checkLibrary': checkItems,
  'spotify.saveToLibrary': saveItems,
  'spotify.removeFromLibrary': removeItems,
} satisfies FeatureTable;

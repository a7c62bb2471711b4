import type { SpotifyPorts } from '../../ports.ts';
import type { FeatureTable } from '../featureTable.ts';

/** What answers the requests of `playlistFileRequests`. */
export function playlistFileFeatures(_ports: Pick<SpotifyPorts, 'localFiles' | 'covers'>) {
  return {} satisfies FeatureTable;
}

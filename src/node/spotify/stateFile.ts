import type { StateFile } from '../../core/spotify/stateFile.ts';
import { openDataFolder } from '../dataFolder.ts';
import { fencedFolder } from '../fencedFolder.ts';

const name = 'spotify-state.json';

/** The state file in a data directory; written only while the claim on the directory stands. */
export function stateFile(dataDir: string, holds: () => boolean): StateFile {
  const folder = fencedFolder(openDataFolder(dataDir), holds);
  return {
    read: () => {
      const bytes = folder.read(name);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    },
    write: (text) => {
      folder.replace(name, new TextEncoder().encode(text));
    },
  };
}

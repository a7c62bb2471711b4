import type { StateFile } from '../../core/spotify/stateFile.ts';
import type { DataFolder } from '../../core/ports.ts';

const name = 'spotify-state.json';

/** The state file in a data directory, by the folder that its host may write. */
export function stateFile(folder: DataFolder): StateFile {
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

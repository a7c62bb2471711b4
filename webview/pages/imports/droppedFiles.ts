import { plural, t } from '../../l10n.ts';
import { shortName } from '../../ui/outsideText.ts';
import { isPackingDebris, roleOf } from '../../../src/protocol/history/exportNames.ts';

/** What a drop came to: files to hand over, and a sentence about what is not handed over. */
export interface Drop {
  readonly files: readonly File[];
  readonly sentence: string | undefined;
}

/** As many as one import takes. */
const mostFiles = 1_000;
/** A folder that holds more than this is no export. */
const mostEntries = 20_000;
const deepest = 8;

/** What the drop holds; must be called while the event is dispatched, for the list is emptied behind it. */
export function droppedFiles(data: DataTransfer): Promise<Drop> {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry());
  const loose = items.map((item) => item.getAsFile());
  const plain = items.length === 0 ? [...data.files] : [];
  if (items.length === 0 && plain.length === 0) return Promise.resolve(refused(nothingSentence(data)));
  return new DropReader().read(entries, [...loose, ...plain]);
}

/** What the explorer of the editor hands over: addresses, without the files. */
function nothingSentence({ types }: DataTransfer): string {
  return types.some((type) => /uri-list|resourceurls|codefiles/i.test(type))
    ? t('The editor hands over only the address of these files. Use “Choose Files…” instead.')
    : t('There is no file in what was dropped. Drop the ZIP that Spotify sent.');
}

class DropReader {
  readonly #files: File[] = [];
  readonly #refusals: string[] = [];
  #entries = 0;
  #isTooMuch = false;

  async read(entries: readonly (FileSystemEntry | null)[], loose: readonly (File | null)[]): Promise<Drop> {
    for (const [index, file] of loose.entries()) {
      const entry = entries[index];
      if (entry?.isDirectory === true) await this.#takeFolder(entry as FileSystemDirectoryEntry);
      else if (file !== null) this.#take(file);
    }
    if (this.#isTooMuch)
      return refused(t('This is too much for an export of Spotify. Drop its ZIP or its folder alone.'));
    if (this.#files.length > mostFiles) {
      return refused(
        t('More than {count} files cannot be imported at once. Drop the ZIP instead.', { count: mostFiles }),
      );
    }
    return { files: this.#files, sentence: this.#sentence() };
  }

  /** A file that was dropped by itself: what it is not, is said. */
  #take(file: File): void {
    const name = shortName(file.name);
    const role = roleOf(file.name);
    const isJson = /\.json$/i.test(file.name);
    if (isPackingDebris(file.name) || (role === 'other' && !isJson)) {
      this.#refusals.push(
        t('{name} is neither a ZIP nor a JSON file. Drop the ZIP that Spotify sent.', { name }),
      );
    } else if (role === 'private') {
      this.#refusals.push(
        t(
          '{name} holds personal details, not a listening history; it stays closed. Drop the ZIP that Spotify sent.',
          {
            name,
          },
        ),
      );
    } else if (role === 'other') {
      this.#refusals.push(
        t('{name} does not have the name of a listening history. If it is one, use “Choose Files…”.', {
          name,
        }),
      );
    } else if (file.size === 0) {
      this.#refusals.push(t('{name} is empty. Download it from Spotify again.', { name }));
    } else {
      this.#files.push(file);
    }
  }

  /** Of a folder only what the export is known to hold is taken; the rest of it is nobody's concern. */
  async #takeFolder(folder: FileSystemDirectoryEntry): Promise<void> {
    const name = shortName(folder.name);
    const [before, entriesBefore] = [this.#files.length, this.#entries];
    try {
      await this.#walk(folder, 1);
    } catch {
      this.#refusals.push(t('The folder {name} could not be read. Drop the files in it instead.', { name }));
      return;
    }
    if (this.#files.length > before) return;
    this.#refusals.push(
      this.#entries === entriesBefore
        ? t('The folder {name} is empty. Drop the folder that was unpacked from the ZIP.', { name })
        : t('The folder {name} holds no file of a listening history. Drop the ZIP that Spotify sent.', {
            name,
          }),
    );
  }

  async #walk(folder: FileSystemDirectoryEntry, depth: number): Promise<void> {
    const reader = folder.createReader();
    for (;;) {
      // A part at a time: browsers give about a hundred entries each.
      const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => {
        reader.readEntries(resolve, reject);
      });
      if (entries.length === 0) return;
      this.#entries += entries.length;
      if (this.#entries > mostEntries) this.#isTooMuch = true;
      for (const entry of entries) {
        if (this.#isTooMuch) return;
        if (entry.isDirectory) {
          if (depth < deepest) await this.#walk(entry as FileSystemDirectoryEntry, depth + 1);
        } else if (isWanted(entry.name)) {
          const file = await fileOf(entry as FileSystemFileEntry);
          if (file.size > 0) this.#files.push(file);
        }
      }
    }
  }

  #sentence(): string | undefined {
    const [first] = this.#refusals;
    const more = this.#refusals.length - 1;
    if (first === undefined || more === 0) return first;
    return `${first} ${plural(more, '{count} more file is left out.', '{count} more files are left out.')}`;
  }
}

function isWanted(name: string): boolean {
  return !isPackingDebris(name) && ['plays', 'names', 'archive'].includes(roleOf(name));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

function refused(sentence: string): Drop {
  return { files: [], sentence };
}

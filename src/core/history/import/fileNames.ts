import type { ExportFile } from './exportFile.ts';
import { baseName } from '../../../protocol/history/exportNames.ts';

/** A file under the name by which reports and jobs know it. */
export interface NamedFile {
  readonly name: string;
  readonly file: ExportFile;
}

const natural = new Intl.Collator('en', { numeric: true });

/**
 * Orders files by name as people do (`…_2` before `…_10`) and names each by its base name, or by its whole path where
 * several share that. The same files get the same names in whatever order they were handed over.
 */
export function nameFiles(files: readonly ExportFile[]): readonly NamedFile[] {
  const ordered = [...files].sort(
    (one, other) =>
      natural.compare(baseName(one.path), baseName(other.path)) || natural.compare(one.path, other.path),
  );
  const uses = new Map<string, number>();
  for (const { path } of ordered) uses.set(baseName(path), (uses.get(baseName(path)) ?? 0) + 1);
  const taken = new Set<string>();
  /** The next number of a name: to count from the start for each would cost the square of their number. */
  const numbers = new Map<string, number>();
  return ordered.map((file) => {
    const wanted = uses.get(baseName(file.path)) === 1 ? baseName(file.path) : file.path;
    let name = wanted;
    for (let number = numbers.get(wanted) ?? 2; taken.has(name); number += 1) {
      name = `${wanted} (${number})`;
      numbers.set(wanted, number + 1);
    }
    taken.add(name);
    return { name, file };
  });
}

import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file and folder below a folder, and itself, by whole path. */
export function everythingBelow(folder: string): readonly { readonly path: string; readonly mode: number }[] {
  const { mode } = lstatSync(folder);
  return [
    { path: folder, mode: mode & 0o777 },
    ...readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? everythingBelow(path) : [{ path, mode: lstatSync(path).mode & 0o777 }];
    }),
  ];
}

/** Paths of the files alone. */
export function filesBelow(folder: string): readonly string[] {
  return everythingBelow(folder)
    .map(({ path }) => path)
    .filter((path) => lstatSync(path).isFile());
}

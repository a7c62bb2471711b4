import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A page as it is sent. */
export interface BundleSize {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Every script that a page may load, and its style sheet, for each page of a folder of bundles. */
export async function bundleSizes(folder: string): Promise<BundleSize[]> {
  return Promise.all(
    ['sidebar', 'webview'].map(async (name) => {
      const scripts = await scriptsFrom(join(folder, `${name}.js`));
      const contents = [...scripts.values(), await readFile(join(folder, `${name}.css`))];
      return {
        name,
        bytes: contents.reduce((sum, content) => sum + content.length, 0),
        gzipBytes: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
      };
    }),
  );
}

/** A script and all that it leads to, by path. */
async function scriptsFrom(
  path: string,
  found = new Map<string, Buffer>(),
): Promise<ReadonlyMap<string, Buffer>> {
  if (found.has(path)) return found;
  const content = await readFile(path);
  found.set(path, content);
  const imports = content.toString('utf8').matchAll(/(?:from|import)\s*\(?"(\.{1,2}\/[\w./-]+\.js)"/g);
  for (const [, name = ''] of imports) await scriptsFrom(join(dirname(path), name), found);
  return found;
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A bundle of the page as it is sent. */
export interface BundleSize {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Script and style sheet together, for each page of a folder of bundles: `webview`, `sidebar`. */
export async function bundleSizes(folder: string): Promise<BundleSize[]> {
  const names = (await readdir(folder)).filter((name) => /^(webview|sidebar)\.(js|css)$/.test(name));
  const sizes = new Map<string, BundleSize>();
  for (const file of names.sort()) {
    const content = await readFile(join(folder, file));
    const name = file.replace(/\.\w+$/, '');
    const { bytes, gzipBytes } = sizes.get(name) ?? { bytes: 0, gzipBytes: 0 };
    sizes.set(name, {
      name,
      bytes: bytes + content.length,
      gzipBytes: gzipBytes + gzipSync(content, { level: 9 }).length,
    });
  }
  return [...sizes.values()];
}

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** English text to another language. */
export type Translation = Readonly<Record<string, string>>;

/** The area whose texts stand in package.nls.*.json; VS Code reads all others from the bundles of `l10n`. */
export const manifestArea = 'manifest';

/** Languages beside English: `l10n/` has a folder for each, with a file for each area of the product. */
export async function languages(root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, 'l10n'), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** What stands in one language, by area. */
export async function translations(
  root: string,
  language: string,
): Promise<ReadonlyMap<string, Translation>> {
  const folder = join(root, 'l10n', language);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const read = async (name: string): Promise<readonly [string, Translation]> => [
    name.replace(/\.json$/, ''),
    JSON.parse(await readFile(join(folder, name), 'utf8')) as Translation,
  ];
  return new Map(await Promise.all(files.map(read)));
}

/** Writes `bundle.l10n.LANGUAGE.json` of every language, as `vscode.l10n` reads them. */
export async function writeBundles(root: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const language of await languages(root)) {
    const areas = [...(await translations(root, language))].filter(([area]) => area !== manifestArea);
    const bundle = Object.assign({}, ...areas.map(([, texts]) => texts)) as Translation;
    await writeFile(join(folder, `bundle.l10n.${language}.json`), JSON.stringify(bundle));
  }
}

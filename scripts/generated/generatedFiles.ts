import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { contributions } from './contributions.ts';
import { ManifestTexts } from './manifestTexts.ts';
import { replaceRegion } from './markdown.ts';
import { parityPage } from './parityPage.ts';
import { settingsTable } from './settingsTable.ts';
import { toolsPage, toolTable } from './toolTables.ts';
import { languages, manifestArea, translations } from './translations.ts';

/** A committed file of which all or a part is generated. */
export interface GeneratedFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  /** The whole file as it should be. */
  readonly text: string;
  /** Whether the file on the disk is another. */
  readonly stale: boolean;
}

/** Every generated file as the sources say it should be. Writes nothing. */
export async function generatedFiles(root: string): Promise<readonly GeneratedFile[]> {
  const now = async (path: string): Promise<string> => {
    try {
      return await readFile(join(root, path), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
      throw error;
    }
  };
  const formatted = async (path: string, text: string): Promise<string> => {
    const filepath = join(root, path);
    return format(text, { ...(await resolveConfig(filepath)), filepath });
  };
  const manifest = await now('package.json');
  const texts = new ManifestTexts();
  const localised = withContributions(manifest, contributions(texts));
  const readme = await now('README.md');
  const tables = replaceRegion(replaceRegion(readme, 'tools', toolTable()), 'settings', settingsTable());
  const should: readonly (readonly [path: string, text: string])[] = [
    ['package.json', await formatted('package.json', localised)],
    ...(await manifestTextFiles(root, texts)),
    ['README.md', await formatted('README.md', tables)],
    // Unformatted: padded cells would change every line with each longer description.
    ['docs/tools.md', toolsPage()],
    ['docs/parity.md', parityPage()],
  ];
  return Promise.all(should.map(async ([path, text]) => ({ path, text, stale: text !== (await now(path)) })));
}

/** package.nls.json and one more for each language. */
async function manifestTextFiles(
  root: string,
  texts: ManifestTexts,
): Promise<readonly (readonly [path: string, text: string])[]> {
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const others = (await languages(root)).map(async (language) => {
    const translation = (await translations(root, language)).get(manifestArea) ?? {};
    return [`package.nls.${language}.json`, json(texts.translated(translation))] as const;
  });
  return [['package.nls.json', json(texts.english())], ...(await Promise.all(others))];
}

function withContributions(text: string, own: Readonly<Record<string, unknown>>): string {
  const manifest = JSON.parse(text) as Record<string, unknown>;
  const contributes = { ...(manifest['contributes'] as object | undefined), ...own };
  return JSON.stringify({ ...manifest, contributes }, null, 2);
}

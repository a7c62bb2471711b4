import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  languages,
  manifestArea,
  translations,
  writeBundles,
} from '../../../scripts/generated/translations.ts';
import { plainTexts } from './plainTexts.ts';
import { extensionTexts, placeholdersOf, webviewTexts, type SourceTexts } from './sourceTexts.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));

/** Files whose English is meant: words of errors, and those for whoever helps with a problem. */
const english = [
  'src/vscode/auth/secretVault.ts',
  'src/vscode/panel/checkSizes.ts',
  'src/vscode/panel/windowImports.ts',
  'webview/pages/activity/diagnostics.ts',
];
/** Names and notations, which are the same in every language. */
const sameEverywhere =
  /: (JSON Lines|system-ui, sans-serif|Bearer \{\}|\w+-src .*|.*px \{\}|\[account \{\}\])$/;

const filesIn = (folder: string): readonly string[] =>
  globSync(`${folder}/**/*.ts`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
const codeOf = (file: string): string => readFileSync(join(root, file), 'utf8');

function textsIn(folder: string, read: (file: string, code: string) => SourceTexts): SourceTexts {
  const parts = filesIn(folder).map((file) => read(file, codeOf(file)));
  return {
    texts: parts.flatMap(({ texts }) => texts),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
  };
}

const webview = textsIn('webview', webviewTexts);
const extension = textsIn('src/vscode', extensionTexts);
const texts = [...webview.texts, ...extension.texts];
const said = new Set(texts.map(({ english }) => english));

describe('the texts in the code', () => {
  it('are there', () => {
    expect(webview.texts.length).toBeGreaterThan(50);
    expect(extension.texts.length).toBeGreaterThan(100);
  });

  it('are written out where they are said, so that they can be translated', () => {
    const withoutLine = [...webview.unreadable, ...extension.unreadable].map((place) =>
      place.replace(/:\d+:/, ':'),
    );
    expect(withoutLine).toEqual([
      'webview/l10n.ts: one', // what plural was given, which is read where it is called
      'webview/l10n.ts: many',
      'webview/shell/tabs.ts: title', // of a page, which is read where the page is declared
    ]);
  });

  it('are all that the user reads', () => {
    const files = [...filesIn('webview'), ...filesIn('src/vscode')].filter((file) => !english.includes(file));
    const plain = files.flatMap((file) => plainTexts(file, codeOf(file)));
    expect(plain.filter((place) => !sameEverywhere.test(place))).toEqual([]);
  });

  it('are given a value for each of their placeholders, and no other', () => {
    const wrong = texts.filter(
      ({ english, values }) =>
        values !== undefined && [...values].sort().join() !== placeholdersOf(english).join(),
    );
    expect(wrong.map(({ at, english }) => `${at}: ${english}`)).toEqual([]);
  });
});

describe.each(await languages(root))('the translation into %s', async (language) => {
  const areas = [...(await translations(root, language))].filter(([area]) => area !== manifestArea);
  const entries = areas.flatMap(([area, translation]) =>
    Object.entries(translation).map(([english, other]) => ({ area, english, other })),
  );
  const translated = new Map(entries.map(({ english, other }) => [english, other]));

  it('has every text', () => {
    const missing = texts.filter(({ english }) => !translated.has(english));
    expect(missing.map(({ at, english }) => `${at}: ${english}`)).toEqual([]);
  });

  it('has no text that nobody says', () => {
    const unused = entries.filter(({ english }) => !said.has(english));
    expect(unused.map(({ area, english }) => `${area}: ${english}`)).toEqual([]);
  });

  it('keeps the placeholders, and is never empty', () => {
    const wrong = entries.filter(
      ({ english, other }) =>
        other.trim() === '' || placeholdersOf(other).join() !== placeholdersOf(english).join(),
    );
    expect(wrong.map(({ area, english }) => `${area}: ${english}`)).toEqual([]);
  });

  it('says the same thing with the same words everywhere', () => {
    const differing = entries.filter(({ english, other }) => translated.get(english) !== other);
    expect(differing.map(({ area, english, other }) => `${area}: ${english} = ${other}`)).toEqual([]);
  });

  it('comes to VS Code as one bundle', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backbeat-l10n-'));
    try {
      await writeBundles(root, join(folder, 'l10n'));
      const bundle = await readFile(join(folder, 'l10n', `bundle.l10n.${language}.json`), 'utf8');
      expect(JSON.parse(bundle)).toEqual(Object.fromEntries(translated));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

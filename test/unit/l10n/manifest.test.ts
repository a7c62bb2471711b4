import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contributions } from '../../../scripts/generated/contributions.ts';
import { ManifestTexts } from '../../../scripts/generated/manifestTexts.ts';
import { languages, manifestArea, translations } from '../../../scripts/generated/translations.ts';
import { authenticationProviderLabel, mcpServerTitle } from '../../../src/protocol/ids.ts';
import { placeholdersOf } from './sourceTexts.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const manifest = read('package.json') as { readonly l10n?: string; readonly contributes: object };
const english = read('package.nls.json') as Readonly<Record<string, string>>;

interface Place {
  readonly at: string;
  readonly value: string;
}

/** Every string of the manifest's contributions with the name of its property. */
function strings(value: unknown, at: string): readonly Place[] {
  if (typeof value === 'string') return [{ at, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => strings(part, `${at}.${key}`));
}

const places = strings(manifest.contributes, 'contributes');
const keyOf = (value: string): string | undefined => /^%([\w.-]+)%$/.exec(value)?.[1];
const keys = new Set(places.flatMap(({ value }) => keyOf(value) ?? []));

/** Properties that VS Code shows to the user. */
const shown =
  /\.(title|shortTitle|description|markdownDescription|name|contextualTitle|label|altText|contents)$|Descriptions\.\d+$|\.enumItemLabels\.\d+$/;
const names = [mcpServerTitle, authenticationProviderLabel];

describe('the manifest', () => {
  it('says where the bundles are', () => {
    expect(manifest.l10n).toBe('./dist/l10n');
  });

  it('has a key wherever it shows a text, but for names', () => {
    const plain = places.filter(
      ({ at, value }) => shown.test(at) && keyOf(value) === undefined && !names.includes(value),
    );
    expect(plain).toEqual([]);
  });

  it('has keys that package.nls.json knows, and all of those', () => {
    expect([...keys].sort()).toEqual(Object.keys(english).sort());
    expect(keys.size).toBeGreaterThan(50);
  });
});

describe.each(await languages(root))('package.nls.%s.json', async (language) => {
  const other = read(`package.nls.${language}.json`) as Readonly<Record<string, string>>;
  const translation = (await translations(root, language)).get(manifestArea) ?? {};

  it('has every key, and no other', () => {
    expect(Object.keys(other).sort()).toEqual(Object.keys(english).sort());
  });

  it('comes of texts that the manifest has', () => {
    const used = new Set(Object.values(english));
    expect(Object.keys(translation).filter((text) => !used.has(text))).toEqual([]);
  });

  it('keeps placeholders, links and commands', () => {
    const kept = (text = ''): readonly string[] => [
      ...placeholdersOf(text),
      ...[...text.matchAll(/\]\(([^)?]+)/g)].map(([, target]) => target ?? ''),
    ];
    const changed = Object.keys(english).filter(
      (key) => kept(english[key]).join() !== kept(other[key]).join(),
    );
    expect(changed).toEqual([]);
  });
});

describe('the collected texts of a manifest', () => {
  it('stand under their keys, and untranslated ones are left to the English', () => {
    const texts = new ManifestTexts();
    expect(texts.key('a.b', 'One')).toBe('%a.b%');
    texts.key('a.c', 'Two');
    expect(texts.english()).toEqual({ 'a.b': 'One', 'a.c': 'Two' });
    expect(texts.translated({ One: 'Eins', Three: 'Drei' })).toEqual({ 'a.b': 'Eins' });
  });

  it('have a key for one text each', () => {
    const texts = new ManifestTexts();
    texts.key('a', 'One');
    expect(() => texts.key('a', 'Another')).toThrow('a');
  });

  it('are what the contributions are made with', () => {
    const texts = new ManifestTexts();
    const made = strings(contributions(texts), 'contributes').flatMap(({ value }) => keyOf(value) ?? []);
    expect(Object.keys(texts.english()).sort()).toEqual([...new Set(made)].sort());
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scopesInWords } from '../../../../src/vscode/auth/scopeWords.ts';
import type { Localizer } from '../../../../src/vscode/localizer.ts';
import { english } from '../english.ts';

const german = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../l10n/de/extension.json'), 'utf8'),
) as Readonly<Record<string, string>>;
const inGerman: Localizer = { t: (text, values) => english.t(german[text] ?? text, values) };
const scopes = ['user-library-read', 'user-top-read', 'streaming'];

describe('scopes in words', () => {
  it('are a list for a sentence, unknown ones by their name', () => {
    expect(scopesInWords(scopes, english, 'en')).toBe(
      'see what you saved, see your top artists and tracks, and "streaming"',
    );
  });

  it('follow the language in words and in how a list is made', () => {
    expect(scopesInWords(scopes, inGerman, 'de')).toBe(
      'die Bibliothek sehen, die meistgehörten Künstler und Titel sehen und "streaming"',
    );
  });

  it('take no name of an object for a scope', () => {
    expect(scopesInWords(['constructor'], english, 'en')).toBe('"constructor"');
  });
});

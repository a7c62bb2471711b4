import { describe, expect, it } from 'vitest';
import { plainTexts } from './plainTexts.ts';
import { extensionTexts, placeholdersOf, webviewTexts } from './sourceTexts.ts';

describe('the texts of a file', () => {
  it('are those of t and plural in the webview, with what they are given', () => {
    const code = [
      "t('One');",
      't(`Two`, { name });',
      "t('{a} of {b}', { a: 1, b });",
      "t('Spread', { ...values });",
      "t('Passed on', values);",
      "plural(n, '{count} play', '{count} plays');",
    ].join('\n');
    expect(webviewTexts('f.ts', code)).toEqual({
      texts: [
        { english: 'One', at: 'f.ts:1', values: [] },
        { english: 'Two', at: 'f.ts:2', values: ['name'] },
        { english: '{a} of {b}', at: 'f.ts:3', values: ['a', 'b'] },
        { english: 'Spread', at: 'f.ts:4', values: undefined },
        { english: 'Passed on', at: 'f.ts:5', values: undefined },
        { english: '{count} play', at: 'f.ts:6', values: ['count'] },
        { english: '{count} plays', at: 'f.ts:6', values: ['count'] },
      ],
      unreadable: [],
    });
  });

  it('include both sides of a choice, and the title of a page', () => {
    const code =
      "t(on ? 'On' : 'Off');\nconst page = { id: 'a', title: 'A Page', mount() {} };\nconst other = { title: 'no page' };\nconst same = { title: page.title, mount };";
    expect(webviewTexts('f.ts', code).texts.map(({ english }) => english)).toEqual(['On', 'Off', 'A Page']);
  });

  it('are those of l10n.t in the extension, whoever holds l10n', () => {
    const code = "l10n.t('A'); this.#l10n.t('B {x}', { x }); vscode.l10n.t('C'); other.t('D'); t('E');";
    expect(extensionTexts('f.ts', code).texts.map(({ english }) => english)).toEqual(['A', 'B {x}', 'C']);
  });

  it('that are not written out are told with their place', () => {
    expect(webviewTexts('f.ts', "\nt(title); t(`a ${b}`); t('a' + 'b');").unreadable).toEqual([
      'f.ts:2: title',
      'f.ts:2: `a ${b}`',
      "f.ts:2: 'a' + 'b'",
    ]);
    expect(extensionTexts('f.ts', 'l10n.t(words)').unreadable).toEqual(['f.ts:1: words']);
  });

  it('are not looked for in comments and strings', () => {
    const code = "/** t('no') */ const a = \"t('no')\"; // l10n.t('no')";
    expect(webviewTexts('f.ts', code)).toEqual({ texts: [], unreadable: [] });
    expect(extensionTexts('f.ts', code)).toEqual({ texts: [], unreadable: [] });
  });
});

it('placeholders are told once each', () => {
  expect(placeholdersOf('{b} and {a}, {b} again')).toEqual(['a', 'b']);
});

describe('the English that nobody translates', () => {
  it.each([
    "window.showInformationMessage('Nobody is signed in.')",
    '({ title: `Add ${name} to a Playlist` })',
    "element('p', {}, 'Nothing')",
    "button('Retry', 'primary', again)",
    "element('div', { 'aria-label': 'Pages of it' })",
  ])('is found in %s', (code) => {
    expect(plainTexts('f.ts', code)).toHaveLength(1);
  });

  it.each([
    "l10n.t('Nobody is signed in.')",
    "plural(n, '{count} play of it', '{count} plays of it')",
    "logger.warn('the search failed', { error })",
    "throw new InputError('That is wrong.', { hint: 'Do it right.' })",
    "const wire = { code: 'X', message: 'That is wrong.', hint: 'Do it right.' }",
    "element('div', { class: 'state loading' })",
    "const page = { id: 'a', title: 'Now playing', mount() {} }",
    "import { a } from 'some words'; type A = 'two words';",
  ])('is not %s', (code) => {
    expect(plainTexts('f.ts', code)).toEqual([]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../../scripts/generated/translations.ts';
import { authenticationProviders } from '../../../../scripts/generated/walkthrough.ts';
import { redirectUri } from '../../../../src/core/spotify/auth/redirectUri.ts';
import { commands, contextKeys } from '../../../../src/protocol/ids.ts';
import { settings } from '../../../../src/protocol/settings.ts';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown?: string; readonly svg?: string; readonly altText?: string };
  readonly completionEvents: readonly string[];
}

const root = join(import.meta.dirname, '../../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const json = (path: string): unknown => JSON.parse(read(path));
const manifest = json('package.json') as {
  readonly contributes: { readonly walkthroughs: readonly { readonly steps: readonly Step[] }[] };
};
const steps = manifest.contributes.walkthroughs.flatMap((one) => one.steps);
const own = new Set<string>(Object.values(commands).map(({ id }) => id));
const picture = /!\[([^\]]+)\]\(([\w.-]+\.svg)\)/;
const commandLinks = (text: string): readonly string[] =>
  [...text.matchAll(/command:([\w.]+(?:\?%22[\w.]+%22)?)/g)].map(([, target]) => target ?? '');

/** The words of a language: keys to texts, and where a page in it lies. */
const wordings = [
  { language: 'en', nls: 'package.nls.json', page: (path: string) => path },
  ...(await languages(root)).map((language) => ({
    language,
    nls: `package.nls.${language}.json`,
    // Where VS Code looks for the translation of a page.
    page: (path: string) => path.replace(/\.md$/, `.nls.${language}.md`),
  })),
];

describe('the walkthrough', () => {
  it('completes every step by what it brings about', () => {
    expect(steps.map(({ id, completionEvents }) => [id, completionEvents])).toEqual([
      ['clientId', [`onContext:${contextKeys.hasClientId}`]],
      ['signIn', [`onContext:${contextKeys.signedIn}`]],
      ['import', [`onContext:${contextKeys.hasHistory}`]],
      ['ask', ['onCommand:workbench.action.chat.open']],
    ]);
  });
});

describe.each(wordings)('the walkthrough in $language', ({ nls, page }) => {
  const texts = json(nls) as Readonly<Record<string, string>>;
  const textOf = (key: string): string => texts[key.slice(1, -1)] ?? '';
  const described = steps.map(({ description }) => textOf(description));
  const pageOf = ({ media: { markdown } }: Step): string =>
    markdown === undefined ? '' : read(page(markdown));
  const whole = steps.map((step, at) => `${described[at]}\n${pageOf(step)}`);

  it('has a picture for every step, and words for each picture', () => {
    for (const step of steps) {
      const { svg, markdown, altText = '' } = step.media;
      const [, words, file] =
        svg === undefined ? (picture.exec(pageOf(step)) ?? []) : [undefined, textOf(altText), svg];
      expect(words).toMatch(/\w+ \w+/);
      expect(existsSync(join(root, markdown === undefined ? '' : dirname(markdown), file ?? ''))).toBe(true);
      expect(read(join(markdown === undefined ? '' : dirname(markdown), file ?? 'none'))).toMatch(/^<svg /);
    }
  });

  it('names the redirect URI to register as the sign-in uses it', () => {
    expect(described[0]).toContain(`**${redirectUri(undefined)}**`);
    expect(whole[0]).toContain(redirectUri(undefined));
    expect(whole[0]).toContain(redirectUri(8888));
  });

  it('has a button for every step', () => {
    expect(described.map((text) => commandLinks(text.split('\n').at(-1) ?? ''))).toEqual([
      [commands.setClientId.id],
      [commands.signIn.id],
      [commands.importData.id],
      ['workbench.action.chat.open'],
    ]);
  });

  it('links to commands and settings that exist', () => {
    const linked = whole.flatMap(commandLinks);
    for (const id of linked.filter((link) => link.startsWith('backbeat.'))) expect(own).toContain(id);
    expect(linked).toContain('workbench.action.openSettings?%22backbeat.spotify.redirectPort%22');
    expect(Object.keys(settings)).toContain('spotify.redirectPort');
  });

  it('types a question into the chat that is not sent by itself', () => {
    const [, query = ''] = /chat\.open\?([^)]+)\)/.exec(described[3] ?? '') ?? [];
    const { query: question, isPartialQuery } = JSON.parse(decodeURIComponent(query)) as Record<
      string,
      unknown
    >;
    expect(question).toMatch(/\?$/);
    expect(isPartialQuery).toBe(true);
  });
});

describe.each(wordings.slice(1))('the pages in $language', ({ page }) => {
  it('lead where the English ones do', () => {
    for (const { media } of steps) {
      if (media.markdown === undefined) continue;
      const english = read(media.markdown);
      const other = read(page(media.markdown));
      const targets = (text: string): readonly string[] =>
        [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => to ?? '');
      expect(targets(other)).toEqual(targets(english));
      expect(other).not.toBe(english);
    }
  });
});

it('the authentication provider is contributed', () => {
  expect(authenticationProviders()).toEqual([{ id: 'backbeat-spotify', label: 'Spotify (Backbeat)' }]);
});

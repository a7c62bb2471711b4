import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { authenticationProviders, walkthroughs } from '../../../../scripts/generated/walkthrough.ts';
import { redirectUri } from '../../../../src/core/spotify/auth/redirectUri.ts';
import { commands } from '../../../../src/protocol/ids.ts';
import { settings } from '../../../../src/protocol/settings.ts';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown?: string; readonly svg?: string; readonly altText?: string };
  readonly completionEvents: readonly string[];
}

const root = join(import.meta.dirname, '../../../..');
const steps = walkthroughs().flatMap((one) => (one as { readonly steps: readonly Step[] }).steps);
const media = ({ media: { markdown, svg } }: Step): string => join(root, markdown ?? svg ?? 'none');
const texts = steps.map((step) => `${step.description}\n${readFileSync(media(step), 'utf8')}`);
const own = new Set<string>(Object.values(commands).map(({ id }) => id));

describe('the walkthrough', () => {
  it('checks every step', () => {
    expect(steps.map(({ id }) => id)).toEqual(['clientId', 'signIn', 'import', 'ask']);
    for (const { completionEvents } of steps) expect(completionEvents).not.toEqual([]);
  });

  it('has a picture or a page for every step, and words for each picture', () => {
    for (const step of steps) {
      expect(existsSync(media(step))).toBe(true);
      expect(step.media.svg === undefined || step.media.altText !== undefined).toBe(true);
    }
  });

  it('names the redirect URI to register as the sign-in uses it', () => {
    expect(steps[0]?.description).toContain(`**${redirectUri(undefined)}**`);
    expect(texts[0]).toContain(redirectUri(8888));
  });

  it('links to commands and settings that exist', () => {
    const linked = texts.flatMap((text) =>
      [...text.matchAll(/command:(backbeat\.\w+)/g)].map(([, id]) => id),
    );
    expect(linked.length).toBeGreaterThan(3);
    for (const id of linked) expect(own).toContain(id);
    expect(texts[0]).toContain('command:workbench.action.openSettings?%22backbeat.spotify.redirectPort%22');
    expect(Object.keys(settings)).toContain('spotify.redirectPort');
  });
});

it('the authentication provider is contributed', () => {
  expect(authenticationProviders()).toEqual([{ id: 'backbeat-spotify', label: 'Spotify (Backbeat)' }]);
});

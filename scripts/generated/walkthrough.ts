import {
  authenticationProviderId,
  authenticationProviderLabel,
  commands,
  contextKeys,
  walkthroughId,
} from '../../src/protocol/ids.ts';
import type { ManifestTexts } from './manifestTexts.ts';

const folder = 'media/walkthrough';
const chat = 'workbench.action.chat.open';
const question = 'What did I listen to most this year, and when?';

/** A link that runs a command, on a line of its own: VS Code draws it as a button. */
const button = (label: string, command: string, argument?: unknown): string => {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify(argument))}`;
  return `[${label}](command:${command}${query})`;
};

interface Step {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** A page has a translation of its own beside it, `NAME.nls.LANGUAGE.md`, which VS Code finds by itself. */
  readonly media: { readonly markdown: string } | { readonly svg: string; readonly altText: string };
  /** What completes it: that which it brings about. */
  readonly completionEvents: readonly string[];
}

const steps: readonly Step[] = [
  {
    id: 'clientId',
    title: 'Get a Client ID',
    lines: [
      "1. [Create an app](https://developer.spotify.com/dashboard/create) in Spotify's developer dashboard; any name will do.",
      '2. Enter the redirect URI **http://127.0.0.1/callback**, tick **Web API**, and save.',
      "3. Copy the **Client ID** from the app's page.",
      button('Set Client ID', commands.setClientId.id),
    ],
    media: { markdown: `${folder}/clientId.md` },
    completionEvents: [`onContext:${contextKeys.hasClientId}`],
  },
  {
    id: 'signIn',
    title: 'Sign in to Spotify',
    lines: [
      'Your browser opens a page of Spotify that asks whether Backbeat may use your account. Your tokens stay on this machine.',
      button('Sign In', commands.signIn.id),
    ],
    media: { svg: `${folder}/signIn.svg`, altText: 'The editor and the browser, joined by a key' },
    completionEvents: [`onContext:${contextKeys.signedIn}`],
  },
  {
    id: 'import',
    title: 'Import your listening history',
    lines: [
      'Spotify sends you everything that you ever played, within some days: [request your data](https://www.spotify.com/account/privacy/), choose **Extended streaming history**, and import the ZIP as it comes.',
      button('Import Spotify Data', commands.importData.id),
    ],
    media: { svg: `${folder}/import.svg`, altText: 'A ZIP file that becomes a chart of hours' },
    completionEvents: [`onContext:${contextKeys.hasHistory}`],
  },
  {
    id: 'ask',
    title: 'Ask Copilot',
    lines: [
      'In agent mode the chat plays, searches and answers questions about your history with the tools of Backbeat.',
      button('Open Chat', chat, { query: question, isPartialQuery: true }),
    ],
    media: { markdown: `${folder}/ask.md` },
    completionEvents: [`onCommand:${chat}`],
  },
];

/** The manifest's `walkthroughs`: 'Get started with Backbeat'. Every step is checked by what it brings about. */
export function walkthroughs(texts: ManifestTexts): readonly object[] {
  return [
    {
      id: walkthroughId,
      title: texts.key('walkthrough.title', 'Get started with Backbeat'),
      description: texts.key(
        'walkthrough.description',
        'Connect Spotify, bring your listening history, and ask Copilot about it.',
      ),
      icon: 'media/icon.png',
      steps: steps.map(({ id, title, lines, media, completionEvents }) => ({
        id,
        title: texts.key(`walkthrough.${id}.title`, title),
        description: texts.key(`walkthrough.${id}.description`, lines.join('\n')),
        media:
          'svg' in media
            ? { svg: media.svg, altText: texts.key(`walkthrough.${id}.altText`, media.altText) }
            : media,
        completionEvents,
      })),
    },
  ];
}

/** The manifest's `authentication`. VS Code activates the extension when a session is asked for. */
export function authenticationProviders(): readonly object[] {
  return [{ id: authenticationProviderId, label: authenticationProviderLabel }];
}

import { beyondCatalogue } from './beyondCatalogue.ts';
import { beyondHistory } from './beyondHistory.ts';
import { beyondPlayer } from './beyondPlayer.ts';
import { beyondPlaylists } from './beyondPlaylists.ts';
import { beyondServer } from './beyondServer.ts';
import { droppedTools } from './droppedTools.ts';
import { historyServer } from './historyServer.ts';
import { minimalServer } from './minimalServer.ts';
import { onlyHere } from './onlyHere.ts';
import type { ParitySection } from './parityRow.ts';
import { promptsAndResources } from './promptsAndResources.ts';
import { referenceMusic } from './referenceMusic.ts';
import { referencePlayer } from './referencePlayer.ts';
import { referencePlaylists } from './referencePlaylists.ts';
import { referencePodcasts } from './referencePodcasts.ts';
import { referenceUser } from './referenceUser.ts';

/** The chapters of docs/parity.md, in their order. */
export const paritySections = {
  reference: {
    title: 'The 75 reference tools',
    intro:
      '`N1KH1LT0X1N/Spotify-MCP-Server` is the best-known server and lists 75 tools. Many of them call operations in a form that is closed to new apps; here each capability goes by the form that is open.',
    groups: [
      ...referencePlayer,
      ...referenceMusic,
      ...referencePodcasts,
      ...referencePlaylists,
      ...referenceUser,
    ],
  },
  dropped: {
    title: 'Tools that the reference server dropped, or added since',
    intro: 'They are not among the 75.',
    groups: droppedTools,
  },
  promptsAndResources: {
    title: 'Prompts and resources of the reference server',
    intro:
      'All prompts are served, with completion of their arguments, and all resources but two, for which there is a tool.',
    groups: promptsAndResources,
  },
  minimal: {
    title: 'A minimal server',
    intro: 'Three tools that cover the everyday.',
    groups: minimalServer,
  },
  history: {
    title: 'A history server',
    intro: '`gmyuval/spotify-mcp-history-collector` collects plays and answers over REST.',
    groups: historyServer,
  },
  beyond: {
    title: 'What other servers have beyond these',
    intro: 'One row for each capability that no row before has, with a server that has it.',
    groups: [...beyondPlayer, ...beyondCatalogue, ...beyondPlaylists, ...beyondHistory, ...beyondServer],
  },
  onlyHere: {
    title: 'Only here',
    intro: 'None of the servers compared is known to have these.',
    groups: onlyHere,
  },
} as const satisfies Readonly<Record<string, ParitySection>>;

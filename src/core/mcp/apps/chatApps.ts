/** What a chat that knows MCP Apps asks a page for, and how it says that it knows them (ext-apps, 2026-01-26). */
export const appMimeType = 'text/html;profile=mcp-app';
export const appExtension = 'io.modelcontextprotocol/ui';

/** Where a failure has its code, beside its words: a page has words of its own for people, the others are for agents. */
export const errorKey = 'backbeat/error';

/** Hosts of Spotify's pictures: the only thing that a page loads from elsewhere. */
export const coverHosts = [
  'https://i.scdn.co',
  'https://mosaic.scdn.co',
  'https://image-cdn-ak.spotifycdn.com',
  'https://image-cdn-fa.spotifycdn.com',
] as const;

/** A page that a chat shows in place of a tool's answer. */
export interface ChatApp {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The packed page, to be read by `ChatPages`. */
  readonly file: string;
  /** Whether it loads covers. */
  readonly hasCovers?: true;
}

const app = (
  file: string,
  name: string,
  title: string,
  description: string,
  more: Pick<ChatApp, 'hasCovers'> = {},
): ChatApp => ({
  ...{ uri: `ui://backbeat/${file}`, file, name, title, description },
  ...more,
});

export const playerApp = app(
  'player.html',
  'app_player',
  'Player card',
  'What plays, with controls that work: the picture of spotify_status.',
  { hasCovers: true },
);
export const tasteSummaryApp = app(
  'taste-summary.html',
  'app_taste_summary',
  'Taste summary',
  'Totals, top lists and the week of a period: the picture of history_taste_summary.',
);
export const heatmapApp = app(
  'heatmap.html',
  'app_heatmap',
  'Listening heatmap',
  'Plays by weekday and hour: the picture of history_listening_heatmap.',
);
export const importApp = app(
  'import.html',
  'app_import',
  'Import progress',
  'How far an import is, and what became of every row: the picture of ops_import_export.',
);

/** Every page, in the order in which clients see them. */
export const chatApps: readonly ChatApp[] = [playerApp, tasteSummaryApp, heatmapApp, importApp];

/** What a tool's definition says of its page; the second key is that of hosts from before the specification. */
export function toolMetaOf({ uri }: ChatApp): Readonly<Record<string, unknown>> {
  return { ui: { resourceUri: uri, visibility: ['model', 'app'] }, 'ui/resourceUri': uri };
}

/** What a page may load, and that it wants a frame around it. */
export function pageMetaOf({ hasCovers }: ChatApp): Readonly<Record<string, unknown>> {
  return {
    ui: { ...(hasCovers === true && { csp: { resourceDomains: [...coverHosts] } }), prefersBorder: true },
  };
}

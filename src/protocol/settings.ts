import * as z from 'zod';

/** Groups of tools that are switched on and off together, in the order in which they are listed. */
export const toolsets = [
  'player',
  'search',
  'playlists',
  'library',
  'profile',
  'history',
  'insights',
  'playlist_power',
  'composite',
  'extended',
  'ops',
] as const;
export type Toolset = (typeof toolsets)[number];

/** On unless the user chooses others: few enough that a client with a small list of tools takes them all. */
export const defaultToolsets: readonly Toolset[] = [
  'player',
  'search',
  'playlists',
  'library',
  'profile',
  'history',
];

/** One setting: where each surface finds it, and what it accepts. */
export interface SettingDefinition<T extends z.ZodType = z.ZodType> {
  /** With a default; parses what the surface hands over. */
  readonly schema: T;
  /** For the settings page, the CLI's help and the docs. */
  readonly description: string;
  /** Environment variable that the CLI reads for the same thing; absent where only the editor has a use for it. */
  readonly env?: string;
  /** Further keys of the `contributes.configuration` entry. */
  readonly contribution: Readonly<Record<string, unknown>>;
}

/** An address that paths are appended to: https, or http on this machine for tests and proxies. */
const baseUrl = z
  .url()
  .regex(/^(https:|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)[:/])/, 'use https, or http on 127.0.0.1')
  .transform((url) => url.replace(/\/+$/, ''));

const define = <T extends z.ZodType>(definition: SettingDefinition<T>): SettingDefinition<T> => definition;

/**
 * Every setting, declared once: keys as in VS Code behind `backbeat.`. The manifest's configuration block and
 * the CLI's help are generated from this, and both surfaces are read through these schemas.
 */
export const settings = {
  toolsets: define({
    schema: z.array(z.enum(toolsets)).default([...defaultToolsets]),
    description: 'Groups of tools that agents see.',
    env: 'BACKBEAT_TOOLSETS',
    contribution: {
      type: 'array',
      items: { type: 'string', enum: toolsets },
      uniqueItems: true,
    },
  }),
  readOnly: define({
    schema: z.boolean().default(false),
    description: 'Agents see only tools that change nothing, whatever the toolsets are.',
    env: 'BACKBEAT_READ_ONLY',
    contribution: { type: 'boolean' },
  }),
  'collector.enabled': define({
    schema: z.boolean().default(true),
    description: "Collect what you listen to: Spotify's list of the last 50 plays is read again and again.",
    env: 'COLLECTOR_ENABLED',
    contribution: { type: 'boolean' },
  }),
  'collector.intervalSeconds': define({
    schema: z.number().int().min(60).max(86_400).default(600),
    description: 'Seconds between two looks at the last 50 plays.',
    env: 'COLLECTOR_INTERVAL_SECONDS',
    contribution: { type: 'integer', minimum: 60, maximum: 86_400 },
  }),
  'initialSync.enabled': define({
    schema: z.boolean().default(true),
    description: 'After the first sign-in, read back as far as Spotify lets us.',
    env: 'INITIAL_SYNC_ENABLED',
    contribution: { type: 'boolean' },
  }),
  'initialSync.maxDays': define({
    schema: z.number().int().min(1).max(3650).default(30),
    description: 'Most days that the first reading goes back.',
    env: 'INITIAL_SYNC_MAX_DAYS',
    contribution: { type: 'integer', minimum: 1, maximum: 3650 },
  }),
  'initialSync.maxRequests': define({
    schema: z.number().int().min(1).max(1000).default(200),
    description: 'Most requests of the first reading.',
    env: 'INITIAL_SYNC_MAX_REQUESTS',
    contribution: { type: 'integer', minimum: 1, maximum: 1000 },
  }),
  'enrichment.requestsPerDay': define({
    schema: z.number().int().min(0).max(1000).default(0),
    description:
      'Requests a day that look up what exports do not tell of your most played tracks: links, lengths, dates. 0: none.',
    env: 'BACKBEAT_ENRICHMENT_REQUESTS_PER_DAY',
    contribution: { type: 'integer', minimum: 0, maximum: 1000 },
  }),
  'import.watchFolder': define({
    schema: z.string().max(4096).default(''),
    description: "Folder whose ZIPs of Spotify's data are imported by themselves. Empty: none.",
    env: 'IMPORT_WATCH_DIR',
    contribution: { type: 'string', scope: 'machine' },
  }),
  'logs.retentionDays': define({
    schema: z.number().int().min(1).max(365).default(30),
    description: 'Days for which the log in the database is kept.',
    env: 'BACKBEAT_LOG_RETENTION_DAYS',
    contribution: { type: 'integer', minimum: 1, maximum: 365 },
  }),
  'import.maxZipSizeMb': define({
    schema: z.number().min(1).max(2000).default(500),
    description: 'Largest ZIP that is imported, in MB.',
    env: 'IMPORT_MAX_ZIP_SIZE_MB',
    contribution: { type: 'number', minimum: 1, maximum: 2000 },
  }),
  'import.maxRecords': define({
    schema: z.number().int().min(1).max(50_000_000).default(5_000_000),
    description: 'Most rows that one import stores; the rest is counted and left out.',
    env: 'IMPORT_MAX_RECORDS',
    contribution: { type: 'integer', minimum: 1, maximum: 50_000_000 },
  }),
  'import.keepOptionalFields': define({
    schema: z.boolean().default(false),
    description: 'Also keep the kind of player and the country of the connection of each listen.',
    env: 'IMPORT_KEEP_OPTIONAL_FIELDS',
    contribution: { type: 'boolean' },
  }),
  'history.timeZone': define({
    schema: z.string().max(64).default(''),
    description: "IANA time zone for days and hours, such as Europe/Berlin. Empty: the machine's.",
    env: 'BACKBEAT_TIME_ZONE',
    contribution: { type: 'string' },
  }),
  'history.minPlaySeconds': define({
    schema: z.number().int().min(0).max(86400).default(30),
    description: 'Seconds heard from which a listen counts as a play.',
    env: 'BACKBEAT_MIN_PLAY_SECONDS',
    contribution: { type: 'integer', minimum: 0, maximum: 86400 },
  }),
  'spotify.apiUrl': define({
    schema: baseUrl.default('https://api.spotify.com/v1'),
    description: "Base address of Spotify's Web API.",
    env: 'SPOTIFY_API_URL',
    contribution: { type: 'string', scope: 'machine', tags: ['advanced'] },
  }),
  'spotify.accountsUrl': define({
    schema: baseUrl.default('https://accounts.spotify.com'),
    description: "Base address of Spotify's accounts service.",
    env: 'SPOTIFY_ACCOUNTS_URL',
    contribution: { type: 'string', scope: 'machine', tags: ['advanced'] },
  }),
  'spotify.redirectPort': define({
    schema: z.number().int().min(0).max(65_535).default(0),
    description:
      'Port of the redirect URI of the sign-in. 0: any free port, with http://127.0.0.1/callback registered in the Spotify dashboard; else register http://127.0.0.1:PORT/callback.',
    env: 'SPOTIFY_REDIRECT_PORT',
    contribution: { type: 'integer', minimum: 0, maximum: 65_535 },
  }),
  'statusBar.enabled': define({
    schema: z.boolean().default(true),
    description: 'Show what plays in the status bar.',
    contribution: { type: 'boolean' },
  }),
  'statusBar.format': define({
    schema: z.string().max(200).default('{title} – {artist}'),
    description:
      'Text of the status bar. Known parts: {title}, {artist}, {artists}, {album}, {progress}, {duration}, {device}.',
    contribution: { type: 'string' },
  }),
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof settings;
export type Settings = { readonly [K in SettingKey]: z.output<(typeof settings)[K]['schema']> };

const settingsSchema = z.object(
  Object.fromEntries(Object.entries(settings).map(([key, { schema }]) => [key, schema])),
);

/** A setting's value cannot be used; the message names the setting. */
export class SettingProblem extends Error {
  readonly key: string;
  constructor(key: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SettingProblem';
    this.key = key;
  }
}

/**
 * Checks raw values and fills in the defaults.
 * @throws SettingProblem for the first value that does not fit
 */
export function parseSettings(raw: Readonly<Partial<Record<SettingKey, unknown>>>): Settings {
  const parsed = settingsSchema.safeParse(raw);
  if (parsed.success) return parsed.data as Settings;
  const issue = parsed.error.issues[0];
  throw new SettingProblem(String(issue?.path[0] ?? ''), issue?.message ?? 'not usable', {
    cause: parsed.error,
  });
}

/** The part of the settings that the history worker works by. */
export const historySettingsSchema = z.object({
  timeZone: z.string().optional(),
  minPlaySeconds: z.number(),
  maxZipSizeMb: z.number(),
  maxRecords: z.number(),
  keepOptionalFields: z.boolean(),
});
export type HistorySettingsValues = z.infer<typeof historySettingsSchema>;

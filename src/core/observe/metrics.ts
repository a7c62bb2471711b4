/**
 * What is measured. Values of labels come from small sets that are known beforehand: never a name, an id, an address
 * or a text that somebody wrote. A `duration` is in seconds.
 */
export const metricDefinitions = {
  toolCalls: {
    kind: 'counter',
    name: 'backbeat_tool_calls_total',
    help: 'Calls of MCP tools by tool and outcome.',
    labels: ['tool', 'outcome'],
  },
  toolDuration: {
    kind: 'duration',
    name: 'backbeat_tool_call_duration',
    help: 'Time that calls of MCP tools took.',
    labels: ['tool'],
  },
  errors: {
    kind: 'counter',
    name: 'backbeat_errors_total',
    help: 'Calls of MCP tools that failed, by error code.',
    labels: ['code'],
  },
  httpRequests: {
    kind: 'counter',
    name: 'backbeat_http_requests_total',
    help: 'HTTP requests that were answered, by route, method and status.',
    labels: ['route', 'method', 'status'],
  },
  httpDuration: {
    kind: 'duration',
    name: 'backbeat_http_request_duration',
    help: 'Time from an HTTP request to the end of its answer; streams are left out.',
    labels: ['route'],
  },
  httpConnections: {
    kind: 'gauge',
    name: 'backbeat_http_connections',
    help: 'Open connections over which a request came.',
    labels: [],
  },
  mcpSessions: {
    kind: 'gauge',
    name: 'backbeat_mcp_sessions',
    help: 'MCP sessions of clients of the 2025 era; newer clients have none.',
    labels: [],
  },
  spotifyCalls: {
    kind: 'counter',
    name: 'backbeat_spotify_requests_total',
    help: 'Requests to the Web API by family of endpoints and status (offline, timeout and cancelled among them).',
    labels: ['family', 'status'],
  },
  spotifyDuration: {
    kind: 'duration',
    name: 'backbeat_spotify_request_duration',
    help: 'Time that the Web API took to answer.',
    labels: ['family'],
  },
  spotifyCache: {
    kind: 'counter',
    name: 'backbeat_spotify_reads_total',
    help: 'Reads of the Web API that may be kept: hit = from memory, miss = asked, merged = shared an equal request.',
    labels: ['result'],
  },
  searches: {
    kind: 'counter',
    name: 'backbeat_searches_total',
    help: 'Searches of the catalogue that were answered.',
    labels: [],
  },
  playlistsCreated: {
    kind: 'counter',
    name: 'backbeat_playlists_created_total',
    help: 'Playlists that were created.',
    labels: [],
  },
  signIns: {
    kind: 'counter',
    name: 'backbeat_sign_ins_total',
    help: 'Answers of the token endpoint by kind of grant and outcome.',
    labels: ['grant', 'outcome'],
  },
  collectorRuns: {
    kind: 'counter',
    name: 'backbeat_collector_runs_total',
    help: 'Runs of the collector by job and outcome.',
    labels: ['job', 'outcome'],
  },
  imports: {
    kind: 'counter',
    name: 'backbeat_imports_total',
    help: 'Imports by outcome.',
    labels: ['outcome'],
  },
  importedListens: {
    kind: 'counter',
    name: 'backbeat_imported_listens_total',
    help: 'Listens that imports stored anew.',
    labels: [],
  },
  residentMemory: {
    kind: 'gauge',
    name: 'backbeat_resident_memory_bytes',
    help: 'Memory of the process; of a window of VS Code, that of its extension host.',
    labels: [],
  },
} as const satisfies Record<string, MetricDefinition>;

export interface MetricDefinition {
  readonly kind: 'counter' | 'gauge' | 'duration';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

type Definitions = typeof metricDefinitions;
export type MetricName = keyof Definitions;
type Of<K extends MetricDefinition['kind']> = {
  [M in MetricName]: Definitions[M]['kind'] extends K ? M : never;
}[MetricName];
export type CounterName = Of<'counter'>;
export type GaugeName = Of<'gauge'>;
export type DurationName = Of<'duration'>;
export type LabelsOf<M extends MetricName> = Readonly<Record<Definitions[M]['labels'][number], string>>;

/** Takes measurements; where nobody looks at them it does nothing. */
export interface Metrics {
  /** @param by default 1 */
  count<M extends CounterName>(metric: M, labels: LabelsOf<M>, by?: number): void;
  observe<M extends DurationName>(metric: M, seconds: number, labels: LabelsOf<M>): void;
  gauge<M extends GaugeName>(metric: M, value: number, labels: LabelsOf<M>): void;
}

const nothing = (): void => undefined;

/** Measures nothing. */
export const noMetrics: Metrics = { count: nothing, observe: nothing, gauge: nothing };

import * as z from 'zod';

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;
const severity = z.enum(severities);
type Severity = z.infer<typeof severity>;

/** Of these on we hand out nothing. */
const stopping: readonly Severity[] = ['high', 'critical'];

/** What `npm audit --json` writes where the registry answered. */
const report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      name: z.string(),
      severity,
      /** Names of packages that bring it along, or what is wrong with the package itself. */
      via: z.array(z.union([z.string(), z.object({ title: z.string().optional() })])),
      /** Folders in which it lies. */
      nodes: z.array(z.string()),
    }),
  ),
});

/** What it writes where the request failed: no such endpoint, or nobody there. */
const failure = z.object({
  message: z.string().optional(),
  statusCode: z.int().optional(),
  error: z.object({ code: z.string().optional() }),
});

export interface LockedPackage {
  readonly version?: string | undefined;
  /** Needed for development alone. */
  readonly dev?: boolean | undefined;
}

/** Which packages reach the user. */
export interface Shipped {
  /** By folder, from the lockfile. */
  readonly locked: Readonly<Record<string, LockedPackage>>;
  /** `name version` of what is in the bundles, whatever the lockfile calls it. */
  readonly bundled: ReadonlySet<string>;
}

export type AuditOutcome =
  | {
      readonly kind: 'told';
      /** One sentence for each weakness that must not be handed out. */
      readonly problems: readonly string[];
      /** The same of what is less grave, or stays with us. */
      readonly notes: readonly string[];
    }
  /** The registry tells nothing about weaknesses, or cannot be reached. */
  | { readonly kind: 'untold'; readonly why: string }
  /** Neither of the two: a newer npm, or a mistake. */
  | { readonly kind: 'unknown' };

/** Reads what `npm audit --json` wrote to stdout. */
export function auditOutcome(answer: string, shipped: Shipped): AuditOutcome {
  const json = jsonOf(answer);
  const told = report.safeParse(json);
  if (!told.success) {
    const failed = failure.safeParse(json);
    return failed.success ? { kind: 'untold', why: reasonOf(failed.data) } : { kind: 'unknown' };
  }
  const found = Object.values(told.data.vulnerabilities).map((one) => {
    const reaches = one.nodes.some((folder) => isShipped(folder, one.name, shipped));
    const titles = one.via.flatMap((cause) => (typeof cause === 'string' ? [] : [cause.title ?? '']));
    const causes = one.via.filter((cause) => typeof cause === 'string');
    const because = titles.length > 0 ? titles.join('; ') : `by ${causes.join(', ')}`;
    const place = reaches ? 'is handed out' : 'is used for development only';
    return {
      isProblem: reaches && stopping.includes(one.severity),
      sentence: `${one.name} (${one.severity}, ${place}): ${because}`,
    };
  });
  return {
    kind: 'told',
    problems: found.flatMap(({ isProblem, sentence }) => (isProblem ? [sentence] : [])),
    notes: found.flatMap(({ isProblem, sentence }) => (isProblem ? [] : [sentence])),
  };
}

/** A folder that the lockfile does not know counts as handed out. */
function isShipped(folder: string, name: string, { locked, bundled }: Shipped): boolean {
  const one = locked[folder];
  return one === undefined || one.dev !== true || bundled.has(`${name} ${one.version ?? ''}`);
}

/** Without the address that was asked: it is the user's. */
function reasonOf({ statusCode, error }: z.infer<typeof failure>): string {
  if (statusCode !== undefined) return `it answered ${statusCode}`;
  return error.code === undefined ? 'it did not answer' : `the request ended with ${error.code}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

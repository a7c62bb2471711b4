import type { Api } from '../../../src/protocol/api.ts';
import type { PanelContext } from '../../../src/protocol/panel/panelContext.ts';
import { PanelError } from '../../panelErrors.ts';
import type { LogLine } from './logFilter.ts';
import { redact } from './redact.ts';

const lastRuns = 20;
const lastLines = 200;
const longestLine = 1_000;
/** What the clipboard request takes, with room to spare. */
const longest = 900_000;

/**
 * State and last records of Backbeat as a text for a report of a defect, in English whatever the language is.
 * A part that cannot be read says so. Nothing personal or secret is in it.
 * @param now Unix ms
 */
export async function diagnostics(api: Api, panel: PanelContext, now: number): Promise<string> {
  const [accounts, collector, status, runs, logs] = await Promise.allSettled([
    api.call('accounts.list', {}),
    api.call('collector.status', {}),
    api.call('app.status', {}),
    api.call('ops.jobRuns', { limit: lastRuns }),
    api.call('ops.logs', { level: 'debug', limit: lastLines }),
  ]);
  const known = accounts.status === 'fulfilled' ? accounts.value.accounts : [];
  const collected = collector.status === 'fulfilled' ? collector.value.accounts : [];
  const stored = status.status === 'fulfilled' ? status.value.accounts : [];
  const names = new Map<string, Set<string>>();
  for (const { account } of [...collected, ...stored, ...known]) names.set(account, new Set([account]));
  for (const { account, display_name } of known) names.get(account)?.add(display_name);
  const text = [
    'Backbeat diagnostics',
    `at ${new Date(now).toISOString()}`,
    `version ${panel.version}, language ${panel.locale}, time zone ${panel.timezone}`,
    `toolsets ${panel.toolsets.join(', ')}${panel.read_only ? ', read-only' : ''}`,
    part('History', status, (value) => [JSON.stringify(value)]),
    part('Sign-ins', accounts, ({ accounts: all, has_client_id, trouble }) => [
      `client id ${has_client_id ? 'set' : 'not set'}${trouble === undefined ? '' : `; ${trouble}`}`,
      ...all.map(
        ({ account, state, in_use, days_left, missing_scopes }) =>
          `${account}: ${state}${in_use ? ', in use' : ''}, ${days_left} days left, missing scopes: ${missing_scopes.join(' ') || 'none'}`,
      ),
    ]),
    part('Limits', accounts, ({ closed }) =>
      closed.map(({ family, reason, until }) => `${family}: ${reason} until ${until}`),
    ),
    part('Collector', collector, ({ accounts: all, ...rest }) => [
      JSON.stringify(rest),
      ...all.map((one) => JSON.stringify(one)),
    ]),
    part('Last job runs', runs, ({ runs: all }) => all.map((run) => JSON.stringify(run))),
    part('Last log lines, newest first', logs, ({ lines }) => lines.map(lineText)),
  ].join('\n');
  const lines = text.split('\n').map((line) =>
    cut(
      redact(
        line,
        [...names.values()].map((set) => [...set]),
      ),
    ),
  );
  return lines.join('\n').slice(0, longest);
}

function part<T>(
  title: string,
  read: PromiseSettledResult<T>,
  lines: (value: T) => readonly string[],
): string {
  if (read.status === 'fulfilled') {
    const all = lines(read.value);
    return ['', `## ${title}`, ...(all.length === 0 ? ['none'] : all.map(onOneLine))].join('\n');
  }
  const reason: unknown = read.reason;
  const words = PanelError.is(reason) ? `${reason.code}: ${reason.message}` : 'the answer could not be read';
  return ['', `## ${title}`, `not available (${onOneLine(words)})`].join('\n');
}

function lineText({ at, level, service, message, context }: LogLine): string {
  return `${at} ${level} ${service}: ${message}${context === undefined ? '' : ` ${JSON.stringify(context)}`}`;
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ⏎ ');
}

/** After what is secret was taken out: half a token would not be known as one. */
function cut(line: string): string {
  return line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`;
}

import { tools } from '../../src/core/mcp/tools/index.ts';
import { commands, mcpServerTitle } from '../../src/protocol/ids.ts';
import { defaultToolsets } from '../../src/protocol/settings.ts';
import { code, markdownTable } from './markdown.ts';
import type { ParityRow, ParitySection, Way } from './parity/parityRow.ts';
import { paritySections } from './parity/paritySections.ts';

/** docs/parity.md: what others can do beside what does it here. */
export function parityPage(): string {
  const sections: readonly ParitySection[] = Object.values(paritySections);
  return `# Parity

Generated from \`scripts/generated/parity/*.ts\` by \`npm run generate\`: edit the rows, not this page. Tests look up every tool, prompt, resource, command and setting that is named here (\`test/unit/scripts/parity.test.ts\`), and make every call at a simulated Spotify, changes as dry runs (\`test/unit/scripts/parityCalls.test.ts\`).

State of November 2026. What stands in front of each row is what a public server offers; behind it stands one of three:

- **what does it here**: a tool with an example of its arguments (\`…\` stands for what the caller knows), a prompt, a resource, a command, a setting, or a rule with the test that keeps it. A toolset in brackets is off unless it is [chosen](tools.md#choosing-tools);
- **gone** since a date: Spotify closed it to new apps, and what is next to it is named. Apps to which Spotify gives extended quota have the toolset \`extended\`; what was closed in November 2024 only those that had it before;
- **not offered**, with the reason.

${countTable(sections)}

${sections.map(sectionText).join('\n\n')}
`;
}

function countTable(sections: readonly ParitySection[]): string {
  const count = (rows: readonly ParityRow[]): string[] => [
    String(rows.length),
    String(rows.filter(({ does }) => does !== undefined).length),
    String(rows.filter(({ gone }) => gone !== undefined).length),
    String(rows.filter(({ notOffered }) => notOffered !== undefined).length),
  ];
  return markdownTable(
    ['', 'Rows', 'Here', 'Gone at Spotify', 'Not offered'],
    sections.map((section) => [section.title, ...count(section.groups.flatMap(({ rows }) => rows))]),
  );
}

function sectionText({ title, intro, groups }: ParitySection): string {
  const parts = groups.map((group) => {
    const table = rowTable(group.rows);
    return groups.length === 1 ? table : `### ${group.title}\n\n${table}`;
  });
  return [`## ${title}`, intro, ...parts].join('\n\n');
}

function rowTable(rows: readonly ParityRow[]): string {
  const hasReference = rows.some(({ reference }) => reference.length > 0);
  return markdownTable(
    ['Capability', ...(hasReference ? ['There'] : []), 'Here'],
    rows.map((row) => [
      row.capability,
      ...(hasReference ? [row.reference.map(referenceText).join(', ')] : []),
      answerText(row),
    ]),
  );
}

/** Names in a protocol are code; words and repositories are not. */
function referenceText(name: string): string {
  return /^[a-z]+(?:[._:][^\s]*)?$/.test(name) ? code(name) : name;
}

function answerText(row: ParityRow): string {
  if (row.does !== undefined) return withNote(waysText(row.does), row.note);
  if (row.notOffered !== undefined) return `**Not offered**: ${row.notOffered}`;
  const { since, ways = [], instead, extended = [] } = row.gone;
  const next = ways.length === 0 ? instead : withNote(waysText(ways), instead);
  const forSome = extended.length === 0 ? '' : `. With extended quota: ${waysText(extended)}`;
  return `**Gone** since ${since}. Instead: ${next}${forSome}`;
}

function withNote(text: string, note: string | undefined): string {
  return note === undefined ? text : `${text}: ${note}`;
}

function waysText(ways: readonly Way[]): string {
  return ways.map(wayText).join('; ');
}

function wayText(way: Way): string {
  if ('tool' in way) return code(callText(way.tool, way.args)) + toolsetText(way.tool);
  if ('prompt' in way) return `prompt ${code(way.prompt)}${inBrackets(way.args?.map(code))}`;
  if ('resource' in way) return `resource ${code(way.resource)}`;
  if ('command' in way) return `command "${mcpServerTitle}: ${commands[way.command].title}"`;
  if ('cli' in way) return code(['backbeat', way.cli, ...(way.options ?? [])].join(' '));
  if ('setting' in way) return `setting ${code(`backbeat.${way.setting}`)}`;
  return `${way.rule} (${code(way.test)})`;
}

function callText(tool: string, args: Readonly<Record<string, unknown>> = {}): string {
  const parts = Object.entries(args).map(([name, value]) => `${name}: ${valueText(value)}`);
  return parts.length === 0 ? tool : `${tool}(${parts.join(', ')})`;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([name, part]) => `${name}: ${valueText(part)}`);
  return `{ ${parts.join(', ')} }`;
}

/** Nothing for a tool that is there by default. */
function toolsetText(name: string): string {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`docs/parity.md names ${name}, which is no tool`);
  const sets = [tool.toolset, ...(tool.alsoIn ?? [])];
  return sets.some((set) => defaultToolsets.includes(set)) ? '' : inBrackets([code(tool.toolset)]);
}

function inBrackets(parts: readonly string[] | undefined): string {
  return parts === undefined ? '' : ` (${parts.join(', ')})`;
}

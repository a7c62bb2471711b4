import * as z from 'zod';
import type { AnyTool } from '../../src/core/mcp/defineTool.ts';
import { tools } from '../../src/core/mcp/tools/index.ts';
import { defaultToolsets, toolsets, type Toolset } from '../../src/protocol/settings.ts';
import { argumentType, type ArgumentSchema } from './argumentType.ts';
import { code, markdownTable } from './markdown.ts';
import { promptsAndResourcesText } from './promptsAndResources.ts';
import { toolsetWords } from './toolsetWords.ts';

/** The README's tables: what to ask which tool for, and which tools are there when they are switched on. */
export function toolTable(): string {
  const shown = markdownTable(
    ['Toolset', 'Tool', 'What it is for'],
    defaultToolsets.flatMap((toolset) =>
      toolsOf(toolset).map(({ name, description }) => [toolset, code(name), firstSentence(description)]),
    ),
  );
  const others = markdownTable(
    ['Toolset', 'For', 'Tools'],
    toolsets
      .filter((toolset) => !defaultToolsets.includes(toolset))
      .map((toolset) => [code(toolset), toolsetWords[toolset], names(toolsOf(toolset))]),
  );
  return `These ${countOf(defaultToolsets)} are on by default, with ${names(guests(defaultToolsets))} beside them:

${shown}

The others are there when their toolset is chosen: by the setting \`backbeat.toolsets\`, by \`--toolsets\` in the terminal, or over HTTP for one request by \`?toolsets=\` or the header \`X-MCP-Toolsets\`. The setting \`backbeat.readOnly\` and \`--read-only\` leave only those that change nothing.

${others}`;
}

/** docs/tools.md: how tools are chosen, every tool with its arguments, prompts and resources. */
export function toolsPage(): string {
  return `# Tools

Generated from \`src/core/mcp/tools/index.ts\`, \`src/core/mcp/prompts/index.ts\` and \`src/core/mcp/resources/*.ts\` by \`npm run generate\`: edit these, not this page. [parity.md](parity.md) sets them beside what other servers have.

## Choosing tools

Tools come in toolsets, so that a client with a short list of tools need not carry them all. The default ones have ${countOf(defaultToolsets)} tools of their own.

${markdownTable(
  ['Toolset', 'On by default', 'Tools', 'For'],
  toolsets.map((toolset) => [
    code(toolset),
    defaultToolsets.includes(toolset) ? 'yes' : 'no',
    String(toolsOf(toolset).length),
    toolsetWords[toolset],
  ]),
)}

Others are chosen, all of them by name,

- in VS Code by the setting \`backbeat.toolsets\`;
- in the terminal by \`--toolsets player,search\` of \`backbeat mcp\` and \`backbeat serve\`, or the environment variable \`BACKBEAT_TOOLSETS\`;
- over HTTP for one request by \`?toolsets=player,search\` behind the address, or the header \`X-MCP-Toolsets\`.

Only tools that change nothing are left by the setting \`backbeat.readOnly\`, by \`--read-only\`, by \`BACKBEAT_READ_ONLY\`, by \`?readonly=true\` or the header \`X-MCP-Readonly\`. A request can ask for it, but not take it back.

The column "Changes" says what a tool may do:

- nothing: it reads;
- the player: what plays, and nothing that is kept;
- adds: something is made, added, or changed in a way that can be taken back;
- asks first: the user sees what would be done and says yes or no, in the client, in the editor, or to the agent, which then passes \`confirm\`. A no, and no answer, change nothing.

Every change of playlists and library has \`dry_run\`. What it replaces or takes away is kept for 30 days, and \`ops_undo\` brings it back; where that cannot be, as with covers and local files, the tool says so. An argument that a tool does not know is an error that names the known ones; none is needed unless it says so.

${toolsets.map(toolsetText).join('\n\n')}

${promptsAndResourcesText()}
`;
}

function toolsetText(toolset: Toolset): string {
  const table = markdownTable(
    ['Tool', 'Title', 'When to use it', 'Changes', 'Arguments'],
    toolsOf(toolset).map((tool) => [
      code(tool.name),
      tool.title,
      tool.description,
      changes(tool),
      Object.keys(argumentsOf(tool.input)).map(code).join(', ') || 'none',
    ]),
  );
  const also = guests([toolset]);
  const beside = also.length === 0 ? '' : `\n\nWith it comes ${names(also)}, see toolset \`ops\`.`;
  const state = defaultToolsets.includes(toolset) ? 'On by default' : 'Off by default';
  return `## Toolset \`${toolset}\`\n\n${state}: ${toolsetWords[toolset]}.\n\n${table}${beside}\n\n${argumentTable(toolset)}`;
}

function changes({ annotations, asksFirst, toolset }: AnyTool): string {
  if (annotations.readOnlyHint) return 'nothing';
  if (asksFirst) return 'asks first';
  return toolset === 'player' ? 'the player' : 'adds';
}

function toolsOf(toolset: Toolset): readonly AnyTool[] {
  return tools.filter((tool) => tool.toolset === toolset);
}

/** Tools of other toolsets that come with these. */
function guests(chosen: readonly Toolset[]): readonly AnyTool[] {
  return tools.filter(
    ({ toolset, alsoIn = [] }) => !chosen.includes(toolset) && alsoIn.some((one) => chosen.includes(one)),
  );
}

function countOf(chosen: readonly Toolset[]): number {
  return chosen.flatMap(toolsOf).length;
}

function names(some: readonly AnyTool[]): string {
  return some.map(({ name }) => code(name)).join(', ');
}

interface Argument {
  readonly name: string;
  readonly schema: ArgumentSchema;
  readonly required: boolean;
  readonly takers: AnyTool[];
}

/** One row for each different argument of a toolset, with the tools that take it. */
function argumentTable(toolset: Toolset): string {
  const all = toolsOf(toolset);
  const found = new Map<string, Argument>();
  for (const tool of all) {
    for (const [name, { schema, required }] of Object.entries(argumentsOf(tool.input))) {
      const key = `${name} ${required} ${JSON.stringify(schema)}`;
      const argument = found.get(key) ?? { name, schema, required, takers: [] };
      argument.takers.push(tool);
      found.set(key, argument);
    }
  }
  return markdownTable(
    ['Argument', 'Type', 'Meaning', 'Tools'],
    [...found.values()].map(({ name, schema, required, takers }) => [
      code(name),
      argumentType(schema) + (required ? '; required' : ''),
      schema.description ?? '',
      takers.length === all.length ? 'all' : names(takers),
    ]),
  );
}

function argumentsOf(
  input: z.ZodObject,
): Readonly<Record<string, { schema: ArgumentSchema; required: boolean }>> {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' });
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      { schema: schema as ArgumentSchema, required: required.includes(name) },
    ]),
  );
}

const firstSentence = (text: string): string => /^.*?[.?!](?=\s|$)/s.exec(text)?.[0] ?? text;

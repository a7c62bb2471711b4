import * as z from 'zod';
import { tools } from '../../src/core/mcp/tools/index.ts';
import { argumentType, type ArgumentSchema } from './argumentType.ts';
import { code, markdownTable } from './markdown.ts';

/** The README's table: what to ask which tool for. */
export function toolTable(): string {
  return markdownTable(
    ['Tool', 'Use it to'],
    tools.map(({ name, description }) => [code(name), firstSentence(description)]),
  );
}

/** docs/tools.md: every tool, and every argument with its type. */
export function toolsPage(): string {
  const overview = markdownTable(
    ['Tool', 'Title', 'Toolset', 'When to use it', 'Arguments'],
    tools.map(({ name, title, toolset, description, input }) => [
      code(name),
      title,
      toolset,
      description,
      Object.keys(argumentsOf(input)).map(code).join(', ') || 'none',
    ]),
  );
  return `# Tools

Generated from \`src/core/mcp/tools/index.ts\` by \`npm run generate\`: edit the tools, not this page.

All tools only read. An argument that a tool does not know is an error that names the known ones.

${overview}

## Arguments

No argument is needed unless it says so. Those with the same name mean the same in every tool.

${argumentTable()}
`;
}

interface Argument {
  readonly name: string;
  readonly schema: ArgumentSchema;
  readonly required: boolean;
  readonly tools: string[];
}

/** One row for each different argument, with the tools that take it. */
function argumentTable(): string {
  const found = new Map<string, Argument>();
  for (const tool of tools) {
    for (const [name, { schema, required }] of Object.entries(argumentsOf(tool.input))) {
      const key = `${name} ${required} ${JSON.stringify(schema)}`;
      const argument = found.get(key) ?? { name, schema, required, tools: [] };
      argument.tools.push(tool.name);
      found.set(key, argument);
    }
  }
  return markdownTable(
    ['Argument', 'Type', 'Meaning', 'Tools'],
    [...found.values()].map(({ name, schema, required, tools: takers }) => [
      code(name),
      argumentType(schema) + (required ? '; required' : ''),
      schema.description ?? '',
      toolNames(takers),
    ]),
  );
}

function toolNames(names: readonly string[]): string {
  const history = tools.filter(({ toolset }) => toolset === 'history');
  if (names.length === history.length && history.every(({ name }) => names.includes(name))) {
    return 'every `history_` tool';
  }
  return names.map(code).join(', ');
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

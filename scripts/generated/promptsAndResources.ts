import { prompts } from '../../src/core/mcp/prompts/index.ts';
import type { Prompt } from '../../src/core/mcp/prompts/definePrompt.ts';
import { minute, second } from '../../src/core/mcp/resources/defineResource.ts';
import { resources } from '../../src/core/mcp/resources/resources.ts';
import { templates } from '../../src/core/mcp/resources/templates.ts';
import { code, markdownTable } from './markdown.ts';

/** The chapters on prompts and resources of docs/tools.md. */
export function promptsAndResourcesText(): string {
  return `## Prompts

They are there whatever the toolsets are, and tell the model which tools to use. While an argument is typed, values for it are offered.

${markdownTable(
  ['Prompt', 'Title', 'What it does', 'Arguments'],
  prompts.map(({ name, title, description, args }) => [code(name), title, description, argumentsText(args)]),
)}

## Resources

They are JSON. Clients can subscribe to the player and the queue and are told of changes as long as they do; for the others the column "Good for" says how long a client may keep an answer.

${markdownTable(
  ['Address', 'Title', 'What it holds', 'Good for'],
  resources.map(({ uri, title, description, ttlMs, follows }) => [
    code(uri),
    title,
    description,
    timeText(ttlMs) + (follows === undefined ? '' : '; tells changes'),
  ]),
)}

Addresses with an id; for \`{id}\` those of the own history, playlists and library are offered, also by the name.

${markdownTable(
  ['Address', 'Title', 'What it holds', 'Good for'],
  templates.map(({ template, title, description, ttlMs }) => [
    code(template),
    title,
    description,
    timeText(ttlMs),
  ]),
)}`;
}

function argumentsText(args: Prompt['args']): string {
  const parts = Object.entries(args).map(
    ([name, { description, required }]) =>
      `${code(name)}${required === true ? ' (required)' : ''}: ${description}`,
  );
  return parts.join(' ') || 'none';
}

function timeText(ms: number): string {
  return ms < minute ? `${ms / second} s` : `${ms / minute} min`;
}

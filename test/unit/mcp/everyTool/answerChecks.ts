import { expect } from 'vitest';
import * as z from 'zod';
import type { AnyTool } from '../../../../src/core/mcp/defineTool.ts';
import type { Toolset } from '../../../../src/protocol/settings.ts';
import type { ToolAnswer } from '../../../protocol/clients.ts';
import type { Answer } from './toolCases.ts';

/** Longest answer that clients take, in characters. */
const longestAnswer = 100_000;
/** Longest error that an agent should read. */
const longestError = 900;

const invisible = /[\p{Cc}\u2028\u2029\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

/** Checks what holds for every answer, and gives its structure. */
export function expectAnswer(tool: AnyTool, answer: ToolAnswer): Answer {
  const text = answer.content[0]?.text ?? '';
  expect(answer.isError ?? false, text).toBe(false);
  expect(answer.content).toHaveLength(1);
  const { structuredContent = {} } = answer;
  expect(JSON.parse(text)).toEqual(structuredContent);
  expect(text.length).toBeLessThan(longestAnswer);
  expect(tool.output.strict().parse(structuredContent)).toEqual(structuredContent);
  expect([...faults(structuredContent, tool.output, tool)]).toEqual([]);
  return structuredContent;
}

/** Checks what holds for every failure, and gives its words. */
export function expectError(answer: ToolAnswer): string {
  const text = answer.content[0]?.text ?? '';
  expect(answer.isError, text).toBe(true);
  expect(answer.content).toHaveLength(1);
  expect(answer.structuredContent).toBeUndefined();
  expect(text.length).toBeLessThan(longestError);
  expect(text, 'what happened, and a next step').toMatch(/[.?!)] \S.*[.?!]$/su);
  expect(text, 'no insides').not.toMatch(
    /\bundefined\b(?!\.)|\[object |\n\s+at |node_modules|\.ts:\d|\/work\//,
  );
  expect(text).not.toMatch(invisible);
  return text;
}

/** Rows of long lists give a URI alone; the server's instructions say which link it stands for. */
const shortRows: readonly string[] = [
  ...(['history', 'insights', 'playlist_power', 'composite', 'extended'] satisfies Toolset[]),
  'spotify_resolve_tracks',
];

/** What an answer should not have: null, emptiness in place of leaving out, invisible characters, a thing without link. */
function* faults(value: unknown, schema: z.ZodType, tool: AnyTool, path = 'answer'): Generator<string> {
  if (value === null) yield `${path} is null`;
  else if (typeof value === 'string') {
    if (invisible.test(value)) yield `${path} has invisible characters`;
  } else if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const [at, part] of value.entries()) {
      yield* faults(part, schema.element as z.ZodType, tool, `${path}[${at}]`);
    }
  } else if (schema instanceof z.ZodObject) {
    const fields = value as Readonly<Record<string, unknown>>;
    if (
      isThing(fields) &&
      !hasLink(
        fields,
        [tool.toolset, tool.name].some((one) => shortRows.includes(one)),
      )
    ) {
      yield `${path} (${String(fields['uri'])}) has no link`;
    }
    for (const [name, field] of Object.entries(fields)) {
      const declared = schema.shape[name] as z.ZodType;
      const isOptional = declared instanceof z.ZodOptional;
      if (isOptional && isEmpty(field)) yield `${path}.${name} is empty`;
      if (isAsItCame(tool, name)) continue;
      yield* faults(field, isOptional ? (declared.unwrap() as z.ZodType) : declared, tool, `${path}.${name}`);
    }
  }
}

/** The contents of a file, which has lines, and cells of SQL, which has NULL. */
function isAsItCame({ name }: AnyTool, field: string): boolean {
  return (
    [name, field].join() === 'spotify_export_playlist,text' || [name, field].join() === 'history_query,rows'
  );
}

/** A row about something that has a page at Spotify. */
function isThing({ name, uri }: Readonly<Record<string, unknown>>): boolean {
  return name !== undefined && typeof uri === 'string' && !uri.startsWith('spotify:local:');
}

function hasLink({ url, uri }: Readonly<Record<string, unknown>>, uriWillDo: boolean): boolean {
  if (typeof url === 'string') return url.startsWith('https://open.spotify.com/');
  return uriWillDo && /^spotify:[a-z]+:[0-9A-Za-z]{22}$/.test(String(uri));
}

function isEmpty(value: unknown): boolean {
  if (value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

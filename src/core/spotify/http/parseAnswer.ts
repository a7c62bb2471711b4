import type * as z from 'zod';
import { readJson } from '../readJson.ts';
import type { Operation } from '../operation.ts';
import { SchemaError } from '../spotifyErrors.ts';

/** How deep and how often a sentence says what does not fit. */
const shownIssues = 3;

/**
 * What an answer's body means. None is `undefined`. A body that is no JSON is given to the schema as text: writes
 * do not care, everything else fails.
 * @throws SchemaError naming the operation and the places that do not fit, none of the content
 */
export function parseAnswer<P, R>(operation: Pick<Operation<P, R>, 'id' | 'response'>, text: string): R {
  const json = text.trim() === '' ? undefined : (readJson(text) ?? text);
  const parsed = operation.response.safeParse(json);
  if (parsed.success) return parsed.data;
  const problem = typeof json === 'string' ? 'it is no JSON' : placesOf(parsed.error);
  throw new SchemaError(`Spotify's answer to "${operation.id}" does not fit: ${problem}.`, {
    cause: new Error(placesOf(parsed.error)),
    hint: "Try again; if it stays, Spotify has changed: update Backbeat and report it with what 'Backbeat: Show Log' says.",
  });
}

function placesOf(error: z.ZodError): string {
  const places = error.issues.slice(0, shownIssues).map(({ path, code }) => {
    const place = path.length === 0 ? 'the whole answer' : path.map(String).join('.');
    return `${place} (${code})`;
  });
  return places.join(', ');
}

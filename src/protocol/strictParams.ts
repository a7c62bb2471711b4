import * as z from 'zod';

/** Unknown arguments that an error names, and how much of each name: they come from anywhere. */
const named = 3;
const longestName = 60;

/** Params that refuse unknown arguments, and say which ones exist: an agent's next try then fits. */
export function strictParams<T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const known = Object.keys(shape).join(', ') || 'none';
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Unknown argument ${unknownNames(issue.keys)}; known arguments: ${known}`
        : undefined,
  });
}

function unknownNames(keys: readonly string[]): string {
  const names = keys
    .slice(0, named)
    .map((key) => `"${key.slice(0, longestName).replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '')}"`);
  const more = keys.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

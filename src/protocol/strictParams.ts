import * as z from 'zod';

/** Params that refuse unknown arguments, and say which ones exist: an agent's next try then fits. */
export function strictParams<T extends z.ZodRawShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const known = Object.keys(shape).join(', ') || 'none';
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Unknown argument ${issue.keys.map((key) => `"${key}"`).join(', ')}; known arguments: ${known}`
        : undefined,
  });
}

import * as z from 'zod';

/**
 * A field that Spotify may leave out or send as `null`: absent then. Every field that newer apps no longer get is
 * one of these, whatever the reference calls required (Spotify Web API changelog, February 2026).
 */
export function optional<T extends z.ZodType>(schema: T): z.ZodOptional<z.ZodType<z.output<T> | undefined>> {
  return z.optional(schema.nullable().transform((value) => value ?? undefined));
}

/** A name that must not stop an answer: `''` where there is none, as for an album that was taken down. */
export const text: z.ZodType<string> = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** `false` where Spotify does not say. */
export const flag: z.ZodType<boolean> = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** A count, a position or a time in ms: finite, and whole even if Spotify sends a fraction. */
export const integer: z.ZodType<number> = z.number().transform(Math.round);

/** What kind of thing it is is known from where it stands, so the field itself is not read. */
export function constant<const T extends string>(value: T): z.ZodType<T> {
  return z
    .unknown()
    .optional()
    .transform(() => value);
}

/** An array without its `null` members; empty where Spotify sends none. */
export function list<T extends z.ZodType>(member: T): z.ZodType<NonNullable<z.output<T>>[]> {
  return z
    .array(member.nullable())
    .nullish()
    .transform((members) => withoutGaps<z.output<T>>(members ?? []));
}

/** What is there of some values. */
export function withoutGaps<T>(values: readonly (T | null | undefined)[]): NonNullable<T>[] {
  return values.flatMap((value) => (value === null || value === undefined ? [] : [value]));
}

/** Reads a field's older name where the newer one is absent or `null`. */
export function renamed<T extends z.ZodType>(
  older: string,
  newer: string,
  schema: T,
): z.ZodType<z.output<T>> {
  return z.preprocess((value) => {
    if (!isRecord(value) || (value[newer] !== undefined && value[newer] !== null)) return value;
    return { ...value, [newer]: value[older] };
  }, schema);
}

/** Whether a value of unknown origin is an object with fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import * as z from 'zod';
import { isRecord, withoutGaps } from '../../schemas/tolerant.ts';

/**
 * The list that an answer holds under one name, without the `null` members that unknown ids leave. The list alone is
 * read too: that is how an answer is kept.
 */
export function membersOf<T extends z.ZodType>(
  field: string,
  member: T,
): z.ZodType<readonly NonNullable<z.output<T>>[]> {
  return z
    .preprocess((answer) => (isRecord(answer) ? answer[field] : answer), z.array(member.nullable()))
    .transform((members) => withoutGaps<z.output<T>>(members));
}

/** What an answer holds under one name. */
export function fieldOf<T extends z.ZodType>(field: string, schema: T): z.ZodType<z.output<T>> {
  return z.preprocess((answer) => (isRecord(answer) ? answer[field] : undefined), schema);
}

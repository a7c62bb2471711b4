import * as z from 'zod';
import { isRecord, optional } from './tolerant.ts';

/** Something in the library; it is `item` whatever its kind, though Spotify names the field after the kind. */
export interface Saved<T> {
  readonly item: T;
  /** ISO instant. */
  readonly added_at?: string | undefined;
}

/** Reads an entry of `GET /me/{kind}s`, or the bare thing. An entry whose thing is gone is `undefined`. */
export function saved<T extends z.ZodType>(
  kind: 'track' | 'album' | 'show' | 'episode' | 'audiobook',
  schema: T,
): z.ZodType<Saved<NonNullable<z.output<T>>> | undefined> {
  return z
    .preprocess(
      (value) => {
        if (!isRecord(value)) return value;
        return { added_at: value.added_at, item: 'uri' in value ? value : value[kind] };
      },
      z.object({ added_at: optional(z.string()), item: optional(schema) }),
    )
    .transform(({ item, ...rest }) => (item === undefined || item === null ? undefined : { ...rest, item }));
}

import * as z from 'zod';
import { externalUrls } from './links.ts';
import { optional, text } from './tolerant.ts';

/** The album, artist, playlist or show that something plays from; absent where it has no URI. */
export const playContext = z
  .object({ type: text, uri: optional(z.string()), external_urls: optional(externalUrls) })
  .transform(({ uri, ...rest }) => (uri === undefined ? undefined : { ...rest, uri }));
export type PlayContext = NonNullable<z.output<typeof playContext>>;

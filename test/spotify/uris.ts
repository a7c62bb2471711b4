import { badRequest } from './apiFailure.ts';

export interface UriParts {
  readonly kind: string;
  readonly id: string;
}

/** `undefined` for what is no Spotify URI of one item. */
export function uriParts(uri: string): UriParts | undefined {
  const [, kind, id] = /^spotify:([a-z]+):([\w.-]+)$/.exec(uri) ?? [];
  return kind === undefined || id === undefined ? undefined : { kind, id };
}

/** An id of the path; Spotify refuses what is not base 62 before it looks for it. */
export function base62(id: string): string {
  if (!/^[0-9A-Za-z]{22}$/.test(id)) throw badRequest('Invalid base62 id');
  return id;
}

/** A comma-separated parameter of URIs. */
export function uriList(text: string): readonly string[] {
  return text
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => uri !== '');
}

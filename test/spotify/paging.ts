import { badRequest } from './apiFailure.ts';

export interface Slice {
  readonly limit: number;
  readonly offset: number;
}

export interface PageBounds {
  readonly defaultLimit?: number;
  readonly maxLimit?: number;
  readonly minLimit?: number;
  readonly maxOffset?: number;
}

export interface Page {
  readonly href: string;
  readonly items: readonly unknown[];
  readonly limit: number;
  readonly next: string | null;
  readonly offset: number;
  readonly previous: string | null;
  readonly total: number;
}

/** `limit` and `offset` of a request, refused as Spotify refuses them. */
export function sliceOf(query: URLSearchParams, bounds: PageBounds = {}): Slice {
  const { defaultLimit = 20, maxLimit = 50, minLimit = 1, maxOffset = 100_000 } = bounds;
  return {
    limit: wholeNumber(query, 'limit', minLimit, maxLimit) ?? defaultLimit,
    offset: wholeNumber(query, 'offset', 0, maxOffset) ?? 0,
  };
}

/** A parameter as a whole number within bounds; `undefined` if it is absent. */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= min && value <= max)) throw badRequest(`Invalid ${name}`);
  return value;
}

/**
 * One page of a list with the links to its neighbours.
 * @param href the request's URL; its other parameters stay in the links
 */
export function pageAt<T>(
  all: readonly T[],
  href: URL,
  { limit, offset }: Slice,
  render: (item: T) => unknown,
): Page {
  const link = (start: number): string => {
    const url = new URL(href);
    url.searchParams.set('offset', String(start));
    url.searchParams.set('limit', String(limit));
    return url.href;
  };
  const end = offset + limit;
  return {
    href: link(offset),
    items: all.slice(offset, end).map(render),
    limit,
    next: limit > 0 && end < all.length ? link(end) : null,
    offset,
    previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
    total: all.length,
  };
}

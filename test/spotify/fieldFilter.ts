import { badRequest } from './apiFailure.ts';

/** A tree of wanted names; an empty tree takes everything below. */
interface Wanted {
  readonly take: ReadonlyMap<string, Wanted>;
  readonly leave: ReadonlySet<string>;
}

/**
 * The `fields` parameter of the playlist reads: `total,items(added_at,item(name,album.name))`, `!` leaves a
 * field out. Unknown names are ignored.
 */
export function filterFields(body: unknown, fields: string | null): unknown {
  if (fields === null || fields.trim() === '') return body;
  const parser = { text: fields.replaceAll(' ', ''), at: 0 };
  const wanted = parseList(parser);
  if (parser.at < parser.text.length) throw badRequest('Invalid fields');
  return apply(body, wanted);
}

function parseList(parser: { readonly text: string; at: number }): Wanted {
  const take = new Map<string, Wanted>();
  const leave = new Set<string>();
  do {
    const excluded = parser.text[parser.at] === '!';
    if (excluded) parser.at += 1;
    const name = /^[\w*]+/.exec(parser.text.slice(parser.at))?.[0];
    if (name === undefined) throw badRequest('Invalid fields');
    parser.at += name.length;
    const below = parseBelow(parser);
    if (excluded) leave.add(name);
    else take.set(name, below);
  } while (parser.text[parser.at] === ',' && ++parser.at);
  return { take, leave };
}

function parseBelow(parser: { readonly text: string; at: number }): Wanted {
  const everything: Wanted = { take: new Map(), leave: new Set() };
  if (parser.text[parser.at] === '.') {
    parser.at += 1;
    const name = /^\w+/.exec(parser.text.slice(parser.at))?.[0];
    if (name === undefined) throw badRequest('Invalid fields');
    parser.at += name.length;
    return { take: new Map([[name, parseBelow(parser)]]), leave: new Set() };
  }
  if (parser.text[parser.at] !== '(') return everything;
  parser.at += 1;
  const below = parseList(parser);
  if (parser.text[parser.at] !== ')') throw badRequest('Invalid fields');
  parser.at += 1;
  return below;
}

function apply(value: unknown, wanted: Wanted): unknown {
  if (Array.isArray(value)) return value.map((item) => apply(item, wanted));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([name]) => !wanted.leave.has(name) && (wanted.take.size === 0 || wanted.take.has(name)),
  );
  return Object.fromEntries(
    kept.map(([name, inner]): [string, unknown] => {
      const below = wanted.take.get(name);
      return [name, below === undefined ? inner : apply(inner, below)];
    }),
  );
}

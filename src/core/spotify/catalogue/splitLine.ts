import { versionsIn } from './versions.ts';

/** Title and artist as a line may separate them. */
export interface SplitLine {
  readonly title: string;
  readonly by?: string;
  /** A part between dashes that names a version, such as `Live at Wembley`. */
  readonly version?: string;
  /** 0 to 1: how likely a line is meant so. */
  readonly weight: number;
}

/** What separates title and artist, the clearest first; only the first that a line has counts. */
const separators: readonly RegExp[] = [
  /\t+/u,
  /\s*;\s*/u,
  /\s+[-–—―]+\s+|\s*[–—―]\s*|\s+--?\s*(?=\S)|(?<=\S)--?\s+/u,
  /\s+[|~·•/]{1,2}\s+/u,
];
/** A line may be title, album and artist; more commas than that are part of a name. */
const mostCommas = 5;

/** Every way to part a line into title and artist; the likeliest first, the whole line as a title last. */
export function splitLine(line: string): readonly SplitLine[] {
  const text = line.trim();
  const quoted = quotedColumns(text);
  const parts = quoted ?? partsOf(text);
  const [first = '', ...rest] = parts.map(unquoted).filter((part) => part !== '');
  const all: SplitLine[] = rest.length > 0 ? [...columns([first, ...rest])] : [...single(unquoted(text))];
  all.push({ title: unquoted(parts.join(' ')), weight: rest.length > 0 ? 0.95 : 1 });
  return all.filter(({ title }) => title !== '');
}

function partsOf(text: string): readonly string[] {
  for (const separator of separators) {
    const parts = text.split(separator).filter((part) => part.trim() !== '');
    if (parts.length > 1) return parts;
  }
  return [text];
}

/** Two or more parts: artist and title either way round, perhaps with an album, a number or a version among them. */
function* columns(parts: readonly string[]): Generator<SplitLine> {
  const [first = '', second = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 2) {
    yield { by: first, title: second, weight: 1 };
    yield { by: second, title: first, weight: 1 };
    if (versionsIn(second).length === 0) return;
    // 'Title by Artist - Live' and 'Title - Live'
    for (const { title, by, weight } of single(first)) {
      if (by !== undefined) yield { title, by, version: second, weight: weight * 0.98 };
    }
    yield { title: first, version: second, weight: 0.95 };
    return;
  }
  for (let at = 1; at < parts.length; at += 1) {
    const [left, right] = [parts.slice(0, at).join(' - '), parts.slice(at).join(' - ')];
    yield { by: left, title: right, weight: 1 };
    yield { by: right, title: left, weight: 1 };
  }
  // Another part lies between or behind them: an album, a version.
  const pairs = [
    [first, second, parts[2]],
    [second, first, parts[2]],
    [first, last, second],
    [last, first, second],
  ] as const;
  for (const [by, title, version = ''] of pairs) yield { by, title, version, weight: 0.98 };
}

/** One part: `title by artist`, or separated by a comma or a colon; each may as well be part of the title. */
function* single(text: string): Generator<SplitLine> {
  const by = text.toLowerCase().lastIndexOf(' by ');
  if (by > 0) {
    yield { title: unquoted(text.slice(0, by)), by: unquoted(text.slice(by + 4)), weight: 1 };
  }
  const quoted = /^["“”„«‘'](.+?)["“”»’'][,:]?\s+(\S.*)$/u.exec(text) ?? undefined;
  if (quoted !== undefined && by <= 0) {
    yield { title: unquoted(quoted[1] ?? ''), by: unquoted(quoted[2] ?? ''), weight: 1 };
  }
  const behind = /^(\S.*?)[,:]?\s+["“„«](.+)["”“»]$/u.exec(text) ?? undefined;
  if (behind !== undefined)
    yield { title: unquoted(behind[2] ?? ''), by: unquoted(behind[1] ?? ''), weight: 1 };
  for (const separator of [/\s*,\s*/u, /:\s+/u]) {
    const parts = text.split(separator).filter((part) => part !== '');
    if (parts.length < 2 || parts.length > mostCommas) continue;
    for (let at = 1; at < parts.length; at += 1) {
      const [left, right] = [parts.slice(0, at).join(', '), parts.slice(at).join(', ')].map(unquoted);
      yield { by: left ?? '', title: right ?? '', weight: 0.99 };
      yield { by: right ?? '', title: left ?? '', weight: 0.99 };
    }
    if (parts.length > 2) {
      const [first = '', second = ''] = parts.map(unquoted);
      yield { by: first, title: second, weight: 0.97 };
      yield { by: second, title: first, weight: 0.97 };
    }
  }
}

/** The columns of `"Artist, The","Title"`; a comma inside quotation marks parts nothing. */
function quotedColumns(text: string): readonly string[] | undefined {
  if (!/^".*"\s*[,;\t]|[,;\t]\s*".*"$/u.test(text)) return undefined;
  const parts = [...text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,;\t"]+))\s*(?:[,;\t]|$)/gu)].map(
    ([, inQuotes, plain]) => (inQuotes?.replaceAll('""', '"') ?? plain ?? '').trim(),
  );
  return parts.length > 1 ? parts : undefined;
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^["“”„«‘'](.+)["“”»’']$/u, '$1')
    .trim();
}

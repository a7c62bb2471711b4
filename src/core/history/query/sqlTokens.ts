/** A part of a statement; white space and comments are none. */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'parameter' | 'other';
  readonly text: string;
  /** Open brackets around it; negative after one too many was closed. */
  readonly depth: number;
  readonly start: number;
}

const patterns: readonly (readonly [RegExp, SqlToken['kind'] | 'nothing'])[] = [
  [/\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y, 'nothing'],
  [/'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$)/y, 'quoted'],
  [/\?\d*|[:@$#][\p{L}\p{N}_$:]*/uy, 'parameter'],
  [/[\p{L}_][\p{L}\p{N}_$]*/uy, 'word'],
  [/\d[\p{L}\p{N}_.]*|[\s\S]/uy, 'other'],
];

/** Splits SQL as SQLite reads it (https://www.sqlite.org/lang.html), as far as it takes to find its statements. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let depth = 0;
  for (let at = 0; at < sql.length;) {
    const start = at;
    for (const [pattern, kind] of patterns) {
      pattern.lastIndex = at;
      const [text] = pattern.exec(sql) ?? [];
      if (text === undefined) continue;
      if (text === ')') depth -= 1;
      if (kind !== 'nothing') tokens.push({ kind, text, depth, start });
      if (text === '(') depth += 1;
      at += text.length;
      break;
    }
    if (at === start) at += 1;
  }
  return tokens;
}

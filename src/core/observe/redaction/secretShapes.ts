import { redacted } from './secretNames.ts';

interface Shape {
  readonly pattern: RegExp;
  readonly replacement: string;
}

const parameters = 'code|[\\w-]{0,40}(?:token|secret|password|verifier|api_?key)';
const headers = 'authorization|proxy-authorization|cookie|set-cookie|x-api-key|mcp-session-id';

/**
 * What is a secret by its form, whatever surrounds it. Spotify's ids have 22 characters and its tokens more than 100,
 * so that a `BQ` or `AQ` at the beginning of an id means nothing.
 */
const shapes: readonly Shape[] = [
  {
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    replacement: redacted,
  },
  {
    pattern: new RegExp(`\\b(${headers})(["']?\\s*[:=]\\s*["']?)[^\\r\\n"']+`, 'gi'),
    replacement: `$1$2${redacted}`,
  },
  { pattern: /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, replacement: `$1 ${redacted}` },
  { pattern: new RegExp(`\\b(${parameters})=[^\\s&"'<>#\`]{4,}`, 'gi'), replacement: `$1=${redacted}` },
  {
    pattern: new RegExp(`"(${parameters})"(\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*("|$)`, 'gi'),
    replacement: `"$1"$2"${redacted}"`,
  },
  { pattern: /\b[AB]Q[\w-]{28,}/g, replacement: redacted },
  { pattern: /\beyJ[\w-]{5,2000}\.[\w-]{5,4000}\.[\w-]*/g, replacement: redacted },
  { pattern: /\/\/[^\s/:@]{1,200}:[^\s/@]{1,500}@/g, replacement: `//${redacted}@` },
];

/** A text without what looks like a secret. */
export function withoutSecretShapes(text: string): string {
  let clean = text;
  for (const { pattern, replacement } of shapes) clean = clean.replace(pattern, replacement);
  return clean;
}

import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What the page after the consent says. */
export interface PageText {
  readonly title: string;
  readonly sentences: readonly string[];
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1.5em;color:#14171c;background:#fff}' +
  'h1{font-size:1.4em}@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#14171c}}';
const styleHash = createHash('sha256').update(style).digest('base64');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

/** Answers with a page that needs nothing else, and returns when the browser has it or is gone. */
export async function sendPage(response: ServerResponse, status: number, text: PageText): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  response.writeHead(status, headers).end(html(text));
  await gone;
}

function html({ title, sentences }: PageText): string {
  const paragraphs = sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join('');
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>` +
    `<meta name="viewport" content="width=device-width"><style>${style}</style></head>` +
    `<body><h1>${escaped(title)}</h1>${paragraphs}</body></html>`
  );
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return text.replaceAll(/[&<>"]/g, (character) => `&${entities[character] ?? ''};`);
}

import { randomBytes } from 'node:crypto';
import { coverHosts } from './coverHosts.ts';

interface PanelAssets {
  /** Source of the content security policy under which the webview loads local files. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** Origins beside Spotify's hosts from which covers may come. */
  readonly images?: readonly string[];
  /** BCP 47; English unless said otherwise. */
  readonly language?: string;
  /** Said while the script loads; nothing unless said otherwise. */
  readonly loading?: string;
}

/** Hash of the empty text: the component library probes the browser with an empty style element. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The page of a webview: one script, let in by a nonce of its own, which those that it loads inherit, one style sheet, nothing inline. */
export function panelHtml({
  cspSource,
  script,
  style,
  images = [],
  language = 'en',
  loading = '',
}: PanelAssets): string {
  const nonce = randomBytes(24).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource} ${emptyStyle}`,
    `font-src ${cspSource}`,
    `img-src ${[cspSource, ...coverHosts, ...images].join(' ')}`,
    `script-src 'nonce-${nonce}'`,
    // These two do not fall back on default-src.
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${asText(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${asText(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Backbeat</title>
    <link rel="stylesheet" href="${asText(style)}">
  </head>
  <body>
    <div id="panel"><p class="state loading">${asText(loading)}</p></div>
    <script type="module" nonce="${nonce}" src="${asText(script)}"></script>
  </body>
</html>
`;
}

const asText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

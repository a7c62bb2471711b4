import { randomBytes } from 'node:crypto';

interface PanelAssets {
  /** Source of the content security policy under which the webview loads local files. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

/** Hash of the empty text: the component library probes the browser with an empty style element. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The page of the panel: one script, let in by a nonce of its own, one style sheet, nothing inline. */
export function panelHtml({ cspSource, script, style }: PanelAssets): string {
  const nonce = randomBytes(24).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource} ${emptyStyle}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Listening history</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <div id="panel"></div>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}

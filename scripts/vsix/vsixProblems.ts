export const maxVsixBytes = 3_000_000;

/** Everything that the package may hold; the first two are the archive's own. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^extension\/(readme\.md|changelog\.md|LICENSE\.txt|third-party-notices\.txt)$/i,
  /^extension\/dist\/[\w-]+\.(cjs|js|css|wasm)$/,
  /^extension\/dist\/panel\/[\w-]+\.js$/,
  /^extension\/dist\/apps\/[\w-]+\.html$/,
  /^extension\/dist\/l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^extension\/media\/[\w/-]+\.png$/,
  /^extension\/media\/icon-monochrome\.svg$/,
  /^extension\/media\/walkthrough\/\w+(\.nls\.[a-z-]+)?\.(md|svg|png)$/,
];
/** Without these the extension does not run. */
const needed = [
  'dist/extension.cjs',
  'dist/lazyRuntime.cjs',
  'dist/worker.cjs',
  'dist/cli.cjs',
  'dist/otlpTracer.cjs',
  'dist/webview.js',
  'dist/webview.css',
  'dist/sidebar.js',
  'dist/sidebar.css',
  'dist/sql-wasm.wasm',
  'THIRD-PARTY-NOTICES.txt',
  'media/icon.png',
  'media/icon-monochrome.svg',
  ...['player', 'taste-summary', 'heatmap', 'import'].map((name) => `dist/apps/${name}.html`),
  'package.nls.json',
  'package.nls.de.json',
  'dist/l10n/bundle.l10n.de.json',
  'media/walkthrough/clientId.md',
];

/** Why a package of this size and with these files must not be handed out, one sentence each. */
export function vsixProblems(bytes: number, paths: readonly string[]): readonly string[] {
  return [
    ...(bytes > maxVsixBytes ? [`It has ${bytes} bytes; ${maxVsixBytes} are allowed.`] : []),
    ...paths
      .filter((path) => !allowed.some((pattern) => pattern.test(path)))
      .map((path) => `${path} does not belong into it: see .vscodeignore.`),
    ...needed.filter((path) => !paths.includes(`extension/${path}`)).map((path) => `${path} is missing.`),
  ];
}

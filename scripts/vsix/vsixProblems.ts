export const maxVsixBytes = 3_000_000;

/** Everything that the package may hold; the first two are the archive's own. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/(readme\.md|changelog\.md|LICENSE\.txt)$/i,
  /^extension\/dist\/[\w-]+\.(cjs|js|css|wasm)$/,
  /^extension\/media\/[\w/-]+\.png$/,
  /^extension\/media\/walkthrough\/\w+\.(md|svg|png)$/,
];
/** Without these the extension does not run. */
const needed = [
  'dist/extension.cjs',
  'dist/lazyRuntime.cjs',
  'dist/worker.cjs',
  'dist/cli.cjs',
  'dist/webview.js',
  'dist/webview.css',
  'dist/sql-wasm.wasm',
  'media/icon.png',
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

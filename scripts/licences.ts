import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { chatPageBundles } from './chatPages.ts';

/**
 * Writes THIRD-PARTY-NOTICES.txt: the packages that the bundles really contain, with their licences. With `--check` it
 * says whether that file is as it should be. A licence that was never agreed to ends it.
 */
const target = 'THIRD-PARTY-NOTICES.txt';

/** Licences that allow everybody to use, change and pass on, and only ask for their text. */
const agreed: readonly string[] = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
  ...['CC0-1.0', 'CC-BY-4.0', 'Python-2.0', 'Zlib'],
];

const node: BuildOptions = {
  ...{ bundle: true, write: false, metafile: true, platform: 'node', format: 'esm', logLevel: 'error' },
  external: ['vscode', '@napi-rs/keyring'],
  outdir: 'licences',
  entryPoints: [
    ...['extension', 'cli', 'worker', 'queryWorker', 'coverWorker'].map((name) => `src/${name}.ts`),
    'src/vscode/lazyRuntime.ts',
  ],
};
const browser: BuildOptions = {
  ...{ bundle: true, write: false, metafile: true, platform: 'browser', format: 'esm', logLevel: 'error' },
  loader: { '.css': 'css', '.svg': 'text' },
  outdir: 'licences',
  splitting: true,
  entryPoints: ['webview/main.ts', 'webview/sidebar.ts'],
};

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The folder of the package that a file belongs to; `undefined` for our own. */
function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

async function bundledFolders(): Promise<readonly string[]> {
  const pages = chatPageBundles('licences', false).map((page): BuildOptions => ({
    ...page,
    plugins: (page.plugins ?? []).slice(0, 1),
    metafile: true,
    outdir: 'licences',
  }));
  // Its WebAssembly is copied beside the bundles.
  const folders = new Set(['node_modules/sql.js']);
  for (const options of [node, browser, ...pages]) {
    const { metafile } = await build(options);
    for (const { inputs } of Object.values(metafile?.outputs ?? {}))
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = bytesInOutput > 0 ? packageFolder(file) : undefined;
        if (folder !== undefined) folders.add(folder);
      }
  }
  return [...folders].sort();
}

async function readPackage(folder: string): Promise<Package> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return {
    name,
    version,
    licence: license ?? 'unknown',
    text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n'),
  };
}

/** Whether one of the licences that the package offers was agreed to. */
function isAgreed({ licence }: Package): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => agreed.includes(one)));
}

/** A list of the packages, then each text once, with those that it is the licence of. */
function notices(packages: readonly Package[]): string {
  const list = packages.map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
  const users = new Map<string, string[]>();
  for (const { name, version, licence, text } of packages) {
    const said = text === '' ? `There is no licence file; the manifest says ${licence}.` : text;
    users.set(said, [...(users.get(said) ?? []), `${name} ${version}`]);
  }
  const texts = [...users].map(([text, names]) => `${'-'.repeat(80)}\n${names.join(', ')}\n\n${text}`);
  return [
    'Third-party notices',
    'What the extension and the command line contain beside our own code. Made by `node scripts/licences.ts`.',
    list.join('\n'),
    ...texts,
    '',
  ].join('\n\n');
}

/** Each version of a package once, by name: what lies in several folders is the same. */
async function bundledPackages(): Promise<readonly Package[]> {
  const found = await Promise.all((await bundledFolders()).map(readPackage));
  const byName = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
}

const packages = await bundledPackages();
const unknown = packages.filter((one) => !isAgreed(one));
for (const { name, licence } of unknown)
  console.error(`${name} has a licence that was not agreed to: ${licence}`);
const text = notices(packages);
if (unknown.length > 0) process.exitCode = 1;
else if (!process.argv.includes('--check')) {
  await writeFile(target, text);
  console.log(`${target}: ${packages.length} packages`);
} else if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
  console.error(`${target} is not what the bundles contain. Run: node scripts/licences.ts`);
  process.exitCode = 1;
}

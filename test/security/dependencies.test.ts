import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const jsonOf = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8')) as unknown;

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
}

const { packages, lockfileVersion } = jsonOf('package-lock.json') as {
  readonly packages: Readonly<Record<string, Locked>>;
  readonly lockfileVersion: number;
};
/** Without the first entry, which is the project itself. */
const locked = Object.entries(packages).filter(([folder]) => folder !== '');
const manifest = jsonOf('package.json') as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bundledDependencies?: unknown;
};
const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
const bundled = new Set([...notices.matchAll(/^(\S+ \d\S*): /gm)].map(([, one = '']) => one));
const nameOf = (folder: string): string =>
  folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
const isShipped = ([folder, one]: (typeof locked)[number]): boolean =>
  one.dev !== true || bundled.has(`${nameOf(folder)} ${one.version ?? ''}`);

describe('the lockfile', () => {
  it('is one that knows what is handed out, and all of that is in it', () => {
    expect(lockfileVersion).toBeGreaterThanOrEqual(3);
    expect(bundled.size).toBeGreaterThan(20);
    const known = new Set(locked.map(([folder, { version }]) => `${nameOf(folder)} ${version ?? ''}`));
    expect([...bundled].filter((one) => !known.has(one))).toEqual([]);
  });

  it('has a hash of every package, so that none can be replaced', () => {
    // A binding to another system that the registry did not offer when the lockfile was made has none. It is for
    // development only, and is not installed anywhere but there.
    const isElsewhere = ({ dev, optional, os }: Locked): boolean =>
      dev === true && optional === true && os !== undefined;
    const unhashed = locked.filter((entry) => {
      const [, one] = entry;
      return !/^sha(512|384)-/.test(one.integrity ?? '') && (isShipped(entry) || !isElsewhere(one));
    });
    expect(unhashed.map(([folder]) => folder)).toEqual([]);
  });

  it('fetches nothing without encryption, from a folder or from a repository', () => {
    const others = locked.filter(([, { resolved, link }]) =>
      resolved === undefined ? link === true : !resolved.startsWith('https://'),
    );
    expect(others.map(([folder]) => folder)).toEqual([]);
  });

  it('has no package with an install script among those that are handed out', () => {
    const withScript = locked.filter((entry) => isShipped(entry) && entry[1].hasInstallScript === true);
    expect(withScript.map(([folder]) => folder)).toEqual([]);
  });
});

describe('the product', () => {
  it('has no script that an installation would run', () => {
    const own = [
      'preinstall',
      'install',
      'postinstall',
      'prepare',
      'prepublish',
      'prepack',
      'vscode:uninstall',
    ];
    expect(own.filter((name) => name in manifest.scripts)).toEqual([]);
  });

  it(
    'starts other programs to open the browser and to tell one boot of the machine from another, for nothing else',
    { timeout: 120_000 },
    async () => {
      const { metafile } = await build({
        absWorkingDir: root,
        entryPoints: [
          ...['cli', 'worker', 'queryWorker', 'coverWorker', 'extension'].map((name) => `src/${name}.ts`),
          'src/vscode/lazyRuntime.ts',
        ],
        ...{ outdir: 'unwritten', write: false, bundle: true, metafile: true, logLevel: 'error' },
        ...{ platform: 'node', format: 'esm', external: ['vscode', '@napi-rs/keyring'] },
      });
      const starters = Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
        imports.some(({ path }) => /^(node:)?(child_process|cluster)$/.test(path)) ? [file] : [],
      );
      const packagesOf = starters.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file);
      expect([...new Set(packagesOf)].sort()).toEqual(
        [
          // Reads the id of the machine where somebody asks for that detector; nobody does.
          '@opentelemetry/resources',
          // Programs of several files; ours are in one.
          'commander',
          // Metrics of several processes.
          'prom-client',
          // macOS and Windows tell it by a program of theirs, with fixed arguments.
          'src/node/host/machine.ts',
          ...['open', 'default-browser', 'default-browser-id', 'run-applescript'],
          ...['powershell-utils', 'wsl-utils'],
        ].sort(),
      );
    },
  );
});

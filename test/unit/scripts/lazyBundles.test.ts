import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { lazyBundles } from '../../../scripts/lazyBundles.ts';

const root = join(import.meta.dirname, '../../..');

/** What a bundle is made of, and the bundles beside it that it loads when it needs them. */
async function contentsOf(entry: string) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: 'bundle.cjs',
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' },
    ...{ write: false, metafile: true },
    external: ['vscode', '@napi-rs/keyring'],
    plugins: [lazyBundles],
  });
  const late = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.flatMap(({ path }) => (path.startsWith('./') ? path : [])),
  );
  return { files: Object.keys(metafile.inputs), late };
}

describe.each(['src/extension.ts', 'src/vscode/lazyRuntime.ts'])('the bundle of %s', (entry) => {
  it('holds nothing that measures for Prometheus or records traces', async () => {
    const { files, late } = await contentsOf(entry);
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => /@opentelemetry|prom-client/.test(file))).toEqual([]);
    expect(late).toEqual([entry.includes('lazy') ? './otlpTracer.cjs' : './lazyRuntime.cjs']);
  });
});

it('what is loaded at activation knows no schema of an event or a request', async () => {
  const { files } = await contentsOf('src/extension.ts');
  const schemas = ['events', 'requests', 'messages'].map((name) => `src/protocol/${name}.ts`);
  expect(files.filter((file) => schemas.includes(file))).toEqual([]);
});

it('the command line loads what records traces from beside it', async () => {
  const { files, late } = await contentsOf('src/cli.ts');
  // prom-client has the API of OpenTelemetry with it; what sends spans is another thing.
  expect(files.filter((file) => /@opentelemetry\/(?!api\/)/.test(file))).toEqual([]);
  expect(late).toEqual(['./otlpTracer.cjs']);
});

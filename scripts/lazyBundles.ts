import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * `import('./x.ts')` of these stays a call at run time, to a bundle of its own that lies beside: what is heavy and
 * needed late, and what hardly anybody needs.
 */
export const lazyBundles: Plugin = {
  name: 'lazy bundles',
  setup(bundler) {
    bundler.onResolve({ filter: /\/(lazyRuntime|otlpTracer)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.cjs`, external: true } : undefined,
    );
  },
};

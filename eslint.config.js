import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const nodeBuiltins = {
  regex:
    '^(node:.*|assert|buffer|child_process|crypto|events|fs|fs/promises|http|https|net|os|path|perf_hooks|process|readline|stream|timers|tls|url|util|v8|vm|worker_threads|zlib)$',
};

/** One layer: what its files may not import, and where to go instead. */
function layer(files, patterns) {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

const noVscode = {
  regex: '^vscode$',
  message: 'Only src/vscode and src/extension.ts know VS Code: add a port in src/core/ports.ts and implement it there.',
};
const plain = {
  ...nodeBuiltins,
  message: 'This layer is plain TypeScript: add a port in src/core/ports.ts and implement it in src/node.',
};

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'test-results/', 'bench-results/', 'test/vscode/harness/driver/']),
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export; no default exports.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
        { selector: 'TSEnumDeclaration', message: 'Use an `as const` object.' },
      ],
      eqeqeq: 'error',
    },
  },
  layer(
    ['src/protocol/**'],
    [
      noVscode,
      plain,
      { regex: '/(core|node|vscode)/', message: 'src/protocol is the lowest layer: move the shared type down to it.' },
    ],
  ),
  layer(
    ['src/core/**'],
    [
      noVscode,
      plain,
      { regex: '^\\.\\.?/.*(node|vscode)/', message: 'src/core does not know its adapters: take the thing through Ports.' },
    ],
  ),
  {
    files: ['src/core/**', 'src/protocol/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'require', 'window', 'document', 'setTimeout', 'setInterval', 'fetch', 'console'].map(
          (name) => ({ name, message: 'The core reaches the outside through Ports (src/core/ports.ts).' }),
        ),
      ],
    },
  },
  layer(
    ['src/node/**'],
    [noVscode, { regex: '/vscode/', message: 'src/node serves the CLI too: let src/vscode pass the thing in.' }],
  ),
  {
    files: ['src/node/**', 'src/vscode/**', 'src/extension.ts', 'src/worker.ts'],
    rules: { 'no-console': 'error' },
  },
  layer(
    ['webview/**'],
    [
      noVscode,
      plain,
      { regex: '/src/(core|node|vscode)/', message: 'The webview shares src/protocol only: ask by a request instead.' },
    ],
  ),
  {
    files: ['**/*.js', 'scripts/**', 'bench/**', 'test/**', '*.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['*.config.js', '*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);

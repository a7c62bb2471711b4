import { builtinModules } from 'node:module';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export; no default exports.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
  { selector: 'TSEnumDeclaration', message: 'Use an `as const` object.' },
];

/** One layer: what its files may not import, and where to go instead. `syntax` is what else they may not write. */
function layer(files, imports, syntax = []) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: imports }],
      'no-restricted-syntax': ['error', ...everywhere, ...syntax],
    },
  };
}

const noVscode = {
  regex: '^vscode$',
  message:
    'Only src/vscode and src/extension.ts know VS Code: add a port in src/core/ports.ts and implement it there.',
};
const noVscodeFolder = {
  regex: '/vscode/',
  message: 'src/node serves the CLI too: let src/vscode pass the thing in.',
};
const plain = {
  regex: `^(node:.*|(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})(/.*)?)$`,
  message: 'This layer is plain TypeScript: add a port in src/core/ports.ts and implement it in src/node.',
};
/** The packages of a plain layer: each runs without Node and without a page. */
const onlyPackages = (...names) => ({
  regex: `^(?!\\.|node:|vscode$|(${names.join('|')})(/|$))`,
  message:
    'This layer runs anywhere: take the package through Ports or, if it needs no Node, add it to the list here.',
});
const noEntries = {
  regex: '^(\\./|(\\.\\./)+)(src/)?(extension|cli|worker|coverWorker|queryWorker)\\.ts$',
  message: 'Entry files wire the parts and nobody imports them: move what you need into a file of its own.',
};
const productOnly = {
  regex: '^(\\.\\./)+(webview|test|scripts|bench)/',
  message: 'The product does not import its page, its tests or its tools: move what both need into src.',
};
/** `import()` is unseen by the rule on imports. */
const noDynamicImport = {
  selector: 'ImportExpression',
  message:
    'This layer imports statically: what is loaded late is loaded by src/node or src/vscode, or by webview/pages/pages.ts and webview/answers.',
};

const pageImports = [
  noVscode,
  plain,
  {
    regex: '^(\\.\\./)+(?!src/protocol/)(src|test|scripts|bench)/',
    message: 'The webview shares src/protocol only: ask by a request instead.',
  },
];
const noToolkit = {
  regex: '^@vscode/webview-ui-toolkit',
  message: 'The toolkit is no longer maintained: only webview/ui/toolkit.ts knows it.',
};

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', 'test-results/', 'bench-results/', 'test/vscode/harness/*/']),
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...everywhere],
      eqeqeq: 'error',
    },
  },
  layer(
    ['src/protocol/**'],
    [
      noVscode,
      plain,
      onlyPackages('zod'),
      noEntries,
      productOnly,
      {
        regex: '/(core|node|vscode)/',
        message: 'src/protocol is the lowest layer: move the shared type down to it.',
      },
    ],
    [noDynamicImport],
  ),
  layer(
    ['src/core/**'],
    [
      noVscode,
      plain,
      onlyPackages(
        'zod',
        'sql\\.js',
        'jszip',
        '@noble/hashes',
        'lru-cache',
        'p-queue',
        'cockatiel',
        '@modelcontextprotocol/server(?!/stdio)',
      ),
      noEntries,
      productOnly,
      {
        regex: '^\\..*/(node|vscode)/',
        message: 'src/core does not know its adapters: take the thing through Ports.',
      },
    ],
    [noDynamicImport],
  ),
  {
    files: ['src/core/**', 'src/protocol/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          ...['process', 'Buffer', 'require', 'module', '__dirname', '__filename', 'globalThis', 'global'],
          ...['window', 'document', 'self', 'navigator', 'localStorage', 'performance', 'crypto'],
          ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
          ...['fetch', 'XMLHttpRequest', 'WebSocket', 'console'],
        ].map((name) => ({
          name,
          message: 'The core reaches the outside through Ports (src/core/ports.ts).',
        })),
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Date',
          property: 'now',
          message: 'The core takes the time from the clock (src/core/ports.ts).',
        },
      ],
    },
  },
  layer(
    ['src/node/**'],
    [noVscode, noEntries, productOnly, noVscodeFolder],
    [{ selector: 'ImportExpression > Literal[value=/(^|\\u002f)vscode/]', message: noVscodeFolder.message }],
  ),
  layer(
    ['src/cli.ts', 'src/worker.ts', 'src/coverWorker.ts', 'src/queryWorker.ts'],
    [noVscode, productOnly, noVscodeFolder],
  ),
  layer(
    ['src/vscode/**'],
    [
      noEntries,
      productOnly,
      {
        regex: '/node/cli/',
        message: 'src/node/cli is for the terminal: move what both need up into src/node.',
      },
    ],
  ),
  {
    files: [
      'src/node/**',
      'src/vscode/**',
      'src/extension.ts',
      'src/worker.ts',
      'src/coverWorker.ts',
      'src/queryWorker.ts',
    ],
    rules: { 'no-console': 'error' },
  },
  layer(['webview/**'], [...pageImports, noToolkit], [noDynamicImport]),
  layer(['webview/ui/toolkit.ts'], pageImports, [noDynamicImport]),
  // What the page does not need at once: loaded when it is shown or asked for.
  layer(['webview/pages/pages.ts', 'webview/answers/*.ts'], [...pageImports, noToolkit]),
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

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../../scripts/generated/generatedFiles.ts';
import { commands, mcpProviderId } from '../../src/protocol/ids.ts';
import { settings } from '../../src/protocol/settings.ts';

const root = dirname(dirname(import.meta.dirname));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const manifest = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly default: unknown; readonly description: string }>
      >;
    };
    readonly mcpServerDefinitionProviders: readonly { readonly id: string }[];
  };
};

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** Paths of the project in backticks; a part such as `<tool>` stands for any name. */
const quotedPaths = (page: string): readonly string[] =>
  matches(page, /`([^`\s]+)`/g).filter((text) =>
    /^(src|webview|test|scripts|bench|docs|media|\.ci|\.vscode)\/|^(package\.json|[\w.]+\.(config\.[jt]s|md))$/.test(
      text,
    ),
  );

/** Where links and pictures point to inside the project. */
const linkedPaths = (page: string): readonly string[] =>
  matches(page, /\]\(([^)\s#]+)[^)]*\)/g).filter((target) => !/^[a-z]+:/.test(target));

function exists(path: string): boolean {
  const [known = ''] = path.split(/[<*…]/);
  return existsSync(join(root, known === path ? path : dirname(`${known}x`)));
}

describe.each(pages)('%s', (path) => {
  const page = read(path);

  it('names only paths that exist', () => {
    expect(quotedPaths(page).filter((quoted) => !exists(quoted))).toEqual([]);
  });

  it('links only to files that exist', () => {
    expect(linkedPaths(page).filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const named = matches(page, /npm run ([\w:-]+)/g);
    expect(named.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([]);
  });
});

describe('what is generated', () => {
  it('is fresh: if not, run "npm run generate"', async () => {
    const stale = (await generatedFiles(root)).filter((file) => file.stale);
    expect(stale.map(({ path }) => path)).toEqual([]);
  });
});

describe('the manifest', () => {
  const { contributes } = manifest;
  const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
  const inEnglish = (key: string): string | undefined => texts[key.slice(1, -1)];

  it('contributes the commands of the code, and no other', () => {
    expect(
      contributes.commands.map(({ command, title }) => ({ id: command, title: inEnglish(title) })),
    ).toEqual(Object.values(commands));
  });

  it('contributes the settings of the schema, and no other', () => {
    const contributed = Object.entries(contributes.configuration.properties);
    expect(
      contributed.map(([key, { default: value, description }]) => ({
        key,
        value,
        description: inEnglish(description),
      })),
    ).toEqual(
      Object.entries(settings).map(([key, { schema, description }]) => ({
        key: `backbeat.${key}`,
        value: schema.parse(undefined),
        description,
      })),
    );
  });

  it('contributes the MCP provider that the code registers', () => {
    expect(contributes.mcpServerDefinitionProviders.map(({ id }) => id)).toEqual([mcpProviderId]);
  });
});

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type {
  ParityGroup,
  ParityRow,
  ParitySection,
  Way,
} from '../../../scripts/generated/parity/parityRow.ts';
import { paritySections } from '../../../scripts/generated/parity/paritySections.ts';
import { parityPage } from '../../../scripts/generated/parityPage.ts';
import { prompts } from '../../../src/core/mcp/prompts/index.ts';
import { resources } from '../../../src/core/mcp/resources/resources.ts';
import { templates } from '../../../src/core/mcp/resources/templates.ts';
import { tools } from '../../../src/core/mcp/tools/index.ts';
import { addAccountCommands } from '../../../src/node/cli/accountCommands.ts';
import { addDoctorCommand } from '../../../src/node/cli/doctorCommand.ts';
import { addHistoryFileCommands } from '../../../src/node/cli/historyFileCommands.ts';
import { addSyncCommand } from '../../../src/node/cli/syncCommand.ts';
import { addHistoryCommands } from '../../../src/node/cli/historyCommands.ts';
import { addImportCommand } from '../../../src/node/cli/importCommand.ts';
import { addPlayerCommands } from '../../../src/node/cli/playerCommands.ts';
import { addServerCommands } from '../../../src/node/cli/serverCommands.ts';
import { commands } from '../../../src/protocol/ids.ts';
import { settings } from '../../../src/protocol/settings.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));
const sections = Object.entries<ParitySection>(paritySections);
const rowsOf = (groups: readonly ParityGroup[]): readonly ParityRow[] => groups.flatMap(({ rows }) => rows);
const rows = sections.flatMap(([, { groups }]) => rowsOf(groups));
const referencesOf = (some: readonly ParityRow[]): readonly string[] =>
  some.flatMap(({ reference }) => reference);

/** Everything that a row names, whatever it names it for. */
const waysOf = ({ does, gone }: ParityRow): readonly Way[] => [
  ...(does ?? []),
  ...(gone?.ways ?? []),
  ...(gone?.extended ?? []),
];
const ways = rows.flatMap(waysOf);

/** What a row says in words. */
const wordsOf = (row: ParityRow): readonly string[] =>
  row.does !== undefined
    ? [
        ...(row.note === undefined ? [] : [row.note]),
        ...row.does.flatMap((way) => ('rule' in way ? way.rule : [])),
      ]
    : [row.notOffered ?? row.gone?.instead ?? ''];

const program = new Command();
for (const add of [
  addImportCommand,
  addServerCommands,
  addAccountCommands,
  addPlayerCommands,
  addHistoryCommands,
  addSyncCommand,
  addHistoryFileCommands,
  addDoctorCommand,
]) {
  add(program, '0.0.0');
}

/** What is wrong with a name; the empty list where it is there. */
function problemsOf(way: Way): readonly string[] {
  if ('tool' in way) {
    const tool = tools.find(({ name }) => name === way.tool);
    if (tool === undefined) return [`${way.tool} is no tool`];
    const { error } = tool.input.safeParse(way.args ?? {});
    return error === undefined ? [] : [`${way.tool}: ${error.message}`];
  }
  if ('prompt' in way) {
    const known = prompts.find(({ name }) => name === way.prompt);
    if (known === undefined) return [`${way.prompt} is no prompt`];
    return (way.args ?? []).filter((name) => !Object.hasOwn(known.args, name));
  }
  if ('resource' in way) {
    const known = [...resources.map(({ uri }) => uri), ...templates.map(({ template }) => template)];
    return known.includes(way.resource) ? [] : [`${way.resource} is no resource`];
  }
  if ('command' in way) return Object.hasOwn(commands, way.command) ? [] : [`${way.command} is no command`];
  if ('setting' in way) return Object.hasOwn(settings, way.setting) ? [] : [`${way.setting} is no setting`];
  if ('cli' in way) {
    const command = program.commands.find((one) => one.name() === way.cli);
    if (command === undefined) return [`backbeat ${way.cli} is no command`];
    const known = command.options.map(({ long }) => long);
    return (way.options ?? []).filter((option) => !known.includes(option));
  }
  return existsSync(join(root, way.test)) ? [] : [`there is no ${way.test}`];
}

describe('the reference tools', () => {
  const { groups } = paritySections.reference;

  it('are 75, each once', () => {
    const names = referencesOf(rowsOf(groups));
    expect(names).toHaveLength(75);
    expect(new Set(names).size).toBe(75);
  });

  it('are as many of each kind as the reference lists', () => {
    expect(Object.fromEntries(groups.map(({ title, rows: some }) => [title, some.length]))).toEqual({
      Playback: 12,
      Queue: 2,
      Search: 1,
      'Saved tracks': 4,
      Albums: 8,
      Artists: 4,
      'Tracks and markets': 3,
      Categories: 2,
      Episodes: 6,
      Shows: 7,
      Playlists: 12,
      User: 8,
      'Several steps in one': 6,
    });
  });

  it('are here, or were taken away by Spotify: none is left out', () => {
    expect(rowsOf(groups).filter(({ notOffered }) => notOffered !== undefined)).toEqual([]);
  });
});

describe('the other sections', () => {
  it.each<[keyof typeof paritySections, Readonly<Record<string, number>>]>([
    ['dropped', { Dropped: 9, 'Added by its newest version': 6 }],
    ['promptsAndResources', { Prompts: 8, Resources: 8, 'Resources that its newest version adds': 9 }],
    [
      'minimal',
      { Tools: 3, 'What the nearest public server adds (iceener/spotify-streamable-mcp-server)': 4 },
    ],
    ['history', { Tools: 11, 'What else it has': 3 }],
    [
      'beyond',
      {
        Playback: 11,
        Queue: 3,
        Search: 5,
        Catalogue: 13,
        Library: 4,
        Podcasts: 2,
        'Playlists: their items': 7,
        'Playlists: several together, and their order': 10,
        'Playlists: kept and moved': 6,
        'Playlists: made by themselves': 7,
        History: 17,
        Memory: 3,
        Safety: 7,
        'The craft of MCP': 12,
        Operation: 13,
      },
    ],
  ])('%s has its rows', (name, counts) => {
    const { groups }: ParitySection = paritySections[name];
    expect(Object.fromEntries(groups.map(({ title, rows: some }) => [title, some.length]))).toEqual(counts);
  });

  it('serve every prompt and every fixed address of the reference', () => {
    const { groups } = paritySections.promptsAndResources;
    const served = rowsOf(groups.slice(0, 2)).map((row) => [
      row.reference,
      row.does?.map((way) => ('prompt' in way ? way.prompt : 'resource' in way ? way.resource : '')),
    ]);
    for (const [reference, does] of served) expect(does).toEqual(reference);
  });
});

describe.each(sections)('every row of %s', (_name, { groups }) => {
  const some = rowsOf(groups);

  it('says one thing: what does it, since when it is gone, or why it is not offered', () => {
    const said = some.map(({ does, gone, notOffered }) => [does, gone, notOffered]);
    expect(said.map((three) => three.filter((one) => one !== undefined).length)).toEqual(some.map(() => 1));
  });

  it('names only what there is, by calls that the tools accept', () => {
    expect(some.flatMap(waysOf).flatMap(problemsOf)).toEqual([]);
  });

  it('dates what is gone, and says what is next to it', () => {
    for (const { gone } of some) {
      if (gone === undefined) continue;
      expect(['2024-11-27', '2026-02-11']).toContain(gone.since);
      expect(gone.instead).not.toBe('');
    }
  });

  it('says where apps with extended quota find what is gone, and there alone', () => {
    for (const { gone } of some) {
      for (const way of gone?.extended ?? []) expect(toolsetOf(way)).toBe('extended');
    }
    const others = some.flatMap(({ does, gone }) => [...(does ?? []), ...(gone?.ways ?? [])]);
    expect(others.filter((way) => toolsetOf(way) === 'extended')).toEqual([]);
  });

  it('tells in words only of tools that there are', () => {
    const named = some
      .flatMap(wordsOf)
      .flatMap((text) => [...text.matchAll(/\b(?:spotify|history|ops)_[a-z_]+/g)]);
    const known = [...tools.map(({ name }) => name), ...createPlaylistArguments];
    expect(named.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('ends without a full stop: its words are parts of a sentence', () => {
    expect(some.flatMap(wordsOf).filter((text) => text.endsWith('.') || text.trim() === '')).toEqual([]);
  });
});

/** These begin as the tools of the history do. */
const createPlaylistArguments = ['history_days', 'history_from', 'history_to', 'history_by'];

function toolsetOf(way: Way): string | undefined {
  return 'tool' in way ? tools.find(({ name }) => name === way.tool)?.toolset : undefined;
}

describe('what is ours', () => {
  const named = new Set(
    ways.flatMap((way) => ('tool' in way ? [way.tool] : 'prompt' in way ? [way.prompt] : [])),
  );

  it.each(tools.map(({ name }) => name))('%s stands in a row', (name) => {
    expect(named.has(name)).toBe(true);
  });

  it('stands there with its prompts and resources', () => {
    expect(prompts.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
    const addresses = ways.flatMap((way) => ('resource' in way ? [way.resource] : []));
    const known = [...resources.map(({ uri }) => uri), ...templates.map(({ template }) => template)];
    expect(known.filter((address) => !addresses.includes(address))).toEqual([]);
  });
});

describe('the page', () => {
  it('has a line for every row', () => {
    const lines = parityPage().split('\n');
    for (const { capability } of rows) {
      expect(
        lines.some((line) => line.startsWith(`| ${capability} |`)),
        capability,
      ).toBe(true);
    }
  });

  it('counts what is here, gone and not offered', () => {
    const { length } = rows.filter(({ gone }) => gone !== undefined);
    const counted = [...parityPage().matchAll(/\| \*\*Gone\*\* since |\| [^|]+ \| \*\*Gone\*\*/g)];
    expect(counted).toHaveLength(length);
  });
});

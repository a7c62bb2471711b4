import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tools } from '../../../src/core/mcp/tools/index.ts';
import { resources } from '../../../src/core/mcp/resources/resources.ts';
import { published } from '../../../src/core/mcp/publishedSchema.ts';
import { selectTools } from '../../../src/core/mcp/selectTools.ts';
import type { AnyTool } from '../../../src/core/mcp/defineTool.ts';
import { defaultToolsets, toolsets, type Toolset } from '../../../src/protocol/settings.ts';

const folder = new URL('../../../src/core/mcp/tools/', import.meta.url);
const camel = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const filesOf = (toolset: string): string[] => readdirSync(new URL(`${toolset}/`, folder)).sort();

/** Which service or store a tool's name begins with. */
const prefixes: Readonly<Record<Toolset, string>> = {
  player: 'spotify',
  search: 'spotify',
  playlists: 'spotify',
  library: 'spotify',
  profile: 'spotify',
  history: 'history',
  insights: 'history',
  playlist_power: 'spotify',
  composite: 'spotify',
  extended: 'spotify',
  ops: 'ops',
};

/** Characters of a tool's definition as `tools/list` sends it; four of them are about one token. */
function definitionLength(tool: AnyTool): number {
  const { name, title, description, annotations } = tool;
  const target = { target: 'draft-2020-12' } as const;
  const inputSchema = published(tool.input, 'input')['~standard'].jsonSchema.input(target);
  const outputSchema = published(tool.output, 'output')['~standard'].jsonSchema.output(target);
  return JSON.stringify({ name, title, description, inputSchema, annotations, outputSchema }).length;
}
const tokens = (characters: number): number => Math.ceil(characters / 4);

/** Every schema inside a JSON schema. */
function* schemasIn(node: unknown): Generator<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Record<string, unknown>;
  for (const child of Object.values(node)) yield* schemasIn(child);
}

describe('the list of tools', () => {
  it('holds every file of the tool folders, and nothing else', () => {
    const expected = toolsets.flatMap(filesOf);
    expect([...tools.map(({ name }) => `${camel(name)}.ts`)].sort()).toEqual([...expected].sort());
  });

  it('has names that differ, in a fixed order', () => {
    expect(tools.map(({ name }) => name)).toMatchInlineSnapshot(`
      [
        "spotify_status",
        "spotify_control",
        "spotify_play",
        "spotify_search",
        "spotify_get_items",
        "spotify_resolve_tracks",
        "spotify_list_playlists",
        "spotify_get_playlist",
        "spotify_create_playlist",
        "spotify_update_playlist",
        "spotify_add_playlist_items",
        "spotify_remove_playlist_items",
        "spotify_reorder_playlist_items",
        "spotify_replace_playlist_items",
        "spotify_list_library",
        "spotify_check_library",
        "spotify_save_to_library",
        "spotify_remove_from_library",
        "spotify_get_profile",
        "spotify_get_top",
        "spotify_recently_played",
        "history_taste_summary",
        "history_top_artists",
        "history_top_tracks",
        "history_top_albums",
        "history_listening_heatmap",
        "history_repeat_rate",
        "history_coverage",
        "history_compare_periods",
        "history_search_plays",
        "history_timeline",
        "history_streaks",
        "history_sessions",
        "history_discoveries",
        "history_forgotten_favourites",
        "history_on_this_day",
        "history_year_in_review",
        "history_skips",
        "history_item_profile",
        "history_similar_artists",
        "history_concentration",
        "history_query",
        "spotify_summarize_playlist",
        "spotify_find_playlist_duplicates",
        "spotify_compare_playlists",
        "spotify_merge_playlists",
        "spotify_split_playlist",
        "spotify_copy_playlist",
        "spotify_sort_playlist",
        "spotify_clear_playlist",
        "spotify_export_playlist",
        "spotify_import_playlist",
        "spotify_snapshot_playlist",
        "spotify_list_playlist_snapshots",
        "spotify_restore_playlist",
        "spotify_delete_playlist_snapshot",
        "spotify_get_playlist_cover",
        "spotify_set_playlist_cover",
        "spotify_artist_profile",
        "spotify_listening_summary",
        "spotify_radio",
        "spotify_get_recommendations",
        "spotify_get_related_artists",
        "spotify_get_audio_features",
        "spotify_get_artist_top_tracks",
        "spotify_get_several_items",
        "spotify_browse",
        "spotify_get_user",
        "ops_sync_status",
        "ops_sync_now",
        "ops_pause_collection",
        "ops_resume_collection",
        "ops_latest_job_runs",
        "ops_latest_import_jobs",
        "ops_import_export",
        "ops_export_history",
        "ops_delete_history",
        "ops_logs",
        "ops_doctor",
        "ops_list_undo",
        "ops_undo",
      ]
    `);
  });
});

describe('the default toolsets', () => {
  const listed = selectTools(tools, { toolsets: defaultToolsets, readOnly: false });

  it('hold at most 32 tools', () => {
    expect(listed.length).toBeLessThanOrEqual(32);
  });

  it('cost at most 14,000 tokens', () => {
    const sum = listed.reduce((characters, tool) => characters + definitionLength(tool), 0);
    expect(tokens(sum)).toBeLessThanOrEqual(14_000);
  });
});

/** Arguments, and names of resources, that begin like tools. */
const notTools = [
  ...tools.flatMap(({ input }) => Object.keys(input.shape)),
  ...resources.map(({ name }) => name),
  // A column of exports.
  'spotify_track_uri',
];

describe('what answers and errors tell an agent to call', () => {
  const core = new URL('../../../src/core/', import.meta.url);
  const files = ['spotify/', 'mcp/'].flatMap((part) =>
    readdirSync(new URL(part, core), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => new URL(part + file.replaceAll('\\', '/'), core)),
  );

  it('is a tool that there is', () => {
    const names = new Set([...tools.map(({ name }) => name), ...notTools]);
    const named = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\b(?:spotify|history|ops)_[a-z_]+\b/g)].map(([name]) => name),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !names.has(name))).toEqual([]);
  });
});

/** The player moves on, and files, the history and its collection are the machine's: there is nothing to plan. */
const notAtSpotify = new Set([
  'spotify_control',
  'spotify_play',
  'spotify_export_playlist',
  'ops_import_export',
  'ops_export_history',
  'ops_sync_now',
  'ops_pause_collection',
  'ops_resume_collection',
]);

describe.each(tools.map((tool) => ({ name: tool.name, tool })))('$name', ({ name, tool }) => {
  const { title, description, annotations, toolset } = tool;

  it('has a snake_case name with the prefix of its toolset, short enough for every client', () => {
    expect(name).toMatch(new RegExp(`^${prefixes[toolset]}_[a-z_]+$`));
    expect(name.length).toBeLessThanOrEqual(46);
    expect(filesOf(toolset)).toContain(`${camel(name)}.ts`);
  });

  it('says what it is and when to use it', () => {
    expect(title).toMatch(/^[A-Z][\w ]+$/);
    expect(description.length).toBeGreaterThan(60);
    expect(description.length).toBeLessThan(400);
    expect(description).toMatch(/\bUse it\b/);
  });

  it('sets all four hints and does not contradict itself', () => {
    expect(Object.keys(annotations).sort()).toEqual([
      'destructiveHint',
      'idempotentHint',
      'openWorldHint',
      'readOnlyHint',
    ]);
    expect(annotations.readOnlyHint && annotations.destructiveHint).toBe(false);
  });

  it('asks before it takes something away, and only then', () => {
    expect(tool.asksFirst === true).toBe(annotations.destructiveHint);
    expect('confirm' in tool.input.shape).toBe(annotations.destructiveHint);
    if (annotations.destructiveHint) expect(tool.output.shape).toHaveProperty('outcome');
  });

  it("has a dry run if it changes what is the user's at Spotify", () => {
    const isWrite = !annotations.readOnlyHint && !notAtSpotify.has(name);
    expect('dry_run' in tool.input.shape).toBe(isWrite);
  });

  it('costs at most 1,000 tokens', () => {
    expect(tokens(definitionLength(tool))).toBeLessThanOrEqual(1_000);
  });

  it('takes strict arguments, each described, without unions', () => {
    const schema = z.toJSONSchema(tool.input, { io: 'input' });
    expect(schema.additionalProperties).toBe(false);
    for (const [argument, property] of Object.entries(schema.properties ?? {})) {
      expect(property, argument).toHaveProperty('description');
    }
    for (const part of schemasIn(schema)) {
      expect(Object.keys(part)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(anyOf|oneOf|\$ref)$/)]),
      );
    }
  });

  it('answers with a closed object, without unions', () => {
    const schema = z.toJSONSchema(tool.output, { io: 'output' });
    expect(schema.type).toBe('object');
    for (const part of schemasIn(schema)) {
      if (part['type'] === 'object') expect(part['additionalProperties']).toBe(false);
      expect(Array.isArray(part['type'])).toBe(false);
      expect(Object.keys(part)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(anyOf|oneOf|\$ref)$/)]),
      );
    }
  });
});

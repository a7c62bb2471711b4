import type { ComparePeriodsResult } from '../../../../src/protocol/history/comparePeriods.ts';
import type { TopAlbum, TopArtist, TopTrack } from '../../../../src/protocol/history/topLists.ts';
import { rankingChart, type RankedRow } from '../../../charts/rankingChart.ts';
import { plural, t } from '../../../l10n.ts';
import { percentWords } from '../../../ui/words.ts';
import type { PartSpec } from '../part.ts';
import type { Round } from '../round.ts';
import { showOnly, showOnlyWords, type PartTools } from './partTools.ts';

interface Answer<Row> {
  readonly rows: readonly Row[];
  /** The first hundred of the period before; `undefined` where there is none. */
  readonly before: readonly Row[] | undefined;
  readonly total: number;
  readonly play_rule: string;
  readonly note?: string | undefined;
}
type Params = Round['params'] & { readonly by: 'plays' | 'time'; readonly limit: number };

const shown = 10;
const comparedWith = 100;

/** Asks for the list of the window and for that of the period before, to tell the change of rank. */
async function askBoth<Result extends { total: number; play_rule: string; note?: string | undefined }, Row>(
  { params, choices, before }: Round,
  ask: (params: Params) => Promise<Result>,
  rowsOf: (result: Result) => readonly Row[],
): Promise<Answer<Row>> {
  const { by } = choices;
  const beforeRows = async (): Promise<readonly Row[] | undefined> => {
    const compared: ComparePeriodsResult | undefined = await before();
    if (compared === undefined || compared.previous.plays === 0) return undefined;
    const { days: _, ...whose } = params;
    const { previous_start: from, previous_end: to } = compared;
    return rowsOf(await ask({ ...whose, from, to, by, limit: comparedWith }));
  };
  const [{ total, play_rule, note }, rows, previous] = await (async () => {
    const [result, earlier] = await Promise.all([ask({ ...params, by, limit: shown }), beforeRows()]);
    return [result, rowsOf(result), earlier] as const;
  })();
  return { rows, before: previous, total, play_rule, note };
}

function rankOf<Row>(before: readonly Row[] | undefined, same: (row: Row) => boolean): number | undefined {
  const at = before?.findIndex(same) ?? -1;
  return at < 0 ? undefined : at + 1;
}

export function topArtistsPart(tools: PartTools): PartSpec<Answer<TopArtist>> {
  return {
    id: 'artists',
    title: t('Top artists'),
    ask: (round, signal) =>
      askBoth(
        round,
        (params) => round.api.call('history.topArtists', params, { signal }),
        (result) => result.top_artists,
      ),
    draw: ({ rows, before, total, play_rule, note }, { choices }) => ({
      nodes: [
        rankingChart({
          ...{ id: 'artists', by: choices.by, compared: before !== undefined, save: tools.save },
          title: plural(total, 'Top of {count} artist', 'Top of {count} artists'),
          rows: rows.map((row) => ({
            ...row,
            detail: shareWords(row.share, choices.by),
            rankBefore: rankOf(before, ({ name }) => name === row.name),
          })),
          onChoose: (row) => {
            const uri = (row as RankedRow & { uri?: string }).uri;
            showOnly(tools, { artist: row.name, ...(uri !== undefined && { uri }) });
          },
          chooseWords: showOnlyWords,
        }),
      ],
      rules: [play_rule],
      note,
    }),
  };
}

export function topTracksPart(tools: PartTools): PartSpec<Answer<TopTrack>> {
  return {
    id: 'tracks',
    title: t('Top tracks'),
    ask: (round, signal) =>
      askBoth(
        round,
        (params) => round.api.call('history.topTracks', params, { signal }),
        (result) => result.top_tracks,
      ),
    draw: ({ rows, before, total, play_rule, note }, { choices }) => ({
      nodes: [
        rankingChart({
          ...{ id: 'tracks', by: choices.by, compared: before !== undefined, save: tools.save },
          title: plural(total, 'Top of {count} track', 'Top of {count} tracks'),
          rows: rows.map((row) => ({
            ...row,
            rankBefore: rankOf(before, (earlier) => isSame(earlier, row)),
          })),
          onChoose: (row) => {
            chooseTrack(tools, row);
          },
          chooseWords: showOnlyWords,
        }),
      ],
      rules: [play_rule],
      note,
    }),
  };
}

export function topAlbumsPart(tools: PartTools): PartSpec<Answer<TopAlbum>> {
  return {
    id: 'albums',
    title: t('Top albums'),
    ask: (round, signal) =>
      askBoth(
        round,
        (params) => round.api.call('history.topAlbums', params, { signal }),
        (result) => result.top_albums,
      ),
    draw: ({ rows, before, total, play_rule, note }, { choices }) => ({
      nodes: [
        rankingChart({
          ...{ id: 'albums', by: choices.by, compared: before !== undefined, save: tools.save },
          title: plural(total, 'Top of {count} album', 'Top of {count} albums'),
          rows: rows.map((row) => ({
            ...row,
            detail: shareWords(row.share, choices.by),
            rankBefore: rankOf(before, (earlier) => isSame(earlier, row)),
          })),
          onChoose: (row) => {
            chooseAlbum(tools, row);
          },
          chooseWords: showOnlyWords,
        }),
      ],
      rules: [play_rule],
      note,
    }),
  };
}

/** Filters by a track; one without an artist cannot be asked for apart from others of its title. */
export function chooseTrack(tools: PartTools, row: RankedRow & { readonly uri?: string | undefined }): void {
  const artist = row.artists?.[0];
  if (artist === undefined) return;
  showOnly(tools, { artist, track: row.name, ...(row.uri !== undefined && { uri: row.uri }) });
}

/** Filters by an album; one without an artist cannot be asked for apart from others of its title. */
export function chooseAlbum(tools: PartTools, { name, artists }: RankedRow): void {
  const artist = artists?.[0];
  if (artist !== undefined) showOnly(tools, { artist, album: name });
}

function isSame(
  one: { readonly name: string; readonly artists: readonly string[] },
  other: { readonly name: string; readonly artists: readonly string[] },
): boolean {
  return one.name === other.name && one.artists.join('\n') === other.artists.join('\n');
}

function shareWords(share: number, by: 'plays' | 'time'): string {
  const part = percentWords(share);
  return by === 'time' ? t('{part} of the time', { part }) : t('{part} of plays', { part });
}

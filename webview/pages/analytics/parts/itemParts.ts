import type { ArtistHistoryResult } from '../../../../src/protocol/history/artistHistory.ts';
import type { ItemProfileResult } from '../../../../src/protocol/history/insights/itemProfile.ts';
import { rankingChart } from '../../../charts/rankingChart.ts';
import { sparkline } from '../../../charts/sparkline.ts';
import { plural, t } from '../../../l10n.ts';
import { dayWords, minuteWords } from '../../../ui/dates.ts';
import { element } from '../../../ui/element.ts';
import { countWords, hourWords, percentWords } from '../../../ui/words.ts';
import type { Only } from '../choices.ts';
import type { PartSpec } from '../part.ts';
import { facts, nameElement, nothing, showOnlyWords, type PartTools } from './partTools.ts';
import { chooseTrack } from './rankingParts.ts';

/** Tracks of an album that are shown. */
const albumTracks = 20;
const shownBeside = 5;

/** What an artist, a track or an album is in the window. */
export function itemPart(only: Only, tools: PartTools): PartSpec<ItemProfileResult> {
  return {
    id: 'item',
    title: titleOf(only),
    wide: true,
    first: true,
    ask: ({ api, params, choices }, signal) =>
      api.call(
        'history.itemProfile',
        {
          ...params,
          ...(only.uri !== undefined
            ? { uri: only.uri }
            : {
                artist: only.artist.slice(0, 300),
                ...(only.track !== undefined && { track: only.track.slice(0, 300) }),
                ...(only.album !== undefined && { album: only.album.slice(0, 300) }),
              }),
          by: choices.by,
          ...(only.album !== undefined && { limit: albumTracks }),
        },
        { signal },
      ),
    draw: (item) => ({
      nodes: [
        element('p', { class: 'analytics-itemname' }, nameElement(item.name, item.artists)),
        item.periods.length < 2
          ? undefined
          : element(
              'p',
              { class: 'analytics-spark' },
              sparkline(item.periods.map(({ plays }) => plays)) as unknown as HTMLElement,
              item.per === 'month'
                ? t('Plays by month in which it was heard')
                : t('Plays by year in which it was heard'),
            ),
        facts([
          [t('Plays'), countWords(item.plays)],
          [t('Hours'), hourWords(item.hours)],
          [t('Part of all'), percentWords(item.share)],
          [
            t('Rank'),
            item.rank === undefined ? undefined : t('{rank} of {all}', { rank: item.rank, all: item.ranked }),
          ],
          [t('First play'), item.first_play === undefined ? undefined : minuteWords(item.first_play)],
          [t('Last play'), item.last_play === undefined ? undefined : minuteWords(item.last_play)],
          [
            t('Busiest day'),
            item.best_day === undefined
              ? undefined
              : `${dayWords(item.best_day)}, ${plural(item.best_day_plays ?? 0, '{count} play', '{count} plays')}`,
          ],
          [
            t('Most in a row'),
            item.longest_run === undefined ? undefined : countWords(item.longest_run.plays_in_a_row),
          ],
          [t('Skipped'), item.skip_share === undefined ? undefined : percentWords(item.skip_share)],
        ]),
        only.album === undefined ? undefined : tracksOf(item, only, tools),
        item.heard_beside.length === 0
          ? undefined
          : element(
              'div',
              {},
              element('h3', {}, t('Heard just before or after')),
              element(
                'ul',
                { class: 'analytics-list' },
                ...item.heard_beside
                  .slice(0, shownBeside)
                  .map(({ name, artists, before, after }) =>
                    element(
                      'li',
                      {},
                      nameElement(name, artists),
                      element(
                        'span',
                        { class: 'analytics-figure' },
                        plural(before + after, '{count} time', '{count} times'),
                      ),
                    ),
                  ),
              ),
            ),
      ],
      rules: [item.play_rule, item.item_rule],
      note: item.note,
    }),
  };
}

function titleOf({ track, album }: Only): string {
  if (track !== undefined) return t('This track');
  return album === undefined ? t('This artist') : t('This album');
}

/** What was played of an album; of its tracks the plays are known, not the hours. */
function tracksOf(
  { top_tracks: tracks = [] }: ItemProfileResult,
  { artist }: Only,
  { choose, save }: PartTools,
): HTMLElement | undefined {
  if (tracks.length === 0) return undefined;
  return rankingChart({
    ...{ id: 'album-tracks', title: t('Tracks'), by: 'plays', compared: false, save },
    rows: tracks,
    onChoose: ({ name }) => {
      choose({ only: { artist, track: name } });
    },
    chooseWords: showOnlyWords,
  });
}

/** The tracks and albums of one artist. */
export function artistTracksPart(only: Only, tools: PartTools): PartSpec<ArtistHistoryResult> {
  return {
    id: 'artist-tracks',
    title: t('Tracks and albums'),
    wide: true,
    ask: ({ api, params }, signal) =>
      api.call(
        'history.artistHistory',
        {
          ...params,
          artist: only.artist.slice(0, 300),
          ...(only.uri !== undefined && only.track === undefined && { uri: only.uri }),
          limit: 10,
        },
        { signal },
      ),
    draw: ({ top_tracks, top_albums, play_rule, note }, { choices }) => ({
      nodes: [
        top_tracks.length === 0
          ? nothing(t('No plays in this time.'))
          : rankingChart({
              ...{
                id: 'artist-tracks',
                title: t('Tracks'),
                by: choices.by,
                compared: false,
                save: tools.save,
              },
              rows: top_tracks,
              onChoose: (row) => {
                chooseTrack(tools, row);
              },
              chooseWords: showOnlyWords,
            }),
        top_albums.length === 0
          ? undefined
          : rankingChart({
              ...{
                id: 'artist-albums',
                title: t('Albums'),
                by: choices.by,
                compared: false,
                save: tools.save,
              },
              rows: top_albums,
              onChoose: ({ name }) => {
                tools.choose({ only: { artist: only.artist, album: name } });
              },
              chooseWords: showOnlyWords,
            }),
      ],
      rules: [play_rule],
      note,
    }),
  };
}

import { tasteSummaryResult, type TasteSummaryResult } from '../../../src/protocol/history/tasteSummary.ts';
import { heatmapChart } from '../../charts/heatmapChart.ts';
import { rankingChart } from '../../charts/rankingChart.ts';
import { plural, t } from '../../l10n.ts';
import { element, terms } from '../../ui/element.ts';
import { countWords, hourWords, percentWords } from '../../ui/words.ts';
import type { ChatPage, ChatPageContext } from '../chat/openChatPage.ts';
import { readAnswer } from '../chat/toolAnswer.ts';
import { drawNoPlays, ruleLines, windowLine } from './windowLine.ts';

/** Rows of a list that are drawn: a card is a few lines, not a page. */
const shownRows = 10;

/** The card of `history_taste_summary`: totals, top lists and the week. */
export function openTasteSummary({ draw }: ChatPageContext): ChatPage {
  let by: 'plays' | 'time' = 'plays';
  return {
    onInput: (args) => {
      by = args['by'] === 'time' ? 'time' : 'plays';
    },
    onResult: (result) => {
      const { value } = readAnswer(result, tasteSummaryResult);
      if (value.plays === 0) draw(...drawNoPlays(value));
      else draw(...drawSummary(value, by));
    },
  };
}

function drawSummary(summary: TasteSummaryResult, by: 'plays' | 'time'): readonly HTMLElement[] {
  const { top_artists: artists, top_tracks: tracks, heatmap, coverage } = summary;
  return [
    windowLine(summary),
    terms({ class: 'totals', 'aria-label': t('Totals') }, [
      [t('Plays'), countWords(summary.plays)],
      [t('Hours'), hourWords(summary.hours)],
      [t('Artists'), countWords(summary.unique_artists)],
      [t('Tracks'), countWords(summary.unique_tracks)],
    ]),
    element(
      'div',
      { class: 'chart-card-pair' },
      rankingChart({
        ...{ id: 'artists', title: t('Top artists'), by, compared: false },
        rows: artists.slice(0, shownRows).map(({ name, plays, hours, share }) => ({
          ...{ name, plays, hours },
          detail: t('{share} of all', { share: percentWords(share) }),
        })),
      }),
      rankingChart({
        ...{ id: 'tracks', title: t('Top tracks'), by, compared: false },
        rows: tracks.slice(0, shownRows),
      }),
    ),
    heatmapChart({ ...{ id: 'week', title: t('When you listen'), heatmap, by } }),
    element(
      'p',
      { class: 'faint' },
      t('Days with plays: {count} of {days}.', {
        count: coverage.days_with_plays,
        days: coverage.days_in_window,
      }),
      coverage.gaps.length === 0
        ? undefined
        : ` ${plural(coverage.gaps.length, 'The history has {count} gap: the figures are at least these.', 'The history has {count} gaps: the figures are at least these.')}`,
    ),
    ...ruleLines(summary),
  ];
}

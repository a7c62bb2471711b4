import type { TimelineResult } from '../../../../src/protocol/history/insights/timeline.ts';
import type { CoverageResult } from '../../../../src/protocol/history/coverage.ts';
import { timelineChart } from '../../../charts/timelineChart.ts';
import { t } from '../../../l10n.ts';
import { dayBefore } from '../choices.ts';
import type { PartSpec } from '../part.ts';
import type { Round } from '../round.ts';
import type { PartTools } from './partTools.ts';

interface Answer {
  readonly timeline: TimelineResult;
  readonly coverage: CoverageResult;
}

/** Years of months in pages of a hundred rows; a longer history is shown by the year. */
const mostMonths = 400;
const rowsPerPage = 100;

/** Plays or hours over the window, with its gaps. */
export function timelinePart(tools: PartTools): PartSpec<Answer> {
  return {
    id: 'timeline',
    title: t('Over time'),
    wide: true,
    first: true,
    ask: async (round, signal) => {
      const [timeline, coverage] = await Promise.all([askTimeline(round, signal), round.coverage()]);
      return { timeline, coverage };
    },
    draw: ({ timeline, coverage }, { choices }) => ({
      nodes: [
        timelineChart({
          ...{ id: 'timeline', bucket: timeline.bucket, by: choices.by, rows: timeline.timeline },
          title: choices.by === 'time' ? t('Hours over time') : t('Plays over time'),
          end: timeline.window_end.slice(0, 10),
          gaps: coverage.gaps,
          save: tools.save,
          onChoose: ({ from }, end) => {
            tools.choose({ window: 'own', from, to: dayBefore(end) < from ? from : dayBefore(end) });
          },
        }),
      ],
      rules: [timeline.play_rule],
      note: timeline.note,
    }),
  };
}

async function askTimeline({ api, params, choices }: Round, signal: AbortSignal): Promise<TimelineResult> {
  const { only, by } = choices;
  const asked = {
    ...params,
    ...(only !== undefined && { artist: only.artist.slice(0, 200) }),
    ...(only?.track !== undefined && { track: only.track.slice(0, 200) }),
    ...{ by, limit: rowsPerPage },
  };
  const first = await api.call('history.timeline', asked, { signal });
  if (first.bucket !== 'year' || first.total * 12 > mostMonths) return first;
  const rows: TimelineResult['timeline'] = [];
  let cursor: string | undefined;
  let page: TimelineResult;
  do {
    page = await api.call(
      'history.timeline',
      { ...asked, bucket: 'month', ...(cursor !== undefined && { cursor }) },
      { signal },
    );
    rows.push(...page.timeline);
    cursor = page.next_cursor;
  } while (cursor !== undefined && rows.length < mostMonths);
  return { ...page, timeline: rows };
}

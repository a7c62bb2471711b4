import { mostPeriods, type TimelineResult } from '../../../../src/protocol/history/insights/timeline.ts';
import type { CoverageResult } from '../../../../src/protocol/history/coverage.ts';
import { timelineChart } from '../../../charts/timelineChart.ts';
import { t } from '../../../l10n.ts';
import { dayBefore, onlyParams } from '../choices.ts';
import type { PartSpec } from '../part.ts';
import type { Round } from '../round.ts';
import type { PartTools } from './partTools.ts';

interface Answer {
  readonly timeline: TimelineResult;
  readonly coverage: CoverageResult;
}

/** Columns of a chart that shows days, weeks or months as they fit. */
const mostColumns = 100;

/** Plays or hours over the window, with its gaps. */
export function timelinePart(tools: PartTools): PartSpec<Answer> {
  return {
    id: 'timeline',
    title: t('Over time'),
    wide: true,
    first: true,
    leads: true,
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

/** A long history is shown by months, one longer than those can be by years. */
async function askTimeline({ api, params, choices }: Round, signal: AbortSignal): Promise<TimelineResult> {
  const asked = { ...params, ...onlyParams(choices), by: choices.by };
  const ask = (more: { bucket?: 'month'; limit: number }): Promise<TimelineResult> =>
    api.call('history.timeline', { ...asked, ...more }, { signal });
  const byMonth = (): Promise<TimelineResult> => ask({ bucket: 'month', limit: mostPeriods });
  // Asked at once where it may be needed: the other answer would be waited for first.
  const months = choices.window === 'all' ? byMonth() : undefined;
  const [fitting] = await Promise.all([ask({ limit: mostColumns }), months]);
  return fitting.bucket === 'year' && fitting.total * 12 <= mostPeriods
    ? await (months ?? byMonth())
    : fitting;
}

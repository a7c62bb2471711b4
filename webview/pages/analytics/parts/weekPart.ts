import type { HeatmapResult } from '../../../../src/protocol/history/heatmap.ts';
import { heatmapChart } from '../../../charts/heatmapChart.ts';
import { t } from '../../../l10n.ts';
import type { PartSpec } from '../part.ts';
import type { PartTools } from './partTools.ts';

export function weekPart({ save }: PartTools): PartSpec<HeatmapResult> {
  return {
    id: 'week',
    title: t('When you listen'),
    wide: true,
    ask: ({ api, params }, signal) => api.call('history.heatmap', params, { signal }),
    draw: ({ heatmap, play_rule, note }, { choices }) => ({
      nodes: [heatmapChart({ id: 'week', title: t('Hours of the week'), heatmap, by: choices.by, save })],
      rules: [play_rule],
      note,
    }),
  };
}

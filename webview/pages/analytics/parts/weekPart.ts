import type { HeatmapResult } from '../../../../src/protocol/history/heatmap.ts';
import { heatmapChart } from '../../../charts/heatmapChart.ts';
import { t } from '../../../l10n.ts';
import type { PartSpec } from '../part.ts';
import { onlyParams } from '../choices.ts';
import { nothing, type PartTools } from './partTools.ts';

export function weekPart({ save }: PartTools): PartSpec<HeatmapResult> {
  return {
    id: 'week',
    title: t('When you listen'),
    wide: true,
    ask: ({ api, params, choices }, signal) =>
      api.call('history.heatmap', { ...params, ...onlyParams(choices) }, { signal }),
    draw: ({ plays, heatmap, play_rule, note }, { choices }) => {
      // The note of an empty answer speaks of everything that was heard.
      if (choices.only !== undefined && plays === 0)
        return { nodes: [nothing(t('No plays in this time.'))], rules: [play_rule] };
      return {
        nodes: [heatmapChart({ id: 'week', title: t('Hours of the week'), heatmap, by: choices.by, save })],
        rules: [play_rule],
        note,
      };
    },
  };
}

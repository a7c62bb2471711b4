import { heatmapResult } from '../../../src/protocol/history/heatmap.ts';
import { heatmapChart } from '../../charts/heatmapChart.ts';
import { plural, t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { hourWords } from '../../ui/words.ts';
import type { ChatPage, ChatPageContext } from '../chat/openChatPage.ts';
import { readAnswer } from '../chat/toolAnswer.ts';
import { drawNoPlays, ruleLines, windowLine } from './windowLine.ts';

/** The card of `history_listening_heatmap`. */
export function openHeatmap({ draw }: ChatPageContext): ChatPage {
  return {
    onResult: (result) => {
      const { value } = readAnswer(result, heatmapResult);
      if (value.plays === 0 && value.hours === 0) {
        draw(...drawNoPlays(value));
        return;
      }
      const total = t('{plays}, {hours} h', {
        plays: plural(value.plays, '{count} play', '{count} plays'),
        hours: hourWords(value.hours),
      });
      draw(
        windowLine(value),
        element('p', { class: 'chart-card-total' }, total),
        heatmapChart({ id: 'week', title: t('When you listen'), heatmap: value.heatmap }),
        ...ruleLines(value),
      );
    },
  };
}

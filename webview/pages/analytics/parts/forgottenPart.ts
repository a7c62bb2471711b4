import type { ForgottenFavouritesResult } from '../../../../src/protocol/history/insights/forgottenFavourites.ts';
import { rankingChart } from '../../../charts/rankingChart.ts';
import { t } from '../../../l10n.ts';
import { dayWords } from '../../../ui/dates.ts';
import type { PartSpec } from '../part.ts';
import { nothing, showOnlyWords, type PartTools } from './partTools.ts';
import { chooseTrack } from './rankingParts.ts';

/** Tracks that were played often and then no more. They need time, so this looks at the whole history. */
export function forgottenPart(tools: PartTools): PartSpec<ForgottenFavouritesResult> {
  return {
    id: 'forgotten',
    title: t('Forgotten favourites of all time'),
    ask: ({ api, whose, choices }, signal) =>
      api.call(
        'history.forgottenFavourites',
        { ...whose, of: 'tracks', by: choices.by, limit: 10 },
        { signal },
      ),
    draw: ({ favourites, play_rule, favourite_rule, note }, { choices }) => ({
      nodes: [
        favourites.length === 0
          ? nothing(t('No favourite is forgotten.'))
          : rankingChart({
              ...{ id: 'forgotten', title: t('Played often, then no more'), compared: false },
              ...{ by: choices.by, save: tools.save },
              rows: favourites.map((row) => ({
                ...row,
                detail: t('last heard {day}', { day: dayWords(row.last_play) }),
              })),
              onChoose: (row) => {
                chooseTrack(tools, row);
              },
              chooseWords: showOnlyWords,
            }),
      ],
      rules: [play_rule, favourite_rule],
      note,
    }),
  };
}

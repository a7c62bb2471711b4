import type { ForgottenFavouritesResult } from '../../../../src/protocol/history/insights/forgottenFavourites.ts';
import { rankingChart, type RankedRow } from '../../../charts/rankingChart.ts';
import { t } from '../../../l10n.ts';
import { dayWords } from '../../../ui/dates.ts';
import { itemKinds, type ItemKind } from '../choices.ts';
import type { PartSpec } from '../part.ts';
import { radioBar } from '../radioBar.ts';
import { nothing, showOnly, showOnlyWords, type PartTools } from './partTools.ts';
import { chooseAlbum, chooseTrack } from './rankingParts.ts';

/** What was played often and then no more. It needs time, so this looks at the whole history. */
export function forgottenPart(tools: PartTools): PartSpec<ForgottenFavouritesResult> {
  return {
    id: 'forgotten',
    title: t('Forgotten favourites of all time'),
    ask: ({ api, whose, choices }, signal) =>
      api.call(
        'history.forgottenFavourites',
        { ...whose, of: choices.forgotten ?? 'tracks', by: choices.by, limit: 10 },
        { signal },
      ),
    draw: ({ of, favourites, play_rule, favourite_rule, note }, { choices }) => ({
      nodes: [
        kinds(of, tools),
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
                choose(of, row, tools);
              },
              chooseWords: showOnlyWords,
            }),
      ],
      rules: [play_rule, favourite_rule],
      note,
    }),
  };
}

function kinds(of: ItemKind, { choose }: PartTools): HTMLElement {
  const labels: Record<ItemKind, string> = {
    tracks: t('Tracks'),
    artists: t('Artists'),
    albums: t('Albums'),
  };
  return radioBar(
    'forgotten',
    t('Favourites of which kind'),
    itemKinds.map((value) => ({ value, label: labels[value] })),
    of,
    (value) => {
      choose({ forgotten: itemKinds.find((id) => id === value) });
    },
  ).element;
}

function choose(
  of: ItemKind,
  row: RankedRow & { readonly uri?: string | undefined },
  tools: PartTools,
): void {
  const { name, uri } = row;
  if (of === 'tracks') chooseTrack(tools, row);
  else if (of === 'albums') chooseAlbum(tools, row);
  else showOnly(tools, { artist: name, ...(uri !== undefined && { uri }) });
}

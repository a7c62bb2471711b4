import { similarArtists } from '../../../../src/core/analytics/insights/similarArtists.ts';
import type { Asked, Pair } from './analyses.ts';
import { similarArtists as trueSimilar } from './trueSimilar.ts';

const limit = 50;

/** The counts of each artist that is listed, and how many are: the order is no matter of counting. */
export function similar({ context, params, window }: Asked): Pair[] {
  const { artists, ...answer } = similarArtists(context, { ...params, limit });
  const truth = trueSimilar(window);
  const keyOf = ({ name, uri }: { name: string; uri?: string | undefined }): string => `${name} ${uri ?? ''}`;
  return [
    [answer, truth.answer],
    ...artists.map(({ similar: listed, reason: _reason, ...asked }, k): Pair => {
      const companions = new Map(truth.artists[k]!.companions.map((one) => [keyOf(one), one]));
      return [
        {
          asked,
          listed: listed.map(({ score: _score, ...counts }) => counts),
          different: new Set(listed.map(keyOf)).size,
        },
        {
          asked: truth.artists[k]!.asked,
          listed: listed.map((one) => companions.get(keyOf(one))),
          different: Math.min(limit, companions.size),
        },
      ];
    }),
  ];
}

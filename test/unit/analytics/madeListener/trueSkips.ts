import { decimals } from '../insights/slowHistory.ts';
import { artistOf, trueItems, type TrueItems } from './items.ts';
import type { MadeListen } from './listener.ts';
import { answered, countBy, ranked, type Window } from './truth.ts';

const eras = [
  { era: 'before 2015-04-13', until: Date.UTC(2015, 3, 13) },
  { era: '2015-04-13 to 2022-10-17', until: Date.UTC(2022, 9, 17) },
  { era: 'from 2022-10-17', until: Infinity },
];

const isKnown = ({ wasSkipped }: MadeListen): boolean => wasSkipped !== undefined;
const isSkipped = ({ wasSkipped }: MadeListen): boolean => wasSkipped === true;

/** @param window of all listens, however short */
export function skips(window: Window, { minListens, limit }: { minListens: number; limit: number }): object {
  const { history, plays: listens } = window;
  const { made } = history;
  const known = listens.filter(isKnown);
  const skipped = listens.filter(isSkipped);
  const measured = skipped.filter(({ ms }) => ms >= 0);
  const part = (isWanted: (ms: number) => boolean): number =>
    decimals(measured.filter(({ ms }) => isWanted(ms)).length, measured.length, 4);
  const agencies = { chosen: 0, fed: 0, forwarded: 0, other: 0, unknown: 0 };
  for (const one of listens) agencies[one.agency]++;
  const agency = (wanted: MadeListen['agency']): number => decimals(agencies[wanted], listens.length, 4);
  const shuffled = (name: string, on: boolean): object => {
    const own = known.filter(({ shuffle }) => shuffle === on);
    return own.length === 0 ? {} : { [name]: decimals(own.filter(isSkipped).length, own.length, 4) };
  };
  const saidShare = (field: 'shuffle' | 'offline' | 'incognito', name: string): object => {
    const said = listens.filter((one) => one[field] !== undefined);
    const yes = said.filter((one) => one[field] === true);
    return said.length === 0 ? {} : { [name]: decimals(yes.length, said.length, 4) };
  };
  const reasons = new Map<string, { reason: string; listens: number; skipped: number }>();
  for (const one of listens) {
    const reason = one.reasonEnd === '' ? 'not said' : one.reasonEnd;
    const count = reasons.get(reason) ?? { reason, listens: 0, skipped: 0 };
    count.listens++;
    if (isSkipped(one)) count.skipped++;
    reasons.set(reason, count);
  }
  const hours = { listens: perHour(known), skipped: perHour(skipped) };
  const artists = trueItems(made, 'artists', []);
  const tracks = trueItems(made, 'tracks', known);
  const [byTrack, byArtist] = [lists(tracks, tracks.idOf), lists(artists, artistOf(made))];
  const trackRow = ({ id, ...row }: Row): object => ({
    artists: [],
    ...tracks.name(id),
    ...row,
    ...tracks.uri(id),
  });
  const artistRow = ({ id, ...row }: Row): object => ({ name: artists.name(id).name, ...row });
  return {
    ...answered(window),
    listens: listens.length,
    known: known.length,
    skipped: skipped.length,
    ...(known.length > 0 && { skip_share: decimals(skipped.length, known.length, 4) }),
    eras: eras.flatMap(({ era, until }, k) => {
      const from = eras[k - 1]?.until ?? -Infinity;
      const own = listens.filter(({ at }) => at >= from && at < until);
      if (own.length === 0) return [];
      const [some, ended] = [own.filter(isKnown), own.filter(isSkipped)];
      return [{ era, listens: own.length, known: some.length, skipped: ended.length }];
    }),
    ...(measured.length > 0 && {
      seconds_before_skip: {
        under_3: part((ms) => ms < 3000),
        under_30: part((ms) => ms < 30_000),
        from_30: part((ms) => ms >= 30_000),
        over_120: part((ms) => ms > 120_000),
      },
    }),
    by_reason: ranked(reasons.values(), [(one) => one.listens], ({ reason }) => [reason]),
    by_hour: {
      listens: hours.listens,
      skip_share: hours.skipped.map((count, hour) => decimals(count, hours.listens[hour]!, 4)),
    },
    by_shuffle: { ...shuffled('on', true), ...shuffled('off', false) },
    agency: {
      chosen: agency('chosen'),
      fed: agency('fed'),
      forwarded: agency('forwarded'),
      other: agency('other'),
      unknown: agency('unknown'),
    },
    ...saidShare('shuffle', 'shuffle_share'),
    ...saidShare('offline', 'offline_share'),
    ...saidShare('incognito', 'private_share'),
    most_skipped_tracks: byTrack.most.map(trackRow),
    least_skipped_tracks: byTrack.least.map(trackRow),
    most_skipped_artists: byArtist.most.map(artistRow),
    least_skipped_artists: byArtist.least.map(artistRow),
  };

  function perHour(some: readonly MadeListen[]): number[] {
    const counts = new Array<number>(24).fill(0);
    for (const one of some) counts[history.hourOf(one) % 24]!++;
    return counts;
  }

  function lists(
    { labels }: Pick<TrueItems, 'labels'>,
    idOf: (listen: MadeListen) => number,
  ): { most: Row[]; least: Row[] } {
    const ended = countBy(skipped, idOf);
    const enough = [...countBy(known, idOf).values()]
      .filter(({ plays }) => plays >= minListens)
      .map(({ id, plays }) => ({ id, listens: plays, skips: ended.get(id)?.plays ?? 0 }));
    const share = (one: { listens: number; skips: number }): number => one.skips / one.listens;
    const labelsOf = ({ id }: { id: number }): readonly string[] => labels(id);
    const most = ranked(enough, [share, ({ skips: count }) => count], labelsOf).slice(0, limit);
    const least = ranked(enough, [(one) => -share(one), (one) => one.listens], labelsOf).slice(0, limit);
    const row = (one: { id: number; listens: number; skips: number }): Row => ({
      id: one.id,
      listens: one.listens,
      skip_share: decimals(one.skips, one.listens, 4),
    });
    return { most: most.filter(({ skips: count }) => count > 0).map(row), least: least.map(row) };
  }
}

interface Row {
  readonly id: number;
  readonly listens: number;
  readonly skip_share: number;
}

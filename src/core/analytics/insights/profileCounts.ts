import type { SkipsResult } from '../../../protocol/history/insights/skips.ts';
import { toRatio } from '../format.ts';
import { compareText } from '../labels.ts';
import type { PlayWindow } from '../window.ts';
import { agencyOf, type Agency } from './agency.ts';
import { countOf, eraNames, listenProfiles, type ListenProfile, type Said } from './listenProfiles.ts';

type Field =
  | 'listens'
  | 'known'
  | 'skipped'
  | 'skip_share'
  | 'eras'
  | 'seconds_before_skip'
  | 'by_reason'
  | 'by_shuffle'
  | 'agency'
  | 'shuffle_share'
  | 'offline_share'
  | 'private_share';

/** A profile and how many listens of the window have it. */
interface Counted extends ListenProfile {
  readonly count: number;
}

/** What the profiles of the listens of a window tell, whatever was heard. */
export function countProfiles(window: PlayWindow): Pick<SkipsResult, Field> {
  const all = profilesIn(window);
  const known = all.filter(({ skipped }) => skipped !== undefined);
  const listens = sumOf(all);
  const skipped = sumOf(known, isSkipped);
  return {
    listens,
    known: sumOf(known),
    skipped,
    ...(known.length > 0 && { skip_share: toRatio(skipped, sumOf(known)) }),
    eras: erasOf(all),
    ...secondsBeforeSkip(known.filter(isSkipped)),
    by_reason: byReason(all),
    by_shuffle: { ...skipShareWhere('on', known, true), ...skipShareWhere('off', known, false) },
    ...(listens > 0 && { agency: agencyShares(all, listens) }),
    ...shareOf('shuffle_share', all, ({ shuffle }) => shuffle),
    ...shareOf('offline_share', all, ({ offline }) => offline),
    ...shareOf('private_share', all, ({ incognito }) => incognito),
  };
}

function profilesIn({ columns, history, firstPlay, rows }: PlayWindow): readonly Counted[] {
  const all = listenProfiles(columns, history);
  const counts = countOf(all, firstPlay, firstPlay + rows.length);
  const found: Counted[] = [];
  for (const [id, profile] of all.profiles.entries()) {
    if (counts[id]! > 0) found.push({ ...profile, count: counts[id]! });
  }
  return found;
}

const isSkipped = ({ skipped }: ListenProfile): boolean => skipped === true;

function sumOf(profiles: readonly Counted[], isWanted = (_profile: Counted): boolean => true): number {
  return profiles.reduce((sum, profile) => (isWanted(profile) ? sum + profile.count : sum), 0);
}

function skipShareWhere(
  name: 'on' | 'off',
  known: readonly Counted[],
  on: boolean,
): SkipsResult['by_shuffle'] {
  const own = known.filter(({ shuffle }) => shuffle === on);
  return own.length === 0 ? {} : { [name]: toRatio(sumOf(own, isSkipped), sumOf(own)) };
}

function erasOf(all: readonly Counted[]): SkipsResult['eras'] {
  return eraNames.flatMap((era, index) => {
    const own = all.filter((profile) => profile.era === index);
    if (own.length === 0) return [];
    return {
      era,
      listens: sumOf(own),
      known: sumOf(own, ({ skipped }) => skipped !== undefined),
      skipped: sumOf(own, isSkipped),
    };
  });
}

function secondsBeforeSkip(skipped: readonly Counted[]): Pick<SkipsResult, 'seconds_before_skip'> {
  const measured = skipped.filter(({ heard }) => heard >= 0);
  const all = sumOf(measured);
  if (all === 0) return {};
  const part = (isWanted: (heard: number) => boolean): number =>
    toRatio(
      sumOf(measured, ({ heard }) => isWanted(heard)),
      all,
    );
  return {
    seconds_before_skip: {
      under_3: part((heard) => heard < 1),
      under_30: part((heard) => heard < 2),
      from_30: part((heard) => heard >= 2),
      over_120: part((heard) => heard === 3),
    },
  };
}

function byReason(all: readonly Counted[]): SkipsResult['by_reason'] {
  const counts = new Map<string, { listens: number; skipped: number }>();
  for (const { reasonEnd, skipped, count } of all) {
    const reason = reasonEnd === '' ? 'not said' : reasonEnd;
    const own = counts.get(reason) ?? { listens: 0, skipped: 0 };
    own.listens += count;
    if (skipped === true) own.skipped += count;
    counts.set(reason, own);
  }
  return Array.from(counts, ([reason, own]) => ({ reason, ...own })).sort(
    (a, b) => b.listens - a.listens || compareText(a.reason, b.reason),
  );
}

function agencyShares(all: readonly Counted[], listens: number): Record<Agency, number> {
  const counts = { chosen: 0, fed: 0, forwarded: 0, other: 0, unknown: 0 };
  for (const { reasonStart, count } of all) counts[agencyOf(reasonStart)] += count;
  return {
    chosen: toRatio(counts.chosen, listens),
    fed: toRatio(counts.fed, listens),
    forwarded: toRatio(counts.forwarded, listens),
    other: toRatio(counts.other, listens),
    unknown: toRatio(counts.unknown, listens),
  };
}

/** Of the listens whose source says so or not. */
function shareOf<K extends string>(
  name: K,
  all: readonly Counted[],
  saidOf: (profile: ListenProfile) => Said,
): Partial<Record<K, number>> {
  const said = sumOf(all, (profile) => saidOf(profile) !== undefined);
  if (said === 0) return {};
  const yes = sumOf(all, (profile) => saidOf(profile) === true);
  return { [name]: toRatio(yes, said) } as Record<K, number>;
}

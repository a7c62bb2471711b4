import type { Source } from '../../../../src/protocol/history/window.ts';
import type { SeededRandom } from '../../../fixtures/seededRandom.ts';

type Agency = 'chosen' | 'fed' | 'forwarded' | 'other' | 'unknown';

/** What an export says of a listen, and what is true of it. `undefined` = nobody knows. */
export interface ListenDetails {
  readonly reasonStart: string;
  readonly reasonEnd: string;
  /** The field, which is not what it says in all years. */
  readonly skipped: boolean | undefined;
  readonly shuffle: boolean | undefined;
  readonly offline: boolean | undefined;
  readonly incognito: boolean | undefined;
  readonly wasSkipped: boolean | undefined;
  readonly agency: Agency;
}

const starts: readonly (readonly [string, Agency])[] = [
  ['clickrow', 'chosen'],
  ['playbtn', 'chosen'],
  ['uriopen', 'chosen'],
  ['trackdone', 'fed'],
  ['trackdone', 'fed'],
  ['fwdbtn', 'forwarded'],
  ['backbtn', 'forwarded'],
  ['remote', 'other'],
  ['appload', 'other'],
  ['unknown', 'unknown'],
  ['', 'unknown'],
];

/** With whether the user ended it: `none` and nothing say nothing. */
const ends: readonly (readonly [string, boolean | undefined])[] = [
  ['trackdone', false],
  ['trackdone', false],
  ['trackdone', false],
  ['fwdbtn', true],
  ['fwdbtn', true],
  ['backbtn', true],
  ['endplay', true],
  ['unknown', false],
  ['logout', false],
  ['unexpected-exit', false],
  ['none', undefined],
  ['', undefined],
];

/** The first whole day on which the field `skipped` means what it says. */
const fieldHoldsFrom = Date.UTC(2022, 9, 17);

const nothing: ListenDetails = {
  reasonStart: '',
  reasonEnd: '',
  skipped: undefined,
  shuffle: undefined,
  offline: undefined,
  incognito: undefined,
  wasSkipped: undefined,
  agency: 'unknown',
};

/** Extended rows say much; the others nothing. */
export function describeListen(
  { at, source }: { readonly at: number; readonly source: Source },
  random: SeededRandom,
): ListenDetails {
  if (source !== 'extended') return nothing;
  const maybe = (probability: number): boolean | undefined =>
    random.chance(0.1) ? undefined : random.chance(probability);
  const [reasonStart, agency] = random.pick(starts);
  const [reasonEnd, byReason] = random.pick(ends);
  // In the years before it lies: false of what was skipped, true of what was not.
  const skipped = maybe(0.3);
  const wasSkipped = at >= fieldHoldsFrom && skipped !== undefined ? skipped : byReason;
  return {
    reasonStart,
    reasonEnd,
    agency,
    skipped,
    wasSkipped,
    shuffle: maybe(0.4),
    offline: maybe(0.05),
    incognito: maybe(0.1),
  };
}

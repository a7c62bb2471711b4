import { t } from '../l10n.ts';
import { dayWords, monthWords } from '../ui/dates.ts';

/** A calendar period as people name it: `3 Mar 2026`, `week of 3 Mar 2026`, `Mar 2026`, `2026`. */
export function periodWords(
  { period, from }: { readonly period: string; readonly from: string },
  bucket: 'day' | 'week' | 'month' | 'year',
): string {
  switch (bucket) {
    case 'day':
      return dayWords(from);
    case 'week':
      return t('week of {day}', { day: dayWords(from) });
    case 'month':
      return monthWords(period);
    case 'year':
      return period;
  }
}

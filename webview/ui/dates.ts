const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/;
const dayMs = 86_400_000;

/** `23 Aug 2026`: the day of an instant as it stands in its own offset. */
export function dayWords(instant: string): string {
  const [, year, month, day] = pattern.exec(instant) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? instant : `${Number(day)} ${name} ${year}`;
}

/** `23 Aug 2026, 08:12`. */
export function minuteWords(instant: string): string {
  const time = pattern.exec(instant)?.[4];
  return time === undefined ? dayWords(instant) : `${dayWords(instant)}, ${time}`;
}

/** The last day before an exclusive end. */
export function lastDayWords(end: string): string {
  if (pattern.exec(end)?.[4] !== '00:00') return dayWords(end);
  return dayWords(new Date(Date.parse(`${end.slice(0, 10)}T00:00:00Z`) - dayMs).toISOString());
}

/** A sentence with its ISO instants put as people write them. */
export function withReadableInstants(sentence: string): string {
  return sentence.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})/g, minuteWords);
}

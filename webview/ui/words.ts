const grouped = new Intl.NumberFormat('en-US');

/** `4,793`. */
export function countWords(value: number): string {
  return grouped.format(value);
}

/** `1 play`, `2 plays`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${countWords(value)} ${value === 1 ? one : many}`;
}

/** Hours with as many decimals as tell something: `0.42`, `41.5`, `1,291`. */
export function hourWords(hours: number): string {
  const decimals = hours >= 100 ? 0 : hours >= 10 ? 1 : 2;
  return countWords(Number(hours.toFixed(decimals)));
}

/** A part of 1 as percent: `12.0 %`. */
export function percentWords(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

/** At most two decimals: `5.32`, `3`. */
export function ratioWords(ratio: number): string {
  return countWords(Number(ratio.toFixed(2)));
}

/** The middle value, the mean of the middle two where their number is even; 0 without values. Reorders them. */
export function medianOf(values: Float64Array): number {
  const { length } = values;
  if (length === 0) return 0;
  const lower = select(values, (length - 1) >> 1);
  if (length % 2 === 1) return lower;
  // What follows the lower middle is not less than it.
  let upper = Infinity;
  for (let i = length >> 1; i < length; i++) if (values[i]! < upper) upper = values[i]!;
  return (lower + upper) / 2;
}

/** Quickselect: the value of a place, with nothing greater before it and nothing less after it. */
function select(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const kept = values[i]!;
      values[i++] = values[j]!;
      values[j--] = kept;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else break;
  }
  return values[place]!;
}

/** Whether one version is newer than another: numbers part by part, and a release before what led to it. */
export function isNewer(version: string, than: string): boolean {
  const one = partsOf(version);
  const other = partsOf(than);
  for (const [at, part] of one.numbers.entries()) {
    const difference = part - (other.numbers[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return other.isPreview && !one.isPreview;
}

function partsOf(version: string): { readonly numbers: readonly number[]; readonly isPreview: boolean } {
  const [release = '', preview] = version.split(/[-+]/, 2);
  const numbers = release.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return { numbers: [0, 1, 2].map((at) => numbers[at] ?? 0), isPreview: preview !== undefined };
}

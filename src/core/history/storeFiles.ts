/** Names of the store's files in the data folder. They are part of the product: people back them up. */
export const storeFiles = {
  snapshot: 'history.sqlite',
  previousSnapshot: 'history.previous.sqlite',
  checksums: 'history.checksums.json',
  journal: 'history.journal',
  previousJournal: 'history.previous.journal',
} as const;

/** Name under which a damaged file is set aside. @param now Unix ms */
export function asideName(name: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const dot = name.lastIndexOf('.');
  return `${name.slice(0, dot)}.damaged-${stamp}${name.slice(dot)}`;
}

/** Whether a file is a damaged one that was set aside, or what a killed process left of a write to the store. */
export function isAside(name: string): boolean {
  const names: readonly string[] = Object.values(storeFiles);
  return (
    /^history(?:\.previous)?\.damaged-[^.]*\.(?:sqlite|journal)$/.test(name) ||
    (name.endsWith('.new') && names.includes(name.slice(0, -'.new'.length)))
  );
}

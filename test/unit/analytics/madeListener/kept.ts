/** What was worked out about an object, by name: the same plays are asked about by many questions. */
const answers = new WeakMap<object, Map<string, unknown>>();

export function kept<T>(about: object, name: string, workOut: () => T): T {
  let known = answers.get(about);
  if (known === undefined) answers.set(about, (known = new Map<string, unknown>()));
  if (!known.has(name)) known.set(name, workOut());
  return known.get(name) as T;
}

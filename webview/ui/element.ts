type Child = Node | string | undefined;

/** Makes an element. Strings become text, never markup: names of tracks are written by strangers. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A part of the page under a heading of its own. */
export function section(name: string, title: string, ...children: readonly Child[]): HTMLElement {
  const id = `heading-${name}`;
  return element(
    'section',
    { class: name, 'aria-labelledby': id },
    element('h2', { id }, title),
    ...children,
  );
}

/** Pairs of a term and what is said of it. */
export function terms(
  attributes: Readonly<Record<string, string>>,
  pairs: readonly (readonly [string, Child])[],
): HTMLElement {
  return element(
    'dl',
    attributes,
    ...pairs.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
  );
}

/** A bar of a part of its width, 0 to 1; what it says stands beside it in words. */
export function bar(part: number): HTMLElement {
  const made = element('div', { class: 'bar', 'aria-hidden': 'true' });
  made.style.setProperty('--part', String(Math.min(1, Math.max(0, part))));
  return made;
}

import { t } from '../l10n.ts';
import { element } from '../ui/element.ts';

const namespace = 'http://www.w3.org/2000/svg';
let made = 0;

/** How charts show that nothing is known of a time: slanted lines, which are seen without colour too. */
export const hatching = {
  /** A pattern to fill with, by `url(#id)`. Ids are unique in the document. */
  pattern(): SVGPatternElement {
    const pattern = svg('pattern', {
      id: `chart-hatching-${++made}`,
      width: 6,
      height: 6,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    });
    pattern.append(
      svg('line', { x1: 0, y1: 0, x2: 0, y2: 6, stroke: 'var(--chart-quiet)', 'stroke-width': 2 }),
    );
    return pattern as SVGPatternElement;
  },

  legend(): HTMLElement {
    const pattern = hatching.pattern();
    const swatch = svg('svg', { width: 22, height: 12, class: 'chart-swatch', 'aria-hidden': 'true' });
    swatch.append(
      pattern,
      svg('rect', { width: 22, height: 12, fill: `url(#${pattern.id})`, stroke: 'var(--chart-quiet)' }),
    );
    return element('p', { class: 'chart-legend' }, swatch as Node, t('Nothing is known of this time'));
  },
} as const;

function svg(tag: string, attributes: Readonly<Record<string, string | number>>): Element {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

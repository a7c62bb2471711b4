import { plot, type PlotOptions, type Scale } from '@observablehq/plot';

export interface Drawn {
  readonly svg: SVGSVGElement;
  /** Picture coordinate of a value of the x axis; of a bar, its middle. */
  readonly x: (value: unknown) => number;
}

/**
 * A drawing of Observable Plot that a page without inline styles may show: Plot's own `<style>` is taken out while the
 * drawing is not in the page yet (its rules stand in charts.css), and styles of elements become attributes. What the
 * drawing says stands beside it in words, so it is hidden from screen readers.
 */
export function drawPlot(options: PlotOptions): Drawn {
  const made = plot({ marginTop: 12, ...options, className: 'chart-plot' });
  const svg = made as unknown as SVGSVGElement;
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const styled of [svg, ...svg.querySelectorAll('[style]')]) {
    for (const rule of (styled.getAttribute('style') ?? '').split(';')) {
      const [name, value] = rule.split(':');
      if (name !== undefined && value !== undefined) styled.setAttribute(name.trim(), value.trim());
    }
    styled.removeAttribute('style');
  }
  svg.setAttribute('font-family', 'inherit');
  svg.setAttribute('font-size', '11');
  svg.setAttribute('aria-hidden', 'true');
  svg.removeAttribute('aria-label');
  const x: Scale | undefined = made.scale('x');
  return { svg, x: (value) => Number(x?.apply(value) ?? 0) + (x?.bandwidth ?? 0) / 2 };
}

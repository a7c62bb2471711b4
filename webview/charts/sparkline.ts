import { areaY, lineY } from '@observablehq/plot';
import { drawPlot } from './plotSvg.ts';
import './charts.css';

/** A course without axes beside a figure in words, which says what it is of. */
export function sparkline(values: readonly number[]): SVGSVGElement {
  const points = values.map((value, at) => ({ at, value }));
  const { svg } = drawPlot({
    ...{ width: 120, height: 28, marginTop: 2, marginBottom: 2, marginLeft: 1, marginRight: 1 },
    axis: null,
    y: { zero: true },
    marks: [
      areaY(points, { x: 'at', y1: 0, y2: 'value', fill: 'var(--chart-mark)', fillOpacity: 0.25 }),
      lineY(points, { x: 'at', y: 'value', stroke: 'var(--chart-mark)', strokeWidth: 1.5 }),
    ],
  });
  svg.setAttribute('class', 'chart-plot chart-sparkline');
  return svg;
}

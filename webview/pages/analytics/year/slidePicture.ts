import { clipped, isolated } from '../../../charts/clipped.ts';
import { countWords } from '../../../ui/words.ts';
import type { Slide } from './slides.ts';

/** Colours and font of the theme, resolved. */
export interface PictureStyle {
  readonly background: string;
  readonly foreground: string;
  readonly tint: string;
  readonly font: string;
}

/** One thing to draw; the same list makes the SVG and the canvas. */
export type DrawStep =
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
      readonly opacity: number;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly bold: boolean;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly fill: string;
      readonly opacity: number;
    };

export const pictureSize = { width: 1080, height: 1350 } as const;
const margin = 90;
const inner = pictureSize.width - 2 * margin;

/** A slide as drawing steps, 1,080 × 1,350. */
export function pictureSteps(slide: Slide, heading: string, style: PictureStyle): readonly DrawStep[] {
  const steps: DrawStep[] = [
    { kind: 'box', x: 0, y: 0, ...pictureSize, fill: style.background, opacity: 1 },
    { kind: 'box', x: margin, y: 96, width: 72, height: 8, fill: style.tint, opacity: 1 },
    words(clipped(heading, 40), margin, 160, 34, style, { opacity: 0.75 }),
    words(clipped(slide.title, 34), margin, 225, 56, style, { bold: true }),
  ];
  let y = 310;
  if (slide.lead !== undefined) {
    steps.push(words(clipped(slide.lead, 24), margin, y + 60, 76, style, { bold: true, fill: style.tint }));
    y += 130;
  }
  const step = Math.min(110, (pictureSize.height - 160 - y) / Math.max(1, slide.rows.length));
  for (const row of slide.rows) {
    const by = row.artists === undefined || row.artists.length === 0 ? '' : ` – ${row.artists.join(', ')}`;
    steps.push(words(isolated(clipped(`${row.name}${by}`, 44)), margin, y + 34, 36, style, { bold: true }));
    steps.push(words(isolated(clipped(row.value, 56)), margin, y + 72, 28, style, { opacity: 0.8 }));
    if (row.part !== undefined) {
      const width = Math.max(4, inner * Math.min(1, row.part));
      steps.push({ kind: 'box', x: margin, y: y + 84, width, height: 8, fill: style.tint, opacity: 1 });
    }
    y += step;
  }
  if (slide.columns !== undefined) steps.push(...columnSteps(slide.columns, y, style));
  steps.push(words('Backbeat', margin, pictureSize.height - 60, 26, style, { opacity: 0.6 }));
  return steps;
}

function columnSteps(
  columns: NonNullable<Slide['columns']>,
  top: number,
  style: PictureStyle,
): readonly DrawStep[] {
  const bottom = pictureSize.height - 190;
  const most = Math.max(...columns.map(({ value }) => value), 1);
  const slot = inner / Math.max(1, columns.length);
  const every = Math.ceil(columns.length / 12);
  return columns.flatMap(({ label, value }, at) => {
    const height = ((bottom - top - 40) * value) / most;
    const x = margin + at * slot;
    const box: DrawStep = {
      ...{ kind: 'box', x: x + slot * 0.1, y: bottom - height, width: slot * 0.8, height },
      ...{ fill: style.tint, opacity: 1 },
    };
    const middle = { anchor: 'middle' } as const;
    return [
      box,
      ...(at % every === 0 ? [words(clipped(label, 6), x + slot / 2, bottom + 36, 24, style, middle)] : []),
      ...(value === most
        ? [words(countWords(value), x + slot / 2, bottom - height - 12, 24, style, middle)]
        : []),
    ];
  });
}

function words(
  text: string,
  x: number,
  y: number,
  size: number,
  style: PictureStyle,
  more: { bold?: boolean; opacity?: number; fill?: string; anchor?: 'start' | 'middle' | 'end' } = {},
): DrawStep {
  const { bold = false, opacity = 1, fill = style.foreground, anchor = 'start' } = more;
  return { kind: 'text', x, y, text, size, bold, opacity, fill, anchor };
}

/** The steps as the text of an SVG file that needs nothing else. */
export function stepsAsSvg(steps: readonly DrawStep[], label: string, { font }: PictureStyle): string {
  const namespace = 'http://www.w3.org/2000/svg';
  const made = (tag: string, attributes: Readonly<Record<string, string | number>>): Element => {
    const element = document.createElementNS(namespace, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    return element;
  };
  const { width, height } = pictureSize;
  const svg = made('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': label,
  });
  svg.setAttribute('font-family', font);
  for (const step of steps) {
    const { x, y, fill, opacity } = step;
    if (step.kind === 'box') {
      svg.append(made('rect', { x, y, width: step.width, height: step.height, fill, opacity }));
      continue;
    }
    const text = made('text', { x, y, fill, opacity, 'font-size': step.size, 'text-anchor': step.anchor });
    if (step.bold) text.setAttribute('font-weight', '600');
    text.textContent = step.text;
    svg.append(text);
  }
  return new XMLSerializer().serializeToString(svg);
}

/**
 * The steps as a PNG in base64: drawn, not loaded from an SVG, because the page may load pictures from few places.
 * `undefined` where the machine has no canvas.
 */
export function stepsAsPng(steps: readonly DrawStep[], { font }: PictureStyle): string | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = pictureSize.width;
  canvas.height = pictureSize.height;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  for (const step of steps) {
    context.globalAlpha = step.opacity;
    context.fillStyle = step.fill;
    if (step.kind === 'box') {
      context.fillRect(step.x, step.y, step.width, step.height);
      continue;
    }
    context.font = `${step.bold ? '600 ' : ''}${step.size}px ${font}`;
    context.textAlign = step.anchor === 'middle' ? 'center' : step.anchor;
    context.fillText(step.text, step.x, step.y);
  }
  const data = canvas.toDataURL('image/png');
  return data.startsWith('data:image/png;base64,') ? data.slice('data:image/png;base64,'.length) : undefined;
}

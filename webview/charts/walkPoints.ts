import { element } from '../ui/element.ts';

const namespace = 'http://www.w3.org/2000/svg';

interface Walk {
  /** Holds the drawing; one tab stop. */
  readonly element: HTMLElement;
  /** Says the point that is looked at. */
  readonly readout: HTMLElement;
  /** Takes a drawing, and where its points are on it. */
  draw(svg: SVGSVGElement, positions: readonly number[]): void;
}

interface WalkOptions {
  readonly id: string;
  readonly label: string;
  /** Each point in words. */
  readonly points: readonly string[];
  readonly hint: string;
  readonly onChoose?: ((at: number) => void) | undefined;
}

/**
 * Looking at one point of a drawing at a time, with the pointer or the keyboard: a slider by the pattern of WAI-ARIA,
 * whose value is read out. Arrow keys go one on, Page Up and Down ten, Home and End to the ends.
 */
export function walkPoints({ id, label, points, hint, onChoose }: WalkOptions): Walk {
  const last = points.length - 1;
  const readout = element('p', { class: 'chart-readout', 'aria-hidden': 'true' }, hint);
  const whole = element('div', {
    ...{ class: 'chart-walk', id, role: 'slider', tabindex: '0' },
    'aria-label': `${label}. ${hint}`,
    'aria-valuemin': '0',
    'aria-valuemax': String(Math.max(0, last)),
  });
  const mark = document.createElementNS(namespace, 'line');
  mark.setAttribute('class', 'chart-mark-line');
  mark.setAttribute('stroke', 'currentColor');
  mark.setAttribute('visibility', 'hidden');
  let at = Math.max(0, last);
  let x: readonly number[] = [];
  let width = 1;

  const place = (): void => {
    mark.setAttribute('x1', String(x[at] ?? 0));
    mark.setAttribute('x2', String(x[at] ?? 0));
  };
  const say = (): void => {
    whole.setAttribute('aria-valuenow', String(at));
    whole.setAttribute('aria-valuetext', points[at] ?? '');
  };
  const look = (next: number): void => {
    at = Math.min(last, Math.max(0, next));
    say();
    place();
    mark.setAttribute('visibility', 'visible');
    readout.textContent = points[at] ?? hint;
  };
  const pointed = ({ clientX }: MouseEvent): number => {
    const box = whole.getBoundingClientRect();
    const along = ((clientX - box.left) / Math.max(1, box.width)) * width;
    let nearest = 0;
    x.forEach((position, index) => {
      if (Math.abs(position - along) < Math.abs((x[nearest] ?? 0) - along)) nearest = index;
    });
    return nearest;
  };

  say();
  if (points.length > 0) {
    whole.addEventListener('focus', () => {
      look(at);
    });
    whole.addEventListener('pointermove', (event) => {
      look(pointed(event));
    });
    whole.addEventListener('click', (event) => {
      look(pointed(event));
      onChoose?.(at);
    });
    whole.addEventListener('keydown', (event) => {
      const next = target(event.key, at, last);
      if (next === undefined && !(event.key === 'Enter' && onChoose !== undefined)) return;
      event.preventDefault();
      if (next === undefined) onChoose?.(at);
      else look(next);
    });
  }
  return {
    element: whole,
    readout,
    draw: (svg, positions) => {
      x = positions;
      width = Number(svg.getAttribute('width'));
      mark.setAttribute('y1', '8');
      mark.setAttribute('y2', String(Number(svg.getAttribute('height')) - 30));
      place();
      svg.append(mark);
    },
  };
}

function target(key: string, at: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 1;
    case 'PageUp':
      return at + 10;
    case 'PageDown':
      return at - 10;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

import { element } from '../ui/element.ts';

const defaultWidth = 640;
const widest = 1_400;

/**
 * A frame whose drawing has the width of its place, so that its words keep their size: drawn at once, and again when
 * the place gets another width. The observer ends with the frame.
 */
export function fitted(draw: (width: number) => Element): HTMLElement {
  const frame = element('div', { class: 'chart-frame' }, draw(defaultWidth));
  let drawn = defaultWidth;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.min(widest, Math.round(entry?.contentRect.width ?? 0));
    if (!frame.isConnected || width < 40 || Math.abs(width - drawn) < 2) return;
    drawn = width;
    frame.replaceChildren(draw(width));
  });
  observer.observe(frame);
  return frame;
}

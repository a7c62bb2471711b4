import { element } from '../ui/element.ts';

export interface SliderOptions {
  readonly label: string;
  /** Class of its own. */
  readonly name: string;
  /** How far an arrow key goes, and Page Up and Page Down. */
  readonly keyStep: number;
  readonly pageStep: number;
  /** A value in words. */
  readonly words: (value: number) => string;
  /** It is moved, but not let go. */
  readonly onMove: (value: number) => void;
  /** It was let go, or moved by a key. */
  readonly onChoose: (value: number) => void;
}

export interface Slider {
  readonly element: HTMLElement;
  /** Shows a value. Cheap enough for every frame: only the two moving parts change, by their transforms. */
  show(value: number, max: number): void;
  /** Whether it is being moved, and not let go yet. */
  moving(): boolean;
  /** Takes no input for a reason; `undefined`: it does. */
  refuse(reason: string | undefined): void;
}

/** A range that draws its own track, so that it moves without layout; a real `input` over it takes the input. */
export function slider(options: SliderOptions): Slider {
  const { label, name, words } = options;
  const input = element('input', {
    ...{ type: 'range', class: 'player-range', min: '0', max: '0', step: 'any' },
    'aria-label': label,
  });
  const fill = element('div', { class: 'player-fill' });
  const knob = element('div', { class: 'player-knob' });
  const track = element(
    'div',
    { class: 'player-track', 'aria-hidden': 'true' },
    fill,
    element('div', { class: 'player-rail' }, knob),
  );
  const rail = track.lastElementChild as HTMLElement;
  let [live, max] = [0, 0];
  let moving = false;

  function draw(value: number): void {
    const part = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
    fill.style.transform = `scaleX(${part})`;
    rail.style.transform = `translateX(${part * 100}%)`;
  }
  function tell(value: number): void {
    input.value = String(value);
    const said = words(value);
    if (input.getAttribute('aria-valuetext') !== said) input.setAttribute('aria-valuetext', said);
  }
  function choose(value: number): void {
    live = Math.min(max, Math.max(0, value));
    tell(live);
    draw(live);
    options.onChoose(live);
  }

  input.addEventListener('input', () => {
    moving = true;
    live = Number(input.value);
    tell(live);
    draw(live);
    options.onMove(live);
  });
  input.addEventListener('change', () => {
    moving = false;
    choose(Number(input.value));
  });
  input.addEventListener('blur', () => {
    moving = false;
  });
  input.addEventListener('focus', () => {
    tell(live);
  });
  input.addEventListener('keydown', (event) => {
    const by = stepOf(event.key, options);
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(live + by);
  });
  return {
    element: element('div', { class: `player-slider ${name}` }, track, input),
    show: (value, newMax) => {
      if (newMax !== max) {
        max = newMax;
        input.max = String(max);
      }
      if (moving) return;
      const before = words(live);
      live = value;
      draw(value);
      // A focused range would be read aloud with every second; it is told when it takes the focus and when it moves.
      const silent = document.activeElement === input;
      if (!silent && (before !== words(value) || !input.hasAttribute('aria-valuetext'))) tell(value);
    },
    moving: () => moving,
    refuse: (reason) => {
      input.disabled = reason !== undefined;
      input.title = reason ?? '';
    },
  };
}

function stepOf(key: string, { keyStep, pageStep }: SliderOptions): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return keyStep;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -keyStep;
    case 'PageUp':
      return pageStep;
    case 'PageDown':
      return -pageStep;
    default:
      return undefined;
  }
}

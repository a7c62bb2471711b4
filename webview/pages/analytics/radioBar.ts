import { element } from '../../ui/element.ts';
import type { Choice } from '../../ui/toolkit.ts';

interface RadioBar {
  readonly element: HTMLElement;
  /** Marks a choice that was made elsewhere. */
  select(value: string): void;
}

/** A choice of a few, all in view: radio buttons, so that the arrow keys work by themselves. */
export function radioBar(
  name: string,
  legend: string,
  choices: readonly Choice[],
  chosen: string,
  onChoose: (value: string) => void,
): RadioBar {
  const inputs = choices.map(({ value }) => {
    const input = element('input', {
      type: 'radio',
      name: `analytics-${name}`,
      value,
      id: `analytics-${name}-${value}`,
    });
    input.checked = value === chosen;
    input.addEventListener('change', () => {
      if (input.checked) onChoose(value);
    });
    return input;
  });
  return {
    element: element(
      'fieldset',
      { class: 'analytics-radios' },
      element('legend', { class: 'sr-only' }, legend),
      ...choices.map(({ label }, at) => element('label', {}, inputs[at], element('span', {}, label))),
    ),
    select: (value) => {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

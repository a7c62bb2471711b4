import { windowChoices, type WindowChoice } from './windowChoices.ts';
import { element } from '../../ui/element.ts';

interface WindowPicker {
  readonly element: HTMLElement;
  /** Marks a choice that was made elsewhere. */
  select(choice: WindowChoice): void;
}

/** The choice of the window: radio buttons, so that the arrow keys work by themselves. */
export function windowPicker(chosen: WindowChoice, onChoose: (choice: WindowChoice) => void): WindowPicker {
  const inputs = windowChoices.map((choice) => {
    const input = element('input', { type: 'radio', name: 'window', value: choice.id });
    input.checked = choice.id === chosen.id;
    input.addEventListener('change', () => {
      if (input.checked) onChoose(choice);
    });
    return input;
  });
  const labels = inputs.map((input, at) =>
    element('label', {}, input, element('span', {}, windowChoices[at]?.label)),
  );
  return {
    element: element(
      'fieldset',
      { class: 'window' },
      element('legend', { class: 'sr-only' }, 'Time to look at'),
      ...labels,
    ),
    select: ({ id }) => {
      for (const input of inputs) input.checked = input.value === id;
    },
  };
}

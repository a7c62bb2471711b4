import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  TextField,
  vsCodeTextField,
  type Button,
} from '@vscode/webview-ui-toolkit';
import { icon } from './icon.ts';

/**
 * The one file that knows the component library, which is no longer maintained: its successor comes in here.
 */
export function registerToolkit(): void {
  keepFieldNames();
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

/** A push button. */
export function button(
  label: string,
  appearance: Exclude<Button['appearance'], 'icon'>,
  onClick: () => void,
): HTMLElement {
  const made = document.createElement('vscode-button');
  made.setAttribute('appearance', appearance);
  made.textContent = label;
  made.addEventListener('click', onClick);
  return made;
}

/** A button that shows only a picture; `label` is its name and its tooltip. */
export function iconButton(svg: string, label: string, onClick: () => void): HTMLElement {
  const made = document.createElement('vscode-button');
  made.setAttribute('appearance', 'icon');
  made.append(icon(svg));
  nameIconButton(made, label);
  made.addEventListener('click', onClick);
  return made;
}

/** Names an icon button anew, when what it does has changed. */
export function nameIconButton(made: HTMLElement, label: string): void {
  made.setAttribute('aria-label', label);
  made.title = label;
}

/** Switches a button off without hiding it, and says so to screen readers. */
export function setDisabled(made: HTMLElement, disabled: boolean): void {
  made.toggleAttribute('disabled', disabled);
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A closed list of choices; the arrow keys and first letters work. */
export function dropdown(
  label: string,
  choices: readonly Choice[],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLElement {
  const made = document.createElement('vscode-dropdown');
  made.setAttribute('aria-label', label);
  for (const { value, label: words } of choices) {
    const option = document.createElement('vscode-option');
    option.setAttribute('value', value);
    if (value === chosen) option.setAttribute('selected', '');
    option.textContent = words;
    made.append(option);
  }
  made.addEventListener('change', () => {
    onChoose((made as unknown as { readonly value: string }).value);
  });
  return made;
}

/** A line of text to fill in. `onInput` gets it at every change. */
export function textField(
  label: string,
  text: string,
  onInput: (text: string) => void,
  placeholder = '',
): HTMLElement {
  const made = document.createElement('vscode-text-field');
  made.setAttribute('aria-label', label);
  made.setAttribute('placeholder', placeholder);
  made.setAttribute('value', text);
  made.addEventListener('input', () => {
    onInput((made as unknown as { readonly value: string }).value);
  });
  return made;
}

/** A box to tick, with its words. */
export function checkbox(label: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const made = document.createElement('vscode-checkbox');
  made.toggleAttribute('checked', checked);
  made.textContent = label;
  made.addEventListener('change', () => {
    onChange((made as unknown as { readonly checked: boolean }).checked);
  });
  return made;
}

/** Turns while something is on its way; what it is, is said beside it. */
export function progressRing(): HTMLElement {
  const made = document.createElement('vscode-progress-ring');
  made.setAttribute('aria-hidden', 'true');
  return made;
}

/** Buttons and the ring alone: the rest is half of the library, and a card in a chat has no use for it. */
export function registerButtons(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing());
}

/** The library calls every field without text inside "Text field" when it is put into the page. */
function keepFieldNames(): void {
  const connected = Reflect.get(TextField.prototype, 'connectedCallback');
  TextField.prototype.connectedCallback = function () {
    const name = this.getAttribute('aria-label');
    connected.call(this);
    if (name !== null) this.setAttribute('aria-label', name);
  };
}

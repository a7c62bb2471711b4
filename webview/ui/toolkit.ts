import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  type Button,
} from '@vscode/webview-ui-toolkit';

/**
 * The one file that knows the component library, which is no longer maintained: its successor comes in here.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing());
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

/** Turns while something is on its way; what it is, is said beside it. */
export function progressRing(): HTMLElement {
  const made = document.createElement('vscode-progress-ring');
  made.setAttribute('aria-hidden', 'true');
  return made;
}

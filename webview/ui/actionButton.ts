import { button, setDisabled } from './toolkit.ts';

/** A button that is off while what it does is under way. */
export function actionButton(
  label: string,
  appearance: 'primary' | 'secondary',
  id: string,
  action: () => Promise<void>,
): HTMLElement {
  const made = button(label, appearance, () => {
    setDisabled(made, true);
    void action().finally(() => {
      setDisabled(made, false);
    });
  });
  made.id = id;
  return made;
}

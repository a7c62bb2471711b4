/**
 * Draws anew without losing the reader's place: the focused element and opened details are found again by id.
 * Where the focused element is gone, the whole takes the focus, so that the keyboard does not start over.
 */
export function keepPlace(root: HTMLElement, draw: () => void): void {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const open = [...root.querySelectorAll('details[open]')].map(({ id }) => id);
  draw();
  for (const details of root.querySelectorAll('details')) details.open = open.includes(details.id);
  if (focused === null) return;
  const again = focused.id === '' ? null : root.querySelector<HTMLElement>(`#${CSS.escape(focused.id)}`);
  (again ?? root).focus({ preventScroll: true });
}

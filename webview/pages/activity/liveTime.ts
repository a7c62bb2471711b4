import { element } from '../../ui/element.ts';
import { instantWords, relativeWords } from '../../ui/instants.ts';

/** An instant as it lies from now, such as `in 3 minutes`; {@link tickTimes} keeps it true. */
export function liveTime(at: string, timeZone: string, now: number): HTMLElement {
  const words = instantWords(at, timeZone);
  const made = element('time', { datetime: at, 'data-live': '', title: words });
  tick(made, now);
  return made;
}

/** Puts all live times below an element right; what still holds is not touched. */
export function tickTimes(root: ParentNode, now: number): void {
  for (const time of root.querySelectorAll<HTMLElement>('time[data-live]')) tick(time, now);
}

function tick(time: HTMLElement, now: number): void {
  const at = Date.parse(time.getAttribute('datetime') ?? '');
  const words = Number.isNaN(at) ? time.title : relativeWords(at, now);
  if (time.textContent !== words) time.textContent = words;
}

import cloudUpload from '@vscode/codicons/src/icons/cloud-upload.svg';
import type { Disposable } from '../../../src/protocol/api.ts';
import { t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { icon } from '../../ui/icon.ts';
import { button } from '../../ui/toolkit.ts';

interface DropArea extends Disposable {
  readonly element: HTMLElement;
  /** What became of the last drop; an empty sentence takes it away. */
  readonly say: (sentence: string) => void;
}

/**
 * Where files are dropped: anywhere on the page, for one that misses would make the editor open the file instead.
 * @param onDrop called within the event, while its data can be read
 */
export function dropArea(onDrop: (data: DataTransfer) => void, onChoose: () => void): DropArea {
  const choose = button(t('Choose Files…'), 'primary', onChoose);
  choose.id = 'imports-choose';
  const answer = element('p', { class: 'imports-answer', role: 'alert' });
  const area = element(
    'div',
    { class: 'imports-drop', role: 'group', 'aria-label': t('New import') },
    icon(cloudUpload),
    element(
      'p',
      { class: 'imports-invitation' },
      t('Drop the ZIP from Spotify, its JSON files or the unpacked folder here.'),
    ),
    choose,
    element(
      'p',
      { class: 'faint' },
      t('Hold Shift while you drop, or the editor opens the files itself. Everything stays on this machine.'),
    ),
    answer,
  );
  const stop = new AbortController();
  const { signal } = stop;

  function mark(event: DragEvent): void {
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    area.classList.add('over');
  }
  document.addEventListener('dragenter', mark, { signal });
  document.addEventListener('dragover', mark, { signal });
  document.addEventListener(
    'dragleave',
    ({ relatedTarget }) => {
      if (relatedTarget === null) area.classList.remove('over');
    },
    { signal },
  );
  document.addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      area.classList.remove('over');
      if (event.dataTransfer !== null) onDrop(event.dataTransfer);
    },
    { signal },
  );
  return {
    element: area,
    say: (sentence) => {
      answer.textContent = sentence;
    },
    dispose: () => {
      stop.abort();
    },
  };
}

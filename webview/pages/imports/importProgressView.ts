import type { PanelImport } from '../../../src/protocol/panel/panelRequests.ts';
import { language, t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import { durationWords } from '../../ui/instants.ts';
import { outsideText } from '../../ui/outsideText.ts';
import { ImportSpeed } from './importSpeed.ts';

const mebibyte = 1024 * 1024;

interface ProgressView {
  readonly element: HTMLElement;
  show(one: PanelImport, now: number): void;
  /** Speed and remaining time, which change while nothing is told as well. */
  tick(now: number): void;
}

/** Bar and figures of an import under way; they are changed in place, many times a second. */
export function importProgressView(): ProgressView {
  const bar = element('div', {
    class: 'bar imports-bar',
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
  });
  bar.setAttribute('aria-label', t('Progress of the import'));
  const figures = element('p', { class: 'imports-figures' });
  const file = element('p', { class: 'imports-file faint' });
  const speed = new ImportSpeed();
  let shown: PanelImport | undefined;

  function tick(now: number): void {
    if (shown === undefined) return;
    const { progress, received, state } = shown;
    const words =
      state === 'receiving'
        ? receivedWords(received, speed, now)
        : progress === undefined
          ? [t('It begins as soon as the import before it has ended.')]
          : [
              t('{rows} rows', { rows: progress.rows_read }),
              t('{stored} new', { stored: progress.stored }),
              ofMegabytes(progress.bytes_read, progress.bytes_total),
              ...speedWords(speed.rowsPerSecond(now), (rows) =>
                t('{rows} rows per second', { rows: Math.round(rows) }),
              ),
              ...leftWords(speed.secondsLeft(progress.bytes_total, now)),
            ];
    const text = words.join(' · ');
    if (figures.textContent !== text) figures.textContent = text;
  }

  return {
    element: element('div', {}, bar, figures, file),
    show: (one, now) => {
      const begins = shown !== undefined && shown.state !== one.state;
      shown = one;
      const { progress, received } = one;
      const [bytes, total] =
        one.state === 'receiving'
          ? [received?.bytes ?? 0, received?.bytes_total ?? 0]
          : [progress?.bytes_read ?? 0, progress?.bytes_total ?? 0];
      if (begins || bytes > 0) speed.add({ at: now, rows: progress?.rows_read ?? 0, bytes });
      const part = total > 0 ? Math.min(1, bytes / total) : 0;
      bar.style.setProperty('--part', String(part));
      bar.setAttribute('aria-valuenow', String(Math.round(part * 100)));
      file.replaceChildren(progress === undefined ? '' : outsideText(progress.file));
      tick(now);
      bar.setAttribute('aria-valuetext', figures.textContent);
    },
    tick,
  };
}

function receivedWords(received: PanelImport['received'], speed: ImportSpeed, now: number): string[] {
  if (received === undefined) return [t('The files are handed over.')];
  return [
    t('The files are handed over: {part}', { part: ofMegabytes(received.bytes, received.bytes_total) }),
    ...leftWords(speed.secondsLeft(received.bytes_total, now)),
    // What was dropped is this document’s alone, which the editor ends when the tab is hidden.
    t('keep this tab in sight until then'),
  ];
}

function speedWords(speed: number | undefined, words: (speed: number) => string): string[] {
  return speed === undefined ? [] : [words(speed)];
}

function leftWords(seconds: number | undefined): string[] {
  return seconds === undefined ? [] : [t('{time} left', { time: durationWords(seconds) })];
}

/** `12.3 of 64.0 MB`. */
function ofMegabytes(bytes: number, total: number): string {
  return t('{done} of {total} MB', { done: megabytes(bytes), total: megabytes(total) });
}

function megabytes(bytes: number): string {
  return (bytes / mebibyte).toLocaleString(language(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

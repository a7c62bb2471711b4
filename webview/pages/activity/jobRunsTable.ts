import type { JobRun } from '../../../src/protocol/ops/opsRequests.ts';
import { language, t } from '../../l10n.ts';
import { element } from '../../ui/element.ts';
import type { NameOf } from './collectorWords.ts';
import { durationWords, timeElement } from '../../ui/instants.ts';
import { outsideText } from '../../ui/outsideText.ts';

/** What Backbeat ran, newest first. */
export function jobRunsTable(runs: readonly JobRun[], nameOf: NameOf, timeZone: string): HTMLElement {
  const heads = [
    ...[t('Begun'), t('Kind'), t('Account'), t('State'), t('Took'), t('Fetched'), t('Inserted')],
    ...[t('Updated'), t('Rate limits'), t('Files'), t('Note')],
  ];
  return element(
    'div',
    {
      class: 'activity-scroll',
      id: 'activity-runs-scroll',
      role: 'group',
      tabindex: '0',
      'aria-label': t('Job runs'),
    },
    element(
      'table',
      { class: 'activity-table' },
      element('thead', {}, element('tr', {}, ...heads.map((name) => element('th', { scope: 'col' }, name)))),
      element('tbody', {}, ...runs.map((run) => runRow(run, nameOf, timeZone))),
    ),
  );
}

function runRow(run: JobRun, nameOf: NameOf, timeZone: string): HTMLElement {
  const number = (value: number): HTMLElement =>
    element('td', { class: 'number' }, value.toLocaleString(language()));
  const { started_at, finished_at, account, error, note } = run;
  const words = [error, note].filter((text) => text !== undefined).join(' ');
  return element(
    'tr',
    { 'data-status': run.status },
    element('th', { scope: 'row' }, timeElement(started_at, timeZone)),
    element('td', {}, typeWords(run.type)),
    element('td', { class: 'account' }, account === undefined ? '–' : outsideText(nameOf(account))),
    element('td', {}, statusWords(run.status)),
    element('td', {}, tookWords(started_at, finished_at)),
    ...[run.fetched, run.inserted, run.updated, run.rate_limits, run.files_processed].map(number),
    element('td', { class: 'error' }, words === '' ? '–' : outsideText(words, 'wrapped')),
  );
}

function tookWords(from: string, to: string | undefined): string {
  const seconds = (Date.parse(to ?? '') - Date.parse(from)) / 1000;
  return Number.isNaN(seconds) ? '–' : durationWords(seconds);
}

function typeWords(type: JobRun['type']): string {
  switch (type) {
    case 'import_zip':
      return t('Import of files');
    case 'initial_sync':
      return t('Initial sync');
    case 'poll':
      return t('Poll');
    case 'enrich':
      return t('Look-up of details');
  }
}

function statusWords(status: JobRun['status']): string {
  switch (status) {
    case 'running':
      return t('Running');
    case 'success':
      return t('Success');
    case 'partial':
      return t('In part');
    case 'error':
      return t('Failed');
    case 'cancelled':
      return t('Cancelled');
    case 'interrupted':
      return t('Interrupted');
  }
}

import type { Session, SessionsResult } from '../../../../src/protocol/history/insights/sessions.ts';
import { columnsChart } from '../../../charts/columnsChart.ts';
import { hours } from '../../../charts/week.ts';
import { plural, t } from '../../../l10n.ts';
import { minuteWords } from '../../../ui/dates.ts';
import { element } from '../../../ui/element.ts';
import { countWords, ratioWords } from '../../../ui/words.ts';
import type { PartSpec } from '../part.ts';
import { facts, nameElement, nothing, type PartTools } from './partTools.ts';

/** Listening without a longer pause. */
export function sessionsPart({ save }: PartTools): PartSpec<SessionsResult> {
  return {
    id: 'sessions',
    title: t('Sessions'),
    ask: ({ api, params }, signal) => api.call('history.sessions', { ...params, limit: 5 }, { signal }),
    draw: (result) => ({
      nodes: result.sessions === 0 ? [nothing(t('No sessions in this time.'))] : nodes(result, save),
      rules: [result.play_rule, result.session_rule],
      note: result.note,
    }),
  };
}

function nodes(result: SessionsResult, save: PartTools['save']): readonly Node[] {
  const columns = hours.map((label, at) => ({ label, value: result.by_hour[at] ?? 0 }));
  const most = columns.reduce((best, column) => (column.value > best.value ? column : best));
  const minutes = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : t('{minutes} min', { minutes: Math.round(value) });
  return [
    facts([
      [t('Sessions'), countWords(result.sessions)],
      [t('Length, median'), minutes(result.median_minutes)],
      [t('Length, average'), minutes(result.mean_minutes)],
      [
        t('Plays in a session, median'),
        result.median_plays === undefined ? undefined : ratioWords(result.median_plays),
      ],
    ]),
    columnsChart({
      id: 'sessions',
      title: t('Sessions by the hour of their start'),
      finding: t('Most begin from {hour}:00 on: {sessions}.', {
        hour: most.label,
        sessions: plural(most.value, '{count} session', '{count} sessions'),
      }),
      columns,
      head: [t('Hour'), t('Sessions')],
      save,
    }),
    element('h3', {}, t('The longest')),
    element('ol', { class: 'analytics-list' }, ...result.longest.map(sessionRow)),
  ];
}

function sessionRow({
  started_at,
  minutes,
  plays,
  first_track,
  top_artist,
  broken_by_gap,
}: Session): HTMLElement {
  const length = t('{minutes} min', { minutes: Math.round(minutes) });
  return element(
    'li',
    {},
    element(
      'span',
      {},
      minuteWords(started_at),
      ' · ',
      top_artist === undefined
        ? nameElement(first_track.name, first_track.artists)
        : nameElement(top_artist.name),
    ),
    element(
      'span',
      { class: 'analytics-figure' },
      `${broken_by_gap === true ? t('at least {length}', { length }) : length} · ${plural(plays, '{count} play', '{count} plays')}`,
    ),
  );
}

import type { Disposable } from '../../../src/protocol/api.ts';
import { t } from '../../l10n.ts';
import { PanelError } from '../../panelErrors.ts';
import { problemWords } from '../../shell/problem.ts';
import { withReadableInstants } from '../../ui/dates.ts';
import { element } from '../../ui/element.ts';
import { keepPlace } from '../../ui/keepPlace.ts';
import { button, progressRing } from '../../ui/toolkit.ts';
import type { Round } from './round.ts';
import { whenSeen } from './whenSeen.ts';

/** What a part shows of an answer. */
export interface PartContent {
  readonly nodes: readonly (Node | undefined)[];
  /** How the figures are counted, in the words of the answer. */
  readonly rules: readonly string[];
  readonly note?: string | undefined;
}

export interface PartSpec<R> {
  readonly id: string;
  readonly title: string;
  readonly ask: (round: Round, signal: AbortSignal) => Promise<R>;
  readonly draw: (result: R, round: Round) => PartContent;
  /** Takes the whole width. */
  readonly wide?: boolean;
  /** Asked for at once, not when it comes into view; says openly how its figures are counted. */
  readonly first?: boolean;
  /** Is asked before all other parts of the page, which wait for its answer. */
  readonly leads?: boolean;
}

export interface Part extends Disposable {
  readonly id: string;
  readonly element: HTMLElement;
  /** Another question: what is shown is dimmed until its answer is there. */
  load(round: Round): void;
  /** The same question again, without a sign of it; one at a time, however often the history changes. */
  refresh(round: Round): void;
}

/** How long after the host went away the next try is, ms. */
const retryMs = 3_000;

/**
 * One section of the page with its own loading, failed and shown states. It asks when it comes into view, and only the
 * answer to its latest question is shown.
 * @param onEmpty there is no history at all
 * @param onFailed says to screen readers why; parts fail together, so not each on its own
 */
export function makePart<R>(
  spec: PartSpec<R>,
  onEmpty: () => void,
  onFailed: (sentence: string) => void,
): Part {
  const headingId = `analytics-${spec.id}-title`;
  const body = element('div', { class: 'analytics-body', tabindex: '-1' }, loading());
  const section = element(
    'section',
    {
      class: `analytics-part analytics-${spec.id}${spec.wide === true ? ' analytics-wide' : ''}`,
      'aria-labelledby': headingId,
      'aria-busy': 'true',
    },
    element('h2', { id: headingId }, spec.title),
    body,
  );
  let seen = spec.first === true;
  let round: Round | undefined;
  let running: AbortController | undefined;
  let stale = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const watching = seen
    ? undefined
    : whenSeen(section, () => {
        seen = true;
        if (round !== undefined) void ask();
      });

  async function ask(): Promise<void> {
    const asked = round;
    if (asked === undefined) return;
    clearTimeout(retry);
    const mine = new AbortController();
    running = mine;
    stale = false;
    let show: () => void;
    try {
      const result = await inTurn(asked, mine.signal);
      show = () => {
        drawResult(result, asked);
      };
    } catch (error) {
      show = () => {
        drawFailed(error);
      };
    }
    if (running !== mine) return;
    running = undefined;
    section.setAttribute('aria-busy', 'false');
    keepPlace(body, show);
    if (stale) void ask();
  }

  function inTurn(asked: Round, signal: AbortSignal): Promise<R> {
    if (spec.leads === true) {
      const answer = spec.ask(asked, signal);
      asked.lead(answer);
      return answer;
    }
    return asked.led().then(() => {
      signal.throwIfAborted();
      return spec.ask(asked, signal);
    });
  }

  function drawResult(result: R, asked: Round): void {
    const { nodes, rules, note } = spec.draw(result, asked);
    const counted = [
      ...(note === undefined ? [] : [element('p', { class: 'analytics-note' }, withReadableInstants(note))]),
      element('p', { class: 'analytics-rule' }, rules.map(withReadableInstants).join(' ')),
    ];
    body.replaceChildren(
      ...nodes.filter((node) => node !== undefined),
      ...(spec.first === true ? counted : [howCounted(spec.id, counted)]),
    );
  }

  function drawFailed(error: unknown): void {
    if (PanelError.is(error, 'empty')) {
      onEmpty();
      return;
    }
    if (PanelError.is(error, 'gone')) retry = setTimeout(() => void ask(), retryMs);
    const [sentence, hint] = problemWords(error);
    onFailed(sentence);
    body.replaceChildren(
      element(
        'div',
        { class: 'analytics-failed' },
        element('p', {}, sentence),
        hint === undefined ? undefined : element('p', { class: 'faint' }, hint),
        button(t('Retry'), 'secondary', () => {
          section.setAttribute('aria-busy', 'true');
          body.replaceChildren(loading());
          void ask();
        }),
      ),
    );
  }

  return {
    id: spec.id,
    element: section,
    load: (next) => {
      round = next;
      running?.abort();
      section.setAttribute('aria-busy', 'true');
      if (seen) void ask();
    },
    refresh: (next) => {
      round = next;
      if (running !== undefined) stale = true;
      else if (seen) void ask();
    },
    dispose: () => {
      clearTimeout(retry);
      watching?.dispose();
      running?.abort();
      running = undefined;
      round = undefined;
    },
  };
}

/** Said openly once, at the top of the page, and folded away in every part: it is nearly the same everywhere. */
function howCounted(id: string, counted: readonly HTMLElement[]): HTMLElement {
  return element(
    'details',
    { class: 'analytics-counted', id: `analytics-${id}-counted` },
    element('summary', {}, t('How this is counted')),
    ...counted,
  );
}

function loading(): HTMLElement {
  return element('p', { class: 'analytics-loading' }, progressRing(), t('Loading…'));
}

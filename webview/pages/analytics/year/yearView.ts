import next from '@vscode/codicons/src/icons/chevron-right.svg';
import previous from '@vscode/codicons/src/icons/chevron-left.svg';
import type { Disposable } from '../../../../src/protocol/api.ts';
import type { YearInReviewResult } from '../../../../src/protocol/history/insights/yearInReview.ts';
import { drawColumns } from '../../../charts/columnsChart.ts';
import { t } from '../../../l10n.ts';
import { PanelError } from '../../../panelErrors.ts';
import { problemWords } from '../../../shell/problem.ts';
import type { PageContext } from '../../../shell/page.ts';
import { withReadableInstants } from '../../../ui/dates.ts';
import { bar, element } from '../../../ui/element.ts';
import { button, dropdown, iconButton, progressRing, setDisabled } from '../../../ui/toolkit.ts';
import { whoseParams, type Change, type Choices } from '../choices.ts';
import { nameElement } from '../parts/partTools.ts';
import { pictureSteps, stepsAsPng, stepsAsSvg, type PictureStyle } from './slidePicture.ts';
import { slidesOf, type Slide } from './slides.ts';

interface YearView extends Disposable {
  readonly element: HTMLElement;
  /** Asks again, quietly. */
  refresh(): void;
}

interface YearOptions {
  readonly context: Pick<PageContext, 'api' | 'announce' | 'showError'>;
  readonly choices: () => Choices;
  readonly onChange: (change: Change) => void;
  readonly onEmpty: () => void;
}

/** How long after the host went away the next try is, ms. */
const retryMs = 3_000;

/** A year as pages to walk through, by the carousel pattern of WAI-ARIA, without moving by itself. */
export function yearView({ context, choices, onChange, onEmpty }: YearOptions): YearView {
  const { api, announce, showError } = context;
  const body = element('div', { class: 'analytics-year-body', tabindex: '-1', 'aria-busy': 'true' });
  const years = element('span', {});
  const root = element(
    'section',
    { class: 'analytics-year', 'aria-labelledby': 'analytics-year-title' },
    element(
      'div',
      { class: 'analytics-year-head' },
      element('h2', { id: 'analytics-year-title' }, t('Year in review')),
      years,
    ),
    body,
  );
  let running: AbortController | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let stale = false;
  let shownYears = '';
  let at = choices().slide ?? 0;

  async function ask(quietly: boolean): Promise<void> {
    clearTimeout(retry);
    running?.abort();
    const mine = new AbortController();
    running = mine;
    stale = false;
    if (!quietly) {
      body.setAttribute('aria-busy', 'true');
      body.replaceChildren(element('p', { class: 'analytics-loading' }, progressRing(), t('Loading…')));
    }
    const { year, by } = choices();
    const whose = whoseParams(choices());
    try {
      const [review, coverage] = await Promise.all([
        api.call(
          'history.yearInReview',
          { ...whose, ...(year !== undefined && { year }), by },
          { signal: mine.signal },
        ),
        api.call('history.coverage', { ...whose, days: 1 }, { signal: mine.signal }),
      ]);
      if (running !== mine) return;
      const shownYear = Number(review.window_start.slice(0, 4));
      drawYears(coverage.history.first_listen, coverage.history.last_listen, shownYear);
      drawReview(review, shownYear);
    } catch (error) {
      if (running !== mine) return;
      if (PanelError.is(error, 'empty')) onEmpty();
      else drawFailed(error);
    }
    running = undefined;
    body.setAttribute('aria-busy', 'false');
    if (stale) void ask(true);
  }

  function drawYears(first: string | undefined, last: string | undefined, shown: number): void {
    const from = Number((first ?? String(shown)).slice(0, 4));
    const to = Number((last ?? String(shown)).slice(0, 4));
    const all = Array.from({ length: Math.max(1, to - from + 1) }, (_, index) => String(to - index));
    // Drawn anew it would lose the focus of who walks from year to year.
    const next = JSON.stringify([all, shown]);
    if (next === shownYears) return;
    shownYears = next;
    const made = dropdown(
      t('Year'),
      all.map((value) => ({ value, label: value })),
      String(shown),
      (value) => {
        at = 0;
        shownYears = JSON.stringify([all, Number(value)]);
        onChange({ year: Number(value), slide: 0 });
        void ask(false);
      },
    );
    made.id = 'analytics-year';
    years.replaceChildren(made);
  }

  function drawFailed(error: unknown): void {
    if (PanelError.is(error, 'gone')) retry = setTimeout(() => void ask(true), retryMs);
    const [sentence, hint] = problemWords(error);
    // Said once, not with every try.
    if (body.querySelector('.analytics-failed')?.firstChild?.textContent === sentence) return;
    body.replaceChildren(
      element(
        'div',
        { class: 'analytics-failed', role: 'alert' },
        element('p', {}, sentence),
        hint === undefined ? undefined : element('p', { class: 'faint' }, hint),
        button(t('Retry'), 'secondary', () => void ask(false)),
      ),
    );
  }

  function drawReview(review: YearInReviewResult, year: number): void {
    if (review.plays === 0) {
      body.replaceChildren(
        element('p', { class: 'analytics-nothing' }, t('No plays in {year}.', { year: String(year) })),
      );
      return;
    }
    const slides = slidesOf(review);
    const heading = t('{year} in review', { year: String(year) });
    const place = element('p', { class: 'analytics-place faint' });
    const stage = element('div', {
      class: 'analytics-stage',
      role: 'group',
      'aria-roledescription': t('slide'),
    });
    const back = iconButton(previous, t('Previous'), () => {
      go(at - 1);
    });
    const on = iconButton(next, t('Next'), () => {
      go(at + 1);
    });
    back.id = 'analytics-year-previous';
    on.id = 'analytics-year-next';
    const carousel = element(
      'div',
      {
        ...{ class: 'analytics-carousel', role: 'group', tabindex: '0', id: 'analytics-carousel' },
        'aria-roledescription': t('carousel'),
        'aria-label': `${heading}. ${t('Walk with the arrow keys.')}`,
      },
      stage,
      element('div', { class: 'analytics-walk' }, back, place, on),
    );
    carousel.addEventListener('keydown', (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: slides.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      go(to);
    });

    function go(to: number): void {
      if (to < 0 || to >= slides.length) return;
      at = to;
      onChange({ slide: at });
      show();
      const slide = slides[at];
      announce(`${slide?.title ?? ''}. ${slide?.lead ?? ''}`);
    }
    function show(): void {
      const slide = slides[at];
      if (slide === undefined) return;
      const where = t('{at} of {all}', { at: at + 1, all: slides.length });
      place.textContent = where;
      stage.setAttribute('aria-label', `${where}: ${slide.title}`);
      stage.replaceChildren(...drawSlide(slide, heading));
      setDisabled(back, at === 0);
      setDisabled(on, at === slides.length - 1);
    }

    const savePicture = async (kind: 'svg' | 'png'): Promise<void> => {
      const slide = slides[at];
      if (slide === undefined) return;
      const style = pictureStyle(stage);
      const steps = pictureSteps(slide, heading, style);
      const png = kind === 'png' ? stepsAsPng(steps, style) : undefined;
      const name = `backbeat-${year}-${slide.id}.${png === undefined ? 'svg' : 'png'}`;
      const content =
        png === undefined
          ? { text: stepsAsSvg(steps, `${heading}: ${slide.title}`, style) }
          : { base64: png };
      try {
        const { saved } = await api.call('panel.saveFile', { name, ...content });
        if (saved) announce(t('Saved {name}.', { name }));
      } catch (error) {
        showError(error);
      }
    };
    const buttons = element(
      'div',
      { class: 'chart-save' },
      button(t('Save as picture (PNG)'), 'secondary', () => void savePicture('png')),
      button(t('Save as SVG'), 'secondary', () => void savePicture('svg')),
    );
    at = Math.min(Math.max(0, at), slides.length - 1);
    show();
    const focused = body.contains(document.activeElement) ? document.activeElement?.id : undefined;
    body.replaceChildren(
      carousel,
      buttons,
      ...(review.note === undefined
        ? []
        : [element('p', { class: 'analytics-note' }, withReadableInstants(review.note))]),
      element('p', { class: 'analytics-rule' }, `${review.play_rule} ${review.unlike_wrapped}`),
    );
    if (focused !== undefined && focused !== '')
      document.getElementById(focused)?.focus({ preventScroll: true });
  }

  void ask(false);
  return {
    element: root,
    refresh: () => {
      if (running === undefined) void ask(true);
      else stale = true;
    },
    dispose: () => {
      clearTimeout(retry);
      running?.abort();
      running = undefined;
    },
  };
}

function drawSlide(slide: Slide, heading: string): readonly Node[] {
  const most = Math.max(...(slide.columns ?? []).map(({ value }) => value), 0);
  const peak = slide.columns?.find(({ value }) => value === most && value > 0);
  return [
    element('p', { class: 'faint' }, heading),
    element('h3', {}, slide.title),
    ...(slide.lead === undefined ? [] : [element('p', { class: 'analytics-lead' }, slide.lead)]),
    ...(slide.rows.length === 0
      ? []
      : [
          element(
            'ol',
            { class: 'analytics-slide-rows' },
            ...slide.rows.map(({ name, artists, value, part }) =>
              element(
                'li',
                {},
                nameElement(name, artists),
                element('span', { class: 'analytics-figure' }, value),
                part === undefined ? undefined : bar(part),
              ),
            ),
          ),
        ]),
    ...(slide.columns === undefined
      ? []
      : [
          element(
            'p',
            {},
            peak === undefined ? '' : t('Most plays: {label}, {count}.', { label: peak.label, count: most }),
          ),
          element(
            'div',
            { class: 'chart chart-frame' },
            drawColumns({ columns: slide.columns }, 640) as unknown as HTMLElement,
          ),
        ]),
  ];
}

function pictureStyle(shown: Element): PictureStyle {
  const computed = getComputedStyle(shown);
  const of = (name: string, fallback: string): string => computed.getPropertyValue(name).trim() || fallback;
  return {
    background: of('--vscode-editor-background', '#ffffff'),
    foreground: of('--vscode-foreground', '#333333'),
    tint: of('--vscode-charts-green', '#388a34'),
    font: of('--vscode-font-family', 'system-ui, sans-serif'),
  };
}

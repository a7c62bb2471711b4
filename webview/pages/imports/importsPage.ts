import '../../zodWithoutEval.ts';
import type { PanelImport } from '../../../src/protocol/panel/panelRequests.ts';
import { t } from '../../l10n.ts';
import { PanelError } from '../../panelErrors.ts';
import type { Page, PageContext } from '../../shell/page.ts';
import { problemWords } from '../../shell/problem.ts';
import { element, section } from '../../ui/element.ts';
import { keepPlace } from '../../ui/keepPlace.ts';
import { LiveState } from '../../ui/liveState.ts';
import { shortName } from '../../ui/outsideText.ts';
import { emptyPart, partOf, staleNote } from '../../ui/partState.ts';
import { dropArea } from './dropArea.ts';
import { droppedFiles } from './droppedFiles.ts';
import { historyMonths } from './historyMonths.ts';
import { howToGet, privacyPage } from './howToGet.ts';
import './imports.css';
import { changeSentence, importList } from './importList.ts';
import { pastJobsTable } from './pastJobs.ts';
import { sendFiles, UnreadableFile } from './sendFiles.ts';

/** Files into the history: dropped or chosen, how each import stands, and what the history holds. */
export const importsPage: Page = {
  id: 'imports',
  title: 'Imports',
  mount(root, context) {
    const { api, panel, now, announce, showError } = context;
    const area = dropArea(
      (data) => {
        void take(droppedFiles(data));
      },
      () => {
        choose(context, area.say);
      },
    );
    const list = importList(
      {
        onCancel: (id) => api.call('panel.cancelImport', { id }).then(nothing, showError),
        onForget: (id) => api.call('panel.forgetImport', { id }).then(nothing, showError),
        onChoose: () => {
          choose(context, area.say);
        },
      },
      panel.timezone,
    );
    const current = element('div', { class: 'imports-current' });
    const how = howToGet(() => {
      api.call('panel.openLink', { url: privacyPage }).catch(showError);
    });
    const [past, months] = [element('div', { tabindex: '-1' }), element('div', { tabindex: '-1' })];
    root.replaceChildren(
      element('h1', { class: 'sr-only' }, t('Imports')),
      area.element,
      current,
      element('h2', { class: 'sr-only' }, t('Imports of this window')),
      list.element,
      section('imports-months', t('The history by month and source'), months),
      how,
      section('imports-past', t('Past imports'), past),
    );

    let disposed = false;
    let shown: readonly PanelImport[] | undefined;
    const imports = new LiveState(
      (signal) => api.call('panel.imports', {}, { signal }),
      ({ value, error }) => {
        const failed = error === undefined ? undefined : staleNote(error);
        current.replaceChildren(...(failed === undefined ? [] : [failed]));
        if (value === undefined) return;
        const sentence = shown && changeSentence(shown, value.imports, panel.timezone);
        if (sentence !== undefined) announce(sentence);
        if (shown !== undefined && endedCount(value.imports) !== endedCount(shown)) jobs.refresh();
        shown = value.imports;
        list.show(value.imports, now());
      },
    );
    const jobs = new LiveState(
      (signal) => api.call('import.latestJobs', { limit: 20 }, { signal }),
      () => {
        keepPlace(past, drawJobs);
      },
    );
    const coverage = new LiveState(
      (signal) =>
        api.call('history.coverage', { to: new Date(now()).toISOString(), kind: 'all' }, { signal }),
      () => {
        keepPlace(months, drawMonths);
      },
    );

    function drawJobs(): void {
      const words = { waiting: t('Reading past imports…'), retryId: 'imports-past-retry' };
      past.replaceChildren(
        ...partOf(jobs, words, ({ jobs: all }) =>
          all.length === 0
            ? emptyPart(t('Nothing was imported yet. The first import is listed here when it begins.'))
            : pastJobsTable(all, panel.timezone),
        ),
      );
    }

    function drawMonths(): void {
      const words = { waiting: t('Reading the history…'), retryId: 'imports-months-retry' };
      months.replaceChildren(
        ...(PanelError.is(coverage.known.error, 'empty')
          ? [
              emptyPart(
                t('The history is empty. Drop an export above, or get one from Spotify as said below.'),
              ),
            ]
          : partOf(coverage, words, (value) => historyMonths(value, panel.timezone))),
      );
    }
    drawJobs();
    drawMonths();

    async function take(reading: ReturnType<typeof droppedFiles>): Promise<void> {
      area.say('');
      try {
        const { files, sentence } = await reading;
        if (sentence !== undefined && !disposed) area.say(sentence);
        if (files.length > 0) await sendFiles(api, files);
      } catch (error) {
        // An import that was cancelled under way refuses the next part; its card says so already.
        if (PanelError.is(error) && error.code === 'CANCELLED') return;
        if (disposed) showError(error);
        else area.say(sendProblem(error));
      }
    }

    const listening = [
      api.on('panel.imports', (told) => {
        imports.put(told);
      }),
      api.on('history.changed', () => {
        coverage.refresh();
        jobs.refresh();
      }),
    ];
    const ticking = setInterval(() => {
      list.tick(now());
    }, 1_000);
    for (const state of [imports, jobs, coverage]) state.refresh();
    return {
      // Files that are being handed over go on: another page may be looked at meanwhile.
      dispose: () => {
        disposed = true;
        clearInterval(ticking);
        for (const one of [...listening, imports, jobs, coverage, area]) one.dispose();
      },
    };
  },
};

function choose({ api }: PageContext, say: (sentence: string) => void): void {
  say('');
  api.call('panel.chooseImport', {}).catch((error: unknown) => {
    say(sendProblem(error));
  });
}

function sendProblem(error: unknown): string {
  if (error instanceof UnreadableFile) {
    return t('{name} could not be read: it was moved or changed. Drop it again.', {
      name: shortName(error.file),
    });
  }
  const [sentence, hint] = problemWords(error);
  return hint === undefined ? sentence : `${sentence} ${hint}`;
}

function endedCount(imports: readonly PanelImport[]): number {
  return imports.filter(({ state }) => state !== 'receiving' && state !== 'running').length;
}

function nothing(): void {
  // The list that is told anew shows what became of it.
}

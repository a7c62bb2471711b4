import type { Disposable } from '../../../src/protocol/api.ts';
import type { ImportJob } from '../../../src/protocol/history/importReport.ts';
import type { ChatPage, ChatPageContext } from '../chat/openChatPage.ts';
import { readAnswer } from '../chat/toolAnswer.ts';
import { fileNameOf, importAnswer } from './importCalls.ts';
import { drawReport, drawRunning } from './importDrawings.ts';
import { followImport } from './importProgress.ts';

/** The card of `ops_import_export`: how far it is, then its report. */
export function openImport({ chat, draw }: ChatPageContext): ChatPage {
  let following: Disposable | undefined;
  let file: string | undefined;
  const stop = (): void => {
    following?.dispose();
    following = undefined;
  };
  return {
    onInput: ({ path }) => {
      stop();
      file = fileNameOf(path);
      draw(drawRunning(file, undefined));
      if (!chat.callsTools) return;
      following = followImport(chat, file, (job: ImportJob) => {
        draw(drawRunning(file, job));
      });
    },
    onResult: (result) => {
      stop();
      draw(drawReport(file, readAnswer(result, importAnswer).value));
    },
    dispose: stop,
  };
}

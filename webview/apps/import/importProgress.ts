import type { Disposable } from '../../../src/protocol/api.ts';
import { latestImportJobsResult, type ImportJob } from '../../../src/protocol/history/importReport.ts';
import type { ChatHost } from '../chat/chatHost.ts';
import { readAnswer } from '../chat/toolAnswer.ts';

const firstMs = 500;
const everyMs = 1_500;
/** After so many questions in a row without an answer nobody is asked any more: the result of the import still comes. */
const patience = 5;

/**
 * Asks how far the running import is, while it runs and somebody can see it. Chats pass a tool's progress to nobody but
 * themselves.
 * @param source name of what is imported; of several jobs the one of that name is meant
 */
export function followImport(
  chat: Pick<ChatHost, 'callTool'>,
  source: string | undefined,
  onJob: (job: ImportJob) => void,
): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let failures = 0;
  const ask = async (): Promise<void> => {
    try {
      if (document.visibilityState === 'visible') {
        const result = await chat.callTool('ops_latest_import_jobs', { limit: 5 });
        const { jobs } = readAnswer(result, latestImportJobsResult).value;
        const running = jobs.filter(({ status }) => status === 'running');
        const job = running.find((one) => one.source === source) ?? running[0];
        if (!isOver && job !== undefined) onJob(job);
      }
      failures = 0;
    } catch {
      failures++;
    }
    if (!isOver && failures < patience) timer = setTimeout(() => void ask(), everyMs);
  };
  timer = setTimeout(() => void ask(), firstMs);
  return {
    dispose: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

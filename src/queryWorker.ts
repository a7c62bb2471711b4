import { parentPort, workerData } from 'node:worker_threads';
import { errorToWire } from './core/errorCodec.ts';
import { QueryCopy } from './core/history/query/queryCopy.ts';
import { loadSqlJs } from './core/history/sqlDatabase.ts';
import type { HistoryQuestion } from './core/ports.ts';
import { openDataFolder } from './node/dataFolder.ts';
import type { QueryThreadData, QueryThreadMessage } from './node/query/queryThread.ts';

/** The thread that answers SQL from a copy of the history. It reads the data directory once, and writes nothing. */
async function answerQuestions({ dataDir, wasm }: QueryThreadData): Promise<void> {
  const copy = new QueryCopy(await loadSqlJs(wasm), openDataFolder(dataDir));
  parentPort?.on('message', (question: HistoryQuestion) => {
    try {
      say({ answer: copy.ask(question) });
    } catch (error) {
      say({ error: errorToWire(error) });
    }
  });
  say({ ready: true });
}

function say(message: QueryThreadMessage): void {
  parentPort?.postMessage(message);
}

answerQuestions(workerData as QueryThreadData).catch((error: unknown) => {
  say({ error: errorToWire(error) });
});

import { Worker } from 'node:worker_threads';
import { InputError } from '../../core/errors.ts';
import type { CoverMaker } from '../../core/ports.ts';
import { downloadPicture, type DownloadOptions } from './downloadPicture.ts';
import { pictureHeader } from './pictureHeader.ts';

export interface CoverMakerOptions extends DownloadOptions {
  /** Path of the worker's bundle. */
  readonly workerFile: string;
  /** How long a picture may take, ms; default 60 s. */
  readonly fitMs?: number;
}

/** Largest picture that is taken, in bytes as it lies there. */
export const maxPictureBytes = 20 * 1024 * 1024;
const maxMegapixels = 50;

/** What the worker gets. */
export interface CoverTask {
  readonly picture: Uint8Array;
  /** Bytes of base64 text. */
  readonly maxBytes: number;
}

/** What the worker answers: the cover, or why the picture cannot be decoded. */
export type CoverAnswer =
  { readonly jpeg: Uint8Array } | { readonly problem: string; readonly isTooHeavy: boolean };

/** {@link CoverMaker} with a thread for each picture: decoding one takes seconds and hundreds of megabytes. */
export function coverMaker(options: CoverMakerOptions): CoverMaker {
  const { workerFile, fitMs = 60_000 } = options;
  return {
    async fit(picture, maxBytes) {
      checkPicture(picture);
      const answer = await inWorker(workerFile, { picture, maxBytes }, fitMs);
      if ('jpeg' in answer) return answer.jpeg;
      if (answer.isTooHeavy) throw tooHeavy(new Error(answer.problem));
      throw new InputError('The picture is damaged, or of a kind of JPEG or PNG that is not known here.', {
        hint: 'Save it again as an ordinary JPEG or PNG and pass that.',
        cause: new Error(answer.problem),
      });
    },
    download: (url, signal) => downloadPicture(url, maxPictureBytes, signal, options),
  };
}

/** A few bytes can claim to be gigabytes of pixels: what is too much is refused before anything is decoded. */
function checkPicture(picture: Uint8Array): void {
  const hint = 'Pass a JPEG or PNG; 640 by 640 pixels are enough for a cover.';
  if (picture.length > maxPictureBytes) throw new InputError('The picture is larger than 20 MB.', { hint });
  const header = pictureHeader(picture);
  if (header === undefined) throw new InputError('This is neither a JPEG nor a PNG.', { hint });
  const megapixels = (header.width * header.height) / 1e6;
  if (megapixels <= maxMegapixels) return;
  throw new InputError(
    `The picture has ${Math.ceil(megapixels)} megapixels; ${maxMegapixels} are the most.`,
    {
      hint,
    },
  );
}

function inWorker(workerFile: string, task: CoverTask, fitMs: number): Promise<CoverAnswer> {
  const worker = new Worker(workerFile, {
    workerData: task,
    name: 'backbeat cover',
    stdout: true,
    stderr: true,
  });
  let late: NodeJS.Timeout | undefined;
  return new Promise<CoverAnswer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (cause: Error & { readonly code?: unknown }) => {
      reject(cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHeavy(cause) : cause);
    });
    worker.once('exit', () => {
      reject(new Error('The cover worker ended without an answer.'));
    });
    late = setTimeout(() => {
      reject(tooHeavy());
    }, fitMs);
  }).finally(() => {
    clearTimeout(late);
    void worker.terminate();
  });
}

function tooHeavy(cause?: unknown): InputError {
  return new InputError('The picture takes too much time or memory to be made into a cover.', {
    hint: 'Pass a smaller one; 640 by 640 pixels are enough.',
    cause,
  });
}

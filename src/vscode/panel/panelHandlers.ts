import { basename } from 'node:path';
import { errorFromWire } from '../../core/errorCodec.ts';
import { errorFacts } from '../../core/errorFacts.ts';
import { AppError, InputError } from '../../core/errors.ts';
import type { PanelHandlers } from '../../protocol/handlers.ts';
import { allowedLink } from './panelLinks.ts';
import type { PanelWindow } from './panelWindow.ts';
import { safeFileName } from './safeFileName.ts';
import type { WindowImports } from './windowImports.ts';

/** Answers what a page asks of the window that shows it. */
export function panelHandlers(window: PanelWindow, imports: WindowImports): PanelHandlers {
  return {
    'panel.context': () => typed(() => window.context()),
    'panel.runCommand': async ({ command }) => {
      await typed(() => window.runCommand(command));
      return {};
    },
    'panel.saveFile': async ({ name, ...content }) => ({
      saved: await typed(() => window.saveFile(safeFileName(name), bytesOf(content))),
    }),
    'panel.copy': async ({ text }) => {
      await typed(() => window.copy(text));
      return {};
    },
    'panel.openLink': async ({ url }) => {
      const allowed = allowedLink(url);
      await typed(() => window.openLink(allowed));
      return {};
    },
    'panel.imports': () => imports.current(),
    'panel.chooseImport': async () => {
      const paths = await typed(() => window.chooseImport());
      if (paths === undefined || paths.length === 0) return { started: false };
      imports.start(
        paths,
        paths.map((path) => basename(path)),
      );
      return { started: true };
    },
    'panel.dropFiles': async ({ files }) => ({ id: await imports.dropFiles(files) }),
    'panel.dropPart': async ({ id, file, bytes }) => {
      await imports.dropPart(id, file, bytes);
      return {};
    },
    'panel.dropEnd': async ({ id }) => {
      await imports.dropEnd(id);
      return {};
    },
    'panel.cancelImport': ({ id }) => {
      imports.cancel(id);
      return {};
    },
    'panel.forgetImport': ({ id }) => {
      imports.forget(id);
      return {};
    },
  };
}

/** The window is of another bundle, whose classes of errors are not ours: they are known by what they say. */
async function typed<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const facts = AppError.is(error) ? undefined : errorFacts(error);
    throw facts === undefined ? error : errorFromWire(facts);
  }
}

interface FileContent {
  readonly text?: string | undefined;
  readonly base64?: string | undefined;
}

/** @throws InputError unless there is exactly one of both, and it is whole */
function bytesOf({ text, base64 }: FileContent): Uint8Array {
  if ((text === undefined) === (base64 === undefined)) {
    throw new InputError('A file is saved from a text or from base64, one of both.');
  }
  if (base64 === undefined) return Buffer.from(text ?? '', 'utf8');
  const bytes = Buffer.from(base64, 'base64');
  // Node passes over what is no base64 without a word.
  if (bytes.toString('base64') !== base64) throw new InputError('The picture to save is damaged.');
  return bytes;
}

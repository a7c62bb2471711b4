import { beforeEach, describe, expect, it } from 'vitest';
import { maxPartBytes } from '../../src/protocol/panel/panelRequests.ts';
import { importsPage } from '../../webview/pages/imports/importsPage.ts';
import type { Page } from '../../webview/shell/page.ts';
import { openPanel, Refusal, settled, type OpenPanel, type PanelSetup } from './openPanel.ts';

const megabyte = 1024 * 1024;

function file(name: string, content: BlobPart = 'x'): File {
  return new File([content], name);
}

interface Entry {
  readonly isDirectory: boolean;
  readonly name: string;
  readonly file?: File;
  readonly entries?: readonly Entry[];
}

const fileEntry = (name: string, content = 'x'): Entry => ({
  isDirectory: false,
  name,
  file: file(name, content),
});
const folder = (name: string, ...entries: readonly Entry[]): Entry => ({ isDirectory: true, name, entries });

/** Entries as browsers have them: a folder is read in parts of a hundred, until a part is empty. */
function asEntry(entry: Entry): unknown {
  return {
    isDirectory: entry.isDirectory,
    isFile: !entry.isDirectory,
    name: entry.name,
    file: (resolve: (file: File | undefined) => void) => {
      resolve(entry.file);
    },
    createReader: () => {
      const left = [...(entry.entries ?? [])];
      return {
        readEntries: (resolve: (entries: unknown[]) => void) => {
          setTimeout(() => {
            resolve(left.splice(0, 100).map(asEntry));
          }, 0);
        },
      };
    },
  };
}

/** Data of a drop, which is emptied as soon as the event is over. */
function drop(entries: readonly Entry[], types: readonly string[] = ['Files']): DragEvent {
  const items = entries.map((entry) => ({
    kind: 'file',
    webkitGetAsEntry: () => asEntry(entry),
    getAsFile: () => entry.file ?? null,
  }));
  const event = new Event('drop', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: { items, files: [], types } });
  document.body.dispatchEvent(event);
  items.length = 0;
  return event as DragEvent;
}

interface Received {
  readonly names: string[];
  readonly parts: { readonly file: number; readonly bytes: number }[];
  readonly contents: Uint8Array[][];
  mostAtOnce: number;
  ended: boolean;
}

const elsewhere: Page = {
  id: 'accounts',
  title: 'Accounts',
  mount: (root) => {
    root.textContent = 'elsewhere';
    return { dispose: () => undefined };
  },
};

/** The panel, and a window that takes what is dropped. */
function openImports(handlers: PanelSetup['handlers'] = {}): OpenPanel & { readonly received: Received } {
  const received: Received = { names: [], parts: [], contents: [], mostAtOnce: 0, ended: false };
  let atOnce = 0;
  const panel = openPanel({
    pages: [importsPage, elsewhere],
    handlers: {
      'panel.imports': () => ({ imports: [] }),
      'import.latestJobs': () => ({ jobs: [] }),
      'panel.dropFiles': ({ files }) => {
        received.names.push(...files.map(({ name }) => name));
        return { id: 7 };
      },
      'panel.dropPart': async ({ file: index, bytes }) => {
        atOnce += 1;
        received.mostAtOnce = Math.max(received.mostAtOnce, atOnce);
        received.parts.push({ file: index, bytes: bytes.length });
        (received.contents[index] ??= []).push(bytes);
        await new Promise((resolve) => setTimeout(resolve, 2));
        atOnce -= 1;
        return {};
      },
      'panel.dropEnd': () => {
        received.ended = true;
        return {};
      },
      'panel.cancelImport': () => ({}),
      ...handlers,
    },
  });
  return Object.assign(panel, { received });
}

const answer = (): string => document.querySelector('.imports-answer')?.textContent ?? 'no answer';
const called = (panel: OpenPanel, method: string): number =>
  panel.calls.filter((call) => call.method === method).length;

async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isTrue(); turn++) await settled();
  if (!isTrue()) throw new Error('it did not come to that');
}

let panel: ReturnType<typeof openImports>;
beforeEach(async () => {
  panel = openImports();
  await settled();
});

describe('a dropped ZIP', () => {
  it('is handed over in parts, one at a time, and nothing of it is lost', async () => {
    const bytes = Uint8Array.from({ length: 2.5 * megabyte }, (_, index) => index % 251);
    const zip = file('my_spotify_data.zip', bytes);
    zip.arrayBuffer = () => Promise.reject(new Error('read whole'));
    expect(drop([{ isDirectory: false, name: zip.name, file: zip }]).defaultPrevented).toBe(true);
    await until(() => panel.received.ended);
    expect(panel.received.names).toEqual(['my_spotify_data.zip']);
    expect(panel.received.parts).toEqual([
      { file: 0, bytes: maxPartBytes },
      { file: 0, bytes: maxPartBytes },
      { file: 0, bytes: maxPartBytes / 2 },
    ]);
    expect(panel.received.mostAtOnce).toBe(1);
    const arrived = await new Blob((panel.received.contents[0] ?? []) as BlobPart[]).arrayBuffer();
    const differs = new Uint8Array(arrived).findIndex((byte, index) => byte !== bytes[index]);
    expect([arrived.byteLength, differs]).toEqual([bytes.length, -1]);
    expect(answer()).toBe('');
  });

  it('over the limit is refused by its size, before a byte is sent', async () => {
    panel = openImports({
      'panel.dropFiles': () => {
        throw new Refusal({
          code: 'IMPORT_ERROR',
          message: 'big.zip has 600 MB.',
          hint: 'At most 500 MB are taken.',
        });
      },
    });
    await settled();
    const zip = file('big.zip');
    Object.defineProperty(zip, 'size', { value: 600 * megabyte });
    drop([{ isDirectory: false, name: zip.name, file: zip }]);
    await settled();
    expect(answer()).toBe('big.zip has 600 MB. At most 500 MB are taken.');
    expect(called(panel, 'panel.dropPart')).toBe(0);
  });

  it('that cannot be read to its end is cancelled, and said so', async () => {
    const zip = file('gone.zip', 'x'.repeat(3));
    zip.slice = () =>
      ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }) as Blob;
    drop([{ isDirectory: false, name: zip.name, file: zip }]);
    await until(() => called(panel, 'panel.cancelImport') === 1);
    await settled();
    expect(answer()).toContain('could not be read: it was moved or changed. Drop it again.');
    expect(panel.received.ended).toBe(false);
  });

  it('goes on being handed over while another page is shown', async () => {
    const zip = file('my_spotify_data.zip', new Uint8Array(3 * megabyte));
    drop([{ isDirectory: false, name: zip.name, file: zip }]);
    await until(() => panel.received.parts.length > 0);
    const { received } = panel;
    await panel.emit('panel.page', { page: 'accounts' });
    expect(panel.root.textContent).toContain('elsewhere');
    await until(() => received.ended);
    expect(received.parts).toHaveLength(3);
  });

  it('that is cancelled under way is no error', async () => {
    panel = openImports({
      'panel.dropPart': () => {
        throw new Refusal({ code: 'CANCELLED', message: 'Cancelled.' });
      },
    });
    await settled();
    drop([fileEntry('a.zip')]);
    await until(() => called(panel, 'panel.cancelImport') === 1);
    await settled();
    expect(answer()).toBe('');
  });
});

describe('what is no export', () => {
  it.each([
    ['holiday.png', 'x', 'is neither a ZIP nor a JSON file'],
    ['Userdata.json', '{}', 'holds personal details, not a listening history; it stays closed'],
    ['package.json', '{}', 'does not have the name of a listening history'],
    ['StreamingHistory_music_0.json', '', 'is empty'],
    ['._Streaming_History_Audio_2020.json', 'x', 'is neither a ZIP nor a JSON file'],
  ])('%s is refused in one sentence, and nothing is sent', async (name, content, sentence) => {
    drop([fileEntry(name, content)]);
    await settled();
    expect(answer()).toContain(sentence);
    expect(called(panel, 'panel.dropFiles')).toBe(0);
  });

  it('is said beside what is taken', async () => {
    drop([fileEntry('a.zip'), fileEntry('a.png'), fileEntry('b.png'), fileEntry('c.png')]);
    await until(() => panel.received.ended);
    expect(panel.received.names).toEqual(['a.zip']);
    expect(answer()).toContain('a.png');
    expect(answer()).toContain('2 more files are left out.');
  });

  it('has a hostile name without power over the sentence', async () => {
    drop([fileEntry(`<b>\u202e${'x'.repeat(10_000)}.png`)]);
    await settled();
    expect(answer().length).toBeLessThan(200);
    expect(answer()).not.toContain('\u202e');
    expect(document.querySelector('.imports-answer b')).toBeNull();
  });

  it('is a drop from the explorer, which hands over addresses only', async () => {
    drop([], ['text/uri-list', 'codefiles']);
    await settled();
    expect(answer()).toBe(
      'The editor hands over only the address of these files. Use “Choose Files…” instead.',
    );
  });

  it('is a drop of text', async () => {
    drop([], ['text/plain']);
    await settled();
    expect(answer()).toContain('There is no file in what was dropped.');
  });
});

describe('a dropped folder', () => {
  const listens = Array.from({ length: 250 }, (_, index) =>
    fileEntry(`Streaming_History_Audio_2020_${index}.json`),
  );

  it('gives all its listening files, hundreds of them and in folders below, and nothing personal', async () => {
    drop([
      folder(
        'Spotify Data',
        folder('MyData', ...listens, fileEntry('Userdata.json'), fileEntry('ReadMeFirst.pdf')),
        fileEntry('StreamingHistory0.json'),
        fileEntry('Payments.json'),
      ),
    ]);
    await until(() => panel.received.ended);
    expect(panel.received.names).toHaveLength(251);
    expect(panel.received.names.filter((name) => !/^Streaming/.test(name))).toEqual([]);
    expect(answer()).toBe('');
  });

  it.each([
    [folder('Nothing'), 'is empty'],
    [
      folder('Photos', fileEntry('a.png'), folder('more', fileEntry('b.png'))),
      'holds no file of a listening history',
    ],
  ])('without listens is refused', async (entry, sentence) => {
    drop([entry]);
    await until(() => answer() !== '');
    expect(answer()).toContain(sentence);
    expect(called(panel, 'panel.dropFiles')).toBe(0);
  });

  it('with more files than one import takes is refused', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => fileEntry(`endsong_${index}.json`));
    drop([folder('many', ...many)]);
    await until(() => answer() !== '');
    expect(answer()).toContain('More than 1,000 files cannot be imported at once.');
    expect(called(panel, 'panel.dropFiles')).toBe(0);
  });

  it('that cannot be listed is said', async () => {
    const event = new Event('drop', { bubbles: true, cancelable: true });
    const entry = {
      isDirectory: true,
      name: 'locked',
      createReader: () => ({
        readEntries: (_: unknown, reject: (error: Error) => void) => {
          reject(new Error('no permission'));
        },
      }),
    };
    const items = [{ kind: 'file', webkitGetAsEntry: () => entry, getAsFile: () => null }];
    Object.defineProperty(event, 'dataTransfer', { value: { items, files: [], types: ['Files'] } });
    document.body.dispatchEvent(event);
    await until(() => answer() !== '');
    expect(answer()).toContain('could not be read. Drop the files in it instead.');
  });
});

it('takes drops anywhere on the page while it is shown, and none after', async () => {
  const over = new Event('dragover', { bubbles: true, cancelable: true });
  Object.defineProperty(over, 'dataTransfer', { value: { dropEffect: 'none' } });
  document.body.dispatchEvent(over);
  expect(over.defaultPrevented).toBe(true);
  expect(document.querySelector('.imports-drop')?.classList.contains('over')).toBe(true);
  panel.dispose();
  expect(drop([fileEntry('a.zip')]).defaultPrevented).toBe(false);
  await settled();
  expect(called(panel, 'panel.dropFiles')).toBe(0);
});

it('chooses files in the dialog of the editor, and says why that failed', async () => {
  panel = openImports({
    'panel.chooseImport': () => {
      throw new Refusal({
        code: 'INTERNAL_ERROR',
        message: 'The dialog could not be shown.',
        hint: 'Try again.',
      });
    },
  });
  await settled();
  document.querySelector<HTMLElement>('#imports-choose')?.click();
  await settled();
  expect(answer()).toBe('The dialog could not be shown. Try again.');
});

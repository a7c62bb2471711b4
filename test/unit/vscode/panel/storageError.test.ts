import { expect, it } from 'vitest';
import { storageError } from '../../../../src/vscode/panel/droppedFiles.ts';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: write`), { code });

it.each(['ENOSPC', 'EDQUOT'])('%s is a full disk, in one sentence with the next step', (code) => {
  expect(storageError(systemError(code))).toMatchObject({
    code: 'HISTORY_ERROR',
    reason: 'unwritable',
    message: 'The disk is full: the dropped files could not be kept for the import.',
    hint: 'Make room and drop them again, or choose the files instead: then nothing is copied.',
  });
});

it('another error of the system is named by its code', () => {
  expect(storageError(systemError('EROFS'))).toMatchObject({
    message: 'The dropped files could not be kept for the import (EROFS).',
  });
});

it('an error that is no error of the system stays as it is', () => {
  const error = new TypeError('a defect');
  expect(storageError(error)).toBe(error);
});

import { describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../src/node/signIn/openBrowser.ts';

describe('openBrowser', () => {
  it.skipIf(process.platform !== 'linux')('says so where there is no screen', async () => {
    await expect(openBrowser('http://127.0.0.1/', {})).rejects.toMatchObject({ reason: 'noBrowser' });
  });
});

import { describe, expect, it } from 'vitest';
import { platformFamily } from '../../../../src/core/history/import/platformFamily.ts';

describe('platformFamily', () => {
  it.each([
    ['Android OS 10 API 29 (samsung, SM-G970F)', 'android'],
    ['android', 'android'],
    ['iOS 15.5 (iPhone13,2)', 'ios'],
    ['ios', 'ios'],
    ['web_player windows 10;chrome 95.0.4638.54;desktop', 'web'],
    ['Windows 10 (10.0.19043; x64)', 'windows'],
    ['OS X 12.3.1 [arm 2]', 'macos'],
    ['Linux [x86-64 0]', 'linux'],
    ['Partner android_tv Amazon;AFTMM;a1b2c3d4e5f6;;tpapi', 'tv'],
    ['Partner sonos_ppc Sonos;Play1', 'speaker'],
    ['Partner google cast;Chromecast', 'cast'],
    ['playstation', 'playstation'],
    ['Partner scei_playstation_4 Sony', 'playstation'],
    ['something new', 'other'],
  ])('%s is %s', (platform, family) => {
    expect(platformFamily(platform)).toBe(family);
  });

  it.each([['not_applicable'], [''], [null], [undefined], [7]])('%j says nothing', (platform) => {
    expect(platformFamily(platform)).toBeUndefined();
  });
});

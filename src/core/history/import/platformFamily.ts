/** First match wins; the detailed texts are those of exports until October 2023. */
const families: readonly (readonly [RegExp, string])[] = [
  [/web_player|web player/, 'web'],
  [/playstation|\bps[345]\b|scei/, 'playstation'],
  [/xbox/, 'xbox'],
  [/android_tv|google_tv|fire.?tv|apple.?tv|tvos|smart.?tv|_tv\b|\btv\b|tizen|webos|roku|bravia/, 'tv'],
  [/cast|chromecast/, 'cast'],
  [/sonos|alexa|echo|homepod|google_home|bose|speaker|denon|yamaha/, 'speaker'],
  [/car_thing|automotive|\bcar\b|tesla/, 'car'],
  [/garmin|wear_?os|watch/, 'watch'],
  [/android/, 'android'],
  [/\bios\b|iphone|ipad|ipod/, 'ios'],
  [/os ?x|macos|darwin/, 'macos'],
  [/windows|win32/, 'windows'],
  [/linux/, 'linux'],
];

/**
 * The family of player that a `platform` value names, the same for detailed and short values, so that the change
 * of October 2023 does not break a series. Device ids and versions do not survive. `undefined` if there is none.
 */
export function platformFamily(platform: unknown): string | undefined {
  if (typeof platform !== 'string') return undefined;
  const text = platform.slice(0, 200).toLowerCase();
  if (text.trim() === '' || text === 'not_applicable' || text === 'unknown') return undefined;
  return families.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

const trackPrefix = 'spotify:track:';
const idLength = 22;
const item = /^spotify:[a-z]+:[0-9A-Za-z]{22}$/;

/** Whether a text is `spotify:<type>:` and 22 base62 characters; samples, local files and the like are not. */
export function isItemUri(text: string): boolean {
  if (text.startsWith(trackPrefix)) {
    return text.length === trackPrefix.length + idLength && isBase62(text, trackPrefix.length);
  }
  return text !== '' && item.test(text);
}

/** The part between the first two colons in small letters; `''` if the text is no Spotify URI. */
export function uriType(text: string): string {
  if (text.startsWith(trackPrefix)) return 'track';
  if (!text.startsWith('spotify:')) return '';
  const end = text.indexOf(':', 8);
  return end < 0 ? '' : text.slice(8, end).toLowerCase();
}

/** The 22 characters of an item's URI. */
export function uriId(uri: string): string {
  return uri.slice(-idLength);
}

/** By hand, because nearly every row of an export asks it and a regular expression takes four times as long. */
function isBase62(text: string, start: number): boolean {
  for (let index = start; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const isDigit = unit >= 0x30 && unit <= 0x39;
    const isLetter = (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
    if (!isDigit && !isLetter) return false;
  }
  return true;
}

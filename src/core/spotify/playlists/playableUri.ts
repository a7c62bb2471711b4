import { InputError } from '../../errors.ts';
import { requireReference } from '../spotifyReference.ts';

/** Whether a URI is of a file of the user's own, which the Web API can show and move, but neither add nor remove. */
export function isLocalUri(uri: string): boolean {
  return uri.trim().toLowerCase().startsWith('spotify:local:');
}

/**
 * The URI of a track or an episode that an argument must be.
 * @param name of the argument, for the message
 * @throws InputError for another kind, a local file and any other text
 */
export function playableUri(name: string, text: string): string {
  if (isLocalUri(text)) {
    throw new InputError(`${name}: a local file cannot be added through Spotify's Web API.`, {
      hint: 'Leave it out, or add it in the Spotify app on the computer that has the file.',
    });
  }
  return requireReference(name, text, ['track', 'episode']).uri;
}

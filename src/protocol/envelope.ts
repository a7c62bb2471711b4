/**
 * A message between the editor and a webview, and the document that it belongs to. A webview that is hidden and
 * shown again is a new document, whose requests count from zero again: without the name it would take the
 * answers meant for the document before.
 */
export interface Envelope {
  /** Name of the document, made by itself when it loads. */
  readonly document: string;
  readonly message: unknown;
}

/** Plain, not zod: the editor's side is part of the bundle that is loaded at activation. */
export function isEnvelope(value: unknown): value is Envelope {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    'document' in value &&
    typeof value.document === 'string'
  );
}

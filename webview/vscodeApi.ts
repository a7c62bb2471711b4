/** What VS Code gives a webview's script; to be acquired once. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  /** Survives hiding the panel and reloading the window. */
  getState(): unknown;
  setState(state: unknown): void;
}

import type { Disposable } from 'vscode';
import type { Editor } from './editor.ts';

/** One thing that the extension adds to VS Code. Registering it is all that happens at activation. */
export type Contribution = (editor: Editor) => Disposable;

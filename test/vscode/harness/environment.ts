import { dirname, delimiter } from 'node:path';

const inherited = [
  ...['LANG', 'LC_ALL', 'TZ', 'USER', 'LOGNAME', 'SHELL', 'TMPDIR', 'XDG_RUNTIME_DIR'],
  ...['TEMP', 'TMP', 'USERNAME', 'SystemRoot', 'SystemDrive', 'ComSpec', 'PATHEXT', 'ProgramData'],
];

/** The Node of this process first, so that children which look for `node` find the same one. */
export function pathWithThisNode(): string {
  return [dirname(process.execPath), process.env.PATH].filter(Boolean).join(delimiter);
}

/**
 * The environment of the editor: little of the developer's, and nothing that an editor, npm or a test
 * runner around this process has set (`VSCODE_IPC_HOOK_CLI` alone would send us to another editor).
 */
export function editorEnvironment(home: string, extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const name of inherited) {
    if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  return {
    ...env,
    PATH: pathWithThisNode(),
    HOME: home,
    USERPROFILE: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    // No gallery: the editor would ask open-vsx.org about every extension.
    EXTENSIONS_GALLERY: '{}',
    ...extra,
  };
}

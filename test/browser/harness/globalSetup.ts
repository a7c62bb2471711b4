import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { buildPanel } from './buildPanel.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the bundles under test. */
    panelFolder: string;
  }
}

let folder: string | undefined;

/** Bundles once for all files of the project. */
export async function setup(project: TestProject): Promise<void> {
  folder = await buildPanel();
  project.provide('panelFolder', folder);
}

export async function teardown(): Promise<void> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}

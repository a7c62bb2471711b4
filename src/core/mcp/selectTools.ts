import type { Toolset } from '../../protocol/settings.ts';
import type { AnyTool } from './defineTool.ts';

/** Which tools one client sees. */
export interface ToolSelection {
  readonly toolsets: readonly Toolset[];
  /** Only tools that change nothing, whatever the toolsets are. */
  readonly readOnly: boolean;
}

/** The tools of a selection, in the order of the list. */
export function selectTools(tools: readonly AnyTool[], { toolsets, readOnly }: ToolSelection): AnyTool[] {
  return tools.filter(
    ({ toolset, alsoIn = [], annotations }) =>
      [toolset, ...alsoIn].some((one) => toolsets.includes(one)) && (!readOnly || annotations.readOnlyHint),
  );
}

/** What one client may choose beside the settings. */
export interface ToolWish {
  readonly toolsets?: readonly Toolset[] | undefined;
  readonly readOnly?: boolean | undefined;
}

/** Settings and wish together: other toolsets, and read-only where either says so. */
export function narrowSelection(selection: ToolSelection, wish: ToolWish): ToolSelection {
  return {
    toolsets: wish.toolsets ?? selection.toolsets,
    readOnly: selection.readOnly || wish.readOnly === true,
  };
}

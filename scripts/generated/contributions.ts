import {
  commands,
  mcpProviderId,
  mcpServerTitle,
  playerViewId,
  playerViewTitle,
  viewContainerId,
} from '../../src/protocol/ids.ts';
import { settings } from '../../src/protocol/settings.ts';
import type { ManifestTexts } from './manifestTexts.ts';
import { authenticationProviders, walkthroughs } from './walkthrough.ts';

/**
 * What the manifest's `contributes` copies from the ids and the settings' schema. All windows share one history
 * and one MCP server, so a setting belongs to the user and not to a folder, unless it says otherwise itself.
 * @param texts takes every text that a user reads
 */
export function contributions(texts: ManifestTexts): Readonly<Record<string, unknown>> {
  return {
    commands: Object.entries(commands).map(([name, { id, title }]) => ({
      command: id,
      title: texts.key(`commands.${name}`, title),
      category: mcpServerTitle,
    })),
    configuration: {
      title: mcpServerTitle,
      properties: Object.fromEntries(
        Object.entries(settings).map(([key, { schema, description, contribution }], order) => [
          `backbeat.${key}`,
          {
            scope: 'application',
            ...contribution,
            default: schema.parse(undefined),
            description: texts.key(`settings.${key}`, description),
            order,
          },
        ]),
      ),
    },
    viewsContainers: {
      activitybar: [{ id: viewContainerId, title: mcpServerTitle, icon: 'media/icon-monochrome.svg' }],
    },
    views: {
      [viewContainerId]: [
        {
          id: playerViewId,
          type: 'webview',
          name: texts.key('views.player', playerViewTitle),
          contextualTitle: mcpServerTitle,
          icon: 'media/icon-monochrome.svg',
        },
      ],
    },
    authentication: authenticationProviders(),
    walkthroughs: walkthroughs(texts),
    mcpServerDefinitionProviders: [{ id: mcpProviderId, label: mcpServerTitle }],
  };
}

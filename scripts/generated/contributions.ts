import { commands, mcpProviderId, mcpServerTitle } from '../../src/protocol/ids.ts';
import { settings } from '../../src/protocol/settings.ts';
import { authenticationProviders, walkthroughs } from './walkthrough.ts';

/**
 * What the manifest's `contributes` copies from the ids and the settings' schema. All windows share one history
 * and one MCP server, so a setting belongs to the user and not to a folder, unless it says otherwise itself.
 */
export function contributions(): Readonly<Record<string, unknown>> {
  return {
    commands: Object.values(commands).map(({ id, title }) => ({
      command: id,
      title,
      category: mcpServerTitle,
    })),
    configuration: {
      title: mcpServerTitle,
      properties: Object.fromEntries(
        Object.entries(settings).map(([key, { schema, description, contribution }], order) => [
          `backbeat.${key}`,
          { scope: 'application', ...contribution, default: schema.parse(undefined), description, order },
        ]),
      ),
    },
    authentication: authenticationProviders(),
    walkthroughs: walkthroughs(),
    mcpServerDefinitionProviders: [{ id: mcpProviderId, label: mcpServerTitle }],
  };
}

import copy from '@vscode/codicons/src/icons/copy.svg';
import type { PanelContext } from '../../../src/protocol/panel/panelContext.ts';
import { t } from '../../l10n.ts';
import { element, section } from '../../ui/element.ts';
import { button, iconButton } from '../../ui/toolkit.ts';

interface AgentsActions {
  readonly copyAddress: (url: string) => void;
  readonly copyConfiguration: () => void;
  readonly openSettings: () => void;
}

/** What agents can do with Backbeat, and how other clients reach it. */
export function agentsSection(
  { toolsets, read_only: readOnly, mcp_url: url }: PanelContext,
  { copyAddress, copyConfiguration, openSettings }: AgentsActions,
): HTMLElement {
  return section(
    'ac-agents',
    t('Tools for agents'),
    element(
      'p',
      {},
      readOnly
        ? t('Read-only: agents see only tools that change nothing.')
        : t('Agents may read and change; what takes something away asks first.'),
    ),
    toolsets.length === 0
      ? element('p', {}, t('No set of tools is switched on.'))
      : element(
          'ul',
          { class: 'ac-toolsets', 'aria-label': t('Sets of tools that are switched on') },
          ...toolsets.map((name) => element('li', { title: name }, element('bdi', {}, toolsetName(name)))),
        ),
    url === undefined
      ? element(
          'p',
          { class: 'faint' },
          t('The MCP server of this window is not running yet. It starts when an agent first uses it.'),
        )
      : element(
          'p',
          { class: 'ac-address' },
          element('span', {}, t('MCP address')),
          element('code', { title: url }, element('bdi', {}, url)),
          withId(
            'ac-copy',
            iconButton(copy, t('Copy the address'), () => {
              copyAddress(url);
            }),
          ),
        ),
    element(
      'p',
      { class: 'faint' },
      t('The address works with its token only; the configuration holds both.'),
    ),
    element(
      'div',
      { class: 'ac-buttons' },
      withId(
        'ac-configuration',
        button(t('Copy configuration for another client'), 'secondary', copyConfiguration),
      ),
      withId('ac-settings', button(t('Open settings'), 'secondary', openSettings)),
    ),
  );
}

function toolsetName(name: string): string {
  switch (name) {
    case 'player':
      return t('Player');
    case 'search':
      return t('Search');
    case 'playlists':
      return t('Playlists');
    case 'library':
      return t('Library');
    case 'profile':
      return t('Profile');
    case 'history':
      return t('History');
    case 'insights':
      return t('Insights');
    case 'playlist_power':
      return t('More for playlists');
    case 'composite':
      return t('Whole tasks');
    case 'ops':
      return t('Collection and imports');
    case 'extended':
      return t('Extended quota');
    default:
      return name;
  }
}

function withId(id: string, made: HTMLElement): HTMLElement {
  made.id = id;
  return made;
}

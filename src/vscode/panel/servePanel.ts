import type { Observe } from '../../core/observe/observe.ts';
import type { Logger } from '../../core/ports.ts';
import { Lazy } from '../../node/host/lazy.ts';
import { serveApi } from '../../node/host/serveApi.ts';
import type { Api, Disposable } from '../../protocol/api.ts';
import type { MessageLink } from '../../protocol/messages.ts';
import type { PageId } from '../../protocol/panel/pages.ts';
import { apiForPerson } from './apiForPerson.ts';
import { panelHandlers } from './panelHandlers.ts';
import type { PanelWindow } from './panelWindow.ts';
import type { WindowImports } from './windowImports.ts';

/** One document of the panel, as the window serves it. */
export interface ServedPanel extends Disposable {
  /** Has it show another page. */
  showPage(page: PageId): void;
}

export interface ServePanelOptions {
  readonly api: Api;
  readonly window: PanelWindow;
  readonly imports: WindowImports;
  readonly logger: Logger;
  readonly observe?: Observe;
}

/** Answers a document's requests, the host's and the window's own, and tells it what changes. */
export function servePanel(
  link: MessageLink,
  { api, window, imports, logger, observe }: ServePanelOptions,
): ServedPanel {
  const asked = new Lazy(() => Promise.resolve(apiForPerson(api)));
  const peer = serveApi(link, asked, logger, panelHandlers(window, imports), observe);
  const listening = imports.onChange((state) => {
    peer.emit('panel.imports', state);
  });
  const following = window.onContextChanged(() => {
    void (async () => {
      try {
        peer.emit('panel.context', await window.context());
      } catch (error) {
        logger.warn('the panel was not told of what changed', { error });
      }
    })();
  });
  const stop = (): void => {
    listening.dispose();
    following.dispose();
  };
  link.onClose(stop);
  return {
    showPage: (page) => {
      peer.emit('panel.page', { page });
    },
    dispose: () => {
      stop();
      peer.dispose();
    },
  };
}

/** Identifiers that the manifest, the code and the tests share. The manifest's copies are generated from here. */
export const extensionId = 'backbeat.backbeat';

/** Id of the MCP server definition provider; VS Code throws for one that the manifest does not contribute. */
export const mcpProviderId = 'backbeat';

/** Name of the product, in every language. */
export const productName = 'Backbeat';

/** `serverInfo.name` and `title` of the MCP server: VS Code builds the tools' prefix from the title. */
export const mcpServerName = 'backbeat';
export const mcpServerTitle = productName;

/** Id of the authentication provider, and its name in the Accounts menu. */
export const authenticationProviderId = 'backbeat-spotify';
export const authenticationProviderLabel = 'Spotify (Backbeat)';

/** The walkthrough 'Get started with Backbeat'. */
export const walkthroughId = 'getStarted';

/** Context keys that steps of the walkthrough and `when` clauses go by. */
export const contextKeys = {
  hasClientId: 'backbeat.hasClientId',
  signedIn: 'backbeat.signedIn',
  hasHistory: 'backbeat.hasHistory',
} as const;

/** View type of the webview panel. */
export const panelViewType = 'backbeat.panel';

/** The container in the side bar, and the view of the player in it. */
export const viewContainerId = 'backbeat';
export const playerViewId = 'backbeat.player';
export const playerViewTitle = 'Player';

/** Where the documentation lives. */
export const repositoryUrl = 'https://github.com/backbeat-dev/backbeat';

/** Every command of the extension, with the title that the palette shows behind 'Backbeat: '. */
export const commands = {
  importData: { id: 'backbeat.importData', title: 'Import Spotify Data…' },
  showNowPlaying: { id: 'backbeat.showNowPlaying', title: 'Show Player' },
  showSummary: { id: 'backbeat.showSummary', title: 'Show History Summary' },
  showImports: { id: 'backbeat.showImports', title: 'Show Imports' },
  showActivity: { id: 'backbeat.showActivity', title: 'Show Activity' },
  showAccounts: { id: 'backbeat.showAccounts', title: 'Show Accounts' },
  copyMcpConfiguration: {
    id: 'backbeat.copyMcpConfiguration',
    title: 'Copy MCP Configuration for Another Client',
  },
  collectNow: { id: 'backbeat.collectNow', title: 'Collect Listens Now' },
  pauseCollection: { id: 'backbeat.pauseCollection', title: 'Pause Collection of Listens' },
  resumeCollection: { id: 'backbeat.resumeCollection', title: 'Resume Collection of Listens' },
  exportHistory: { id: 'backbeat.exportHistory', title: 'Export History…' },
  deleteHistory: { id: 'backbeat.deleteHistory', title: 'Delete History of an Account…' },
  showLog: { id: 'backbeat.showLog', title: 'Show Log' },
  setClientId: { id: 'backbeat.setClientId', title: 'Set Spotify Client ID…' },
  signIn: { id: 'backbeat.signIn', title: 'Sign In to Spotify' },
  signOut: { id: 'backbeat.signOut', title: 'Sign Out of Spotify' },
  switchAccount: { id: 'backbeat.switchAccount', title: 'Switch Account…' },
  playPause: { id: 'backbeat.playPause', title: 'Play or Pause' },
  next: { id: 'backbeat.next', title: 'Next' },
  previous: { id: 'backbeat.previous', title: 'Previous' },
  volumeUp: { id: 'backbeat.volumeUp', title: 'Volume Up' },
  volumeDown: { id: 'backbeat.volumeDown', title: 'Volume Down' },
  setVolume: { id: 'backbeat.setVolume', title: 'Set Volume…' },
  seek: { id: 'backbeat.seek', title: 'Seek…' },
  toggleShuffle: { id: 'backbeat.toggleShuffle', title: 'Toggle Shuffle' },
  changeRepeat: { id: 'backbeat.changeRepeat', title: 'Change Repeat Mode…' },
  chooseDevice: { id: 'backbeat.chooseDevice', title: 'Choose Device…' },
  like: { id: 'backbeat.like', title: 'Like Current Track' },
  unlike: { id: 'backbeat.unlike', title: 'Unlike Current Track' },
  addToPlaylist: { id: 'backbeat.addToPlaylist', title: 'Add Current Track to Playlist…' },
  searchAndPlay: { id: 'backbeat.searchAndPlay', title: 'Search and Play…' },
  copyLink: { id: 'backbeat.copyLink', title: 'Copy Link to Current Track' },
  openInSpotify: { id: 'backbeat.openInSpotify', title: 'Open Current Track in Spotify' },
} as const;

import { Disposable } from 'vscode';
import type { Contribution } from '../../contribution.ts';
import { nowPlayingStatus } from '../../statusBar/nowPlayingStatus.ts';
import { PlayerActivity } from '../../statusBar/playerActivity.ts';
import { addToPlaylist } from './addToPlaylist.ts';
import { chooseDevice } from './chooseDevice.ts';
import { like, unlike } from './like.ts';
import { changeRepeat, toggleShuffle } from './modes.ts';
import type { PlayerCommand } from './playerCommand.ts';
import { playPause } from './playPause.ts';
import { searchAndPlay } from './searchAndPlay.ts';
import { seek } from './seek.ts';
import { copyLink, openInSpotify } from './share.ts';
import { next, previous } from './skip.ts';
import { setVolume, volumeDown, volumeUp } from './volume.ts';

const playerCommands: readonly PlayerCommand[] = [
  playPause,
  next,
  previous,
  volumeUp,
  volumeDown,
  setVolume,
  seek,
  toggleShuffle,
  changeRepeat,
  chooseDevice,
  like,
  unlike,
  addToPlaylist,
  searchAndPlay,
  copyLink,
  openInSpotify,
];

/** The player in the editor: the status bar item, and the commands whose effects it shows at once. */
export const playerFeatures: Contribution = (editor) => {
  const activity = new PlayerActivity();
  return Disposable.from(
    nowPlayingStatus(activity)(editor),
    ...playerCommands.map((command) => command(activity)(editor)),
  );
};

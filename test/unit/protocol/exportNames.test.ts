import { describe, expect, it } from 'vitest';
import { baseName, isPackingDebris, packageOf, roleOf } from '../../../src/protocol/history/exportNames.ts';

describe('roleOf', () => {
  it.each([
    'Streaming_History_Audio_2021-2024_0.json',
    'Streaming_History_Audio_2024_19.json',
    'Streaming_History_Audio_2021-2024.json',
    'Streaming_History_Video_2016.json',
    'Streaming_History_Video_2017-2025.json',
    'Streaming_History_Audio_2021-2024_0.json.json',
    'streaming_history_audio_2023.JSON',
    'endsong_0.json',
    'endsong.json',
    'endvideo.json',
    'endsong_12.json.json',
    'StreamingHistory_music_0.json',
    'StreamingHistory_podcast_0.json',
    'StreamingHistory_audiobook_3.json',
    'StreamingHistory_music.json',
    'StreamingHistory0.json',
    'StreamingHistory12.json',
    'StreamingHistory.json',
    'endsong_0 (1).json',
    'StreamingHistory0 copy.json',
  ])('%s holds listens', (name) => {
    expect(roleOf(name)).toBe('plays');
    expect(roleOf(`Any/folder/${name}`)).toBe('plays');
    expect(roleOf(`MyData\\${name}`)).toBe('plays');
  });

  it.each(['YourLibrary.json', 'Playlist1.json', 'Playlist12.json.json', 'yourlibrary.json'])(
    '%s holds names',
    (name) => {
      expect(roleOf(`MyData/${name}`)).toBe('names');
    },
  );

  it.each([
    'Userdata.json',
    'UserAddress.json',
    'Payments.json',
    'Identity.json',
    'Identifiers.json',
    'Inferences.json',
    'Follow.json',
    'SearchQueries.json',
    'VoiceInput.json',
    'PodcastInteractivityRatedShow.json',
    'RawCoreStream.json',
  ])('%s is private and stays closed', (name) => {
    expect(roleOf(name)).toBe('private');
  });

  it.each([
    'ReadMeFirst_ExtendedStreamingHistory.pdf',
    'Wrapped2024.json',
    'Marquee.json',
    'NotStreamingHistory0.json',
  ])('%s is none of the importer', (name) => {
    expect(roleOf(name)).toBe('other');
  });

  it('decides by the base name, never by the folder', () => {
    expect(roleOf('Streaming_History_Audio_2023.json/Userdata.json')).toBe('private');
    expect(roleOf('endsong_0.json/notes.txt')).toBe('other');
  });
});

describe('isPackingDebris', () => {
  it('knows the AppleDouble files that macOS packs beside each file', () => {
    expect(isPackingDebris('__MACOSX/._Streaming_History_Audio_2023.json')).toBe(true);
    expect(isPackingDebris('__MACOSX/MyData/endsong_0.json')).toBe(true);
    expect(isPackingDebris('MyData/._endsong_0.json')).toBe(true);
    expect(isPackingDebris('MyData/endsong_0.json')).toBe(false);
  });
});

describe('packageOf', () => {
  it('tells the three packages apart by their files', () => {
    expect(packageOf(['Spotify Technical Log Information/RawCoreStream.json', 'x.json'])).toBe(
      'technicalLog',
    );
    expect(packageOf(['MyData/RawCoreStream.json'])).toBe('technicalLog');
    expect(packageOf(['Spotify Account Data/Userdata.json', 'Spotify Account Data/YourLibrary.json'])).toBe(
      'account',
    );
    expect(packageOf(['settings.json'])).toBe('json');
    expect(packageOf(['holiday.jpg'])).toBe('none');
  });
});

describe('baseName', () => {
  it('cuts at both kinds of slash', () => {
    expect(baseName('a/b\\c.json')).toBe('c.json');
    expect(baseName('c.json')).toBe('c.json');
  });
});

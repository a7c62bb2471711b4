import { expect, it } from 'vitest';
import { descriptionText } from '../../../../src/core/spotify/playlists/descriptionText.ts';

it.each([
  [undefined, ''],
  ['Boats &amp; rain', 'Boats & rain'],
  ['It&#39;s &quot;loud&quot; &#x2F; &#X263A;', 'It\'s "loud" / ☺'],
  ['&lt;b&gt; stays text', '<b> stays text'],
  ['&amp;lt; is decoded once', '&lt; is decoded once'],
  ['<a href="spotify:playlist:x">Another</a> one', 'Another one'],
  ['&unknown; &#1114112; &', '&unknown; &#1114112; &'],
  ['&#8238;reversed&#0; and two&#10;lines', 'reversed and two lines'],
])('reads %j as %j', (html, text) => {
  expect(descriptionText(html)).toBe(text);
});

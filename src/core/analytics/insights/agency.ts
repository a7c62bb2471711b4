/** How a listen began: `chosen` by the user, `fed` by what plays next on its own, `forwarded` to by a button. */
export type Agency = 'chosen' | 'fed' | 'forwarded' | 'other' | 'unknown';

const agencies: Readonly<Record<string, Agency>> = {
  '': 'unknown',
  none: 'unknown',
  unknown: 'unknown',
  clickrow: 'chosen',
  'click-row': 'chosen',
  clickside: 'chosen',
  playbtn: 'chosen',
  popup: 'chosen',
  search: 'chosen',
  uriopen: 'chosen',
  trackdone: 'fed',
  fwdbtn: 'forwarded',
  backbtn: 'forwarded',
};

/** By Spotify's reason for the start; what tells neither (`remote`, `appload`, `trackerror` …) is `other`. */
export function agencyOf(reasonStart: string): Agency {
  return Object.hasOwn(agencies, reasonStart) ? agencies[reasonStart]! : 'other';
}

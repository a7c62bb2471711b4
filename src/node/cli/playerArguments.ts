import { InvalidArgumentError } from 'commander';

/** A volume as `spotify.control` takes it: `40`, `+10`, `-10`. */
export function readVolume(text: string): { volume: number } | { volume_by: number } {
  const match = /^([+-]?)(\d{1,3})%?$/.exec(text);
  const percent = Number(match?.[2]);
  if (match === null || percent > 100) throw new InvalidArgumentError('It must be 0 to 100, or +10 or -10.');
  if (match[1] === '') return { volume: percent };
  return { volume_by: match[1] === '-' ? -percent : percent };
}

/** A position as `spotify.control` takes it: `1:30`, `1:02:03`, `90` or `90s`, with `+` or `-` relative. */
export function readPosition(text: string): { position_ms: number } | { seek_by_ms: number } {
  const match = /^([+-]?)(?:(\d{1,2}):(?=\d{1,2}:))?(?:(\d{1,3}):)?(\d{1,5})s?$/.exec(text);
  const [hours, minutes, seconds] = [match?.[2], match?.[3], match?.[4]].map((part) => Number(part ?? 0));
  if (match === null || hours === undefined || minutes === undefined || seconds === undefined)
    throw unreadable();
  if ((match[3] !== undefined && seconds > 59) || (match[2] !== undefined && minutes > 59))
    throw unreadable();
  const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  if (match[1] === '') return { position_ms: ms };
  return { seek_by_ms: match[1] === '-' ? -ms : ms };
}

function unreadable(): InvalidArgumentError {
  return new InvalidArgumentError('It must be a position such as 1:30 or 90, or +15 or -15 seconds.');
}

import { Command, InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { readPosition, readVolume } from '../../../../src/node/cli/playerArguments.ts';
import { addPlayerCommands } from '../../../../src/node/cli/playerCommands.ts';

describe('the player commands', () => {
  const program = new Command('backbeat');
  addPlayerCommands(program, '1.2.3');

  it('are the ones that the design names', () => {
    expect(
      program.commands.map((command) => `${command.name()} ${command.usage()}`.replace('[options] ', '')),
    ).toEqual([
      'status [options]',
      'play [what...]',
      'pause [options]',
      'next [options]',
      'previous [options]',
      'volume [percent]',
      'seek <position>',
      'search <words...>',
      'devices [options]',
      'queue [uri]',
    ]);
  });

  it.each([
    ['volume', '-10'],
    ['volume', '+10'],
    ['seek', '-15'],
    ['seek', '-1:30'],
  ])('%s takes %s for an argument and no option', async (name, argument) => {
    const taken: unknown[] = [];
    const probe = new Command('backbeat').exitOverride();
    addPlayerCommands(probe, '1.2.3');
    const command = probe.commands.find((one) => one.name() === name);
    command?.exitOverride().action((...args: unknown[]) => void taken.push(args[0]));
    await probe.parseAsync([name, argument], { from: 'user' });
    expect(taken).toEqual([name === 'volume' ? readVolume(argument) : readPosition(argument)]);
  });
});

describe('an option that would change nothing', () => {
  it.each([
    [['play', '--shuffle'], '--shuffle goes with a name to play only.'],
    [['play', '--no-shuffle'], '--shuffle goes with a name to play only.'],
    [['play', '--type', 'album'], '--type goes with a name to play only.'],
    [['volume', '--device', 'Kitchen'], '--device goes with a percentage only.'],
    [['queue', '--device', 'Kitchen'], '--device goes with a URI only.'],
  ])('is refused: %j', async (words, sentence) => {
    const probe = new Command('backbeat');
    addPlayerCommands(probe, '1.2.3');
    for (const command of probe.commands) {
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    }
    await expect(probe.parseAsync(words, { from: 'user' })).rejects.toMatchObject({ message: sentence });
  });
});

describe('readVolume', () => {
  it('reads percent, more and less', () => {
    expect(readVolume('40')).toEqual({ volume: 40 });
    expect(readVolume('100%')).toEqual({ volume: 100 });
    expect(readVolume('+5')).toEqual({ volume_by: 5 });
    expect(readVolume('-10')).toEqual({ volume_by: -10 });
  });

  it.each(['101', '', 'loud', '--5', '1.5'])('refuses "%s"', (text) => {
    expect(() => readVolume(text)).toThrow(InvalidArgumentError);
  });
});

describe('readPosition', () => {
  it('reads clock times and seconds, absolute and relative', () => {
    expect(readPosition('1:30')).toEqual({ position_ms: 90_000 });
    expect(readPosition('1:02:03')).toEqual({ position_ms: 3_723_000 });
    expect(readPosition('90')).toEqual({ position_ms: 90_000 });
    expect(readPosition('90:00')).toEqual({ position_ms: 5_400_000 });
    expect(readPosition('+15s')).toEqual({ seek_by_ms: 15_000 });
    expect(readPosition('-1:30')).toEqual({ seek_by_ms: -90_000 });
  });

  it.each(['', '1:75', '1:75:00', 'end', '1:2:3:4', '-'])('refuses "%s"', (text) => {
    expect(() => readPosition(text)).toThrow(InvalidArgumentError);
  });
});

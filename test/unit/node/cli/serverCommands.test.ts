import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addServerCommands } from '../../../../src/node/cli/serverCommands.ts';

/** What the command line says to arguments that it does not take. */
async function refusal(...args: readonly string[]): Promise<string> {
  let said = '';
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => void (said += text) });
  addServerCommands(program, '0.0.0');
  for (const command of program.commands) command.copyInheritedSettings(program);
  await program.parseAsync(args, { from: 'user' }).catch(() => undefined);
  return said;
}

describe.each(['mcp', 'serve'])('backbeat %s', (command) => {
  it.each(['players', 'player,everything', 'player;search', ''])(
    'names its own option where there is no such toolset: %j',
    async (list) => {
      const said = await refusal(command, '--toolsets', list);
      expect(said).toContain("option '--toolsets <list>'");
      expect(said).toContain('player, search, playlists');
      expect(said).not.toContain('BACKBEAT_');
    },
  );
});

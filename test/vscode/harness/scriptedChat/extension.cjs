'use strict';
// A chat without an account: a model that answers '#tool {json}' with a call of that tool, and a participant that makes
// the calls of its model, as every participant with tools does.

const vscode = require('vscode');

const model = {
  id: 'scripted',
  name: 'Scripted',
  family: 'scripted',
  version: '1',
  maxInputTokens: 100_000,
  maxOutputTokens: 10_000,
  capabilities: { toolCalling: true },
  isUserSelectable: true,
  isDefault: true,
};

/** 'call NAME JSON' makes it ask for the tool; once that has answered, it says what the tool said. */
const provider = {
  provideLanguageModelChatInformation: () => [model],

  provideLanguageModelChatResponse: (_model, messages, _options, progress) => {
    const last = messages.at(-1).content;
    const answered = last.find((part) => part instanceof vscode.LanguageModelToolResultPart);
    if (answered !== undefined) {
      progress.report(new vscode.LanguageModelTextPart('That is what the tool answered.'));
      return;
    }
    const text = last.map((part) => part.value ?? '').join('');
    const [, name, input = '{}'] = /^call (\S+)(?: (\{.*\}))?$/s.exec(text.trim()) ?? [];
    progress.report(
      name === undefined
        ? new vscode.LanguageModelTextPart(`I know no answer to: ${text}`)
        : new vscode.LanguageModelToolCallPart('call-1', name, JSON.parse(input)),
    );
  },

  provideTokenCount: (_model, text) => JSON.stringify(text).length,
};

async function answer(request, _context, stream, token) {
  const messages = [vscode.LanguageModelChatMessage.User(request.prompt)];
  for (let round = 0; round < 4; round += 1) {
    const { stream: parts } = await request.model.sendRequest(messages, {}, token);
    const said = [];
    for await (const part of parts) {
      said.push(part);
      if (part instanceof vscode.LanguageModelTextPart) stream.markdown(part.value);
    }
    const calls = said.filter((part) => part instanceof vscode.LanguageModelToolCallPart);
    if (calls.length === 0) return;
    messages.push(vscode.LanguageModelChatMessage.Assistant(said));
    for (const { callId, name, input } of calls) {
      const { toolInvocationToken } = request;
      const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken }, token);
      const part = new vscode.LanguageModelToolResultPart(callId, result.content);
      messages.push(vscode.LanguageModelChatMessage.User([part]));
    }
  }
}

exports.activate = async ({ subscriptions }) => {
  subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('backbeat-test', provider),
    vscode.chat.createChatParticipant('backbeat-test.scripted', answer),
  );
  // Until somebody asks for its models, the chat knows none of them.
  await vscode.lm.selectChatModels({ vendor: 'backbeat-test' });
};

/** Why a scenario of the suite cannot pass against a server that was not made for it. */
export const baselineReasons = {
  fixture: "it calls a tool, prompt or resource of the suite's own example server",
  logging: "it wants MCP's logging, which is deprecated: logs go to stderr and to the editor's log",
  tasks: 'it wants the extension for tasks, which is not offered: progress and cancellation do that work',
  partly: 'single checks of it want a tool of the example server; every other check passes',
} as const;
export type BaselineReason = keyof typeof baselineReasons;

/** Every scenario that is expected to fail, with the reason. One that passes does not belong here. */
export const baseline: Readonly<Record<string, BaselineReason>> = {
  'server-stateless': 'partly',
  'logging-set-level': 'logging',
  'completion-complete': 'fixture',
  'tools-call-simple-text': 'fixture',
  'tools-call-image': 'fixture',
  'tools-call-audio': 'fixture',
  'tools-call-embedded-resource': 'fixture',
  'tools-call-mixed-content': 'fixture',
  'tools-call-with-logging': 'fixture',
  'tools-call-error': 'fixture',
  'tools-call-with-progress': 'fixture',
  'tools-call-sampling': 'fixture',
  'tools-call-elicitation': 'fixture',
  'json-schema-2020-12': 'fixture',
  'elicitation-sep1034-defaults': 'fixture',
  'elicitation-sep1330-enums': 'fixture',
  'resources-read-text': 'fixture',
  'resources-read-binary': 'fixture',
  'resources-templates-read': 'fixture',
  'prompts-get-simple': 'fixture',
  'prompts-get-with-args': 'fixture',
  'prompts-get-embedded-resource': 'fixture',
  'prompts-get-with-image': 'fixture',
  'http-custom-header-server-validation': 'fixture',
  'tasks-lifecycle': 'tasks',
  'tasks-capability-negotiation': 'tasks',
  'tasks-wire-fields': 'tasks',
  'tasks-request-state-removal': 'tasks',
  'tasks-mrtr-input': 'tasks',
  'tasks-request-headers': 'tasks',
  'tasks-dispatch-and-envelope': 'tasks',
  'tasks-required-task-error': 'tasks',
  'tasks-mrtr-composition': 'tasks',
  'input-required-result-basic-elicitation': 'fixture',
  'input-required-result-basic-sampling': 'fixture',
  'input-required-result-basic-list-roots': 'fixture',
  'input-required-result-request-state': 'fixture',
  'input-required-result-multiple-input-requests': 'fixture',
  'input-required-result-multi-round': 'fixture',
  'input-required-result-non-tool-request': 'fixture',
  'input-required-result-result-type': 'fixture',
  'input-required-result-tampered-state': 'fixture',
  'input-required-result-capability-check': 'fixture',
};

/** The checks of `server-stateless` that want a tool of the example server. */
export const partlyFailing: readonly string[] = [
  'sep-2575-server-rejects-undeclared-capability',
  'sep-2575-missing-capability-http-400',
  'sep-2575-http-server-no-independent-requests-on-stream',
  'sep-2575-server-no-log-without-loglevel',
];

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './bundle.ts';
import { openEditorWindow, type EditorWindow } from './openEditorWindow.ts';
import { startOtlpCollector, type OtlpCollector, type ReceivedSpan } from './otlpCollector.ts';

const patience = { timeout: 60_000, interval: 100 };
const token = 'canary-0f6d2a7c1e954b3c8d2f';

let collector: OtlpCollector;
let home: ReturnType<typeof temporaryFolder>;
let window: EditorWindow | undefined;

beforeAll(async () => {
  collector = await startOtlpCollector();
  home = temporaryFolder();
});
afterEach(async () => {
  await window?.stop();
  window = undefined;
});
afterAll(() => {
  collector.close();
  home.dispose();
});

const openWindow = (env: Readonly<Record<string, string>>): Promise<EditorWindow> =>
  openEditorWindow(home.path, token, env);

const named = (name: string): ReceivedSpan | undefined => collector.spans.find((span) => span.name === name);

describe('a window of the editor', () => {
  it('loads nothing of OpenTelemetry where no collector is named', async () => {
    window = await openWindow({ OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '' });
    expect(window.tracerLoaded).toBe(false);
    expect((await window.client.callTool('spotify_status')).isError).toBe(true);
    expect(collector.spans).toEqual([]);
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', ''],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', '/v1/traces'],
  ])('sends its tool calls to the collector that %s names', async (variable, path) => {
    const before = collector.spans.length;
    window = await openWindow({ [variable]: `${collector.endpoint}${path}` });
    expect(window.tracerLoaded).toBe(true);
    await window.client.callTool('history_coverage');
    await expect.poll(() => collector.spans.length, patience).toBeGreaterThan(before);
    await expect.poll(() => named('history.coverage'), patience).toBeDefined();
    await expect
      .poll(() => named('history_coverage')?.traceId, patience)
      .toBe(named('history.coverage')?.traceId);
  });

  it('names the code of a failure, and no secret', async () => {
    window = await openWindow({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    await window.client.callTool('spotify_search', { queries: [{ text: 'words of the user' }] });
    await expect
      .poll(() => named('spotify_search')?.attributes, patience)
      .toContainEqual({
        key: 'error.type',
        value: { stringValue: 'AUTH_ERROR' },
      });
    await window.stop();
    const written = JSON.stringify(collector.spans) + window.text();
    for (const secret of [token, 'words of the user']) expect(written).not.toContain(secret);
  });
});

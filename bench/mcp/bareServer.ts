import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  NodeStreamableHTTPServerTransport,
  toNodeHandler,
  type NodeIncomingMessageLike,
} from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  McpServer,
  type CallToolResult,
  type StandardSchemaWithJSON,
  type ToolAnnotations,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { published } from '../../src/core/mcp/publishedSchema.ts';
import { tools } from '../../src/core/mcp/tools/index.ts';

/**
 * What the SDK alone costs: a server with nothing of ours but the definition of one tool, which answers it from
 * memory. No token, no check of Host and Origin, one era a path. `PAYLOADS [TOOL]`: over stdio with a tool, else over
 * HTTP at `/2025-11-25/TOOL` and `/2026-07-28/TOOL`, with `all` for every tool of the file; writes its port.
 */
const [payloadFile = '', stdioTool] = process.argv.slice(2);

/** The answers of the tools, and none for those that are only listed. */
const payloads = JSON.parse(readFileSync(payloadFile, 'utf8')) as Readonly<
  Record<string, Record<string, unknown> | null>
>;

interface Prepared {
  readonly definition: {
    readonly title: string;
    readonly description: string;
    readonly annotations: ToolAnnotations;
    readonly inputSchema: StandardSchemaWithJSON;
    readonly outputSchema: StandardSchemaWithJSON;
  };
  readonly answer: CallToolResult;
}

const prepared = new Map<string, Prepared>();
for (const tool of tools) {
  const { name, title, description, annotations } = tool;
  const payload = payloads[name];
  if (payload !== undefined) {
    // As our own server has them: JSON Schemas that the SDK need not make anew for each request.
    const inputSchema = published(tool.input, 'input');
    const outputSchema = published(tool.output, 'output');
    const structuredContent = payload ?? {};
    prepared.set(name, {
      definition: { title, description, annotations, inputSchema, outputSchema },
      answer: { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent },
    });
  }
}

function newServer(name: string): McpServer {
  const server = new McpServer({ name: 'bare', version: '0.0.0' }, { capabilities: { tools: {} } });
  for (const [tool, { definition, answer }] of prepared) {
    if (name === tool || name === 'all') server.registerTool(tool, definition, () => answer);
  }
  return server;
}

type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function withSessions(name: string): HttpHandler {
  const sessions = new Map<string, NodeStreamableHTTPServerTransport>();
  return async (request, response) => {
    const id = request.headers['mcp-session-id'];
    let transport = typeof id === 'string' ? sessions.get(id) : undefined;
    if (transport === undefined) {
      const opened = new NodeStreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (session) => {
          sessions.set(session, opened);
        },
      });
      transport = opened;
      await newServer(name).connect(opened);
    }
    await transport.handleRequest(request, response);
  };
}

function stateless(name: string): HttpHandler {
  const handle = toNodeHandler(createMcpHandler(() => newServer(name), { legacy: 'reject' }));
  return (request, response) => handle(request as NodeIncomingMessageLike, response);
}

if (stdioTool === undefined) {
  const handlers = new Map<string, HttpHandler>();
  for (const name of [...prepared.keys(), 'all']) {
    handlers.set(`/2025-11-25/${name}`, withSessions(name));
    handlers.set(`/2026-07-28/${name}`, stateless(name));
  }
  const server = createServer((request, response) => {
    const handler = handlers.get(request.url ?? '');
    if (handler === undefined) response.writeHead(404).end();
    else void handler(request, response);
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
} else {
  serveStdio(() => newServer(stdioTool), { legacy: 'serve' });
}

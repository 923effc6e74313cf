/**
 * A neuPrint server on the loopback that serves what a test gives it and remembers every request.
 *
 * It speaks the parts of the REST API that the pages use, with CORS headers, since it stands on another origin than
 * the app; a deployment behind a proxy looks the same.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const DATASET = "generated:v1.0";

export interface Seen {
  method: string;
  /** Path and query as they arrived. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** An answer that has begun: its head is sent. */
export interface SlowAnswer {
  send(text: string): void;
  end(): void;
  /** Breaks the connection. */
  tear(): void;
  /** Whether the client has gone. */
  readonly gone: boolean;
}

export interface Contents {
  /** SWC text by body ID, in decimal. */
  skeletons?: Record<string, string>;
  /** OBJ text by the name of a ROI. */
  meshes?: Record<string, string>;
  /** Properties of the Meta node, beside or instead of its own. */
  meta?: Record<string, unknown>;
  /** Answers a query: the whole JSON text. Default: one row with one cell. */
  query?: (cypher: string) => { status?: number; body: string };
  /** Answers a query in pieces: the test sends them when it wants to. Takes precedence over `query`. */
  slow?: (cypher: string, answer: SlowAnswer) => void;
  /** Answer with 401 unless the request carries this token. */
  token?: string;
  /** Refuses requests that it answers something for. */
  refuse?: (path: string) => { status: number; body: unknown } | undefined;
  /** Whether other origins may read its answers. Default: yes. */
  cors?: boolean;
}

export class FakeServer {
  readonly seen: Seen[] = [];
  #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Without a port a free one is taken. */
  static async start(contents: Contents, port = 0): Promise<FakeServer> {
    const server = createServer();
    const fake = new FakeServer(server);
    server.on("request", (request, response) => void fake.#answer(contents, request, response));
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return fake;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(contents: Contents, request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const part of request) body += part;
    const url = request.url ?? "/";
    const allowed: Record<string, string> =
      contents.cors === false
        ? {}
        : {
            "Access-Control-Allow-Origin": request.headers.origin ?? "*",
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Access-Control-Allow-Methods": "GET, POST",
          };
    if (request.method === "OPTIONS") {
      response.writeHead(204, allowed).end();
      return;
    }
    this.seen.push({ method: request.method ?? "", url, headers: request.headers, body });
    const send = (status: number, type: string, text: string) =>
      response.writeHead(status, { ...allowed, "Content-Type": type }).end(text);
    const json = (value: unknown, status = 200) => send(status, "application/json", JSON.stringify(value));

    if (contents.token && request.headers.authorization !== `Bearer ${contents.token}`) {
      json({ message: "invalid or expired jwt" }, 401);
      return;
    }
    const path = decodeURIComponent(new URL(url, "http://fake").pathname);
    const refused = contents.refuse?.(path);
    if (refused) {
      json(refused.body, refused.status);
      return;
    }
    const mesh = path.match(/^\/api\/roimeshes\/mesh\/[^/]+\/([^/]+)$/);
    const skeleton = path.match(/^\/api\/skeletons\/skeleton\/([^/]+)\/(\d+)$/);
    if (path === "/api/version") json({ Version: "1.9.2" });
    else if (path === "/api/serverinfo") json({ IsPublic: true, Version: "1.9.2" });
    else if (path === "/api/dbmeta/version") json({ Version: "1.1" });
    else if (path === "/api/dbmeta/datasets") json({ [DATASET]: { "last-mod": "", uuid: "abc", ROIs: [], superLevelROIs: [], info: "", hidden: false } });
    else if (path === "/api/custom/custom") {
      const { cypher } = JSON.parse(body) as { cypher: string };
      if (contents.slow && !/:Meta\b/.test(cypher)) {
        response.writeHead(200, { ...allowed, "Content-Type": "application/json" });
        response.flushHeaders();
        contents.slow(cypher, {
          send: (text) => void response.write(text),
          end: () => void response.end(),
          tear: () => void response.destroy(),
          get gone() {
            return response.destroyed;
          },
        });
        return;
      }
      const { status = 200, body: answer } = answerQuery(contents, cypher);
      send(status, "application/json", answer);
    } else if (skeleton) {
      const swc = contents.skeletons?.[skeleton[2] as string];
      if (swc === undefined) json({ error: `skeleton for body ${skeleton[2]} not found` }, 400);
      else send(200, "text/plain", swc);
    } else if (mesh && contents.meshes?.[mesh[1] as string]) send(200, "text/plain", contents.meshes[mesh[1] as string] as string);
    else json({ message: "Not Found" }, 404);
  }
}

function answerQuery(contents: Contents, cypher: string): { status?: number; body: string } {
  // What clients ask on their own: the Meta node.
  if (/:Meta\b/.test(cypher)) return { body: meta({ ...META, ...contents.meta }, cypher) };
  if (contents.query) return contents.query(cypher);
  return { body: JSON.stringify({ columns: ["one"], data: [[1]], debug: cypher }) };
}

const META: Record<string, unknown> = {
  dataset: "generated",
  tag: "v1.0",
  uuid: "abc",
  primaryRois: [],
  roiInfo: "{}",
  roiHierarchy: '{"name":"generated","children":[]}',
  neuronProperties: "{}",
  postHighAccuracyThreshold: 0.5,
  voxelSize: [8, 8, 8],
  voxelUnits: "nanometers",
};

/** A row of the Meta node: whole (`RETURN m`), or the properties that the query names. */
function meta(properties: Record<string, unknown>, cypher: string): string {
  const returned = cypher.slice(cypher.toUpperCase().lastIndexOf("RETURN") + 6);
  const whole = returned.trim().match(/^(\w+)(?:\s+AS\s+(\w+))?\s*;?\s*(?:LIMIT 1)?$/i);
  if (whole) return JSON.stringify({ columns: [whole[2] ?? whole[1]], data: [[properties]], debug: cypher });
  const columns: string[] = [];
  const row: unknown[] = [];
  for (const part of returned.replace(/\bLIMIT\b.*$/i, "").split(",")) {
    const [, property, alias] = part.match(/\.\s*`?(\w+)`?\s*(?:AS\s+`?(\w+)`?)?/i) ?? [];
    columns.push(alias ?? part.trim());
    row.push(property ? (properties[property] ?? null) : null);
  }
  return JSON.stringify({ columns, data: [row], debug: cypher });
}

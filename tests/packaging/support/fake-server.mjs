// A server that answers as neuPrint does, with what each test can check digit by digit.
import { createServer } from "node:http";
import { once } from "node:events";

/** Beyond 2^53, and odd: as a float it would become another neuron's. */
export const BIG = 720575940628857211n;
/** Past the largest signed 64-bit integer. */
export const HUGE = 18446744073709551615n;

/** Three fragments: gaps of 5 and 12 units. The text lacks its last newline, as some stores' files do. */
export const SWC = "# two gaps\n1 0 0 0 0 1 -1\n2 0 10 0 0 1.5 1\n3 0 14 3 0 1 -1\n4 0 20 3 0 1 3\n5 0 32 3 0 1 -1";

const OBJ = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 3 4\n";

const dataset = { "last-mod": "2020-01-01", uuid: "ab", ROIs: ["a'L(R)"], superLevelROIs: ["MB(R)"], info: "", hidden: false, logo: "", description: "made up" };

// As text: JSON.stringify cannot write these integers.
const TABLES = {
  "RETURN exact": `{"columns":["bodyId","size","score","ok","type","where"],"data":[
    [${BIG},${HUGE},0.5,true,"KCg",{"ids":[${BIG},null],"x":1.5,"__proto__":"a key"}],
    [-1,3,2,false,null,null],
    [7,4,null,null,"a \\"quoted\\", one",[]]],"debug":"RETURN exact"}`,
  "RETURN nothing": `{"columns":["n"],"data":[],"debug":""}`,
  "MATCH (m:Meta) RETURN m": `{"columns":["m"],"data":[[{"primaryRois":["b","a"],"roiInfo":"{\\"c\\":{},\\"a\\":{}}","voxelSize":[8,8,16],"voxelUnits":"nanometers"}]],"debug":""}`,
};

const SYNTAX =
  "failed to execute query: Neo4jError: Neo.ClientError.Statement.SyntaxError (Invalid input 'X' (line 1, column 8 (offset: 7))\n\"RETURN XX YY\"\n        ^)";

/**
 * Starts a server on a free port. `requests` holds what came: method, url, headers, body. Queries that contain HANG are
 * never answered to the end; `hanging` resolves with the next one, and `closed` when its connection is gone.
 */
export async function fakeServer({ datasets = ["test:v1"], cors = true } = {}) {
  const requests = [];
  const waiting = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    requests.push({ method: request.method, url: request.url, headers: request.headers, body });
    if (cors) {
      response.setHeader("access-control-allow-origin", "*");
      response.setHeader("access-control-allow-headers", "authorization, content-type");
    }
    if (request.method === "OPTIONS") return response.writeHead(204).end();
    const send = (status, type, text) => response.writeHead(status, { "content-type": type }).end(text);
    const json = (status, text) => send(status, "application/json", text);
    const refuse = (status, error) => json(status, JSON.stringify({ error }));

    const path = decodeURIComponent(request.url.split("?")[0]);
    if (path === "/api/dbmeta/datasets") return json(200, JSON.stringify(Object.fromEntries(datasets.map((name) => [name, dataset]))));
    if (path === "/api/version") return json(200, `{"Version":"1.9.9"}`);
    if (path === "/api/serverinfo") return json(200, `{"IsPublic":true,"Version":"1.9.9"}`);
    if (path === "/api/custom/custom") {
      const { cypher } = JSON.parse(body);
      if (cypher.includes("HANG")) {
        response.writeHead(200, { "content-type": "application/json" });
        response.write(`{"columns":["n"],"data":[[1],[2],`);
        const closed = once(response, "close");
        waiting.shift()?.({ closed });
        return;
      }
      if (cypher.includes("UNAUTHORIZED")) return json(401, `{"message":"missing or malformed jwt"}`);
      if (cypher.includes("SYNTAX")) return refuse(400, SYNTAX);
      if (cypher.includes("SLOW")) return refuse(400, "failed to execute query: Neo4jError: Neo.TransientError.Transaction.TransactionTimedOut (too long)");
      if (cypher.includes("GATEWAY")) return send(502, "text/html", "<h1>Bad Gateway</h1>");
      if (cypher.includes("CUT")) return json(200, `{"columns":["n"],"data":[[1],`);
      if (cypher.includes("largest") || cypher.includes("ORDER BY voxels")) {
        return json(200, `{"columns":["bodyId","type","voxels"],"data":[[${BIG},"KCg",9007199254740993]],"debug":""}`);
      }
      const table = TABLES[cypher];
      return table ? json(200, table) : refuse(400, `the fake server has no answer for ${cypher}`);
    }
    const skeleton = path.match(/^\/api\/skeletons\/skeleton\/([^/]+)\/(\d+)$/);
    if (skeleton) {
      if (skeleton[2] === String(BIG)) return send(200, "text/plain", SWC);
      if (skeleton[2] === "13") return send(200, "text/plain", "1 0 0 0 0 1 -1\n2 0 zero 0 0 1 1\n");
      return refuse(400, "Key not found");
    }
    if (path.startsWith("/api/roimeshes/mesh/")) return path.endsWith("/a'L(R)") ? send(200, "text/plain", OBJ) : refuse(400, "Key not found");
    return json(404, `{"message":"Not Found"}`);
  });
  server.listen(0, "127.0.0.1");
  // A test that failed before it closed its server must not keep the run from ending.
  server.unref();
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    requests,
    hanging: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

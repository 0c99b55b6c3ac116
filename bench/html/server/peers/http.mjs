// Solid's renderer behind Node's http and nothing else: /small, /table and, in pieces, /parts. Environment: PORT
import http from "node:http";
import { generateHydrationScript, renderToStream, renderToString } from "solid-js/web";
import { compiled_pages } from "./compiled.mjs";

const { Project, Table, Parts } = await compiled_pages();
const start = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Benchmark</title>${generateHydrationScript()}</head><body><div id="app">`;
const end = `</div><script type="module" src="/client.js"></script></body></html>`;
const pages = { "/small": Project, "/table": Table };

const server = http.createServer((request, reply) => {
  const page = pages[request.url];
  if (!page && request.url !== "/parts") return reply.writeHead(404).end();
  reply.setHeader("content-type", "text/html; charset=utf-8");
  if (page) return reply.end(start + renderToString(page) + end);
  reply.write(start);
  renderToStream(Parts).pipe({ write: (text) => reply.write(text), end: () => reply.end(end) });
});
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));

import fc from "fast-check";
import { type RawRequest, rawRequest } from "./raw-http.ts";
import { maxBodyBytes } from "./twins.ts";

const json = ["content-type", "application/json"] as const;
const queries = [
  "small",
  "echo",
  "doubled",
  "rich",
  "nothing",
  "fail.conflict",
  "crash",
  "shapeless",
  "unwritable",
  "steps",
  "outputs",
  "wrongOutput",
  "forgetful",
  "rescued",
  "reread",
  "emptied",
];
const hostileNames = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "fail",
  "_def",
  "createCaller",
];
const oddTargets = [
  ...hostileNames,
  "",
  "/",
  "//small",
  "small/",
  "small//",
  "/small",
  "./small",
  "../small",
  "a/../small",
  "%2e%2e/small",
  ".",
  "..",
  "...",
  ".small",
  "small.",
  "sm%61ll",
  "sm%2561ll",
  "small%2Cecho",
  "small,echo",
  "small%",
  "%E0%A4%A",
  "%00",
  "small%00",
  "small%20",
  "sm\\all",
  "SMALL",
  "sm\xfcll",
  "sm%C3%BCll",
  "a".repeat(4_000),
  "fail/conflict",
  "small;x=1",
  "small'",
  'small"',
  "small[0]",
  "small@x",
  "small:80",
];
const oddQueries = [
  "",
  "batch",
  "batch=",
  "batch=0",
  "batch=1",
  "batch=2",
  "batch=%31",
  "b%61tch=1",
  "batch=1&batch=0",
  "batch=0&batch=1",
  "BATCH=1",
  "&&batch=1&&",
  "=1&batch=1",
  "batch=1#small",
  "x=1&y=2&batch=1",
  "batch=+1",
  "batch=1+",
  "batch=1?batch=0",
  "connectionParams=null",
  "connectionParams=%7B%22a%22:1%7D",
  "connectionParams=nonsense",
  "lastEventId=5",
];
const inputs = [
  "{}",
  "null",
  "5",
  '"x"',
  "[]",
  '{"json":5}',
  '{"json":{"n":4}}',
  '{"json":{"a":"x"}}',
  '{"json":{"a":"x","b":"y"}}',
  '{"json":{"n":"4"}}',
  '{"json":{"n":4},"meta":{"values":{"n":["bigint"]},"v":1}}',
  '{"json":"1970-01-01T00:00:00.000Z","meta":{"values":["Date"]}}',
  '{"json":"never","meta":{"values":["Date"]}}',
  '{"json":{"a":1},"meta":null}',
  '{"json":{"a":1},"meta":5}',
  '{"json":{"a":1},"meta":{"values":{"a":["nonsense"]}}}',
  '{"json":{"a":1},"meta":{"values":{"__proto__.polluted":["undefined"]}}}',
  '{"json":{"a":1},"meta":{"values":{"constructor.prototype.polluted":["undefined"]}}}',
  '{"json":{"a":{},"b":null},"meta":{"referentialEqualities":{"a":["b"]}}}',
  '{"json":{"a":[["k","1"]]},"meta":{"values":{"a":["map",{"0.1":["bigint"]}]}}}',
  '{"json":{"__proto__":{"isAdmin":true},"a":1}}',
  '{"json":{"\\u005f_proto__":{"isAdmin":true},"a":1}}',
  '{"json":{"a":{"__proto__":null}},"meta":{"values":{}}}',
  '{"json":{"constructor":{"prototype":{"isAdmin":true}}}}',
  '{"json":{"a":1,"a":2}}',
  '{"json":1e999}',
  '{"json":-0}',
  '{"json":"\\ud800"}',
  '{"json":"\\u0000"}',
  `{"json":${"[".repeat(500)}${"]".repeat(500)}}`,
  "",
  "not json",
  "{",
  '{"json":',
  "[1,2",
  "{}{}",
  "\u0000",
  "\ufeff{}",
  "NaN",
  "undefined",
  "{'json':1}",
];
const batchInputs = [
  '{"0":{"json":1},"1":{"json":{"n":2}}}',
  '{"1":{"json":{"n":2}}}',
  '{"0":{"json":1},"7":{"json":2}}',
  '{"0":null,"1":5}',
  '{"00":{"json":1},"1.0":{"json":2}}',
  '{"-1":{"json":1}}',
  '{"__proto__":{"json":1},"1":{"json":{"n":1}}}',
  '{"length":{"json":1}}',
  '[{"json":1},{"json":{"n":2}}]',
  '{"0":{"json":{"n":1}},"1":{"json":{"n":"x"}}}',
];
const contentTypes = [
  "application/json",
  "application/json; charset=utf-8",
  "APPLICATION/JSON",
  "application/json;",
  "application/json ; charset=latin1",
  "application/jsonx",
  "application/json, text/plain",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "application/trpc+json",
  ";",
  "",
];
const methods = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"];
const hosts = [
  "localhost",
  "localhost:4000",
  "[::1]:4000",
  "user:pass@localhost",
  "a b",
  "[",
  "999.999.999.999",
  "x:99999",
  "",
  "LOCALHOST",
  "m\xfcnchen",
];
const oddHeaders: readonly (readonly [string, string])[] = [
  ["accept", "application/jsonl"],
  ["accept", "text/html, application/jsonl , */*"],
  ["accept", "application/jsonlines"],
  ["trpc-accept", "application/jsonl"],
  ["trpc-accept", "application/json"],
  ["trpc-accept", ""],
  ["x-context", "fail"],
  ["x-meta", "headers"],
  ["x-meta", "members"],
  ["x-meta", "status"],
  ["x-meta", "fail"],
  ["x-refusal", "yes"],
  ["content-encoding", "gzip"],
  ["expect", "100-continue"],
  ["x-http-method-override", "POST"],
];

/** Every special case by itself. */
function cases(): RawRequest[] {
  const get = (target: string, headers: readonly (readonly [string, string])[] = []) =>
    rawRequest({ name: `GET ${target.slice(0, 80)} ${headers}`, target: `/trpc/${target}`, headers });
  const post = (target: string, body: Buffer | string, headers: readonly (readonly [string, string])[] = [json]) =>
    rawRequest({
      name: `POST ${target} ${body.slice(0, 80)} ${headers}`,
      method: "POST",
      target: `/trpc/${target}`,
      headers,
      body,
    });
  const encode = encodeURIComponent;
  return [
    ...queries.map((path) => get(path)),
    ...queries.map((path) => get(`${path},small?batch=1`)),
    ...oddTargets.flatMap((path) => [
      get(path),
      get(`${path}?batch=1`),
      get(`small,${path}?batch=1`),
      post(path, "{}"),
    ]),
    ...oddQueries.flatMap((query) => [
      get(`small?${query}`),
      get(`small,echo?${query}`),
      post(`change?${query}`, '{"json":1}'),
    ]),
    ...inputs.flatMap((input) => [
      get(`echo?input=${encode(input)}`),
      get(`doubled?input=${encode(input)}`),
      get(`steps?input=${encode(input)}`),
      get(`emptied?input=${encode(input)}`),
      get(`echo?input=${encode(input)}&input=5`),
      get(`echo,doubled?batch=1&input=${encode(`{"0":${input}}`)}`),
      post("change", input),
      post("change,change?batch=1", `{"0":${input},"1":{"json":1}}`),
      post("blind", input),
    ]),
    ...batchInputs.flatMap((input) => [
      get(`echo,doubled?batch=1&input=${encode(input)}`),
      get(`echo,doubled?input=${encode(input)}`),
      get(`echo,doubled,no.such,crash?batch=1&input=${encode(input)}`),
      post("change,change?batch=1", input),
      post("change,blind?batch=1", input),
      post("change,small?batch=1", input),
    ]),
    // What a query string makes of bytes.
    ...["a+b", "a%2Bb", "a%20b", "%ff", "%EF%BB%BF1", "1%", "%zz", "\xe9", "'", '"a"', "%22a%22", "%00", "1#2"].map(
      (value) => get(`echo?input=${value}`),
    ),
    ...["a b", "ü😀", "\u2028", "+", "%"].map((text) => get(`echo?input=${encode(JSON.stringify({ json: text }))}`)),
    ...contentTypes.flatMap((type) => [
      post("change", '{"json":1}', [["content-type", type]]),
      post("upload", '{"json":1}', [["content-type", type]]),
      post("octets", '{"json":1}', [["content-type", type]]),
      get("small", [["content-type", type]]),
    ]),
    post("change", '{"json":1}', []),
    post("change", '{"json":1}', [json, ["content-type", "text/plain"]]),
    ...methods.flatMap((method) => [
      rawRequest({ name: `${method} small`, method, target: "/trpc/small" }),
      rawRequest({ name: `${method} change`, method, target: "/trpc/change", headers: [json], body: '{"json":1}' }),
      rawRequest({ name: `${method} nowhere`, method, target: "/nowhere" }),
    ]),
    ...hosts.flatMap((host) => [get("small", [["host", host]]), post("change", '{"json":1}', [json, ["host", host]])]),
    ...oddHeaders.flatMap((header) => [
      ...["small", "crash", "no.such", "small,crash?batch=1", "small,no.such?batch=1", "unwritable", "promised"].map(
        (path) => get(path, [header]),
      ),
      post("change", '{"json":1}', [json, header]),
      post("change", "{", [json, header]),
    ]),
    ...["promised", "streamed", "promised,small?batch=1", "ticks,small?batch=1", "ticks,change?batch=1"].map((path) =>
      get(path),
    ),
    ...[20, 21, 500, 501].map((count) =>
      get(`${Array.from({ length: count }, (_, i) => ["small", "crash", "no.such"][i % 3]).join(",")}?batch=1`),
    ),
    ...bodies(),
    ...outside(),
  ];
}

/** Bodies that are large, in pieces, cut off or not in UTF-8. */
function bodies(): RawRequest[] {
  const headers = [json];
  const parts = { method: "POST", target: "/trpc/change", headers };
  const large = (bytes: number) => `{"json":"${"a".repeat(bytes - 11)}"}`;
  const encodings: [string, Buffer][] = [
    ["a byte order mark", Buffer.from("\ufeff{}")],
    ["two byte order marks", Buffer.from("\ufeff\ufeff{}")],
    ["Latin-1", Buffer.from('{"json":"\xfc"}', "latin1")],
    ["UTF-16", Buffer.from('{"json":1}', "utf16le")],
    ["a cut character", Buffer.from([...Buffer.from('{"json":"'), 0xf0, 0x9f, 0x98, ...Buffer.from('"}')])],
    ["an overlong encoding", Buffer.from([...Buffer.from('{"json":"'), 0xc0, 0xaf, ...Buffer.from('"}')])],
    ["a surrogate", Buffer.from([...Buffer.from('{"json":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')])],
  ];
  return [
    rawRequest({ ...parts, name: "as large as may be", body: large(maxBodyBytes) }),
    rawRequest({ ...parts, name: "too large by one", body: large(maxBodyBytes + 1) }),
    rawRequest({ ...parts, name: "far too large", body: large(maxBodyBytes * 8) }),
    rawRequest({ ...parts, name: "far too large, never read", target: "/trpc/blind", body: large(maxBodyBytes * 2) }),
    rawRequest({ ...parts, name: "chunked", body: '{"json":1}', isChunked: true }),
    rawRequest({ ...parts, name: "chunked, too large", body: large(maxBodyBytes + 1), isChunked: true }),
    rawRequest({ ...parts, name: "chunked, empty", body: "", isChunked: true, isCut: true }),
    rawRequest({ ...parts, name: "cut", body: '{"json":', isCut: true }),
    rawRequest({ ...parts, name: "cut, chunked", body: '{"json":', isChunked: true, isCut: true }),
    rawRequest({ ...parts, name: "cut, in a batch", target: "/trpc/change,blind?batch=1", body: "{", isCut: true }),
    ...encodings.map(([name, body]) => rawRequest({ ...parts, name, body })),
  ];
}

/** Targets that are no path below the router. */
function outside(): RawRequest[] {
  const targets = [
    "/",
    "/trpc",
    "/trpc/",
    "/trpcsmall",
    "/trpc?batch=1",
    "/TRPC/small",
    "/x/trpc/small",
    "*",
    "http://localhost/trpc/small",
    "//trpc/small",
    "/trpc/%2e%2e/small",
    "/trpc\\small",
    "/trpc/small\x80",
  ];
  return targets.map((target) => rawRequest({ name: `GET ${target}`, target }));
}

/** Combinations of all the above, the same for each seed. */
function mixtures(count: number, seed: number): RawRequest[] {
  const name = fc.constantFrom(...queries, ...hostileNames, "change", "blind", "no.such", "upload");
  const input = fc.oneof(
    fc.constantFrom(...inputs, ...batchInputs),
    fc.json(),
    fc.json().map((value) => `{"json":${value}}`),
  );
  const request = fc
    .record({
      method: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom("GET", "POST") },
        { weight: 1, arbitrary: fc.constantFrom(...methods) },
      ),
      names: fc.array(name, { minLength: 1, maxLength: 4 }),
      query: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom("", "batch=1") },
        { weight: 1, arbitrary: fc.constantFrom(...oddQueries) },
      ),
      input: fc.option(input),
      type: fc.oneof(
        { weight: 5, arbitrary: fc.constant("application/json") },
        { weight: 1, arbitrary: fc.constantFrom(...contentTypes) },
      ),
      header: fc.option(fc.constantFrom(...oddHeaders), { freq: 3 }),
      isChunked: fc.boolean(),
    })
    .map(({ method, names, query, input: text, type, header, isChunked }) => {
      const hasBody = method !== "GET" && method !== "HEAD";
      const parameters = [query, hasBody || text === null ? "" : `input=${encodeURIComponent(text.toWellFormed())}`];
      const target = `/trpc/${names.join(",")}?${parameters.filter((parameter) => parameter !== "").join("&")}`;
      const headers = [...(hasBody ? [["content-type", type] as const] : []), ...(header ? [header] : [])];
      const body = hasBody && text !== null ? { body: text, isChunked } : {};
      return rawRequest({
        name: `${method} ${target.slice(0, 200)} ${headers} ${text}`,
        method,
        target,
        headers,
        ...body,
      });
    });
  return fc.sample(request, { numRuns: count, seed });
}

/** The requests that both adapters get. */
export const differentialRequests = (mixed: number, seed: number): RawRequest[] => [
  ...cases(),
  ...mixtures(mixed, seed),
];

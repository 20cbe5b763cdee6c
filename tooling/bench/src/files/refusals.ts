import { createHash } from "node:crypto";
import { request } from "node:http";
import type { TestServer } from "@steward/db/testing";
import { zipOf } from "@steward/testing";
import { type Client, type FileHouse, openFileHouse } from "./house.ts";

export interface Refusals {
  readonly tried: number;
  /** A sentence for each that was not refused as it had to be. */
  readonly faults: readonly string[];
}

interface Trial {
  readonly what: string;
  readonly wanted: string;
  readonly run: () => Promise<string>;
}

/** Tries to have storage take, keep or hand out what it must not, at an API process with a disk. */
export async function tryRefusals(server: TestServer): Promise<Refusals> {
  await using house = await openFileHouse(server);
  const client = await house.signIn(house.two.acme);
  const stranger = await house.signIn(house.two.globex);
  const trials = [
    ...contentTrials(house, client),
    ...(await addressTrials(house, client)),
    ...(await strangerTrials(house, client, stranger)),
  ];
  const faults: string[] = [];
  for (const { what, wanted, run } of trials) {
    const found = await run();
    if (found !== wanted) faults.push(`${what}: ${found}, not ${wanted}`);
  }
  return { tried: trials.length, faults };
}

interface Announced {
  readonly name?: string;
  readonly type?: string;
  readonly sha256?: string;
}

/** Sends a small file. @returns its id, and how that ended */
async function upload(house: FileHouse, client: Client, content: Buffer<ArrayBuffer>, announced: Announced = {}) {
  const input = { name: "file.bin", type: "", sizeBytes: content.length, ...announced };
  const { value, refused } = await client.mutate("files.file.reserve", input);
  if (refused) return { id: "", url: "", outcome: refused };
  const id = String(value.id);
  const { value: state } = await client.query("files.file.parts", { id });
  const [first]: readonly { url: string }[] = Array.isArray(state.next) ? state.next : [];
  const url = first?.url ?? "";
  await fetch(new URL(url, house.url()), { method: "PUT", body: content });
  const { value: file, refused: unconfirmed } = await client.mutate("files.file.confirm", { id });
  return { id, url, outcome: unconfirmed ?? String(file.rejection ?? file.status) };
}

function contentTrials(house: FileHouse, client: Client): Trial[] {
  const page = Buffer.from("<!doctype html><script>alert(document.domain)</script>");
  const bomb = () => zipOf([{ name: "a", content: Buffer.alloc(200_000_000) }]);
  const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const sha256 = createHash("sha256").update("something else").digest("hex");
  const trial = (what: string, wanted: string, content: () => Buffer<ArrayBuffer>, announced: Announced): Trial => ({
    what,
    wanted,
    run: async () => (await upload(house, client, content(), announced)).outcome,
  });
  return [
    trial("an honest file", "uploaded", () => Buffer.from("words"), { name: "a.txt", type: "text/plain" }),
    trial("a PNG that is a page", "file.type_differs", () => page, { name: "a.png", type: "image/png" }),
    trial("a PDF that is a text", "file.type_differs", () => page, { name: "a.pdf", type: "application/pdf" }),
    trial("a zip bomb", "file.archive_bomb", bomb, { name: "a.zip", type: "application/zip" }),
    trial("a spreadsheet that is a zip bomb", "file.archive_bomb", bomb, { name: "a.xlsx", type: sheet }),
    trial("a wrong hash", "file.hash_differs", () => page, { sha256 }),
    trial("an empty file", "input_invalid", () => Buffer.alloc(0), {}),
  ];
}

async function addressTrials(house: FileHouse, client: Client): Promise<Trial[]> {
  const { id, url: spent } = await upload(house, client, Buffer.from("secret"), { name: "a.txt", type: "text/plain" });
  const { value } = await client.query("files.file.download", { id });
  const address = String(value.url);
  const { acme, globex } = house.two;
  const key = `${acme.id}/${id}/original`;
  const old = await house.storage.signDownload({
    key,
    name: "a.txt",
    type: "text/plain",
    disposition: "attachment",
    expiresInSeconds: -2,
  });
  const get = (what: string, wanted: string, url: string): Trial => ({
    what,
    wanted,
    run: async () => reasonOf(await fetch(new URL(url, house.url()))),
  });
  const part = async () => {
    const uploadId = await house.storage.startUpload(`${acme.id}/${id}/other`);
    const signed = { key: `${acme.id}/${id}/other`, uploadId, number: 1, sizeBytes: 4, expiresInSeconds: 60 };
    return new URL((await house.storage.signPart(signed)).url, house.url());
  };
  return [
    get("the address as it was given", "200", address),
    get("an address that is over", "file.link_expired", old.url),
    get("one without a signature", "file.link_invalid", address.replace(/&signature=.*/, "")),
    get("one with a later end", "file.link_invalid", address.replace(/expires=\d+/, "expires=9999999999")),
    get("one with another name", "file.link_invalid", address.replace("a.txt", "a.html")),
    get("one with another type", "file.link_invalid", address.replace("text%2Fplain", "text%2Fhtml")),
    get("one that shows what is to be saved", "file.link_invalid", address.replace("attachment", "inline")),
    get("another organisation's key", "file.link_invalid", address.replace(acme.id, globex.id)),
    get("a path that leads out", "file.link_invalid", address.replace("original", "..%2f..%2fsecrets.json")),
    {
      what: "another content after it was looked at",
      wanted: "file.upload_unknown",
      run: async () => reasonOf(await fetch(new URL(spent, house.url()), { method: "PUT", body: "public" })),
    },
    {
      what: "more than was announced",
      wanted: "file.part_size_differs",
      run: async () => reasonOf(await fetch(await part(), { method: "PUT", body: "12345" })),
    },
    { what: "no announced length", wanted: "400", run: async () => String(await putChunked(await part())) },
  ];
}

async function strangerTrials(house: FileHouse, client: Client, stranger: Client): Promise<Trial[]> {
  const { id } = await upload(house, client, Buffer.from("secret"), { name: "a.txt", type: "text/plain" });
  const { value } = await client.mutate("crm.account.create", { name: "Northwind" });
  const target = { address: "crm.account", entityId: value.id };
  const refusal = (what: string, ask: () => Promise<{ refused: string | null }>): Trial => ({
    what: `another organisation's ${what}`,
    wanted: "not_found",
    run: async () => (await ask()).refused ?? "done",
  });
  return [
    refusal("download", () => stranger.query("files.file.download", { id })),
    refusal("parts", () => stranger.query("files.file.parts", { id })),
    refusal("confirmation", () => stranger.mutate("files.file.confirm", { id })),
    refusal("removal", () => stranger.mutate("files.file.remove", { ids: [id] })),
    refusal("list", () => stranger.query("files.file.list", target)),
    refusal("record", () => stranger.mutate("files.file.reserve", { name: "a", sizeBytes: 1, target })),
  ];
}

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  if (response.ok) return String(response.status);
  const { error }: { error: { reason: string } } = JSON.parse(text);
  return error.reason;
}

/** A body that says nothing of its length; answers with the status. */
function putChunked(url: URL): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "PUT" }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", reject);
    sent.write("12");
    sent.end("34");
  });
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { compiler } from "./compile.ts";

/** A message of the language server protocol (JSON-RPC 2.0 behind a header of its length). */
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const headerEnd = Buffer.from("\r\n\r\n");

/** The compiler's language server, as an editor talks to it: files are open and changed, nothing is saved. */
export class Editor implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #versions = new Map<string, number>();
  #unread: Buffer = Buffer.alloc(0);
  #requests = 0;

  private constructor(directory: string) {
    this.#child = spawn(process.execPath, [compiler, "--lsp", "--stdio"], {
      cwd: directory,
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#child.stdout?.on("data", (chunk: Buffer) => this.#receive(chunk));
    this.#child.once("exit", (code) => {
      for (const settle of this.#waiting.values()) settle({ error: { message: `the server ended with ${code}` } });
    });
  }

  static async open(directory: string): Promise<Editor> {
    const editor = new Editor(directory);
    await editor.#request("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(directory).href,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    editor.#send({ method: "initialized", params: {} });
    return editor;
  }

  /** Puts a text into an open file; opens it first with what is on the disk. */
  change(file: string, text?: string): void {
    const uri = pathToFileURL(file).href;
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    if (version === 1) {
      const textDocument = { uri, version, languageId: "typescript", text: text ?? readFileSync(file, "utf8") };
      this.#send({ method: "textDocument/didOpen", params: { textDocument } });
    } else if (text !== undefined) {
      this.#send({
        method: "textDocument/didChange",
        params: { textDocument: { uri, version }, contentChanges: [{ text }] },
      });
    }
  }

  /** What the editor underlines in an open file. */
  async problems(file: string): Promise<string[]> {
    const result = await this.#request("textDocument/diagnostic", {
      textDocument: { uri: pathToFileURL(file).href },
    });
    return (result as { items: { message: string }[] }).items.map(({ message }) => message);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill();
    await exited;
  }

  #request(method: string, params: unknown): Promise<unknown> {
    this.#requests += 1;
    const id = this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        this.#waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
      this.#send({ id, method, params });
    });
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(chunk: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const end = this.#unread.indexOf(headerEnd);
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.#unread.toString("latin1", 0, end))?.[1] ?? 0);
      const from = end + headerEnd.length;
      if (this.#unread.length < from + length) return;
      const message: Message = JSON.parse(this.#unread.toString("utf8", from, from + length));
      this.#unread = this.#unread.subarray(from + length);
      this.#handle(message);
    }
  }

  #handle({ id, method, params, ...rest }: Message): void {
    if (method === undefined) this.#waiting.get(Number(id))?.(rest);
    // The server asks for settings and registers what it watches; an editor without any answers with nothing.
    else if (id !== undefined) this.#send({ id, result: params?.items?.map(() => null) ?? null });
  }
}

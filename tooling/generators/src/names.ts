/** A sentence for whoever typed the command. */
export class GeneratorError extends Error {}

/** Every spelling of a resource that occurs in code, on screen and in the database. */
export interface ResourceNames {
  /** `crm` */
  readonly module: string;
  /** `price-list`: the file's name. */
  readonly file: string;
  /** `price-lists`: the page's address. */
  readonly files: string;
  /** `priceList` */
  readonly camel: string;
  readonly camels: string;
  /** `PriceList` */
  readonly pascal: string;
  readonly pascals: string;
  /** `crm_price_list` */
  readonly table: string;
  /** `crm.priceList` */
  readonly address: string;
  /** `price list` */
  readonly words: string;
  readonly plural: string;
  /** `Price lists` */
  readonly title: string;
}

const word = "[a-z][a-z0-9]*";
const kebab = new RegExp(`^${word}(-${word})*$`);

/** Words that would clash with what every router or file has, or with the language. */
const reserved = new Set(["index", "kernel", "router", "then", "call", "apply", "new", "default", "delete", "class"]);

/** Reads `crm/price-list`. Throws `GeneratorError` with one sentence. */
export function resourceNames(address: string, plural?: string): ResourceNames {
  const [module = "", file = "", ...rest] = address.split("/");
  if (rest.length > 0 || !kebab.test(file) || !moduleName.test(module)) {
    throw new GeneratorError(`"${address}" is no resource: write module/name in lower case, such as crm/price-list.`);
  }
  if (reserved.has(file)) throw new GeneratorError(`"${file}" means something else already: choose another name.`);
  const files = plural ?? pluralOf(file);
  if (!kebab.test(files) || files === file) {
    throw new GeneratorError(`"${files}" cannot be the plural of "${file}": name it with --plural.`);
  }
  const words = file.replaceAll("-", " ");
  const pluralWords = files.replaceAll("-", " ");
  return {
    module,
    file,
    files,
    camel: camelOf(file),
    camels: camelOf(files),
    pascal: capital(camelOf(file)),
    pascals: capital(camelOf(files)),
    table: `${module}_${file.replaceAll("-", "_")}`,
    address: `${module}.${camelOf(file)}`,
    words,
    plural: pluralWords,
    title: capital(pluralWords),
  };
}

const moduleName = new RegExp(`^${word}$`);

/** Reads the name of a module. Throws `GeneratorError`. */
export function parseModule(name: string): string {
  if (!moduleName.test(name) || reserved.has(name)) {
    throw new GeneratorError(`"${name}" cannot name a module: write one lower-case word, such as billing.`);
  }
  return name;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a` or `an`, by the letter: good enough for drafts of sentences that people will rewrite. */
export function article(words: string): string {
  return /^[aeiou]/.test(words) ? "an" : "a";
}

function camelOf(file: string): string {
  return file.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function pluralOf(file: string): string {
  if (/[^aeiou]y$/.test(file)) return `${file.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(file) ? `${file}es` : `${file}s`;
}

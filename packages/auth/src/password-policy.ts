import { AppError } from "@steward/contracts";
import type { SignUpReason } from "@steward/contracts/auth/sign-up";

export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

/** What must be left of a password once the person's own words are taken out of it. */
const minOwnLength = 8;
/** Shorter parts of a name stand in too many phrases to be refused. */
const minPersonalLength = 4;

/** 400 kB of words that only new passwords are compared with: read when the first one comes. */
let commonPasswords: Promise<ReadonlySet<string>> | undefined;

/**
 * Refuses a password that would be guessed first. Length is the contract's business (`newPasswordSchema`); this is the
 * blocklist that NIST SP 800-63B-4 (section 3.1.1.2) and OWASP ASVS 5.0 (6.2.4, 6.2.11) ask for: the 49,000 most common
 * passwords, those with figures and signs around them or repeated, and what is mostly the person's or the product's name.
 *
 * Throws INVALID `password.too_common` or `password.too_personal`.
 */
export async function judgePassword(password: string, owner: PasswordOwner): Promise<void> {
  commonPasswords ??= readCommonPasswords();
  const common = await commonPasswords;
  const plain = password.normalize("NFKC").toLowerCase();
  const unit = repeatedUnit(plain);
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  if ([...unit].length < minPersonalLength || [plain, unit, core, repeatedUnit(core)].some((one) => common.has(one))) {
    throw refusal("password.too_common");
  }
  if (core === "" && isRun(plain)) throw refusal("password.too_common");
  const rest = personalWords(owner).reduce((left, word) => left.replaceAll(word, ""), plain);
  if (rest !== plain && [...rest].length < minOwnLength) throw refusal("password.too_personal");
}

const refusal = (reason: SignUpReason) => new AppError("INVALID", reason);

async function readCommonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].map(String));
}

/** What the whole is a repetition of ("abcabc" → "abc"); itself, where it repeats nothing. */
function repeatedUnit(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, at);
}

/** Figures that only count up or down: "123456789012". */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((one, index) => (Number(one) - Number(text[index]) + 10) % 10);
  return new Set(steps).size === 1;
}

function personalWords({ name, email }: PasswordOwner): string[] {
  const [mailbox = "", domain = ""] = email.toLowerCase().split("@");
  const words = [...name.toLowerCase().split(/[^\p{L}\p{N}]+/u), ...mailbox.split(/[^\p{L}\p{N}]+/u), domain];
  const labels = domain.split(".").slice(0, -1);
  return [...new Set([mailbox, ...words, ...labels, "steward"])]
    .filter((word) => word.length >= minPersonalLength)
    .sort((one, other) => other.length - one.length);
}

/** What a vCard says of a person. */
export interface VcardPerson {
  id: string;
  firstName: string;
  lastName: string;
  jobTitle: string | null;
  organisation: string | null;
  /** The preferred one first. */
  emails: readonly string[];
  /** E.164. */
  phone: string | null;
  note: string | null;
  categories: readonly string[];
  updatedAt: Date;
}

/** A text value (RFC 6350, section 3.4): what structures a vCard must not come from a person's name. */
function escapeText(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll(",", "\\,")
    .replaceAll(";", "\\;")
    .replace(/\r\n|\r|\n/g, "\\n");
}

const maxLineOctets = 75;
const encoder = new TextEncoder();

/** Folds a line to 75 octets (section 3.2), never inside a character. */
function fold(line: string): string {
  let folded = "";
  let room = maxLineOctets;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (size > room) {
      folded += "\r\n ";
      // The leading space counts as well.
      room = maxLineOctets - 1;
    }
    folded += character;
    room -= size;
  }
  return folded;
}

const stamp = (time: Date) => time.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");

/** One vCard 4.0 (RFC 6350), ended by CRLF. The UID is the contact's id, so that a second import updates the first. */
export function toVcard(person: VcardPerson): string {
  const name = [person.firstName, person.lastName].filter(Boolean).join(" ");
  const lines = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    "PRODID:-//Steward//CRM//EN",
    `UID:urn:uuid:${person.id}`,
    `FN:${escapeText(name || person.emails[0] || person.phone || "?")}`,
    `N:${escapeText(person.lastName)};${escapeText(person.firstName)};;;`,
    ...(person.organisation ? [`ORG:${escapeText(person.organisation)}`] : []),
    ...(person.jobTitle ? [`TITLE:${escapeText(person.jobTitle)}`] : []),
    ...person.emails.map((email, index) => `EMAIL;PREF=${Math.min(index + 1, 100)}:${escapeText(email)}`),
    ...(person.phone ? [`TEL;VALUE=uri;TYPE=voice:tel:${person.phone}`] : []),
    ...(person.categories.length > 0 ? [`CATEGORIES:${person.categories.map(escapeText).join(",")}`] : []),
    ...(person.note ? [`NOTE:${escapeText(person.note)}`] : []),
    `REV:${stamp(person.updatedAt)}`,
    "END:VCARD",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

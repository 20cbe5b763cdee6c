import { greeting, type MailCopy, named, type Told } from "../copy.ts";

const rhythms = { off: null, daily: "since yesterday", weekly: "in the last week" } as const;

/** One thing leads to itself; several to the inbox, which has all of them. */
export function notifications(told: Told<"notifications">): MailCopy {
  const { name, organisation, digest, items, more, url, manageUrl, unsubscribeUrl } = told;
  const [first] = items;
  const alone = items.length + more === 1;
  const count = items.length + more;
  const many = `${count} notifications in ${named(organisation)}`;
  const since = rhythms[digest];
  const subject = alone && first ? line(first.title) : many;
  const texts = items.map(({ title, body }) => (body ? `${line(title)}: ${line(body)}` : line(title)));
  return {
    subject,
    preview: alone ? line(first?.body ?? "") || named(organisation) : (texts[0] ?? many),
    heading: subject,
    paragraphs: [
      greeting(name),
      ...(since ? [`This is what you have not read ${since} in ${named(organisation)}.`] : []),
      ...(alone ? texts.filter((text) => text !== subject) : texts),
      ...(more > 0 ? [`And ${more} more.`] : []),
    ],
    action: alone && first ? { label: "Look at it", url: first.url } : { label: "Open your notifications", url },
    manage: { label: "Choose what you are told by e-mail", url: manageUrl, oneClickUrl: unsubscribeUrl },
    notes: [`You get this mail because you work in ${named(organisation)} on Steward.`],
  };
}

/** Words with names that people chose in them. */
const line = (text: string) => named(text);

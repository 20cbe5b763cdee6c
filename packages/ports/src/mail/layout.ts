import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { Text } from "@react-email/text";
import { createElement as element, type ReactElement } from "react";
import type { MailCopy } from "./copy.ts";

const ink = "#1f2933";
const quiet = "#66727f";
const accent = "#1c5fd6";
const font = "Inter, 'Segoe UI', Helvetica, Arial, sans-serif";

/**
 * Programs that know the dark mode get ours; the others darken a plain page well enough by themselves. The page is painted
 * twice, by its body and by the table cell inside, and light words must stand on neither of them white.
 */
const darkMode = `@media (prefers-color-scheme: dark) {
  .page, .page td { background-color: #14181d !important }
  .ink { color: #e6ebf0 !important }
  .quiet { color: #9aa7b4 !important }
}`;

const style = {
  page: { backgroundColor: "#ffffff", fontFamily: font, margin: "0", padding: "32px 16px" },
  column: { maxWidth: "480px", margin: "0 auto", textAlign: "left" as const },
  brand: { color: quiet, fontSize: "14px", fontWeight: 600, margin: "0 0 24px" },
  heading: { color: ink, fontSize: "22px", lineHeight: "30px", fontWeight: 600, margin: "0 0 16px" },
  text: { color: ink, fontSize: "16px", lineHeight: "24px", margin: "0 0 16px", overflowWrap: "anywhere" as const },
  button: {
    backgroundColor: accent,
    borderRadius: "6px",
    color: "#ffffff",
    fontSize: "16px",
    fontWeight: 600,
    padding: "12px 20px",
    margin: "8px 0 24px",
  },
  link: { color: quiet, textDecoration: "underline" },
  note: { color: quiet, fontSize: "14px", lineHeight: "20px", margin: "0 0 8px", overflowWrap: "anywhere" as const },
};

/**
 * A mail as a page of one column: what it is about, one button, small print. No images and nothing fetched, so that
 * reading it tells nobody, and no scripts. Written with `createElement`, because Node runs our sources without JSX.
 */
export function mailPage({ preview, heading, paragraphs, action, manage, notes }: MailCopy): ReactElement {
  return element(
    Html,
    { lang: "en" },
    element(
      Head,
      null,
      element("meta", { name: "color-scheme", content: "light dark" }),
      element("meta", { name: "supported-color-schemes", content: "light dark" }),
      element("style", null, darkMode),
    ),
    element(Preview, null, preview),
    element(
      Body,
      { style: style.page, className: "page" },
      element(
        Container,
        { style: style.column },
        element(Text, { style: style.brand, className: "quiet" }, "Steward"),
        element(Heading, { as: "h1", style: style.heading, className: "ink" }, heading),
        ...paragraphs.map((text) => element(Text, { key: text, style: style.text, className: "ink" }, text)),
        action && element(Button, { href: action.url, style: style.button }, action.label),
        ...notes.map((text) => element(Text, { key: text, style: style.note, className: "quiet" }, text)),
        manage &&
          element(
            Text,
            { style: style.note, className: "quiet" },
            element("a", { href: manage.url, style: style.link, className: "quiet" }, manage.label),
          ),
      ),
    ),
  );
}

/** The same in plain text (RFC 2046 wants the plainest form first): for programs and people who prefer it. */
export function mailText({ heading, paragraphs, action, manage, notes }: MailCopy): string {
  const link = (to: MailCopy["action"]) => (to ? [`${to.label}:\n${to.url}`] : []);
  const blocks = [heading, ...paragraphs, ...link(action), ...notes, ...link(manage), "Steward"];
  return `${blocks.join("\n\n")}\n`;
}

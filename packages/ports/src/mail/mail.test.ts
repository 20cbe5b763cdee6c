import { type MailProps, type MailTemplate, mailTemplates } from "@steward/contracts/kernel/mail";
import { afterEach, describe, expect, test } from "vitest";
import { createMailer, renderMail } from "./index.ts";
import { startMailServer, type TestMailServer } from "./testing.ts";

const url = "https://steward.example/accept?token=a&b=c";
const instant = "2026-11-21T07:05:00.000Z";
const samples: { [Template in MailTemplate]: MailProps<Template> } = {
  verifyEmail: { name: "Ann", url, expiresAt: instant },
  accountExists: { name: "Ann", signInUrl: url, resetUrl: "https://steward.example/reset" },
  resetPassword: { name: "Ann", url, expiresAt: instant },
  passwordChanged: { name: "Ann", changedAt: instant, resetUrl: url },
  secondFactorChanged: { name: "Ann", enabled: true, changedAt: instant },
  signInChanged: { name: "Ann", change: "providerLinked", provider: "github", changedAt: instant },
  invitation: { organisation: "Acme", inviter: "Bob", role: "Manager", url, expiresAt: instant },
  tenantDeletion: { organisation: "Acme", requestedBy: "Bob", purgeAfter: instant, url },
  notifications: {
    name: "Ann",
    organisation: "Acme",
    digest: "off",
    items: [{ title: "Bob gave you the deal Boots", body: null, url }],
    more: 0,
    url: "https://steward.example/acme/notifications",
    manageUrl: "https://steward.example/acme/notifications/preferences",
    unsubscribeUrl: "https://api.steward.example/unsubscribe/token",
  },
};

describe("a template", () => {
  test.each(mailTemplates)(
    "%s says the same in both forms, fetches nothing, and leads where it shall",
    async (template) => {
      const { subject, html, text } = await renderMail(template, samples[template]);
      expect(subject).toMatch(/^\S.{5,100}$/);
      expect(html).not.toMatch(/<img|<script|src=|@import|url\(/i);
      expect(html).toContain('name="color-scheme" content="light dark"');
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
      const leadsNowhere = ["secondFactorChanged", "signInChanged"].includes(template);
      const manages = template === "notifications" ? [samples.notifications.manageUrl] : [];
      expect(links).toEqual([...(leadsNowhere ? [] : [url.replace("&", "&amp;")]), ...manages]);
      for (const link of links) expect(text).toContain(link?.replace("&amp;", "&"));
      expect(`${html}${text}`).not.toMatch(/undefined|\[object|Invalid Date/);
    },
  );

  test("is dark wherever it was white, for its words turn light", async () => {
    const { html } = await renderMail("invitation", samples.invitation);
    const white = [...html.matchAll(/<(\w+)[^>]*style="[^"]*background-color:\s*#ffffff/g)].map(([, tag]) => tag);
    const [, darkened] = /prefers-color-scheme: dark\) \{\s*([^{]+) \{ background-color/.exec(html) ?? [];
    expect(white).toContain("body");
    expect(darkened?.split(", ")).toEqual(white.map((tag) => (tag === "body" ? ".page" : `.page ${tag}`)));
  });

  test("says which way in changed, and what that means", async () => {
    const about = { name: "Ann", changedAt: instant };
    const said = async (more: Omit<MailProps<"signInChanged">, "name" | "changedAt">) => {
      const { subject, text } = await renderMail("signInChanged", { ...about, ...more });
      return `${subject}\n${text}`;
    };
    expect(await said({ change: "providerLinked", provider: "github" })).toContain("Your account at GitHub was linked");
    expect(await said({ change: "providerUnlinked", provider: "oidc" })).toContain("at your identity provider was");
    expect(await said({ change: "recoveryCodesRenewed" })).toContain("The older ones work no more.");
    expect(await said({ change: "recoveryCodeUsed", codesLeft: 9 })).toContain("You have 9 left.");
  });

  test("takes a name for words, not for markup, a header or a link", async () => {
    const organisation = "Evil\r\nBcc: all@acme.test <b>https://evil.example/x</b>";
    const { subject, html, text } = await renderMail("invitation", { ...samples.invitation, organisation });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain("<b>");
    for (const said of [subject, html, text]) expect(said).not.toMatch(/https?:\/\/evil|evil\.example|all@acme/);
  });

  test("tells of several notifications at once, and how many more there are", async () => {
    const items = [1, 2].map((number) => ({ title: `Deal ${number}`, body: "Boots", url }));
    const mail = await renderMail("notifications", { ...samples.notifications, items, more: 3, digest: "daily" });
    expect(mail.subject).toBe("5 notifications in Acme");
    expect(mail.text).toMatch(/since yesterday[\s\S]*Deal 1: Boots\n\nDeal 2: Boots\n\nAnd 3 more\./);
    expect(mail.text).toContain(samples.notifications.url);
    expect(mail.unsubscribe).toEqual({ url: samples.notifications.unsubscribeUrl, oneClick: true });
    // Over a line that others can read, and from a mail of an earlier release, it leads to where one chooses.
    for (const unsubscribeUrl of [undefined, "http://localhost:4000/unsubscribe/token"]) {
      const { unsubscribe } = await renderMail("notifications", { ...samples.notifications, unsubscribeUrl });
      expect(unsubscribe).toEqual({ url: samples.notifications.manageUrl, oneClick: false });
    }
  });

  test("refuses props it cannot be made of", async () => {
    await expect(renderMail("invitation", { organisation: "Acme" })).rejects.toThrow("expiresAt");
  });
});

describe("a mailer", () => {
  let server: TestMailServer;
  afterEach(async () => server.close());
  const mail = {
    id: "0190b7a4-1111-7abc-8def-000000000001",
    to: "ann@acme.test",
    subject: "Grüße",
    html: "<p>Hi</p>",
    text: "Hi",
    unsubscribe: null,
  };
  const mailer = (smtpUrl: string) => createMailer({ smtpUrl, from: "Steward <no-reply@steward.example>" });
  const plain = () => mailer(`smtp://127.0.0.1:${server.port}`);
  const withoutTls = { hideSTARTTLS: true };

  test("hands over both forms under an id of their own", async () => {
    server = await startMailServer(withoutTls);
    await plain().send(mail);
    const [taken] = server.taken;
    expect(taken).toMatchObject({ from: "no-reply@steward.example", to: ["ann@acme.test"] });
    expect(taken?.source).toContain(`Message-ID: <${mail.id}@steward.example>`);
    expect(taken?.source).toContain("Auto-Submitted: auto-generated");
    expect(taken?.source).not.toContain("List-Unsubscribe");
    const url = `https://api.steward.example/unsubscribe/${"t".repeat(400)}`;
    await plain().send({ ...mail, unsubscribe: { url, oneClick: true } });
    // On one line, however long: programs do not look for it on two.
    expect(server.taken[1]?.source).toContain(`\nList-Unsubscribe: <${url}>\r\n`);
    expect(server.taken[1]?.source).toContain("\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    await plain().send({ ...mail, unsubscribe: { url, oneClick: false } });
    expect(server.taken[2]?.source).not.toContain("List-Unsubscribe-Post");
    expect(taken?.source).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
  });

  test("writes to one recipient, whatever the address looks like", async () => {
    server = await startMailServer(withoutTls);
    await plain()
      .send({ ...mail, to: "ann@acme.test, all@globex.test" })
      .catch(() => {});
    expect(server.taken.flatMap(({ to }) => to)).not.toContain("all@globex.test");
  });

  test.each([
    { code: 550, at: "RCPT" as const, permanent: true },
    { code: 554, at: "DATA" as const, permanent: true },
    { code: 451, at: "RCPT" as const, permanent: false },
    { code: 452, at: "DATA" as const, permanent: false },
  ])("knows $code at $at for good or for now", async ({ permanent, ...reply }) => {
    server = await startMailServer(withoutTls);
    server.refuse(reply);
    await expect(plain().send(mail)).rejects.toMatchObject({ name: "MailRefused", permanent });
    await plain().send(mail);
    expect(server.taken).toHaveLength(1);
  });

  test("counts a mail as not taken when the line is cut before the answer: it may arrive twice, as one mail", async () => {
    server = await startMailServer(withoutTls);
    server.cutAfterData();
    await expect(plain().send(mail)).rejects.toMatchObject({ permanent: false });
    await plain().send(mail);
    expect(server.taken).toHaveLength(2);
    const ids = server.taken.map(({ source }) => /^Message-ID: (.*)$/m.exec(source)?.[1]);
    expect(ids[0]).toBe(ids[1]);
  });

  test("finds nobody there, and says it may be later", async () => {
    server = await startMailServer(withoutTls);
    const { port } = server;
    await server.close();
    await expect(mailer(`smtp://127.0.0.1:${port}`).send(mail)).rejects.toMatchObject({ permanent: false });
    server = await startMailServer(withoutTls);
  });

  test("signs in as the address says, and takes a wrong password for something to be mended", async () => {
    server = await startMailServer({ ...withoutTls, authOptional: false, allowInsecureAuth: true });
    await mailer(`smtp://post%40acme.test:right@127.0.0.1:${server.port}`).send(mail);
    expect(server.taken[0]?.user).toBe("post@acme.test");
    const wrong = mailer(`smtp://post:wrong@127.0.0.1:${server.port}`);
    await expect(wrong.send(mail)).rejects.toMatchObject({ permanent: false });
  });

  test("encrypts where it is offered, insists where it is told to, and trusts no certificate it cannot check", async () => {
    server = await startMailServer();
    const address = `smtp://127.0.0.1:${server.port}`;
    await expect(mailer(address).send(mail)).rejects.toMatchObject({ permanent: false });
    expect(server.taken).toHaveLength(0);
    await mailer(`${address}?tls.rejectUnauthorized=false`).send(mail);
    expect(server.taken).toHaveLength(1);
    await server.close();
    server = await startMailServer(withoutTls);
    const strict = mailer(`smtp://127.0.0.1:${server.port}?requireTLS=true`);
    await expect(strict.send(mail)).rejects.toMatchObject({ permanent: false });
  });
});

"use client";

import { Button } from "@mantine/core";
import { type Role, roleLabels } from "@steward/contracts/kernel/role";
import { Avatar, EmptyState, notifyError } from "@steward/ui";
import { IconBuildingSkyscraper, IconChevronRight, IconLogout } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Mark } from "../brand/mark.tsx";
import { signOut } from "../sign-in/browser-session.ts";
import classes from "./organisation-picker.module.css";

interface OrganisationPickerProps {
  title: string;
  person: { name: string; email: string };
  organisations: readonly { slug: string; name: string; role: Role; customRole: string | null }[];
  /** What is said when there is none to choose. */
  empty: { title: string; description: string };
  /** Below the organisations: what else waits for the person. */
  children?: ReactNode;
  /** Beside signing out: other places to go. */
  links?: ReactNode;
}

/** Which organisation to work in, for somebody who belongs to several or to none. */
export function OrganisationPicker({ title, person, organisations, empty, children, links }: OrganisationPickerProps) {
  return (
    <main className={classes.page}>
      <div className={classes.head}>
        <Mark size={36} />
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.who}>
          Signed in as {person.name}, {person.email}
        </p>
      </div>
      {organisations.length > 0 ? (
        <ul className={classes.list}>
          {organisations.map(({ slug, name, role, customRole }) => (
            <li key={slug}>
              {/* A full page load: nothing of one organisation stays in memory under another. */}
              <a href={`/${slug}`} className={classes.organisation}>
                <Avatar name={name} size={40} square />
                <span className={classes.words}>
                  <span className={classes.name}>{name}</span>
                  <span className={classes.role}>{customRole ?? roleLabels[role]}</span>
                </span>
                <IconChevronRight size={18} aria-hidden className={classes.chevron} />
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState icon={IconBuildingSkyscraper} {...empty} compact />
      )}
      {children}
      <div className={classes.foot}>
        {links}
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => signOut().catch(notifyError)}
        >
          Sign out
        </Button>
      </div>
    </main>
  );
}

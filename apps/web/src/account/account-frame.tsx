"use client";

import { Button } from "@mantine/core";
import { ApiProvider, type Impersonation, ImpersonationBanner, Mark, signOut } from "@steward/client";
import { Avatar, activeHref, notifyError } from "@steward/ui";
import {
  IconArrowLeft,
  IconDevices,
  IconHistory,
  IconKey,
  IconLink,
  IconLogout,
  IconShieldLock,
  IconUser,
} from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import classes from "./account-frame.module.css";

const pages = [
  { label: "Profile", href: "/account", icon: IconUser },
  { label: "Password", href: "/account/password", icon: IconKey },
  { label: "Two-step sign-in", href: "/account/second-factor", icon: IconShieldLock },
  { label: "Devices", href: "/account/sessions", icon: IconDevices },
  { label: "Linked accounts", href: "/account/linked-accounts", icon: IconLink },
  { label: "Security activity", href: "/account/activity", icon: IconHistory },
] as const;

interface AccountFrameProps {
  person: { name: string; email: string; impersonation: Impersonation | null };
  children: ReactNode;
}

/** What belongs to a person rather than to an organisation: the frame around its pages. */
export function AccountFrame({ person, children }: AccountFrameProps) {
  const active = activeHref(
    usePathname(),
    pages.map(({ href }) => href),
  );
  return (
    <ApiProvider tenant={null}>
      <div className={classes.frame}>
        <a href="#main" className={classes.skip}>
          Skip to content
        </a>
        <ImpersonationBanner person={person.name} by={person.impersonation} />
        <header className={classes.header}>
          <a href="/" className={classes.brand}>
            <Mark size={24} />
            <span>Steward</span>
          </a>
          <div className={classes.actions}>
            <Button
              component="a"
              href="/"
              variant="default"
              size="xs"
              leftSection={<IconArrowLeft size={14} aria-hidden />}
            >
              Back to work
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              leftSection={<IconLogout size={14} aria-hidden />}
              onClick={() => signOut().catch(notifyError)}
            >
              Sign out
            </Button>
          </div>
        </header>
        <div className={classes.body}>
          <aside className={classes.side} aria-label="You">
            <div className={classes.person}>
              <Avatar name={person.name} size={40} />
              <div className={classes.words}>
                <span className={classes.name}>{person.name}</span>
                <span className={classes.email}>{person.email}</span>
              </div>
            </div>
            <nav aria-label="Your account" className={classes.nav}>
              {pages.map(({ label, href, icon: Icon }) => (
                <Link
                  key={href}
                  href={href}
                  className={classes.link}
                  aria-current={href === active ? "page" : undefined}
                >
                  <Icon size={17} stroke={1.7} aria-hidden />
                  {label}
                </Link>
              ))}
            </nav>
          </aside>
          <main id="main" tabIndex={-1} className={classes.main}>
            {children}
          </main>
        </div>
      </div>
    </ApiProvider>
  );
}

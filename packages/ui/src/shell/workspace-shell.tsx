"use client";

import { ActionIcon, Drawer, Group, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconMenu2, IconSearch } from "@tabler/icons-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { CommandPalette, openPalette } from "./command-palette.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";
import { Navigation } from "./navigation.tsx";
import { TenantSwitch } from "./tenant-switch.tsx";
import type { Crumb, Member, NavModule, Organisation, PaletteAction, SearchHit, Shortcut } from "./types.ts";
import { UserMenu } from "./user-menu.tsx";
import classes from "./workspace-shell.module.css";

export interface WorkspaceShellProps {
  modules: readonly NavModule[];
  organisation: Organisation;
  organisations: readonly Organisation[];
  /** Below the organisations to switch to: making a new one. */
  organisationLinks?: readonly { label: string; href: string }[];
  user: Member;
  onSignOut: () => void;
  /** Links of the user menu: profile, sessions, administration. */
  userLinks?: readonly { label: string; href: string }[];
  breadcrumbs?: readonly Crumb[];
  /** Record search of the command palette. Without it, the palette finds pages and actions. */
  onSearch?: (query: string) => Promise<readonly SearchHit[]>;
  /** Actions of the palette beside the pages: `New account`. */
  actions?: readonly PaletteAction[];
  shortcuts?: readonly Shortcut[];
  /** Right end of the header: notifications, presence. */
  headerSlot?: ReactNode;
  /** Above everything: impersonation, trial's end, offline. */
  banner?: ReactNode;
  children: ReactNode;
}

/** The frame every workspace page stands in. */
export function WorkspaceShell(props: WorkspaceShellProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const pathname = usePathname();
  useEffect(close, [pathname]);
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        Skip to content
      </a>
      <aside className={classes.side} aria-label="Workspace">
        <Side {...props} />
      </aside>
      <Drawer
        opened={opened}
        onClose={close}
        position="left"
        size="min(20rem, 86vw)"
        withCloseButton={false}
        padding={0}
        attributes={{ content: { "aria-label": "Navigation" } }}
        classNames={{ content: classes.drawer, body: classes.drawerBody }}
      >
        <Side {...props} />
      </Drawer>
      <div className={classes.page}>
        {props.banner}
        <header className={classes.header}>
          <ActionIcon
            className={classes.burger}
            size="lg"
            onClick={open}
            aria-label="Open navigation"
            aria-expanded={opened}
          >
            <IconMenu2 size={20} aria-hidden />
          </ActionIcon>
          <Breadcrumbs items={props.breadcrumbs ?? []} />
          <Group gap={4} ml="auto" wrap="nowrap">
            <ActionIcon className={classes.burger} size="lg" onClick={openPalette} aria-label="Search">
              <IconSearch size={19} aria-hidden />
            </ActionIcon>
            {props.headerSlot}
          </Group>
        </header>
        <main id="main" tabIndex={-1} className={classes.main}>
          {props.children}
        </main>
      </div>
      <CommandPalette modules={props.modules} actions={props.actions ?? []} onSearch={props.onSearch} />
      <KeyboardHelp shortcuts={props.shortcuts ?? []} />
    </div>
  );
}

function Side(props: WorkspaceShellProps) {
  const { modules, organisation, organisations, organisationLinks, user, userLinks, onSignOut } = props;
  return (
    <div className={classes.sideInner}>
      <div className={classes.sideTop}>
        <TenantSwitch current={organisation} organisations={organisations} links={organisationLinks ?? []} />
        <UnstyledButton className={classes.search} onClick={openPalette}>
          <IconSearch size={15} aria-hidden />
          <span>Search</span>
          <kbd className={classes.kbd} aria-hidden>
            Ctrl K
          </kbd>
        </UnstyledButton>
      </div>
      <div className={classes.sideScroll}>
        <Navigation modules={modules} />
      </div>
      <div className={classes.sideBottom}>
        <UserMenu user={user} links={userLinks ?? []} onSignOut={onSignOut} />
      </div>
    </div>
  );
}

"use client";

import { Group, Text, Title } from "@mantine/core";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { activeHref } from "./active.ts";
import classes from "./page-header.module.css";

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title: a status, an avatar before it. */
  badge?: ReactNode;
  leading?: ReactNode;
  /** The one thing people come here to do. */
  primaryAction?: ReactNode;
  secondaryActions?: ReactNode;
  /** Sub-pages of this page, each with its own address. */
  tabs?: readonly { label: string; href: string; count?: number }[];
}

/** The head of a page: its only h1, what it is for, what can be done here. */
export function PageHeader(props: PageHeaderProps) {
  const { title, description, badge, leading, primaryAction, secondaryActions, tabs } = props;
  return (
    <div className={classes.root}>
      <div className={classes.line}>
        {leading}
        <div className={classes.text}>
          <Group gap="xs" wrap="nowrap">
            <Title order={1} className={classes.title}>
              {title}
            </Title>
            {badge}
          </Group>
          {description ? (
            <Text size="sm" c="dimmed" component="div">
              {description}
            </Text>
          ) : null}
        </div>
        <Group gap="xs" className={classes.actions}>
          {secondaryActions}
          {primaryAction}
        </Group>
      </div>
      {tabs ? <PageTabs tabs={tabs} /> : null}
    </div>
  );
}

function PageTabs({ tabs }: { tabs: NonNullable<PageHeaderProps["tabs"]> }) {
  const pathname = usePathname();
  const active = activeHref(
    pathname,
    tabs.map((tab) => tab.href),
  );
  const list = useRef<HTMLElement>(null);
  // Of more than a phone shows, the one that is open is among those it does.
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!list.current || !tab || !active) return;
    const { offsetLeft, clientWidth } = list.current;
    list.current.scrollLeft = tab.offsetLeft - offsetLeft - (clientWidth - tab.offsetWidth) / 2;
  }, [active]);
  return (
    <nav ref={list} aria-label="Page" className={classes.tabs}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          className={classes.tab}
          aria-current={tab.href === active ? "page" : undefined}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className={classes.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

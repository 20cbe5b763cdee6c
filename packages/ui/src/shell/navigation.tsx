"use client";

import { UnstyledButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconChevronDown } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useId } from "react";
import type { IconComponent } from "../part/icon.ts";
import { activeHref } from "./active.ts";
import classes from "./navigation.module.css";
import type { NavItem, NavModule } from "./types.ts";

/** The modules with their pages. Groups fold; what is folded is remembered. */
export function Navigation({ modules }: { modules: readonly NavModule[] }) {
  const pathname = usePathname();
  const [folded, setFolded] = useLocalStorage<string[]>({ key: "steward.nav.folded", defaultValue: [] });
  const hrefs = modules.flatMap((module) => (module.items ? module.items.map((item) => item.href) : [module.href]));
  const active = activeHref(pathname, hrefs);
  const toggle = (id: string) =>
    setFolded((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id]));
  return (
    <nav aria-label="Main">
      <ul className={classes.list}>
        {modules.map((module) =>
          module.items ? (
            <ModuleGroup
              key={module.id}
              module={module}
              items={module.items}
              active={active}
              open={!folded.includes(module.id)}
              onToggle={() => toggle(module.id)}
            />
          ) : (
            <li key={module.id}>
              <NavLink label={module.label} href={module.href} icon={module.icon} active={active === module.href} />
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

interface ModuleGroupProps {
  module: NavModule;
  items: readonly NavItem[];
  active: string | undefined;
  open: boolean;
  onToggle: () => void;
}

function ModuleGroup({ module, items, active, open, onToggle }: ModuleGroupProps) {
  const id = useId();
  return (
    <li className={classes.group}>
      <UnstyledButton className={classes.heading} aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <span>{module.label}</span>
        <IconChevronDown size={13} aria-hidden className={classes.chevron} data-open={open || undefined} />
      </UnstyledButton>
      <ul id={id} className={classes.list} hidden={!open}>
        {items.map((item) => (
          <li key={item.href}>
            <NavLink
              label={item.label}
              href={item.href}
              icon={item.icon ?? module.icon}
              badge={item.badge}
              active={active === item.href}
            />
          </li>
        ))}
      </ul>
    </li>
  );
}

interface NavLinkProps {
  label: string;
  href: string;
  icon: IconComponent;
  badge?: ReactNode;
  active: boolean;
}

function NavLink({ label, href, icon: Icon, badge, active }: NavLinkProps) {
  return (
    <Link href={href} className={classes.link} aria-current={active ? "page" : undefined}>
      <Icon size={16} stroke={1.7} aria-hidden className={classes.icon} />
      <span className={classes.label}>{label}</span>
      {badge ? <span className={classes.badge}>{badge}</span> : null}
    </Link>
  );
}

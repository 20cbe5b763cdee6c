"use client";

import { useHref } from "@steward/client";
import { PageHeader } from "@steward/ui";
import type { ReactNode } from "react";

/** The head of both pages about access: the table of everything, and the question about one. */
export function AccessFrame({ children }: { children: ReactNode }) {
  const href = useHref();
  return (
    <>
      <PageHeader
        title="Who may what"
        description="What the guard before every procedure decides, from the same table it decides by."
        tabs={[
          { label: "Every role", href: href("/access") },
          { label: "Why may a member …?", href: href("/access/why") },
        ]}
      />
      {children}
    </>
  );
}

import { requireProfile } from "@steward/client/server";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import type { ReactNode } from "react";
import { OperatorShell } from "../../operator/operator-shell.tsx";

export const metadata: Metadata = { title: { default: "Operator console", template: "%s · Operator console" } };

export default async function Layout({ children }: { children: ReactNode }) {
  const profile = await requireProfile();
  // The procedures refuse as well; this is the page that says so.
  if (!profile.operator) forbidden();
  return <OperatorShell person={profile}>{children}</OperatorShell>;
}

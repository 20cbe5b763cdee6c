import { requireProfile } from "@steward/client/server";
import type { ReactNode } from "react";
import { AccountFrame } from "../../account/account-frame.tsx";

export default async function Layout({ children }: { children: ReactNode }) {
  const person = await requireProfile();
  return <AccountFrame person={person}>{children}</AccountFrame>;
}

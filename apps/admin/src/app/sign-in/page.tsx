import { SignInScreen } from "@steward/client/server";
import type { Metadata } from "next";

export const metadata: Metadata = { title: "Sign in" };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default function Page({ searchParams }: PageProps) {
  return <SignInScreen product="Steward administration" searchParams={searchParams} />;
}

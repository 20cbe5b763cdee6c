import type { Metadata } from "next";
import { ApiKeysPage } from "../../../api-key/api-keys-page.tsx";

export const metadata: Metadata = { title: "API keys" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <ApiKeysPage creating={(await searchParams).new !== undefined} />;
}

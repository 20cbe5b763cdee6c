import "@steward/ui/styles.css";
import { RootFrame } from "@steward/client/server";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = {
  title: { default: "Steward administration", template: "%s · Steward administration" },
  description: "Organisations and their people.",
  robots: { index: false },
};

export const viewport: Viewport = { colorScheme: "light dark", width: "device-width", initialScale: 1 };

export default function Layout({ children }: { children: ReactNode }) {
  return <RootFrame>{children}</RootFrame>;
}

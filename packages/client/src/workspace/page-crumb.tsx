"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const CrumbContext = createContext<(label: string | null) => void>(() => {});

/** Adds the open record to the end of the breadcrumb: `Customers / Accounts / Hottechi`. */
export function PageCrumb({ label }: { label: string }): null {
  const show = useContext(CrumbContext);
  useEffect(() => {
    show(label);
    return () => show(null);
  }, [show, label]);
  return null;
}

/** Collects what the page inside adds; `children` draws the frame with it. */
export function CrumbCollector({ children }: { children: (record: string | null) => ReactNode }) {
  const [record, setRecord] = useState<string | null>(null);
  return <CrumbContext value={setRecord}>{children(record)}</CrumbContext>;
}

"use client";

import { useSettings } from "@steward/client";
import { notifyError } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

/** Storage hands out; the browser saves, because the answer says that it is to be saved. */
export function useDownload() {
  const { apiUrl } = useSettings();
  const { client } = trpc.useUtils();
  return async (id: string) => {
    try {
      const { url } = await client.files.file.download.query({ id });
      window.location.assign(new URL(url, apiUrl));
    } catch (error) {
      notifyError(error);
    }
  };
}

import { requireRecord } from "@steward/client/server";
import type { Metadata } from "next";
import { cache } from "react";
import { TimesheetPage } from "../../../../../time/timesheet/timesheet-page.tsx";
import { api, HydrateClient } from "../../../../../trpc/server.ts";

interface Props {
  params: Promise<{ id: string }>;
}

const load = cache((id: string) => requireRecord(() => api.time.timesheet.byId({ id })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { member } = await load((await params).id);
  return { title: `Timesheet of ${member.name}` };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  await load(id);
  void api.time.timesheet.byId.prefetch({ id });
  return (
    <HydrateClient>
      <TimesheetPage id={id} />
    </HydrateClient>
  );
}

"use client";

import { PageCrumb } from "@steward/client";
import { ErrorState, LoadingState, PageHeader } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";
import { RoleForm } from "./role-form.tsx";

/** Makes a role, from a copy of another or from nothing. */
export function NewRolePage({ from }: { from: string }) {
  const roles = trpc.org.role.list.useQuery();
  return (
    <>
      <PageCrumb label="New role" />
      <PageHeader title="New role" description="You can give what you may do yourself." />
      {roles.isPending ? <LoadingState lines={10} label="Loading the roles" /> : null}
      {roles.isError ? <ErrorState error={roles.error} onRetry={roles.refetch} /> : null}
      {roles.data ? <RoleForm roles={roles.data} from={from} /> : null}
    </>
  );
}

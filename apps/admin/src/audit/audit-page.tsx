"use client";

import { useMay } from "@steward/client";
import { auditEventFilter, auditEventSortFields } from "@steward/contracts/org/audit-event";
import { DataTable, ExportButton, type FilterDefinition, PageHeader, toPages, useListState } from "@steward/ui";
import { useMemo, useState } from "react";
import { permissionGroups } from "../role/permission-groups.ts";
import { trpc } from "../trpc/client.tsx";
import { type AuditEvent, auditColumns } from "./audit-columns.tsx";
import { AuditDetails } from "./audit-details.tsx";

const exportRows = 1_000;

/** What was done in the organisation, by whom, newest first. */
export function AuditPage() {
  const may = useMay();
  const query = useListState({
    address: "org.auditEvent",
    sortable: auditEventSortFields,
    defaultSort: { field: "createdAt", direction: "desc" },
    filterSchema: auditEventFilter,
  });
  const { client } = trpc.useUtils();
  const events = trpc.org.auditEvent.list.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
  });
  const [opened, open] = useState<AuditEvent>();
  const [columns] = useState(() => auditColumns(open));
  const filters = useAuditFilters();
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change to a record, with who made it. Nothing here can be altered."
      />
      <DataTable
        label="Audit log"
        columns={columns}
        query={query}
        pages={toPages(events)}
        filters={filters}
        searchPlaceholder="Person, event or record id"
        tools={
          may("org.auditEvent.export") ? (
            <ExportButton
              name="audit-log.csv"
              fetchChunk={(cursor) =>
                client.org.auditEvent.exportCsv.query({ ...query.input, cursor, limit: exportRows })
              }
            />
          ) : null
        }
        empty={{ title: "Nothing has happened yet", description: "Changes to records appear here as they are made." }}
      />
      {opened ? <AuditDetails event={opened} onClose={() => open(undefined)} /> : null}
    </>
  );
}

// What is recorded is what permissions are about.
const kindsOfRecord = permissionGroups.flatMap(({ label, resources }) =>
  resources.map((resource) => ({ value: resource.address, label: `${label}: ${resource.label}` })),
);

function useAuditFilters(): FilterDefinition[] {
  const { org } = trpc.useUtils();
  return useMemo(() => {
    const people = async (search: string) =>
      (await org.member.list.fetch({ ...(search ? { search } : {}), limit: 20 })).items.map(({ id, name }) => ({
        value: id,
        label: name,
      }));
    const named = async (ids: readonly string[]) =>
      (await Promise.allSettled(ids.map((id) => org.member.byId.fetch({ id })))).flatMap((found) =>
        found.status === "fulfilled" ? [{ value: found.value.id, label: found.value.name }] : [],
      );
    return [
      { key: "actorId", label: "By", kind: "relation", search: people, resolve: named },
      { key: "address", label: "Kind of record", kind: "select", options: kindsOfRecord },
    ];
  }, [org]);
}

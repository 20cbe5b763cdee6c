"use client";

import { Group, MultiSelect, Select, Text, TextInput } from "@mantine/core";
import { roleLabels } from "@steward/contracts/kernel/role";
import { EmptyState, ErrorState, LoadingState } from "@steward/ui";
import { IconSearch } from "@tabler/icons-react";
import { addressLabel, moduleOf } from "../role/permission-groups.ts";
import { useAddress } from "../shell/use-address.ts";
import { trpc } from "../trpc/client.tsx";
import { AccessFrame } from "./access-frame.tsx";
import { AccessMatrix, type Matrix, type MatrixColumn } from "./access-matrix.tsx";

/** Every procedure against every role. */
export function AccessPage() {
  const matrix = trpc.org.access.matrix.useQuery();
  return (
    <AccessFrame>
      {matrix.isPending ? <LoadingState lines={12} label="Loading who may what" /> : null}
      {matrix.isError ? <ErrorState error={matrix.error} onRetry={matrix.refetch} /> : null}
      {matrix.data ? <Filtered matrix={matrix.data} /> : null}
    </AccessFrame>
  );
}

function columnsOf({ roles }: Matrix): MatrixColumn[] {
  return roles.map((role, index) =>
    role.kind === "standard"
      ? { id: role.role, label: roleLabels[role.role], index }
      : { id: role.id, label: role.name, index },
  );
}

function Filtered({ matrix }: { matrix: Matrix }) {
  const [{ q, module, role }, change] = useAddress(["q", "module", "role"]);
  const all = columnsOf(matrix);
  const chosen = role.split(",").filter((id) => all.some((column) => column.id === id));
  const columns = chosen.length > 0 ? all.filter(({ id }) => chosen.includes(id)) : all;
  const modules = [...new Set(matrix.procedures.map(({ path }) => moduleOf(path)))];
  const typed = q.trim().toLowerCase();
  const procedures = matrix.procedures.filter(
    ({ path, permission, description }) =>
      (module === "" || moduleOf(path) === module) &&
      `${path} ${permission} ${description}`.toLowerCase().includes(typed),
  );
  return (
    <>
      <Group gap="xs" mb="sm" align="flex-start">
        <TextInput
          aria-label="Find a procedure or permission"
          placeholder="Procedure or permission"
          leftSection={<IconSearch size={15} aria-hidden />}
          defaultValue={q}
          onChange={(event) => change({ q: event.currentTarget.value })}
          w={{ base: "100%", xs: 240 }}
        />
        <Select
          aria-label="Module"
          placeholder="Every module"
          data={modules.map((value) => ({ value, label: addressLabel(value) }))}
          value={module || null}
          onChange={(value) => change({ module: value ?? "" })}
          clearable
          clearButtonProps={{ "aria-label": "Every module" }}
          w={{ base: "100%", xs: 180 }}
        />
        <MultiSelect
          aria-label="Roles"
          placeholder={chosen.length > 0 ? "" : "Every role"}
          data={all.map(({ id, label }) => ({ value: id, label }))}
          value={chosen}
          onChange={(ids) => change({ role: ids.join(",") })}
          clearable
          clearButtonProps={{ "aria-label": "Every role" }}
          maw={{ base: "100%", sm: 420 }}
          miw={180}
        />
        <Text size="sm" c="dimmed" ml="auto" mt={6} role="status">
          {procedures.length} of {matrix.procedures.length} procedures
        </Text>
      </Group>
      {procedures.length === 0 ? (
        <EmptyState compact title="Nothing matches" description="No procedure is called that." />
      ) : (
        <AccessMatrix columns={columns} procedures={procedures} />
      )}
    </>
  );
}

"use client";

import { Alert, Button, Text } from "@mantine/core";
import { PageCrumb, TenantNotFoundPage, useHref, useMay, useTenant } from "@steward/client";
import { roleLabels } from "@steward/contracts/kernel/role";
import { confirmAction, ErrorState, LoadingState, notifySuccess, PageHeader, SectionCard } from "@steward/ui";
import { IconCopy, IconTrash } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { trpc } from "../trpc/client.tsx";
import { PermissionSummary } from "./permission-summary.tsx";
import { type CustomRole, RoleForm, type RoleList } from "./role-form.tsx";
import { rolePurposes } from "./role-words.ts";

/** One role: to read, or to change where it is the organisation's own. */
export function RolePage({ id }: { id: string }) {
  const roles = trpc.org.role.list.useQuery();
  if (roles.isPending) return <LoadingState lines={10} label="Loading the role" />;
  if (roles.isError) return <ErrorState error={roles.error} onRetry={roles.refetch} />;
  const own = roles.data.custom.find((role) => role.id === id);
  if (own) return <OwnRole key={own.version} role={own} roles={roles.data} />;
  const common = roles.data.standard.find(({ role }) => role === id);
  if (!common) return <TenantNotFoundPage />;
  const name = roleLabels[common.role];
  return (
    <>
      <PageCrumb label={name} />
      <PageHeader
        title={name}
        description={`${rolePurposes[common.role]} Every organisation has this role, and it cannot be changed.`}
        primaryAction={<CopyButton id={id} />}
      />
      <SectionCard title="What it may do" count={common.permissions.length}>
        <PermissionSummary permissions={new Set(common.permissions)} />
      </SectionCard>
    </>
  );
}

function OwnRole({ role, roles }: { role: CustomRole; roles: RoleList }) {
  const may = useMay();
  const held = new Set<string>(useTenant().member.permissions);
  const beyond = role.permissions.filter((name) => !held.has(name));
  const changeable = may("org.role.write") && beyond.length === 0;
  return (
    <>
      <PageCrumb label={role.name} />
      <PageHeader
        title={role.name}
        description={membersInWords(role.memberCount)}
        secondaryActions={changeable ? <RemoveButton role={role} /> : null}
        primaryAction={<CopyButton id={role.id} />}
      />
      {changeable ? (
        <RoleForm roles={roles} role={role} />
      ) : (
        <>
          {may("org.role.write") ? (
            <Alert color="orange" mb="md">
              This role may do more than you, so you cannot change it.
            </Alert>
          ) : null}
          <SectionCard title="What it may do" count={role.permissions.length}>
            {role.description ? (
              <Text size="sm" mb="sm">
                {role.description}
              </Text>
            ) : null}
            <PermissionSummary permissions={new Set(role.permissions)} />
          </SectionCard>
        </>
      )}
    </>
  );
}

const membersInWords = (count: number) =>
  count === 0 ? "Nobody has this role." : `${count} ${count === 1 ? "member has" : "members have"} this role.`;

function CopyButton({ id }: { id: string }) {
  const may = useMay();
  const href = useHref();
  if (!may("org.role.write")) return null;
  return (
    <Button
      component={Link}
      href={href(`/roles/new?from=${id}`)}
      variant="default"
      leftSection={<IconCopy size={15} aria-hidden />}
    >
      New role from this
    </Button>
  );
}

function RemoveButton({ role }: { role: CustomRole }) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const remove = trpc.org.role.remove.useMutation();
  const used = role.memberCount > 0;
  const ask = () =>
    confirmAction({
      title: `Delete the role ${role.name}?`,
      message: "Nobody has it. It cannot be brought back, but made again.",
      confirmLabel: "Delete role",
      onConfirm: async () => {
        await remove.mutateAsync({ id: role.id });
        router.push(href("/roles"));
        await utils.org.role.invalidate();
        notifySuccess(`${role.name} deleted`);
      },
    });
  return (
    <Button
      variant="default"
      leftSection={<IconTrash size={15} aria-hidden />}
      onClick={ask}
      disabled={used}
      title={used ? "Give its members another role first" : undefined}
    >
      {used ? "Delete – still in use" : "Delete"}
    </Button>
  );
}

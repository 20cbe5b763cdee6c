"use client";

import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useHref, useMay } from "@steward/client";
import { roleLabels } from "@steward/contracts/kernel/role";
import { EmptyState, ErrorState, LoadingState, PageHeader, SectionCard } from "@steward/ui";
import { IconPlus, IconUserCog } from "@tabler/icons-react";
import Link from "next/link";
import { trpc } from "../trpc/client.tsx";
import { rolePurposes } from "./role-words.ts";
import classes from "./roles-page.module.css";

/** The roles of the organisation: its own, and those that every organisation has. */
export function RolesPage() {
  const may = useMay();
  const href = useHref();
  const roles = trpc.org.role.list.useQuery();
  const newButton = may("org.role.write") ? (
    <Button component={Link} href={href("/roles/new")} leftSection={<IconPlus size={16} aria-hidden />}>
      New role
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Roles"
        description="A role is a bundle of permissions. Each member has one."
        primaryAction={newButton}
      />
      {roles.isPending ? <LoadingState lines={10} label="Loading the roles" /> : null}
      {roles.isError ? <ErrorState error={roles.error} onRetry={roles.refetch} /> : null}
      {roles.data ? (
        <Stack gap="md">
          <SectionCard title="Roles of your own" count={roles.data.custom.length}>
            {roles.data.custom.length === 0 ? (
              <EmptyState
                compact
                icon={IconUserCog}
                title="None yet"
                description="Where none of the common roles fits, make one from a copy of the closest."
              />
            ) : (
              <ul className={classes.list}>
                {roles.data.custom.map((role) => (
                  <RoleRow key={role.id} {...role} purpose={role.description} />
                ))}
              </ul>
            )}
          </SectionCard>
          <SectionCard title="Roles every organisation has" count={roles.data.standard.length}>
            <ul className={classes.list}>
              {roles.data.standard.map(({ role, ...rest }) => (
                <RoleRow key={role} id={role} name={roleLabels[role]} purpose={rolePurposes[role]} {...rest} />
              ))}
            </ul>
          </SectionCard>
        </Stack>
      ) : null}
    </>
  );
}

interface RoleRowProps {
  id: string;
  name: string;
  purpose: string;
  permissions: readonly string[];
  memberCount: number;
}

function RoleRow({ id, name, purpose, permissions, memberCount }: RoleRowProps) {
  const href = useHref();
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Anchor component={Link} href={href(`/roles/${id}`)} fw={500} size="sm">
          {name}
        </Anchor>
        {purpose ? (
          <Text size="sm" c="dimmed">
            {purpose}
          </Text>
        ) : null}
      </div>
      <Text size="sm" c="dimmed" className={classes.figure}>
        {permissions.length} permissions
      </Text>
      <Text size="sm" className={classes.figure}>
        {memberCount === 0 ? (
          "Nobody"
        ) : (
          <Anchor component={Link} href={href(`/members?role=${id}`)} inherit>
            {memberCount} {memberCount === 1 ? "member" : "members"}
          </Anchor>
        )}
      </Text>
    </li>
  );
}

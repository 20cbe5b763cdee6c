"use client";

import { Button, Grid, Stack } from "@mantine/core";
import { PageCrumb, useHref, useMay } from "@steward/client";
import { Avatar, DateText, DefinitionList, ErrorState, LoadingState, PageHeader, SectionCard } from "@steward/ui";
import { IconHelpCircle } from "@tabler/icons-react";
import Link from "next/link";
import { useState } from "react";
import { PermissionSummary } from "../role/permission-summary.tsx";
import { roleName } from "../role/role-words.ts";
import { usePermissionsOf } from "../role/use-role-choices.ts";
import { trpc } from "../trpc/client.tsx";
import { MemberState } from "./member-columns.tsx";
import { MemberDivisions } from "./member-divisions.tsx";
import { MemberKeys } from "./member-keys.tsx";
import { type Member, MemberMenu } from "./member-menu.tsx";
import { RoleDialog } from "./role-dialog.tsx";

/** One member: who they are, where they belong, what they may do. */
export function MemberPage({ id }: { id: string }) {
  const member = trpc.org.member.byId.useQuery({ id });
  if (member.isPending) return <LoadingState lines={10} label="Loading the member" />;
  if (member.isError) return <ErrorState error={member.error} onRetry={member.refetch} />;
  return <LoadedMember member={member.data} />;
}

function LoadedMember({ member }: { member: Member }) {
  const may = useMay();
  const href = useHref();
  const [changingRole, changeRole] = useState(false);
  return (
    <>
      <PageCrumb label={member.name} />
      <PageHeader
        title={member.name}
        leading={<Avatar name={member.name} size={40} />}
        badge={<MemberState {...member} />}
        description={member.email}
        secondaryActions={<MemberMenu member={member} onChoose={() => changeRole(true)} framed />}
        primaryAction={
          may("org.access.read") ? (
            <Button
              component={Link}
              href={href(`/access/why?member=${member.id}`)}
              variant="default"
              leftSection={<IconHelpCircle size={16} aria-hidden />}
            >
              Why may they …?
            </Button>
          ) : null
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="md">
            <SectionCard title="About">
              <DefinitionList
                items={[
                  { label: "Role", value: roleName(member) },
                  { label: "E-mail", value: member.email },
                  { label: "Member since", value: <DateText value={member.createdAt} /> },
                  ...(member.disabledAt
                    ? [{ label: "Switched off", value: <DateText value={member.disabledAt} withTime /> }]
                    : []),
                  ...(member.shutOutAt
                    ? [
                        {
                          label: "Shut out by the operator of this installation",
                          value: <DateText value={member.shutOutAt} withTime />,
                        },
                      ]
                    : []),
                ]}
              />
            </SectionCard>
            <MemberDivisions member={member} />
            {may("org.apiKey.manage") ? <MemberKeys memberId={member.id} /> : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <MayDo member={member} />
        </Grid.Col>
      </Grid>
      {changingRole ? <RoleDialog member={member} onClose={() => changeRole(false)} /> : null}
    </>
  );
}

function MayDo({ member }: { member: Member }) {
  const permissions = usePermissionsOf(member.role, member.customRole);
  return (
    <SectionCard title="What they may do" count={permissions?.size}>
      {permissions ? <PermissionSummary permissions={permissions} /> : <LoadingState lines={6} />}
    </SectionCard>
  );
}

"use client";

import { ActionIcon, Badge, Button, Group, Menu, Stack, Text } from "@mantine/core";
import { ErrorState, LoadingState, notifyError, notifySuccess, SectionCard } from "@steward/ui";
import { IconDots, IconPencil, IconPlus, IconStar, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { LocationDrawer } from "../location/location-drawer.tsx";
import type { Account } from "./account-drawer.tsx";

export type Location = RouterOutputs["crm"]["location"]["byId"];

/** The sites of an account, the primary one marked. */
export function AccountLocations({ account }: { account: Account }) {
  const may = useMay();
  const [drawer, setDrawer] = useState<{ location?: Location }>();
  const query = trpc.crm.location.list.useQuery({
    filter: { accountId: account.id },
    sort: { field: "name", direction: "asc" },
    limit: 100,
  });
  return (
    <SectionCard
      title="Locations"
      count={account.locationCount}
      action={
        may("crm.location.write") ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setDrawer({})}
          >
            Add location
          </Button>
        ) : null
      }
    >
      {query.isPending ? <LoadingState lines={2} label="Loading locations" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          No locations yet.
        </Text>
      ) : null}
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {query.data?.items.map((location) => (
          <LocationRow key={location.id} location={location} onEdit={() => setDrawer({ location })} />
        ))}
      </Stack>
      <LocationDrawer
        key={drawer?.location ? `${drawer.location.id} ${drawer.location.version}` : "new"}
        opened={drawer !== undefined}
        onClose={() => setDrawer(undefined)}
        accountId={account.id}
        {...(drawer?.location ? { location: drawer.location } : {})}
      />
    </SectionCard>
  );
}

function LocationRow({ location, onEdit }: { location: Location; onEdit: () => void }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const refresh = () => Promise.all([utils.crm.location.invalidate(), utils.crm.account.byId.invalidate()]);
  const options = { onSuccess: refresh, onError: notifyError };
  const update = trpc.crm.location.update.useMutation(options);
  const restore = trpc.crm.location.restore.useMutation(options);
  const remove = trpc.crm.location.remove.useMutation({
    onError: notifyError,
    onSuccess: async (removed) => {
      await refresh();
      notifySuccess(`${location.name} deleted`, { undo: () => restore.mutateAsync(removed) });
    },
  });
  const address = [location.line1, location.line2, location.postcode, location.city, location.region, location.country];
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" component="li">
      <div>
        <Group gap={6}>
          <Text size="sm" fw={500}>
            {location.name}
          </Text>
          {location.primary ? (
            <Badge size="xs" variant="light">
              Primary
            </Badge>
          ) : null}
        </Group>
        <Text size="xs" c="dimmed">
          {address.filter(Boolean).join(", ")}
        </Text>
      </div>
      {may("crm.location.write") ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="sm" aria-label={`More about ${location.name}`}>
              <IconDots size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={onEdit}>
              Edit
            </Menu.Item>
            {location.primary ? null : (
              <Menu.Item
                leftSection={<IconStar size={15} aria-hidden />}
                onClick={() => update.mutate({ id: location.id, primary: true })}
              >
                Make primary
              </Menu.Item>
            )}
            {may("crm.location.remove") ? (
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => remove.mutate({ ids: [location.id] })}
              >
                Delete
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </Group>
  );
}

"use client";

import { Button, Stack, Switch, Text } from "@mantine/core";
import { deviceName, isHandheld } from "@steward/client";
import { ErrorState, LoadingState, notifyError, RelativeTime, SectionCard, StatusBadge } from "@steward/ui";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import rowClasses from "../../account/row.module.css";
import { trpc } from "../../trpc/client.tsx";
import { type PushObstacle, usePush } from "./use-push.ts";

const obstacles: Record<NonNullable<PushObstacle>, string> = {
  unsupported:
    "This browser cannot be told while no window is open. On an iPhone, add Steward to the home screen first.",
  denied: "This browser was told not to show notifications of this site. Allow them in its settings, then come back.",
  unavailable: "This installation does not notify devices.",
};

/** The browsers that are told while no window is open: this one, and the person's others. */
export function DevicesSection() {
  const utils = trpc.useUtils();
  const devices = trpc.notifications.preference.devices.useQuery();
  const push = usePush(devices.data);
  const remove = trpc.notifications.preference.removeDevice.useMutation({
    onError: notifyError,
    onSettled: () => utils.notifications.preference.devices.invalidate(),
  });
  return (
    <SectionCard title="Devices">
      <Stack gap="sm">
        <Switch
          label="Notify me in this browser"
          description={push.obstacle ? obstacles[push.obstacle] : "Also while no window of Steward is open."}
          disabled={push.obstacle !== null || push.busy || devices.isPending}
          checked={push.isOn}
          onChange={(event) => void (event.currentTarget.checked ? push.enable() : push.disable())}
        />
        {devices.isPending ? (
          <LoadingState lines={2} label="Loading your devices" />
        ) : devices.isError ? (
          <ErrorState compact error={devices.error} onRetry={devices.refetch} />
        ) : devices.data.devices.length === 0 ? (
          <Text size="sm" c="dimmed">
            No device is notified yet.
          </Text>
        ) : (
          <ul style={{ margin: 0, padding: 0, listStyle: "none" }} aria-label="Devices that are notified">
            {devices.data.devices.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                isThis={device.endpoint === push.endpoint}
                onRemove={() => remove.mutate({ id: device.id })}
              />
            ))}
          </ul>
        )}
      </Stack>
    </SectionCard>
  );
}

interface DeviceRowProps {
  device: { id: string; userAgent: string | null; createdAt: Date; lastUsedAt: Date | null };
  isThis: boolean;
  onRemove: () => void;
}

function DeviceRow({ device: { userAgent, createdAt, lastUsedAt }, isThis, onRemove }: DeviceRowProps) {
  const name = deviceName(userAgent);
  const Icon = isHandheld(userAgent) ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className={rowClasses.row} style={{ paddingInline: 0 }}>
      <Icon size={20} stroke={1.6} aria-hidden className={rowClasses.icon} />
      <div className={rowClasses.words}>
        <span className={rowClasses.title}>
          {name}
          {isThis ? <StatusBadge tone="success">This browser</StatusBadge> : null}
        </span>
        <Text size="sm" c="dimmed" component="div">
          {lastUsedAt ? (
            <>
              notified <RelativeTime value={lastUsedAt} />
            </>
          ) : (
            <>
              added <RelativeTime value={createdAt} />
            </>
          )}
        </Text>
      </div>
      <Button variant="default" size="xs" onClick={onRemove} aria-label={`Notify ${name} no more`}>
        Remove
      </Button>
    </li>
  );
}

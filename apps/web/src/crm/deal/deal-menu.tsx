"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useHref } from "@steward/client";
import { notifyError, notifySuccess } from "@steward/ui";
import { IconDots, IconTrash } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";

/** What is rarely done with a deal. */
export function DealMenu({ deal }: { deal: { id: string; name: string } }) {
  const may = useMay();
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const restore = trpc.crm.deal.restore.useMutation({ onSuccess: () => utils.crm.invalidate() });
  const remove = trpc.crm.deal.remove.useMutation({
    onError: notifyError,
    onSuccess: async (removed) => {
      router.push(href("/crm/deals"));
      // Not the deal itself: its page is still there for a moment and would report it missing.
      await Promise.all([utils.crm.deal.list.invalidate(), utils.crm.forecast.invalidate()]);
      notifySuccess(`${deal.name} deleted`, { undo: () => restore.mutateAsync(removed) });
    },
  });
  if (!may("crm.deal.remove")) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="More actions">
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => remove.mutate({ ids: [deal.id] })}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { notifySuccess } from "@steward/ui";
import { IconTrash } from "@tabler/icons-react";

interface Ids {
  ids: string[];
}

export interface Removal {
  remove: { mutateAsync: (input: Ids) => Promise<Ids> };
  restore: { mutateAsync: (input: Ids) => Promise<unknown> };
  /** `3 accounts` */
  inWords: (count: number) => string;
}

/** Deletes what was chosen in a list without asking, and offers to bring back what was there to delete. */
export function removeAction({ remove, restore, inWords }: Removal) {
  return {
    id: "remove",
    label: "Delete",
    icon: IconTrash,
    destructive: true,
    onRun: async (ids: string[]) => {
      const removed = await remove.mutateAsync({ ids });
      notifySuccess(`${inWords(removed.ids.length)} deleted`, { undo: () => restore.mutateAsync(removed) });
    },
  };
}

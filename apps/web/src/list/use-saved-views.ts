"use client";

import type { SavedViews, ViewState } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";

const toState = ({ search, filter, sort, hidden }: ViewState) => ({
  ...(search ? { search } : {}),
  ...(filter ? { filter: { ...filter } } : {}),
  ...(sort ? { sort } : {}),
  ...(hidden ? { hidden: [...hidden] } : {}),
});

/** The saved views of a list, kept by the organisation: one's own and those shared with everyone. */
export function useSavedViews(address: string, allLabel: string): SavedViews {
  const utils = trpc.useUtils();
  const views = trpc.org.savedView.list.useQuery({ address });
  const refresh = () => utils.org.savedView.list.invalidate({ address });
  const create = trpc.org.savedView.create.useMutation({ onSuccess: refresh });
  const update = trpc.org.savedView.update.useMutation({ onSuccess: refresh });
  const remove = trpc.org.savedView.remove.useMutation({ onSuccess: refresh });
  return {
    items: (views.data ?? []).map(({ id, name, shared, own, state }) => ({ id, name, shared, editable: own, state })),
    allLabel,
    onSave: ({ name, shared, state }) => create.mutateAsync({ address, name, shared, state: toState(state) }),
    onUpdate: (id, state) => update.mutateAsync({ id, state: toState(state) }),
    onRename: (id, name) => update.mutateAsync({ id, name }),
    onDelete: (id) => remove.mutateAsync({ id }),
  };
}

"use client";

import type { AsyncOption } from "@steward/ui";
import { useMemo } from "react";
import { trpc } from "../../trpc/client.tsx";

/** What a relation field or filter needs: options for what is typed, and the names of ids that stand in a link. */
export interface RelationOptions {
  search: (query: string) => Promise<AsyncOption[]>;
  resolve: (ids: readonly string[]) => Promise<AsyncOption[]>;
}

const nobody: AsyncOption = { value: "none", label: "Nobody" };
const byName = { field: "name", direction: "asc" } as const;

const settled = async (found: readonly Promise<AsyncOption>[]): Promise<AsyncOption[]> =>
  (await Promise.allSettled(found)).flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));

/** The people who own records. */
export function useOwnerOptions({ withNobody = false } = {}): RelationOptions {
  const { salesperson } = trpc.useUtils().crm;
  return useMemo(
    () => ({
      search: async (query) => {
        const { items } = await salesperson.list.fetch({
          ...(query ? { search: query } : {}),
          sort: byName,
          limit: 20,
        });
        const people = items.map(({ id, name, office }) => ({
          value: id,
          label: name,
          ...(office ? { description: office } : {}),
        }));
        return withNobody && query === "" ? [nobody, ...people] : people;
      },
      resolve: (ids) =>
        settled(
          ids.map(async (id) => {
            if (id === nobody.value) return nobody;
            return { value: id, label: (await salesperson.byId.fetch({ id })).name };
          }),
        ),
    }),
    [salesperson, withNobody],
  );
}

/** Accounts, found as everywhere: by name, domain, e-mail or phone. */
export function useAccountOptions(): RelationOptions {
  const { account } = trpc.useUtils().crm;
  return useMemo(
    () => ({
      search: async (query) => {
        const { items } = await account.list.fetch({ ...(query ? { search: query } : {}), sort: byName, limit: 20 });
        return items.map(({ id, name, domain }) => ({
          value: id,
          label: name,
          ...(domain ? { description: domain } : {}),
        }));
      },
      resolve: (ids) => settled(ids.map(async (id) => ({ value: id, label: (await account.byId.fetch({ id })).name }))),
    }),
    [account],
  );
}

/** People, with where they work. */
export function useContactOptions(accountId?: string | null): RelationOptions {
  const { contact } = trpc.useUtils().crm;
  return useMemo(
    () => ({
      search: async (query) => {
        const filter = accountId ? { accountId: [accountId] } : {};
        const { items } = await contact.list.fetch({
          ...(query ? { search: query } : {}),
          filter,
          sort: byName,
          limit: 20,
        });
        return items.map(({ id, name, account, emails }) => {
          const description = account?.name ?? emails[0];
          return { value: id, label: name, ...(description ? { description } : {}) };
        });
      },
      resolve: (ids) => settled(ids.map(async (id) => ({ value: id, label: (await contact.byId.fetch({ id })).name }))),
    }),
    [contact, accountId],
  );
}

/** All tags; there are few enough to fetch at once. */
export function useTags() {
  return trpc.crm.tag.list.useQuery({ sort: byName, limit: 100 }, { staleTime: 60_000 }).data?.items ?? noTags;
}
const noTags: never[] = [];

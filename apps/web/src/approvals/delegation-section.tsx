"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { createDelegationInput } from "@steward/contracts/approvals/delegation";
import {
  AsyncSelectField,
  DateField,
  DateText,
  ErrorState,
  FieldRow,
  FormModal,
  LoadingState,
  notifyError,
  notifySuccess,
  SectionCard,
  useZodForm,
} from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useMemberOptions } from "../projects/part/use-member-options.ts";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

type Delegation = RouterOutputs["approvals"]["delegation"]["list"][number];

/** Who decides in whose place, and when. */
export function DelegationSection() {
  const utils = trpc.useUtils();
  const { data, error, refetch } = trpc.approvals.delegation.list.useQuery({});
  const me = trpc.org.tenant.current.useQuery().data?.member.id;
  const options = { onSuccess: () => utils.approvals.invalidate(), onError: notifyError };
  const create = trpc.approvals.delegation.create.useMutation(options);
  const remove = trpc.approvals.delegation.remove.useMutation(options);
  const end = async ({ id, delegate, startOn, endOn }: Delegation) => {
    await remove.mutateAsync({ id });
    notifySuccess(`${delegate.name} does not decide in your place any more`, {
      undo: () => create.mutateAsync({ delegateId: delegate.id, startOn, endOn }),
    });
  };
  const [adding, { open, close }] = useDisclosure(false);
  const add = (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={open}>
      Delegate
    </Button>
  );
  return (
    <SectionCard title="Delegation" action={add}>
      {error ? <ErrorState error={error} onRetry={refetch} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data?.length === 0 ? (
        <Text size="sm" c="dimmed">
          While you are away a colleague can decide in your place. Nobody does at the moment, and you in nobody’s.
        </Text>
      ) : null}
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {data?.map((delegation) => {
          const { id, member, delegate, startOn, endOn } = delegation;
          return (
            <Group key={id} component="li" justify="space-between" wrap="nowrap">
              <Text size="sm" component="div">
                <b>{delegate.id === me ? "You" : delegate.name}</b> {delegate.id === me ? "decide" : "decides"} in{" "}
                {member.id === me ? (
                  "your place"
                ) : (
                  <>
                    place of <b>{member.name}</b>
                  </>
                )}
                , <DateText value={startOn} /> to <DateText value={endOn} />
              </Text>
              {member.id === me ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`End the delegation to ${delegate.name}`}
                  // A failure is shown by `onError`.
                  onClick={() => void end(delegation).catch(() => {})}
                >
                  End
                </Button>
              ) : null}
            </Group>
          );
        })}
      </Stack>
      {adding ? <DelegationDialog onClose={close} /> : null}
    </SectionCard>
  );
}

function DelegationDialog({ onClose }: { onClose: () => void }) {
  const utils = trpc.useUtils();
  const members = useMemberOptions();
  const create = trpc.approvals.delegation.create.useMutation({ onSuccess: () => utils.approvals.invalidate() });
  const form = useZodForm({
    schema: createDelegationInput,
    initialValues: {},
    onSubmit: async (values) => {
      await create.mutateAsync(values);
      notifySuccess("Delegated");
    },
  });
  return (
    <FormModal form={form} opened onClose={onClose} title="Delegate my approvals" submitLabel="Delegate">
      <AsyncSelectField field={form.field("delegateId")} label="Colleague" search={members.search} />
      <FieldRow>
        <DateField field={form.field("startOn")} label="First day" />
        <DateField field={form.field("endOn")} label="Last day" />
      </FieldRow>
    </FormModal>
  );
}

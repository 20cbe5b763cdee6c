"use client";

import { Button, Stack, Text } from "@mantine/core";
import { createPipelineInput } from "@steward/contracts/crm/pipeline";
import {
  EmptyState,
  ErrorState,
  FormModal,
  LoadingState,
  notifySuccess,
  PageHeader,
  TextField,
  useZodForm,
} from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import type { Pipeline } from "../deal/use-deal-options.ts";
import { PipelineCard } from "./pipeline-card.tsx";

/** The ways of selling: their stages, how likely each is to be won, and how it counts in the forecast. */
export function PipelinesPage() {
  const canWrite = useMay()("crm.pipeline.write");
  const query = trpc.crm.pipeline.list.useQuery();
  const [named, setNamed] = useState<Pipeline | "new">();
  const newButton = canWrite ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNamed("new")}>
      New pipeline
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Pipelines"
        description="Stages in order, with their probability and forecast category"
        primaryAction={newButton}
      />
      {query.isPending ? <LoadingState lines={8} label="Loading pipelines" /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.length === 0 ? (
        <EmptyState
          title="No pipeline yet"
          description="A pipeline is the way from a first interest to an order. The first deal brings one along."
          action={newButton}
        />
      ) : null}
      <Stack gap="md" maw={860}>
        {canWrite ? null : (
          <Text size="sm" c="dimmed">
            Managers set up pipelines; you see how they stand.
          </Text>
        )}
        {query.data?.map((pipeline) => (
          <PipelineCard
            key={pipeline.id}
            pipeline={pipeline}
            canWrite={canWrite}
            removable={query.data.length > 1}
            onRename={() => setNamed(pipeline)}
          />
        ))}
      </Stack>
      {named ? <NameDialog pipeline={named === "new" ? undefined : named} onClose={() => setNamed(undefined)} /> : null}
    </>
  );
}

function NameDialog({ pipeline, onClose }: { pipeline: Pipeline | undefined; onClose: () => void }) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.crm.invalidate();
  const create = trpc.crm.pipeline.create.useMutation({ onSuccess });
  const update = trpc.crm.pipeline.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createPipelineInput.pick({ name: true }),
    initialValues: { name: pipeline?.name },
    onSubmit: async ({ name }) => {
      if (pipeline) await update.mutateAsync({ id: pipeline.id, version: pipeline.version, name });
      else await create.mutateAsync({ name });
      notifySuccess(`${name} ${pipeline ? "saved" : "added"}`);
    },
  });
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={pipeline ? `Rename ${pipeline.name}` : "New pipeline"}
      submitLabel={pipeline ? "Save" : "Add pipeline"}
    >
      <TextField field={form.field("name")} autoFocus />
      {pipeline ? null : (
        <Text size="sm" c="dimmed">
          It starts with the usual five stages, to be changed at will.
        </Text>
      )}
    </FormModal>
  );
}

"use client";

import { Anchor, Group, MultiSelect, Switch } from "@mantine/core";
import { useHref } from "@steward/client";
import { configureIntakeInput, type IntakeForm } from "@steward/contracts/projects/intake";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import {
  ErrorState,
  Form,
  LoadingState,
  notifySuccess,
  SectionCard,
  TextAreaField,
  TextField,
  useZodForm,
} from "@steward/ui";
import Link from "next/link";
import { trpc } from "../../trpc/client.tsx";
import { useProjectPlan } from "../project/use-project-people.ts";

/** How people ask something of a project without working in it. */
export function IntakeCard({ project }: { project: ProjectDetail }) {
  const href = useHref();
  const query = trpc.projects.intake.current.useQuery({ projectId: project.id });
  return (
    <SectionCard
      title="Request form"
      action={
        query.data?.isOpen ? (
          <Anchor component={Link} size="sm" href={href(`/projects/${project.id}/request`)}>
            Open the form
          </Anchor>
        ) : null
      }
    >
      {query.isPending ? <LoadingState lines={3} label="Loading the form" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.isSuccess ? <IntakeSettings project={project} intake={query.data} /> : null}
    </SectionCard>
  );
}

const intakeSchema = configureIntakeInput.omit({ projectId: true });

function IntakeSettings({ project, intake }: { project: ProjectDetail; intake: IntakeForm | null }) {
  const utils = trpc.useUtils();
  const { fields } = useProjectPlan(project);
  const configure = trpc.projects.intake.configure.useMutation({
    onSuccess: () => utils.projects.intake.invalidate(),
  });
  const form = useZodForm({
    schema: intakeSchema,
    initialValues: intake
      ? {
          title: intake.title,
          introduction: intake.introduction,
          isOpen: intake.isOpen,
          fieldIds: intake.fields.map(({ id }) => id),
        }
      : { title: `Ask something of ${project.name}`, isOpen: false },
    onSubmit: async (values) => {
      await configure.mutateAsync({ ...values, projectId: project.id });
      notifySuccess("Request form saved");
    },
  });
  const { field } = form;
  return (
    <Form form={form}>
      <Switch
        label="Take requests"
        description="Everybody who may see the project can ask something of it; each request is a new task"
        checked={form.values.isOpen ?? false}
        onChange={(event) => form.setValue("isOpen", event.currentTarget.checked)}
      />
      <TextField field={field("title")} />
      <TextAreaField field={field("introduction")} />
      {fields.length > 0 ? (
        <Group grow>
          <MultiSelect
            label="Asks for"
            data={fields.map(({ id, name }) => ({ value: id, label: name }))}
            value={form.values.fieldIds ?? []}
            onChange={(ids) => form.setValue("fieldIds", ids)}
          />
        </Group>
      ) : null}
    </Form>
  );
}

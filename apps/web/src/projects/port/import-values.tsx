"use client";

import { Select, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ConfigureTaskImportInput } from "@steward/contracts/projects/import";
import { priorities } from "@steward/contracts/projects/task";
import { SectionCard } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { useProjectWorkers } from "../project/use-project-people.ts";
import { priorityLabels } from "../task/kinds.ts";
import type { TaskImport, TaskImportReview } from "./import-labels.ts";

interface ImportValuesProps {
  detail: TaskImport;
  review: TaskImportReview;
  busy: boolean;
  onChange: (input: Pick<ConfigureTaskImportInput, "options">) => void;
}

const levels = priorities
  .filter((value) => value !== "none")
  .map((value) => ({ value, label: priorityLabels[value] }))
  .reverse();

/** What the file's own words for statuses, people and priorities mean here. */
export function ImportValues({ detail, review, busy, onChange }: ImportValuesProps) {
  const { options, project } = detail;
  const statuses = trpc.projects.project.byId.useQuery({ id: project.id }).data?.statuses ?? [];
  const people = useProjectWorkers(project.id);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Values
        title="Statuses"
        none="Goes to the first column"
        values={review.statuses}
        busy={busy}
        choices={statuses.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(text, id) => {
          const { [text]: _, ...rest } = options.statuses;
          onChange({ options: { statuses: id === null ? rest : { ...rest, [text]: id } } });
        }}
      />
      <Values
        title="People"
        none="Nobody here"
        values={review.people}
        busy={busy}
        choices={people.map(({ memberId, name }) => ({ value: memberId, label: name }))}
        onChoose={(text, id) => onChange({ options: { people: { ...options.people, [text]: id } } })}
      />
      <Values
        title="Priorities"
        none="No priority"
        values={review.priorities.map((value) => ({ ...value, id: value.id === "none" ? null : value.id }))}
        busy={busy}
        choices={levels}
        onChoose={(text, id) => {
          const priority = priorities.find((each) => each === id) ?? "none";
          onChange({ options: { priorities: { ...options.priorities, [text]: priority } } });
        }}
      />
    </SimpleGrid>
  );
}

interface ValuesProps {
  title: string;
  none: string;
  values: TaskImportReview["statuses"];
  choices: { value: string; label: string }[];
  busy: boolean;
  onChoose: (text: string, id: string | null) => void;
}

function Values({ title, none, values, choices, busy, onChoose }: ValuesProps) {
  if (values.length === 0) return null;
  return (
    <SectionCard title={title}>
      <Stack gap="xs">
        {values.map(({ text, count, id }) => (
          <Select
            key={text}
            label={text}
            description={count === 1 ? "once" : `${count} times`}
            placeholder={none}
            data={choices}
            value={id}
            disabled={busy}
            clearable
            searchable
            onChange={(chosen) => onChoose(text, chosen)}
          />
        ))}
        <Text size="xs" c="dimmed">
          What is chosen here holds for every row that says the same.
        </Text>
      </Stack>
    </SectionCard>
  );
}

"use client";

import { Radio, Table, Text } from "@mantine/core";
import { type MergeField, mergeFields } from "@steward/contracts/crm/account";
import { Absent, formatPhone, Money } from "@steward/ui";
import type { ReactNode } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import type { RouterOutputs } from "../../trpc/client.tsx";

export type Candidate = RouterOutputs["crm"]["account"]["previewMerge"][number];
export type Choices = Partial<Record<MergeField, string>>;

const labels: Record<MergeField, string> = {
  name: "Name",
  domain: "Web site",
  email: "E-mail",
  phone: "Phone",
  industry: "Industry",
  employees: "Employees",
  annualRevenueMinor: "Annual revenue",
  foundedYear: "Founded",
  description: "Description",
  parentId: "Parent account",
  ownerId: "Owner",
};

/** The fields about which the accounts disagree: the others need no choice. */
export function disputedFields(candidates: readonly Candidate[]): MergeField[] {
  return mergeFields.filter((field) => {
    const said = candidates.map((one) => one[field]).filter((value) => value !== null);
    return new Set(said).size > 1;
  });
}

/** Whose value holds while nobody has chosen: the survivor's, else the first that has one. */
function holder(candidates: readonly Candidate[], field: MergeField, choices: Choices): string | undefined {
  return choices[field] ?? candidates.find((one) => one[field] !== null)?.id;
}

interface MergeFieldsProps {
  candidates: readonly Candidate[];
  choices: Choices;
  onChoose: (field: MergeField, id: string) => void;
}

/** The accounts side by side; where they differ one value is kept. */
export function MergeFields({ candidates, choices, onChoose }: MergeFieldsProps) {
  const disputed = disputedFields(candidates);
  if (disputed.length === 0) return <Text size="sm">They contradict each other nowhere: nothing to choose.</Text>;
  return (
    <Table.ScrollContainer minWidth={120 + candidates.length * 180}>
      <Table verticalSpacing="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>Keep</Table.Th>
            {candidates.map((one, index) => (
              <Table.Th key={one.id}>
                {one.name}
                <Text size="xs" c="dimmed" fw={400}>
                  {index === 0 ? "stays" : "is merged into it"}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {disputed.map((field) => (
            <Table.Tr key={field}>
              <Table.Th scope="row" fw={500}>
                {labels[field]}
              </Table.Th>
              {candidates.map((one) => (
                <Table.Td key={one.id} style={{ overflowWrap: "anywhere" }}>
                  {one[field] === null ? (
                    <Absent />
                  ) : (
                    <Radio
                      size="xs"
                      name={`merge-${field}`}
                      label={<Value candidate={one} field={field} />}
                      aria-label={`${labels[field]} of ${one.name}`}
                      checked={holder(candidates, field, choices) === one.id}
                      onChange={() => onChoose(field, one.id)}
                    />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Value({ candidate, field }: { candidate: Candidate; field: MergeField }): ReactNode {
  const currency = useTenant().currency;
  switch (field) {
    case "annualRevenueMinor":
      return <Money amountMinor={candidate.annualRevenueMinor} currency={currency} compact />;
    case "phone":
      return candidate.phone ? formatPhone(candidate.phone) : null;
    case "ownerId":
      return candidate.ownerName;
    case "parentId":
      return candidate.parentName;
    case "description":
      return <Text lineClamp={3}>{candidate.description}</Text>;
    default:
      return candidate[field];
  }
}

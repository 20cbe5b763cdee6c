"use client";

import { Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useTenant } from "@steward/client";
import type { FieldBinding } from "@steward/ui";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import {
  groupsWith,
  type ModuleGroup,
  matches,
  type PermissionFacts,
  type ResourceGroup,
  refusalOf,
} from "./permission-groups.ts";
import classes from "./permissions.module.css";

interface PermissionPickerProps {
  field: FieldBinding<string[]>;
  label: string;
  /** What every member may anyway stands ticked in a role; a key has to ask for it. */
  commonTicked?: boolean;
  disabled?: boolean;
}

/** Chooses permissions: by module and resource, with a search; what cannot be given is there and says why. */
export function PermissionPicker({ field, label, commonTicked = false, disabled = false }: PermissionPickerProps) {
  const held = new Set<string>(useTenant().member.permissions);
  const [typed, setTyped] = useState("");
  const chosen = new Set(field.value ?? []);
  const groups = groupsWith((facts, resource) => matches(facts, resource, typed));
  const set = (names: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const name of names) {
      if (on) next.add(name);
      else next.delete(name);
    }
    field.onChange([...next]);
  };
  const part: PartProps = {
    stateOf: ({ name }) => {
      const refusal = refusalOf(name, held);
      const common = refusal === "Every member may";
      if (common && !commonTicked) return { ticked: chosen.has(name), refusal: null };
      return { ticked: chosen.has(name) || common, refusal };
    },
    set,
    disabled: disabled || field.disabled,
  };
  return (
    <fieldset className="steward-fieldset" style={{ border: 0 }}>
      <legend>
        {label}
        <Text span size="sm" c="dimmed" fw={400} ml={6} aria-live="polite">
          {chosen.size} chosen
        </Text>
      </legend>
      <Stack gap="sm">
        <TextInput
          aria-label="Find a permission"
          placeholder="Find a permission"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {field.error ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {field.error}
          </Text>
        ) : null}
        {groups.map((module) => (
          <ModuleChoices key={module.id} module={module} {...part} />
        ))}
        {groups.length === 0 ? (
          <Text size="sm" c="dimmed">
            No permission is called that.
          </Text>
        ) : null}
      </Stack>
    </fieldset>
  );
}

interface PartProps {
  stateOf: (facts: PermissionFacts) => { ticked: boolean; refusal: string | null };
  set: (names: readonly string[], on: boolean) => void;
  disabled: boolean;
}

function ModuleChoices({ module, ...part }: PartProps & { module: ModuleGroup }) {
  const all = module.resources.flatMap((resource) => resource.permissions);
  return (
    <section className={classes.module} aria-label={module.label}>
      <div className={classes.moduleHead}>
        <Text fw={600} size="sm">
          {module.label}
        </Text>
        <AllOf facts={all} label={`All of ${module.label}`} {...part}>
          All
        </AllOf>
      </div>
      {module.resources.map((resource) => (
        <ResourceChoices key={resource.address} resource={resource} {...part} />
      ))}
    </section>
  );
}

function ResourceChoices({ resource, ...part }: PartProps & { resource: ResourceGroup }) {
  const id = useId();
  const { stateOf, set, disabled } = part;
  return (
    <section className={classes.choices} aria-labelledby={id}>
      <Group align="flex-start">
        <AllOf facts={resource.permissions} label={`All of ${resource.label}`} {...part}>
          <span id={id}>{resource.label}</span>
        </AllOf>
      </Group>
      <Stack gap={8}>
        {resource.permissions.map((facts) => {
          const { ticked, refusal } = stateOf(facts);
          return (
            <Checkbox
              key={facts.name}
              size="xs"
              label={facts.description}
              description={refusal ?? (facts.ownOnly ? `${facts.name} – own records only` : facts.name)}
              checked={ticked}
              disabled={disabled || refusal !== null}
              onChange={(event) => set([facts.name], event.currentTarget.checked)}
            />
          );
        })}
      </Stack>
    </section>
  );
}

/** One box for several: ticks what can be given of them. */
function AllOf({
  facts,
  label,
  stateOf,
  set,
  disabled,
  children,
}: PartProps & { facts: readonly PermissionFacts[]; label: string; children: ReactNode }) {
  const open = facts.filter((one) => stateOf(one).refusal === null);
  const ticked = open.filter((one) => stateOf(one).ticked).length;
  const every = open.length > 0 && ticked === open.length;
  return (
    <Checkbox
      size="xs"
      fw={500}
      label={children}
      aria-label={label}
      checked={every}
      indeterminate={ticked > 0 && !every}
      disabled={disabled || open.length === 0}
      onChange={() =>
        set(
          open.map(({ name }) => name),
          !every,
        )
      }
    />
  );
}

"use client";

import { Button, Code, Group, Stack, Text } from "@mantine/core";
import classes from "./entry.module.css";

interface DemoPerson {
  label: string;
  email: string;
  password: string;
}

const password = "steward-demo";
const people: readonly DemoPerson[] = [
  { label: "Owner", email: "owner@acme.test", password },
  { label: "Manager", email: "manager@acme.test", password },
  { label: "Member", email: "member@acme.test", password },
  { label: "Globex member", email: "member@globex.test", password },
  { label: "Operator", email: "operator@steward.test", password },
];

/** Who there is to be in the demo; choosing somebody fills in the form. */
export function DemoHint({ onPick }: { onPick: (person: DemoPerson) => void }) {
  return (
    <Stack gap="xs" className={classes.demo}>
      <Text size="sm">
        This is a demo. Choose somebody to be; the password is <Code>{password}</Code>.
      </Text>
      <Group gap={6}>
        {people.map((person) => (
          <Button key={person.email} variant="default" size="xs" onClick={() => onPick(person)} title={person.email}>
            {person.label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

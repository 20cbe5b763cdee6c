"use client";

import { List, Stack, Text, Title } from "@mantine/core";
import type { Permission } from "@steward/contracts";
import { groupsWith } from "./permission-groups.ts";
import classes from "./permissions.module.css";

/** What somebody may do, in words, by module and resource. */
export function PermissionSummary({ permissions }: { permissions: ReadonlySet<Permission> }) {
  const groups = groupsWith(({ name }) => permissions.has(name));
  if (groups.length === 0) return <Text size="sm">Nothing but what every member may.</Text>;
  return (
    <Stack gap="md">
      {groups.map((module) => (
        <div key={module.id}>
          <Title order={3} size="h5" mb={6}>
            {module.label}
          </Title>
          <dl className={classes.summary}>
            {module.resources.map(({ address, label, permissions: held }) => (
              <div key={address} className={classes.resource}>
                <dt>{label}</dt>
                <dd>
                  <List size="sm" spacing={2} listStyleType="none">
                    {held.map(({ name, description, ownOnly }) => (
                      <List.Item key={name}>
                        {description}
                        {ownOnly ? (
                          <Text span c="dimmed" size="xs">
                            {" "}
                            – own only
                          </Text>
                        ) : null}
                      </List.Item>
                    ))}
                  </List>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Stack>
  );
}

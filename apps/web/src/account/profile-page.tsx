"use client";

import { Paper, Stack } from "@mantine/core";
import { updateProfileInput } from "@steward/contracts/auth/profile";
import { DefinitionList, Form, notifySuccess, PageHeader, TextField, useZodForm } from "@steward/ui";
import { useRouter } from "next/navigation";
import { trpc } from "../trpc/client.tsx";

/** Who the person is to everybody they work with. */
export function ProfilePage({ person }: { person: { name: string; email: string } }) {
  const router = useRouter();
  const update = trpc.user.update.useMutation();
  const form = useZodForm({
    schema: updateProfileInput,
    initialValues: { name: person.name },
    onSubmit: async (values) => {
      await update.mutateAsync(values);
      form.reset(values);
      notifySuccess("Saved");
      // The frame around this page, rendered on the server, shows the name too.
      router.refresh();
    },
  });
  return (
    <>
      <PageHeader title="Profile" description="How others see you, in every organisation you belong to." />
      <Paper withBorder p="lg" mt="md">
        <Stack gap="lg">
          <DefinitionList items={[{ label: "E-mail", value: person.email }]} />
          <Form form={form}>
            <TextField field={form.field("name")} label="Your name" autoComplete="name" />
          </Form>
        </Stack>
      </Paper>
    </>
  );
}

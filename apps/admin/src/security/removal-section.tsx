"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useSettings, useTenant } from "@steward/client";
import { deletionGraceDays } from "@steward/contracts/org/tenant";
import { FormModal, SectionCard, TextField, useZodForm } from "@steward/ui";
import { z } from "zod";
import { trpc } from "../trpc/client.tsx";

/** The end of the organisation, for its owner: asked for here, taken back from one's own organisations. */
export function RemovalSection() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <SectionCard title="Remove the organisation">
      <Text size="sm" mb="md">
        It closes at once for everybody. For {deletionGraceDays} days its owners can take that back; then all of it is
        gone for good.
      </Text>
      <Button color="red" variant="light" onClick={open} style={{ alignSelf: "flex-start" }}>
        Remove this organisation
      </Button>
      <RemovalDialog opened={opened} onClose={close} />
    </SectionCard>
  );
}

function RemovalDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { slug, name } = useTenant();
  const { webUrl, ownHost } = useSettings();
  const request = trpc.org.tenant.requestDeletion.useMutation();
  const form = useZodForm({
    // The server's schema takes any address; only this one may leave the browser.
    schema: z.object({ slug: z.string().refine((typed) => typed === slug, `Type ${slug} to confirm`) }),
    onSubmit: async (values) => {
      await request.mutateAsync(values);
      // Nothing of it can be shown any more; one's organisations say when it will be gone, and take it back.
      window.location.assign(`${ownHost?.webUrl ?? webUrl}/`);
    },
    warnBeforeLeaving: false,
  });
  return (
    <FormModal form={form} opened={opened} onClose={onClose} title={`Remove ${name}`} submitLabel="Remove organisation">
      <Text size="sm">
        Nobody can open {name} from this moment, in any application, and its API keys are refused. Its owners get a mail
        that says how to take this back within {deletionGraceDays} days.
      </Text>
      <TextField field={form.field("slug")} label={`Type ${slug} to confirm`} autoFocus />
    </FormModal>
  );
}

"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { importKinds, maxImportRows } from "@steward/contracts/crm/import";
import { maxImportBytes } from "@steward/contracts/kernel/import-file";
import { notifyError, PageHeader, saveFile, toProblem, useLocale, Wizard } from "@steward/ui";
import { FileDrop } from "@steward/ui/files";
import { IconDownload } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { trpc } from "../../trpc/client.tsx";
import { kindLabels } from "./words.ts";

const accept = { "text/csv": [".csv", ".tsv", ".txt"] };

/** The first step: which file. The others have an address of their own, under the import's id. */
export function NewImportPage() {
  const href = useHref();
  const router = useRouter();
  const upload = trpc.crm.import.upload.useMutation({
    onSuccess: ({ id }) => router.push(href(`/crm/imports/${id}?step=columns`)),
  });
  const onFiles = ([file]: File[]) => {
    if (!file) return;
    const form = new FormData();
    form.set("file", file);
    upload.mutate(form);
  };
  const pending = upload.isPending || upload.isSuccess;
  const content = (
    <Stack gap="lg">
      <FileDrop
        title="Drop a CSV file here"
        hint={<UploadHint />}
        accept={accept}
        maxSizeBytes={maxImportBytes}
        loading={pending}
        error={upload.isError ? toProblem(upload.error).message : undefined}
        onFiles={onFiles}
      />
      <Text size="sm" role="status">
        {pending ? "Reading the file…" : ""}
      </Text>
      <Samples />
    </Stack>
  );
  return (
    <>
      <PageHeader title="Import a file" description="Nothing changes before you have seen what the file will do." />
      <Wizard
        active={0}
        onStepChange={() => {}}
        onFinish={() => {}}
        onCancel={() => router.push(href("/crm/imports"))}
        busy={pending}
        steps={[
          { id: "file", label: "File", content, canContinue: false },
          { id: "columns", label: "Columns", content: null },
          { id: "review", label: "Review", content: null },
        ]}
      />
    </>
  );
}

function UploadHint() {
  const { locale } = useLocale();
  return <>Any encoding and delimiter, up to {new Intl.NumberFormat(locale).format(maxImportRows)} rows.</>;
}

function Samples() {
  const { client } = trpc.useUtils();
  const save = async (kind: (typeof importKinds)[number]) => {
    try {
      const { fileName, text } = await client.crm.import.sample.query({ kind });
      saveFile(fileName, "text/csv", [text]);
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Stack gap="xs">
      <Text component="h2" size="sm" fw={600}>
        Sample files
      </Text>
      <Text size="sm" c="dimmed">
        Your file may call its columns as it likes: you assign them in the next step. A sample shows what there is.
      </Text>
      <Group gap="xs">
        {importKinds.map((kind) => (
          <Button
            key={kind}
            variant="default"
            size="xs"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => void save(kind)}
          >
            {kindLabels[kind]}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

"use client";

import { Anchor, List, Stack, Text } from "@mantine/core";
import { PageCrumb, useHref } from "@steward/client";
import { maxImportBytes } from "@steward/contracts/kernel/import-file";
import { maxTaskImportRows } from "@steward/contracts/projects/import";
import { ErrorState, LoadingState, PageHeader, RelativeTime, SectionCard, toProblem, useLocale } from "@steward/ui";
import { FileDrop } from "@steward/ui/files";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { trpc } from "../../trpc/client.tsx";

const accept = { "text/csv": [".csv", ".tsv", ".txt"], "application/json": [".json"] };

/** Which file is to become tasks of a project. What it will do is seen before anything comes of it. */
export function NewTaskImportPage({ projectId }: { projectId: string }) {
  const href = useHref();
  const router = useRouter();
  const { locale } = useLocale();
  const project = trpc.projects.project.byId.useQuery({ id: projectId });
  const upload = trpc.projects.import.upload.useMutation({
    onSuccess: ({ id }) => router.push(href(`/projects/imports/${id}`)),
  });
  if (project.isPending) return <LoadingState lines={6} label="Loading the project" />;
  if (project.isError) return <ErrorState error={project.error} onRetry={project.refetch} />;
  const onFiles = ([file]: File[]) => {
    if (!file) return;
    const form = new FormData();
    form.set("projectId", projectId);
    form.set("file", file);
    upload.mutate(form);
  };
  const pending = upload.isPending || upload.isSuccess;
  const rows = new Intl.NumberFormat(locale).format(maxTaskImportRows);
  return (
    <>
      <PageCrumb label="Import tasks" />
      <PageHeader
        title={`Import tasks into ${project.data.name}`}
        description="Nothing changes before you have seen what the file will do."
      />
      <Stack gap="lg">
        <FileDrop
          title="Drop a file here"
          hint={`CSV, Jira’s “Export CSV (all fields)” or Trello’s “Export as JSON”, up to ${rows} tasks.`}
          accept={accept}
          maxSizeBytes={maxImportBytes}
          loading={pending}
          error={upload.isError ? toProblem(upload.error).message : undefined}
          onFiles={onFiles}
        />
        <Text size="sm" role="status">
          {pending ? "Reading the file…" : ""}
        </Text>
        <Waiting projectId={projectId} />
      </Stack>
    </>
  );
}

/** Files that were uploaded and not brought in yet: whoever went back finds what they had set up. */
function Waiting({ projectId }: { projectId: string }) {
  const href = useHref();
  const query = trpc.projects.import.list.useQuery({ filter: { projectId, status: ["staged", "stopped"] }, limit: 10 });
  if (!query.data || query.data.items.length === 0) return null;
  return (
    <SectionCard title="Uploaded and not finished">
      <List size="sm" spacing={6} listStyleType="none">
        {query.data.items.map(({ id, fileName, rowCount, memberName, createdAt }) => (
          <List.Item key={id}>
            <Anchor
              component={Link}
              href={href(`/projects/imports/${id}`)}
              inherit
              style={{ overflowWrap: "anywhere" }}
            >
              {fileName}
            </Anchor>{" "}
            <Text span size="xs" c="dimmed">
              {rowCount === 1 ? "1 row" : `${rowCount} rows`}, {memberName}, <RelativeTime value={createdAt} />
            </Text>
          </List.Item>
        ))}
      </List>
    </SectionCard>
  );
}

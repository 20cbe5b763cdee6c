"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { Dropzone, type FileRejection } from "@mantine/dropzone";
import { IconFileUpload } from "@tabler/icons-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { formatBytes } from "./bytes.ts";

export interface FileDropProps {
  onFiles: (files: File[]) => void;
  /** MIME types to file endings: `{ "text/csv": [".csv"] }`. */
  accept?: Record<string, string[]>;
  maxSizeBytes?: number;
  maxFiles?: number;
  title?: string;
  hint?: ReactNode;
  loading?: boolean;
  /** For a column at the side: one line, as long as it fits. */
  compact?: boolean;
  /** What the server said about the last file. */
  error?: string | undefined;
}

function rejectionText({ file, errors }: FileRejection, maxSizeBytes: number | undefined, endings: string): string {
  const code = errors[0]?.code;
  if (code === "file-too-large") {
    const limit = maxSizeBytes === undefined ? "" : ` The limit is ${formatBytes(maxSizeBytes)}.`;
    return `“${file.name}” is ${formatBytes(file.size)}.${limit}`;
  }
  if (code === "file-invalid-type")
    return `“${file.name}” is of another kind. ${endings ? `Choose ${endings}.` : ""}`.trim();
  if (code === "too-many-files") return "Choose fewer files at once.";
  return `“${file.name}” cannot be used.`;
}

/** A place to drop or choose files; says in words what it takes and why it refuses. */
export function FileDrop(props: FileDropProps) {
  const { onFiles, accept, maxSizeBytes, maxFiles = 1, loading = false, compact = false, error } = props;
  const [refused, setRefused] = useState<string>();
  const open = useRef<() => void>(null);
  const hintId = useId();
  const endings = accept ? Object.values(accept).flat().join(", ") : "";
  const limits = [endings, maxSizeBytes === undefined ? "" : `up to ${formatBytes(maxSizeBytes)}`]
    .filter(Boolean)
    .join(", ");
  const message = refused ?? error;
  const title = props.title ?? (maxFiles === 1 ? "Drop a file here" : "Drop files here");
  return (
    <Stack gap={6}>
      <Dropzone
        onDrop={(files) => {
          setRefused(undefined);
          onFiles(files);
        }}
        onReject={(rejections) => {
          const first = rejections[0];
          setRefused(first ? rejectionText(first, maxSizeBytes, endings) : undefined);
        }}
        {...(accept ? { accept } : {})}
        {...(maxSizeBytes === undefined ? {} : { maxSize: maxSizeBytes })}
        maxFiles={maxFiles}
        multiple={maxFiles > 1}
        loading={loading}
        activateOnKeyboard={false}
        enablePointerEvents
        openRef={open}
        tabIndex={-1}
        inputProps={{ "aria-label": title, tabIndex: -1 }}
        p={compact ? "xs" : "lg"}
      >
        <Group gap={compact ? "xs" : "md"}>
          <IconFileUpload size={compact ? 22 : 28} stroke={1.4} aria-hidden />
          <div style={{ flex: compact ? "1 1 6rem" : "1 1 12rem" }}>
            <Text size="sm" fw={500}>
              {title}
            </Text>
            <Text size="xs" c="dimmed" id={hintId} component="div">
              {props.hint}
              {props.hint && limits ? " " : null}
              {limits}
            </Text>
          </div>
          <Button
            variant="default"
            size={compact ? "xs" : "sm"}
            aria-describedby={hintId}
            onClick={(event) => {
              // The surface around the button opens the picker too.
              event.stopPropagation();
              open.current?.();
            }}
          >
            {maxFiles === 1 ? "Choose file" : "Choose files"}
          </Button>
        </Group>
      </Dropzone>
      <Text size="xs" c="var(--mantine-color-error)" role="alert">
        {message}
      </Text>
    </Stack>
  );
}

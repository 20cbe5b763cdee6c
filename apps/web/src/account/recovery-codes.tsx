"use client";

import { Alert, Button, Group, Stack } from "@mantine/core";
import { CopyAction } from "@steward/ui";
import { IconAlertTriangle, IconDownload } from "@tabler/icons-react";
import classes from "./second-factor.module.css";

/** The codes that replace a lost phone, this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = codes.join("\n");
  return (
    <Stack gap="md">
      <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />} title="Keep these recovery codes now">
        They are shown this once. Each signs you in once when you do not have your phone. Keep them in your password
        manager, or on paper.
      </Alert>
      <ul className={classes.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyAction value={text} label="the codes" words="Copy" />
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => download(`Recovery codes for Steward\n\n${text}\n`)}
        >
          Download
        </Button>
      </Group>
      <Button onClick={onKept} style={{ alignSelf: "flex-start" }}>
        I have kept them
      </Button>
    </Stack>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "steward-recovery-codes.txt";
  link.click();
  // The download reads the address in a later task.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

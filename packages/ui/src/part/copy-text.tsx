"use client";

import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./copy-text.module.css";

interface CopyTextProps {
  /** What is copied. */
  value: string;
  /** What it is, in the name of the button: `API key`. */
  label: string;
  /** What is shown where it reads better than what is copied: a secret in groups of four. */
  shown?: string;
}

/** Text to carry somewhere else (a key, a DNS record), in full, with a button that copies it. */
export function CopyText({ value, label, shown = value }: CopyTextProps) {
  return (
    <div className={classes.frame}>
      <code className={classes.text}>{shown}</code>
      <CopyAction value={value} label={label} />
    </div>
  );
}

/** A button that puts text on the clipboard and says so. */
export function CopyAction({ value, label, words = "Copy" }: { value: string; label: string; words?: string }) {
  return (
    <CopyButton value={value} timeout={2_500}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="xs"
          style={{ flexShrink: 0 }}
          onClick={copy}
          aria-label={`${words} ${label}`}
          leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        >
          <span aria-live="polite">{copied ? "Copied" : words}</span>
        </Button>
      )}
    </CopyButton>
  );
}

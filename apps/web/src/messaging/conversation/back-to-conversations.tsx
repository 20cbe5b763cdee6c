import { ActionIcon } from "@mantine/core";
import { useHref } from "@steward/client";
import { IconArrowLeft } from "@tabler/icons-react";
import Link from "next/link";
import classes from "./conversation.module.css";

/** The way back to the list, where there is no room for both. */
export function BackToConversations() {
  const href = useHref();
  return (
    <ActionIcon
      component={Link}
      href={href("/messaging")}
      className={classes.back}
      size="lg"
      aria-label="All conversations"
    >
      <IconArrowLeft size={19} aria-hidden />
    </ActionIcon>
  );
}

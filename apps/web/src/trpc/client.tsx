"use client";

export { trpc } from "@steward/client";

"use client";

export { type RouterInputs, type RouterOutputs, trpc } from "@steward/client";

import { z } from "zod";

/**
 * The roles every organisation has, strongest first. A role is only ever a bundle of permissions
 * (see `permission.ts`): code asks for a permission, never for a role.
 */
export const roles = ["owner", "admin", "manager", "productOwner", "member", "technician", "guest"] as const;

export const roleSchema = z.enum(roles);
export type Role = (typeof roles)[number];

export const roleLabels: Record<Role, string> = {
  owner: "Owner",
  admin: "Administrator",
  manager: "Manager",
  productOwner: "Product owner",
  member: "Member",
  technician: "Technician",
  guest: "Guest",
};

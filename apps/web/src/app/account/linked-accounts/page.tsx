import type { Metadata } from "next";
import { LinkedAccountsPage } from "../../../account/linked-accounts-page.tsx";

export const metadata: Metadata = { title: "Linked accounts" };

export default LinkedAccountsPage;

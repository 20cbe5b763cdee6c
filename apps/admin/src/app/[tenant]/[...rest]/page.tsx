import { notFound } from "next/navigation";

/** An unknown address inside an organisation is answered inside its frame. */
export default function Page() {
  notFound();
}

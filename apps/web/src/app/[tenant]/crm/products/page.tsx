import type { Metadata } from "next";
import { ProductsPage } from "../../../../crm/product/products-page.tsx";

export const metadata: Metadata = { title: "Products" };

export default async function Page({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  return <ProductsPage creating={(await searchParams).new !== undefined} />;
}

import { describe, expect, it } from "vitest";
import { guessKind, guessMapping, guessOptions } from "./guess.ts";

const us = { locale: "en-US", currency: "USD" };

describe("headers", () => {
  it("understands the four files of a real sales team", () => {
    const account = [
      "account",
      "sector",
      "year_established",
      "revenue",
      "employees",
      "office_location",
      "subsidiary_of",
    ];
    expect(guessKind(account, "data.csv")).toBe("account");
    expect(guessMapping("account", account)).toEqual([
      "name",
      "industry",
      "foundedYear",
      "annualRevenue",
      "employees",
      "country",
      "parent",
    ]);
    const product = ["product", "series", "sales_price"];
    expect(guessKind(product, "data.csv")).toBe("product");
    expect(guessMapping("product", product)).toEqual(["name", "family", "price"]);
    const team = ["sales_agent", "manager", "regional_office"];
    expect(guessKind(team, "data.csv")).toBe("salesperson");
    expect(guessMapping("salesperson", team)).toEqual(["name", "managerName", "office"]);
    const deal = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value".split(",");
    expect(guessKind(deal, "data.csv")).toBe("deal");
    expect(guessMapping("deal", deal)).toEqual([
      "externalRef",
      "owner",
      "product",
      "account",
      "stage",
      "openedOn",
      "closedOn",
      "amount",
    ]);
  });

  it("uses a field once, and leaves out what it does not know", () => {
    expect(guessMapping("contact", ["E-mail", "Email", "Shoe size", "Contact phone"])).toEqual([
      "email",
      null,
      null,
      "phone",
    ]);
    expect(guessKind(["First name", "Last name", "Company", "Email"], "data.csv")).toBe("contact");
  });
});

describe("reading options", () => {
  const options = (cells: string[][], mapping = ["annualRevenue"], kind: "account" | "deal" = "account") =>
    guessOptions(kind, mapping, cells, us);

  it("takes small figures with cents for millions", () => {
    expect(options([["1100.04"], ["251.41"]]).multiplier).toBe(1_000_000);
    expect(options([["4500000"], ["251.41"], ["90000"]]).multiplier).toBe(1);
  });

  it("lets the cells decide over the locale", () => {
    expect(options([["1.234"], ["1.234,50"]]).decimal).toBe(",");
    expect(options([["1.234"]]).decimal).toBe(".");
    expect(options([["13/02/2017"]], ["closedOn"], "deal").dateOrder).toBe("dmy");
    expect(options([["01/02/2017"]], ["closedOn"], "deal").dateOrder).toBe("mdy");
  });
});

// Lets TypeScript see the side-effect import of `@steward/ui/styles.css`.
export {};

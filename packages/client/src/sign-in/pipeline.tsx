import classes from "./entry.module.css";

const stages: readonly { name: string; cards: readonly { width: number; strong?: boolean }[] }[] = [
  { name: "Prospecting", cards: [{ width: 72 }, { width: 54 }, { width: 64 }] },
  { name: "Engaging", cards: [{ width: 60 }, { width: 76 }] },
  { name: "Won", cards: [{ width: 68, strong: true }] },
];

/** A picture of work moving through a pipeline; decorative. */
export function Pipeline() {
  return (
    <div className={classes.board}>
      {stages.map(({ name, cards }) => (
        <div key={name} className={classes.stage}>
          <span className={classes.stageName}>{name}</span>
          {cards.map(({ width, strong }) => (
            <span key={width} className={classes.card} data-strong={strong || undefined}>
              <span className={classes.line} style={{ width: `${width}%` }} />
              <span className={classes.line} data-faint style={{ width: `${width - 26}%` }} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

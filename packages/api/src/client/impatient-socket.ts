/** How long the other end may take to agree that a socket is closed. */
const farewellMs = 1_000;

/**
 * Sockets that are closed when they are told to be. A browser waits a minute for the other end to agree (RFC 6455, 7.1.1),
 * and the other end of a line that died while a laptop slept never does; upstream's client opens another one only then.
 */
export function impatient(Base: typeof WebSocket): typeof WebSocket {
  return class extends Base {
    #isGone = false;

    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      // First of all listeners: that it is really closed is no news any more.
      this.addEventListener("close", (event) => {
        if (this.#isGone) event.stopImmediatePropagation();
        this.#isGone = true;
      });
    }

    override close(code?: number, reason?: string): void {
      super.close(code, reason);
      setTimeout(() => {
        if (!this.#isGone) this.dispatchEvent(new CloseEvent("close", { code: 1006 }));
      }, farewellMs);
    }
  };
}

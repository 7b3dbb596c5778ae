// Loads what makes the map move (zoom, years, keys) when a reader comes near it.
import type {Ledger} from "../ledger.js";
import type {View} from "../types.js";

export function readMap(ledger: Ledger, view: View): void {
  const figure = document.getElementById("map");
  if (!figure) return;
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({isIntersecting}) => isIntersecting)) return;
      near.disconnect();
      void import("../later.js").then(({liveMap}) => {
        if (figure.isConnected) liveMap(figure, ledger, view);
      });
    },
    {rootMargin: "600px"}
  );
  near.observe(figure);
}

// Places labels of drawings so that none covers another: in a column by the ends of lines, and next to dots.

/** A label in a column: where it would be, and how tall it is. */
export interface ColumnLabel {
  readonly at: number;
  readonly tall: number;
}

/** The middles of labels in a column from `from` to `to`: each as near to its place as the others allow, in the order of their places. */
export function spread(labels: readonly ColumnLabel[], [from, to]: readonly [number, number]): number[] {
  interface Cluster {
    readonly members: number[];
    tall: number;
    /** The sum of the starts that each member asks of the cluster. */
    asked: number;
  }
  const startOf = ({members, tall, asked}: Cluster) => Math.max(from, Math.min(asked / members.length, to - tall));
  const clusters: Cluster[] = [];
  const order = labels.map((_, i) => i).sort((a, b) => (labels[a]?.at ?? 0) - (labels[b]?.at ?? 0) || a - b);
  for (const i of order) {
    const {at, tall} = labels[i] as ColumnLabel;
    clusters.push({members: [i], tall, asked: at - tall / 2});
    for (;;) {
      const [before, last] = clusters.slice(-2);
      if (!before || !last || startOf(before) + before.tall <= startOf(last)) break;
      before.asked += last.asked - last.members.length * before.tall;
      before.members.push(...last.members);
      before.tall += last.tall;
      clusters.pop();
    }
  }
  const middles: number[] = labels.map(() => 0);
  for (const cluster of clusters) {
    let y = startOf(cluster);
    for (const i of cluster.members) {
      const {tall} = labels[i] as ColumnLabel;
      middles[i] = y + tall / 2;
      y += tall;
    }
  }
  return middles;
}

/** A dot with a label of this size. */
export interface DotLabel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly tall: number;
}

interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

const meet = (a: Box, b: Box) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

/** The upper left corners of labels next to their dots, inside a frame; null for one that would cover a dot or an earlier label. */
export function besideDots(
  labels: readonly DotLabel[],
  dots: readonly {readonly x: number; readonly y: number}[],
  frame: {readonly width: number; readonly top: number; readonly bottom: number}
): ({readonly x: number; readonly y: number} | null)[] {
  const taken: Box[] = dots.map(({x, y}) => ({x0: x - 4, x1: x + 4, y0: y - 4, y1: y + 4}));
  return labels.map(({x, y, width, tall}) => {
    const corners = [
      [x + 7, y - tall / 2],
      [x - 7 - width, y - tall / 2],
      [x - width / 2, y - 6 - tall],
      [x - width / 2, y + 6],
      [x + 5, y - 4 - tall],
      [x + 5, y + 4],
      [x - 5 - width, y - 4 - tall],
      [x - 5 - width, y + 4]
    ] as const;
    for (const [left, up] of corners) {
      const box = {x0: left, x1: left + width, y0: up, y1: up + tall};
      const isInside = box.x0 >= 0 && box.x1 <= frame.width && box.y0 >= frame.top && box.y1 <= frame.bottom;
      if (!isInside || taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      return {x: left, y: up};
    }
    return null;
  });
}

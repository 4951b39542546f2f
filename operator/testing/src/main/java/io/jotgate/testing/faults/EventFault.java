package io.jotgate.testing.faults;

/** What happens to one event of a watch. */
public enum EventFault implements Fault {
  /** It never comes. A second later the watch ends with 410, so that the client lists again. */
  DROP,
  /** It comes twice. */
  REPEAT,
  /**
   * It comes after the next event of the watch, or half a second late if there is none. Two events
   * of one object stay in order: a watch promises that, and what a client knows would stay wrong.
   */
  REORDER,
  /** In its place the watch ends with 410, so that the client lists again. */
  GONE
}

package io.jotgate.bench;

import java.util.List;

/**
 * Requests of one class, whose time is compared with that of others.
 *
 * @param name for tables
 * @param requests any of them will do
 * @param status of the answer
 */
record Probe(String name, List<Request> requests, int status) {
  Probe {
    requests = List.copyOf(requests);
  }

  /** A class that is refused like all others. */
  static Probe refused(String name, List<Request> requests) {
    return new Probe(name, requests, 401);
  }

  /** The same requests under another name. */
  Probe called(String other) {
    return new Probe(other, requests, status);
  }
}

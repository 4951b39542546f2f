package io.jotgate.testing.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers what went through proxies: one journal may serve several proxies, one by one. */
public final class Journal {
  private final List<Place> writes = new ArrayList<>();
  private final List<Place> events = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private int total;
  private long traffic;
  private long lastWrite = System.nanoTime();

  /** Forgets places: they are counted anew. */
  public synchronized void begin() {
    writes.clear();
    events.clear();
    counts.clear();
    lastWrite = System.nanoTime();
  }

  /** Every attempt to write since the journal began, oldest first. */
  public synchronized List<Place> writes() {
    return List.copyOf(writes);
  }

  /** Every event since the journal began, oldest first, as the API server sent it. */
  public synchronized List<Place> events() {
    return List.copyOf(events);
  }

  /** What the API server has ever refused with status 403. */
  public synchronized List<String> refusals() {
    return List.copyOf(refusals);
  }

  /** How many requests that read like this there were since the journal began. */
  public synchronized int count(String call) {
    return counts.getOrDefault(call, 0);
  }

  /** How many attempts to write there ever were. */
  public synchronized int total() {
    return total;
  }

  /** Grows with every request and every event. */
  public synchronized long traffic() {
    return traffic;
  }

  /** Whether nobody has tried to write for so long. */
  public synchronized boolean isQuietFor(Duration time) {
    return System.nanoTime() - lastWrite >= time.toNanos();
  }

  synchronized Place asked(ApiCall call) {
    Place place = place(call.toString());
    if (call.isWrite()) {
      writes.add(place);
      total++;
      lastWrite = System.nanoTime();
    }
    return place;
  }

  synchronized void answered(ApiCall call, int status) {
    if (status == 403) {
      refusals.add(call.toString());
    }
    if (call.isWrite()) {
      lastWrite = System.nanoTime();
    }
  }

  synchronized Place seen(String type, String resource, String name) {
    Place place = place(type + " " + resource + "/" + name);
    events.add(place);
    return place;
  }

  private Place place(String what) {
    traffic++;
    return new Place(what, counts.merge(what, 1, Integer::sum));
  }
}

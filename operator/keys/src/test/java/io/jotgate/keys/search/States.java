package io.jotgate.keys.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The states that were reached, each stored in full (no hash stands for a state) in the order in
 * which they were found, with the one from which each was found first.
 */
final class States {
  private static final int WORDS = Packing.WORDS;
  private static final int CHUNK = 1 << 16;

  private final List<long[]> chunks = new ArrayList<>();
  private final List<int[]> parents = new ArrayList<>();
  private int[] table = new int[1 << 16];
  private int size;

  int size() {
    return size;
  }

  /** Adds a state if it is new and says whether it was. */
  boolean add(long[] state, int parent) {
    int place = place(state, table);
    if (table[place] != 0) {
      return false;
    }
    if (size % CHUNK == 0) {
      chunks.add(new long[CHUNK * WORDS]);
      parents.add(new int[CHUNK]);
    }
    System.arraycopy(state, 0, chunks.get(size / CHUNK), size % CHUNK * WORDS, WORDS);
    parents.get(size / CHUNK)[size % CHUNK] = parent;
    size++;
    table[place] = size;
    if (size > table.length / 2) {
      grow();
    }
    return true;
  }

  long[] get(int index) {
    int from = index % CHUNK * WORDS;
    return Arrays.copyOfRange(chunks.get(index / CHUNK), from, from + WORDS);
  }

  /** Indices from the first state to this one. */
  List<Integer> path(int index) {
    List<Integer> path = new ArrayList<>();
    for (int at = index; at >= 0; at = parents.get(at / CHUNK)[at % CHUNK]) {
      path.addFirst(at);
    }
    return path;
  }

  private void grow() {
    int[] larger = new int[table.length * 2];
    for (int entry : table) {
      if (entry != 0) {
        larger[place(get(entry - 1), larger)] = entry;
      }
    }
    table = larger;
  }

  private int place(long[] state, int[] in) {
    int place = hash(state) & (in.length - 1);
    while (in[place] != 0 && !isAt(state, in[place] - 1)) {
      place = (place + 1) & (in.length - 1);
    }
    return place;
  }

  private boolean isAt(long[] state, int index) {
    long[] chunk = chunks.get(index / CHUNK);
    int from = index % CHUNK * WORDS;
    return Arrays.equals(chunk, from, from + WORDS, state, 0, WORDS);
  }

  private static int hash(long[] state) {
    long hash = 0;
    for (long word : state) {
      hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ (hash >>> 32));
  }
}

package io.jotgate.issuer.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells how large the program of a regular expression becomes, without compiling it: RE2 writes a
 * counted repetition out, so {@code ((a{1000}){1000}){1000}} would ask for a thousand million
 * instructions. The answer is never too small for an expression that compiles.
 */
final class PatternSize {
  /** Instructions that a pattern may have; each costs a step for every character of a value. */
  static final long MAX = 1000;

  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private int at;
  private long group;
  private long atom;

  private PatternSize(String text) {
    this.text = text;
  }

  /** Instructions at most, cut off soon after {@link #MAX}. */
  static long of(String text) {
    return new PatternSize(text).size();
  }

  private long size() {
    while (at < text.length() && group + atom <= MAX) {
      step(text.charAt(at++));
    }
    long size = group + atom;
    return outer.stream().reduce(size, Long::sum);
  }

  private void step(char c) {
    switch (c) {
      case '(' -> open();
      case ')' -> close();
      case '{' -> repeat();
      case '*', '+', '?' -> atom++;
      case '[' -> {
        next(1);
        skipClass();
      }
      case '\\' -> escape();
      default -> next(1);
    }
  }

  /** Begins an atom: what comes before it can no longer be repeated alone. */
  private void next(long size) {
    group += atom;
    atom = size;
  }

  private void open() {
    outer.push(group + atom);
    group = 2;
    atom = 0;
    if (at < text.length() && text.charAt(at) == '?') {
      // Flags or a name: none of them is an instruction, and counting them is not wrong.
      at++;
    }
  }

  private void close() {
    long closed = group + atom;
    group = outer.isEmpty() ? 0 : outer.pop();
    atom = closed;
  }

  /** A repetition such as {2}, {2,} or {2,5}; any other brace is a character. */
  private void repeat() {
    int end = text.indexOf('}', at);
    String[] bounds = end < 0 ? new String[0] : text.substring(at, end).split(",", -1);
    if (bounds.length == 0 || bounds.length > 2 || !bounds[0].matches("[0-9]{1,4}")) {
      next(1);
      return;
    }
    long times = Long.parseLong(bounds[0]) + 1;
    if (bounds.length == 2 && bounds[1].matches("[0-9]{1,4}")) {
      times = Math.max(times, Long.parseLong(bounds[1]));
    }
    // An optional repetition costs an instruction more each time.
    atom = (atom + 1) * times;
    at = end + 1;
  }

  private void skipClass() {
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    boolean first = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == ']' && !first) {
        return;
      }
      if (c == '[' && at < text.length() && text.charAt(at) == ':') {
        int end = text.indexOf(":]", at);
        at = end < 0 ? at : end + 2;
      } else if (c == '\\') {
        at++;
      }
      first = false;
    }
  }

  private void escape() {
    next(1);
    if (at < text.length() && text.charAt(at) == 'Q') {
      int end = text.indexOf("\\E", at);
      int stop = end < 0 ? text.length() : end;
      next(stop - at);
      at = stop;
    }
    at++;
    if (at < text.length() && text.charAt(at) == '{' && "pPx".indexOf(text.charAt(at - 1)) >= 0) {
      int end = text.indexOf('}', at);
      at = end < 0 ? at : end + 1;
    }
  }
}

package io.jotgate.policy.compile;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one route. */
final class Problems {
  private final List<RouteProblem> found = new ArrayList<>();

  void add(String field, String message) {
    found.add(new RouteProblem(field, message));
  }

  List<RouteProblem> found() {
    return List.copyOf(found);
  }
}

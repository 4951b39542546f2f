package io.jotgate.controller.consent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody asks for and does not get, for people: at most a few of each kind by name. */
final class LeftOut {
  private static final int NAMED = 5;

  private final List<String> texts = new ArrayList<>();

  /** Adds what is asked and not granted. */
  void add(String kind, @Nullable Collection<String> asked, Set<String> granted) {
    addAll(
        kind,
        Optional.ofNullable(asked).orElse(List.of()).stream()
            .filter(each -> !granted.contains(each)));
  }

  /** Adds all. */
  void addAll(String kind, Stream<String> names) {
    List<String> sorted = names.distinct().sorted().toList();
    if (!sorted.isEmpty()) {
      String more = sorted.size() > NAMED ? " and " + (sorted.size() - NAMED) + " more" : "";
      texts.add(
          kind + " " + String.join(", ", sorted.subList(0, Math.min(NAMED, sorted.size()))) + more);
    }
  }

  List<String> texts() {
    return List.copyOf(texts);
  }
}

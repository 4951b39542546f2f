package io.jotgate.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a program found.
 *
 * @param tables for people
 * @param checked how often it was looked whether what was measured did its work, by what was looked
 *     at
 * @param problems where it did not; not empty: the numbers mean nothing
 */
record Report(List<Table> tables, SortedMap<String, Long> checked, List<String> problems) {
  Report {
    tables = List.copyOf(tables);
    checked = new TreeMap<>(checked);
    problems = List.copyOf(problems);
  }

  static Report of(List<Table> tables, Map<String, Long> checked, List<String> problems) {
    return new Report(tables, new TreeMap<>(checked), problems);
  }

  /** Tables and problems for a document. */
  String markdown() {
    StringBuilder text = new StringBuilder(Machine.describe()).append(".\n\n");
    tables.forEach(
        table -> text.append(table.title()).append(":\n\n").append(table.markdown()).append('\n'));
    problems.forEach(problem -> text.append("- ").append(problem).append('\n'));
    return text.toString();
  }

  /** Prints everything and gives the exit code of the program. */
  int print(PrintStream out, Pace pace) {
    out.println(Machine.describe());
    if (pace.quick()) {
      out.println("--quick: this shows that the program works; the numbers mean nothing.");
    }
    out.println();
    tables.forEach(out::println);
    checked.forEach((what, count) -> out.println("checked: " + count + " " + what));
    problems.forEach(problem -> out.println("PROBLEM: " + problem));
    out.println();
    return problems.isEmpty() ? 0 : 1;
  }
}

package io.jotgate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A table of text: the first column to the left, numbers to the right. */
final class Table {
  private final String title;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String title, String... columns) {
    this.title = title;
    rows.add(List.of(columns));
  }

  /** Adds a row with one cell for each column. */
  Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException("a row has " + rows.getFirst().size() + " cells");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** How many rows there are below the head. */
  int size() {
    return rows.size() - 1;
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder(title).append('\n');
    for (List<String> row : rows) {
      text.append("  ");
      for (int column = 0; column < widths.length; column++) {
        String padding = " ".repeat(widths[column] - row.get(column).length());
        text.append(column == 0 ? row.get(column) + padding : "   " + padding + row.get(column));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** As a table of Markdown, without the title. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("|").append("---|".repeat(rows.getFirst().size())).append('\n');
      }
    }
    return text.toString();
  }

  String title() {
    return title;
  }

  /** A number with so many digits after the point. */
  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** A share as percentage. */
  static String percent(double share) {
    return number(share * 100, 1) + " %";
  }
}

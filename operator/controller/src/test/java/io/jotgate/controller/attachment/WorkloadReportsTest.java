package io.jotgate.controller.attachment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jotgate.controller.attachment.WorkloadReport.Delivery;
import io.jotgate.controller.attachment.WorkloadReport.PodCounts;
import io.jotgate.controller.attachment.WorkloadReport.Revoked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadReportsTest {
  private static final WorkloadReports.Key ORDERS = new WorkloadReports.Key("shop", "orders");

  private final WorkloadReports reports = new WorkloadReports();
  private final List<WorkloadReports.Key> heard = new ArrayList<>();

  @Test
  void tellsListenersOfAReportThatDiffersAndOfNoOther() {
    reports.listen(heard::add);

    reports.publish(ORDERS, report(1));
    reports.publish(ORDERS, report(1));
    reports.publish(ORDERS, report(2));

    assertEquals(List.of(ORDERS, ORDERS), heard);
    assertEquals(Optional.of(report(2)), reports.of(ORDERS));
  }

  @Test
  void forgetsAWorkloadOnce() {
    reports.publish(ORDERS, report(1));
    reports.listen(heard::add);

    reports.forget(ORDERS);
    reports.forget(ORDERS);

    assertEquals(List.of(ORDERS), heard);
    assertEquals(Optional.empty(), reports.of(ORDERS));
  }

  private static WorkloadReport report(int pods) {
    return new WorkloadReport(
        Map.of(),
        new Delivery(true, List.of(), List.of(), Optional.empty()),
        new PodCounts(pods, pods, pods, pods),
        Map.of(),
        List.of(),
        List.of(),
        new Revoked(pods, Map.of()));
  }
}

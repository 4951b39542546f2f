package io.jotgate.controller.protectedroute;

import io.jotgate.controller.attachment.WorkloadReport;
import io.jotgate.controller.attachment.WorkloadReport.RouteReport;

/** What is known of a route when its status is made. */
sealed interface RouteStanding {
  /** Nothing yet about this generation of the route: its status stays as it is. */
  record Unseen() implements RouteStanding {}

  /** The workload is of a kind that we do not know. */
  record UnknownKind() implements RouteStanding {}

  /** There is no such workload. */
  record NoWorkload(String kind, String name) implements RouteStanding {}

  /** The ConfigMaps of the workload could not be made. */
  record Conflict(String message) implements RouteStanding {}

  /** The workload has been looked at with this generation of the route. */
  record Seen(RouteReport route, WorkloadReport workload) implements RouteStanding {}
}
